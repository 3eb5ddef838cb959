#include "kread/app/clipboard.h"

#include "kread/base/base64.h"

/* GNU screen hands on what stands in a device control string, of which it takes so many bytes. */
static void wrap(struct kr_str *sequence)
{
	enum { PIECE = 240 };
	struct kr_str out;

	kr_str_init(&out);
	for (size_t at = 0; at < sequence->len; at += PIECE) {
		const size_t left = sequence->len - at;

		kr_str_addz(&out, "\033P");
		kr_str_add(&out, sequence->data + at, left < PIECE ? left : PIECE);
		kr_str_addz(&out, "\033\\");
	}
	kr_str_fini(sequence);
	*sequence = out;
}

int kr_clipboard_sequence(
        const char *text, size_t len, bool in_screen, struct kr_str *out, struct kr_err *err)
{
	kr_str_clear(out);
	if (len > KR_CLIPBOARD_MAX)
		return kr_err_set(err, KR_E_LIMIT,
		        "too long to copy: %zu KB; the clipboard takes %d KB", len >> 10,
		        KR_CLIPBOARD_MAX >> 10);
	kr_str_addz(out, "\033]52;c;");
	kr_base64_encode((struct kr_slice){text, len}, out);
	kr_str_addz(out, "\a");
	if (in_screen)
		wrap(out);
	return 0;
}
