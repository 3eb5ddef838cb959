/* Raised and lowered text, in characters of this form. */
#include "extract/body/formulas_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum { LONGEST = 32 }; /* bytes of text that is converted */

static const struct {
	const char *plain, *raised, *lowered;
} forms[] = {
        {"0", "⁰", "₀"},
        {"1", "¹", "₁"},
        {"2", "²", "₂"},
        {"3", "³", "₃"},
        {"4", "⁴", "₄"},
        {"5", "⁵", "₅"},
        {"6", "⁶", "₆"},
        {"7", "⁷", "₇"},
        {"8", "⁸", "₈"},
        {"9", "⁹", "₉"},
        {"+", "⁺", "₊"},
        {"-", "⁻", "₋"},
        {"−", "⁻", "₋"},
        {"–", "⁻", "₋"},
        {"=", "⁼", "₌"},
        {"(", "⁽", "₍"},
        {")", "⁾", "₎"},
        {"n", "ⁿ", "ₙ"},
        {"i", "ⁱ", "ᵢ"},
        {"j", "ʲ", "ⱼ"},
        {"k", "ᵏ", "ₖ"},
        {"m", "ᵐ", "ₘ"},
        {"t", "ᵗ", "ₜ"},
        {"x", "ˣ", "ₓ"},
        {"y", "ʸ", NULL},
        {"z", "ᶻ", NULL},
};

static const char *form_of(struct kr_slice c, bool raised)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (kr_slice_eq(c, forms[i].plain))
			return raised ? forms[i].raised : forms[i].lowered;
	return NULL;
}

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Whether the text is a mark such as "[1]", "*" or "®", or a word. */
static bool is_mark(struct kr_slice s)
{
	bool number = false, letter = false, other = false;

	for (size_t i = 0; i < s.len; i++) {
		number |= s.data[i] >= '0' && s.data[i] <= '9';
		letter |= is_letter(s.data[i]);
		other |= s.data[i] < 0 || strchr("[]*; ", s.data[i]);
	}
	return other || (letter && !number && s.len > 1 && !strpbrk(s.data, "+-="));
}

bool kr_raised_convert(struct kr_str *s, bool raised)
{
	const struct kr_slice text = {s->data, s->len};
	struct kr_str out;
	bool all = true, bracket, mark;

	if (!text.len || text.len > LONGEST)
		return false;
	kr_str_init(&out);
	for (size_t i = 0, n; i < text.len && all; i += n) {
		uint32_t c;
		const char *form;

		n = kr_utf8_decode(text.data + i, text.len - i, &c);
		form = form_of((struct kr_slice){text.data + i, n}, raised);
		all = form != NULL;
		kr_str_addz(&out, form);
	}
	mark = !all && is_mark(text);
	if (!all && !mark && text.len > 1) {
		bracket = text.data[0] != '(';
		kr_str_clear(&out);
		kr_str_addz(&out, raised ? "^" : "_");
		kr_str_addz(&out, bracket ? "(" : "");
		kr_str_add(&out, text.data, text.len);
		kr_str_addz(&out, bracket ? ")" : "");
		all = true;
	}
	if (all) {
		kr_str_clear(s);
		kr_str_add(s, out.data, out.len);
	}
	kr_str_fini(&out);
	return all;
}
