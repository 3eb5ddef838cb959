#include "kread/app/complaint.h"

#include <stdio.h>
#include <string.h>

#include "kread/base/redact.h"
#include "kread/base/str.h"
#include "kread/base/utf8.h"

int kr_complaint_print(const char *what, const char *why)
{
	struct kr_str text;

	kr_str_init(&text);
	if (what) {
		kr_utf8_clean(&text, what, strlen(what), KR_UTF8_LINE);
		kr_str_addz(&text, ": ");
	}
	kr_utf8_clean(&text, why, strlen(why), KR_UTF8_LINE);
	kr_redact_logins(&text);
	fprintf(stderr, "kread: %s\n", text.data);
	kr_str_fini(&text);
	return 1;
}
