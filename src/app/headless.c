#include "kread/app/headless.h"

#include <stdio.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/redact.h"
#include "kread/base/str.h"
#include "kread/base/utf8.h"
#include "kread/net/cookies.h"
#include "kread/store/store.h"

int kr_headless_complain(const char *what, const char *why)
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

struct kr_store *kr_headless_library(void)
{
	struct kr_store *s = NULL;
	struct kr_err err;

	if (kr_library_wait(&s, &err) < 0)
		kr_headless_complain(NULL, err.msg);
	else if (kr_store_notice(s))
		kr_headless_complain(NULL, kr_store_notice(s));
	return s;
}

int kr_headless_session(struct kr_net *net, const struct kr_session_opts *opts)
{
	struct kr_str notice;
	struct kr_err err;
	int rc;

	kr_str_init(&notice);
	rc = kr_session_open(net, opts, &notice, &err);
	if (rc < 0 || notice.len)
		kr_headless_complain(NULL, rc < 0 ? err.msg : notice.data);
	kr_str_fini(&notice);
	return rc;
}

void kr_headless_session_end(struct kr_net *net)
{
	const char *notice = kr_jar_notice(net);

	if (notice)
		kr_headless_complain(NULL, notice);
}
