#include "kread/proto/request.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kread/proto/frame.h"

static const struct {
	const char *name;
	size_t at; /* of a const char * */
} strings[] = {
        {"url", offsetof(struct kr_request, url)},
        {"type", offsetof(struct kr_request, content_type)},
        {"charset", offsetof(struct kr_request, charset)},
        {"link", offsetof(struct kr_request, link_header)},
        {"refresh", offsetof(struct kr_request, refresh_header)},
        {"rules", offsetof(struct kr_request, rules)},
        {"rules_name", offsetof(struct kr_request, rules_name)},
};

enum { STRINGS = sizeof strings / sizeof *strings };

void kr_request_write(const struct kr_request *rq, struct kr_str *out)
{
	for (size_t i = 0; i < STRINGS; i++) {
		const char *value;

		memcpy(&value, (const char *)rq + strings[i].at, sizeof value);
		if (value)
			kr_str_addf(out, "%s=%s%c", strings[i].name, value, '\0');
	}
	kr_str_addf(out, "mode=%s%c", kr_mode_name(rq->mode), '\0');
	kr_str_addf(out, "date=%lld%c", (long long)rq->date, '\0');
	kr_str_addf(out, "cookie=%d%c", rq->set_cookie, '\0');
	kr_str_addf(out, "early=%d%c", rq->early, '\0');
	kr_str_addf(out, "size=%zu%c", rq->size, '\0');
	kr_str_addf(out, "seconds=%u%c", rq->seconds, '\0');
}

static bool parse_number(const char *value, long long max, long long *ret)
{
	char *end;

	errno = 0;
	*ret = strtoll(value, &end, 10);
	return !errno && end != value && !*end && *ret <= max;
}

/* False: there is no such field, or it cannot have this value. */
static bool parse_field(
        struct kr_slice name, const char *value, long long *size, struct kr_request *rq)
{
	long long n;
	int mode;

	for (size_t i = 0; i < STRINGS; i++)
		if (kr_slice_eq(name, strings[i].name)) {
			memcpy((char *)rq + strings[i].at, &value, sizeof value);
			return true;
		}
	if (kr_slice_eq(name, "mode")) {
		mode = kr_mode_find(value);
		rq->mode = mode < 0 ? KR_MODE_ARTICLE : (enum kr_mode)mode;
		return mode >= 0;
	}
	if (kr_slice_eq(name, "size"))
		return parse_number(value, INT64_MAX, size) && *size >= 0;
	if (kr_slice_eq(name, "date") && parse_number(value, INT64_MAX, &n)) {
		rq->date = n;
		return true;
	}
	if (kr_slice_eq(name, "cookie") && parse_number(value, 1, &n) && n >= 0) {
		rq->set_cookie = n;
		return true;
	}
	if (kr_slice_eq(name, "early") && parse_number(value, 1, &n) && n >= 0) {
		rq->early = n;
		return true;
	}
	if (kr_slice_eq(name, "seconds") && parse_number(value, INT32_MAX, &n) && n >= 0) {
		rq->seconds = (unsigned)n;
		return true;
	}
	return false;
}

int kr_request_parse(const char *payload, size_t len, struct kr_request *ret, struct kr_err *err)
{
	struct kr_request rq = {0};
	long long size = 0;

	if (len && payload[len - 1])
		return kr_err_set(err, KR_E_FORMAT, "request: not ended by NUL");
	for (const char *at = payload, *end = payload + len; at < end; at += strlen(at) + 1) {
		const size_t n = strcspn(at, "=");

		if (!at[n] || !parse_field((struct kr_slice){at, n}, at + n + 1, &size, &rq))
			return kr_err_set(err, KR_E_FORMAT, "request: cannot read '%.40s'", at);
	}
	if (size > KR_WORKER_PAGE_MAX)
		return kr_err_set(err, KR_E_LIMIT, "request: the page is too large");
	rq.size = (size_t)size;
	*ret = rq;
	return 0;
}
