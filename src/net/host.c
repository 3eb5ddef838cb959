#include "kread/net/host.h"

#include <idn2.h>
#include <string.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "net_priv.h"

enum {
	LATIN = 1,
	HAN = 2,
	KANA = 4,
	HANGUL = 8,
	BOPOMOFO = 16,
	TWIN = 32,  /* a script with letters that look Latin */
	OTHER = 64, /* any other script */
	BAD = 128,
	STROKE = 256, /* looks like a slash or a dash */
};

/* Letters that look Latin. */
static const struct {
	const char *script, *letters;
} twins[] = {
        {"Cyrillic", "асԁеһіїјкӏорԛѕԝхуүъьҽпгѵѡмнтвԍ"},
        {"Greek", "αγικνορτυχωηβκ"},
        {"Armenian", "ագզոսյնհցքօւլ"},
};

static const struct {
	const char *script;
	unsigned bit;
} scripts[] = {{"Latin", LATIN}, {"Han", HAN}, {"Hiragana", KANA}, {"Katakana", KANA},
        {"Hangul", HANGUL}, {"Bopomofo", BOPOMOFO}, {"Cyrillic", TWIN}, {"Greek", TWIN},
        {"Armenian", TWIN}};

static bool among(const char *letters, uint32_t c)
{
	char utf8[5] = {0};

	kr_utf8_encode(c, utf8);
	return strstr(letters, utf8) != NULL;
}

/* Of the Latin letters beyond ASCII those that many readers know: not the dotless i, not phonetic
 * ones. */
static bool familiar_latin(uint32_t c)
{
	return (c < 0x180 && c != 0x131 && c != 0x138) || (c >= 0x1cd && c <= 0x1dc) ||
	       c == 0x1a1 || c == 0x1b0 || (c >= 0x218 && c <= 0x21b) ||
	       (c >= 0x1e00 && c <= 0x1eff);
}

static unsigned kind_of(uint32_t c, const char *script)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? LATIN : 0;
	if (c == 0x30fc) /* the mark of long vowels belongs to no script of its own */
		return KANA | STROKE;
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (!strcmp(scripts[i].script, script)) {
			if (scripts[i].bit == LATIN && !familiar_latin(c))
				return BAD;
			return scripts[i].bit |
			       (among("一丨丶丿乙亅人入ノニンソゾゝ々〆〇", c) ? STROKE : 0);
		}
	return !strcmp(script, "Common") || !strcmp(script, "Inherited") ||
	                       !strcmp(script, "Unknown")
	               ? BAD
	               : OTHER;
}

/* Which kinds of characters a label has; *ret_twin: all letters look Latin. */
static unsigned look_at(const char *s, size_t len, bool *ret_twin)
{
	const char *one = NULL; /* the script, if it is none of those that go together */
	unsigned all = 0;

	*ret_twin = true;
	for (size_t i = 0; i < len;) {
		uint32_t c;
		const char *script;
		unsigned kind;

		i += kr_utf8_decode(s + i, len - i, &c);
		script = kr_utf8_script(c);
		kind = kind_of(c, script);
		if ((kind & (TWIN | OTHER)) && one && strcmp(one, script))
			kind = BAD;
		if (kind & (TWIN | OTHER))
			one = script;
		for (size_t k = 0; k < sizeof twins / sizeof *twins; k++)
			if (kind == TWIN && !strcmp(twins[k].script, script) &&
			        !among(twins[k].letters, c))
				*ret_twin = false;
		all |= kind;
	}
	return all;
}

static bool go_together(unsigned all)
{
	static const unsigned sets[] = {
	        LATIN | HAN | KANA, LATIN | HAN | BOPOMOFO, LATIN | HAN | HANGUL, TWIN, OTHER};
	const unsigned used = all & ~(unsigned)STROKE;

	if ((all & STROKE) && (all & LATIN))
		return false;
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (!(used & ~sets[i]))
			return true;
	return false;
}

/* host: of several labels, in UTF-8 */
static bool is_clear(const char *host)
{
	const char *last = strrchr(host, '.');
	bool latin_top = last && (unsigned char)last[1] < 0x80;

	while (*host) {
		size_t len = strcspn(host, ".");
		bool twin;
		unsigned all = look_at(host, len, &twin);

		if (!go_together(all) || ((all & TWIN) && twin && latin_top))
			return false;
		host += len + (host[len] == '.');
	}
	return true;
}

/* Most hosts are shown as they are. */
static bool is_plain(struct kr_slice host)
{
	static const char punycode[] = "xn--";

	for (size_t i = 0; i < host.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", host.data[i]))
			return false;
	return host.len && !memmem(host.data, host.len, punycode, sizeof punycode - 1);
}

static void show(struct kr_slice raw, struct kr_str *out)
{
	struct kr_str ascii, again;
	char *letters = NULL;
	const char *best;

	if (is_plain(raw)) {
		kr_str_add(out, raw.data, raw.len);
		return;
	}
	kr_str_init(&ascii);
	kr_str_init(&again);
	if (kr_wire_add_host(raw, &ascii, NULL) < 0) {
		kr_utf8_clean(out, raw.data, raw.len < 255 ? raw.len : 255, KR_UTF8_LINE);
		goto out;
	}
	best = ascii.data;
	/* only what leads back to the same host */
	if (idn2_to_unicode_8z8z(ascii.data, &letters, 0) == IDN2_OK && is_clear(letters) &&
	        kr_wire_add_host(kr_slice_of(letters), &again, NULL) == 0 &&
	        kr_str_eq(again.data, ascii.data))
		best = letters;
	kr_utf8_clean(out, best, strlen(best), KR_UTF8_LINE);
out:
	idn2_free(letters);
	kr_str_fini(&again);
	kr_str_fini(&ascii);
}

void kr_host_show(const char *url, struct kr_str *out)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	if (u.host.len)
		show(u.host, out);
}

void kr_host_address(const char *url, struct kr_str *out)
{
	struct kr_url u;
	const char *rest = url;

	kr_url_split(url, strlen(url), &u);
	if (kr_url_is_web(url) && u.host.len) {
		kr_str_add(out, url, (size_t)(u.host.data - url));
		show(u.host, out);
		rest = u.host.data + u.host.len;
	}
	kr_str_addz(out, rest);
}

void kr_host_display(const char *url, bool short_form, struct kr_str *out)
{
	struct kr_str shown;

	kr_str_init(&shown);
	kr_host_address(url ? url : "", &shown);
	kr_url_display(shown.data, short_form, out);
	kr_str_fini(&shown);
}

bool kr_host_same_page(const char *a, const char *b)
{
	struct kr_str x, y;
	bool same;

	kr_str_init(&x);
	kr_str_init(&y);
	kr_host_address(a, &x);
	kr_host_address(b, &y);
	same = kr_url_same_page(x.data, y.data);
	kr_str_fini(&x);
	kr_str_fini(&y);
	return same;
}

bool kr_host_ascii(const char *url, struct kr_str *out)
{
	struct kr_url u;

	kr_str_clear(out);
	kr_url_split(url, strlen(url), &u);
	if (!u.host.len || kr_wire_add_host(u.host, out, NULL) < 0)
		return false;
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] >= 'A' && out->data[i] <= 'Z')
			out->data[i] = (char)(out->data[i] - 'A' + 'a');
	return true;
}
