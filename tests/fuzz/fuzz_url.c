/* A base on the first line, then a reference. */
#include <string.h>

#include "fuzz.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

static void check(const char *base, const char *ref, size_t len)
{
	struct kr_str one, two;

	kr_str_init(&one);
	kr_str_init(&two);
	if (kr_url_resolve(base, ref, len, &one)) {
		HOLDS(one.len && one.len <= KR_URL_MAX);
		HOLDS(strlen(one.data) == one.len);
		for (size_t i = 0; i < one.len; i++)
			HOLDS((unsigned char)one.data[i] > ' ' && one.data[i] != 0x7f);
		HOLDS(kr_url_resolve(base, one.data, one.len, &two));
		if (!kr_str_eq(one.data, two.data))
			fprintf(stderr, "once:  %s\ntwice: %s\n", one.data, two.data);
		HOLDS(kr_str_eq(one.data, two.data));
		HOLDS(kr_url_same_page(one.data, two.data));
	}
	kr_str_fini(&one);
	kr_str_fini(&two);
}

/* A host as it is displayed leads to the same host. */
static void check_host(const char *url)
{
	struct kr_str shown, ascii, again;

	kr_str_init(&shown);
	kr_str_init(&ascii);
	kr_str_init(&again);
	kr_host_address(url, &shown);
	if (kr_url_is_web(url) && kr_host_ascii(url, &ascii)) {
		HOLDS(kr_host_ascii(shown.data, &again));
		HOLDS(kr_str_eq(ascii.data, again.data));
	}
	kr_str_clear(&shown);
	kr_host_display(url, false, &shown);
	HOLDS(is_clean(shown.data, shown.len));
	kr_str_fini(&shown);
	kr_str_fini(&ascii);
	kr_str_fini(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_str base, out;
	struct kr_err err;

	take_line(&data, &size, &base);
	kr_str_init(&out);
	/* a base is the address of a page, and so was resolved before */
	if (kr_url_resolve(NULL, base.data, base.len, &out)) {
		check(out.data, (const char *)data, size);
		check_host(out.data);
	}
	check("https://news.example/a/b.html?c#d", (const char *)data, size);
	check(NULL, (const char *)data, size);
	if (kr_paste_url((const char *)data, size, &out, &err) == 0)
		HOLDS(is_clean(out.data, out.len));
	else
		HOLDS(is_clean(err.msg, strlen(err.msg)));
	kr_str_clear(&out);
	kr_url_display(base.data, size % 2, &out);
	HOLDS(is_clean(out.data, out.len));
	kr_str_fini(&out);
	kr_str_fini(&base);
	return 0;
}
