#include "kread/app/clipboard.h"

#include "kread/base/base64.h"

int kr_clipboard_sequence(const char *text, size_t len, struct kr_str *out, struct kr_err *err)
{
	kr_str_clear(out);
	if (len > KR_CLIPBOARD_MAX)
		return kr_err_set(err, KR_E_LIMIT,
		        "too long to copy: %zu KB; the clipboard takes %d KB", len >> 10,
		        KR_CLIPBOARD_MAX >> 10);
	kr_str_addz(out, "\033]52;c;");
	kr_base64_encode((struct kr_slice){text, len}, out);
	kr_str_addz(out, "\a");
	return 0;
}
