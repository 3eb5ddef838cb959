/* What a refused certificate says. libcurl shows certificates of accepted connections only, so a
 * second connection is made without checks. No request is sent over it. */
#include "net_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"

enum { PROBE_MS = 5000, NAMES_BYTES = 120 };

static bool is_other_host(long verify_result)
{
	return verify_result == 0 || verify_result == KR_X509_UNKNOWN ||
	       verify_result == KR_X509_OTHER_HOST || verify_result == KR_X509_OTHER_ADDRESS;
}

bool kr_cert_probe(struct kr_fetch *f)
{
	f->net->curl->easy_getinfo(f->easy, CURLINFO_SSL_VERIFYRESULT, &f->verify_result);
	if (f->verify_result != KR_X509_EXPIRED && f->verify_result != KR_X509_NOT_YET &&
	        !is_other_host(f->verify_result))
		return false;
	f->net->curl->easy_setopt(f->easy, CURLOPT_SSL_VERIFYPEER, 0L);
	f->net->curl->easy_setopt(f->easy, CURLOPT_SSL_VERIFYHOST, 0L);
	f->net->curl->easy_setopt(f->easy, CURLOPT_CERTINFO, 1L);
	f->net->curl->easy_setopt(f->easy, CURLOPT_CONNECT_ONLY, 1L);
	f->net->curl->easy_setopt(f->easy, CURLOPT_TIMEOUT_MS, (long)PROBE_MS);
	f->running = f->net->curl->multi_add_handle(f->net->multi, f->easy) == CURLM_OK;
	f->probing = f->running;
	return f->running;
}

static const char *value_of(const struct curl_slist *lines, const char *name)
{
	for (; lines; lines = lines->next)
		if (kr_str_istarts(lines->data, name) && lines->data[strlen(name)] == ':')
			return lines->data + strlen(name) + 1;
	return NULL;
}

/* The day on which the chain expired, or on which it becomes valid: the earliest end or the latest
 * start of all its certificates. */
static void find_date(struct kr_fetch *f, const struct curl_certinfo *chain)
{
	bool expired = f->verify_result != KR_X509_NOT_YET;
	time_t best = 0;
	struct tm tm;
	char text[16];

	for (int i = 0; i < chain->num_of_certs; i++) {
		const char *date =
		        value_of(chain->certinfo[i], expired ? "Expire date" : "Start date");
		time_t t = date ? f->net->curl->getdate(date, NULL) : -1;

		if (t > 0 && (!best || (expired ? t < best : t > best)))
			best = t;
	}
	if (best && gmtime_r(&best, &tm) && strftime(text, sizeof text, "%Y-%m-%d", &tm))
		f->cert_date = kr_mem_strdup(text);
}

static void find_names(struct kr_fetch *f, const struct curl_certinfo *chain)
{
	const char *all = chain->num_of_certs
	                          ? value_of(chain->certinfo[0], "X509v3 Subject Alternative Name")
	                          : NULL;
	struct kr_str names;

	if (!all)
		return;
	kr_str_init(&names);
	while (*all) {
		size_t n;

		all += strspn(all, ", \n");
		n = strcspn(all, ",\n");
		if (n > 4 && !strncmp(all, "DNS:", 4) && names.len < NAMES_BYTES) {
			kr_str_addz(&names, names.len ? ", " : "");
			kr_utf8_clean(&names, all + 4, n - 4 < NAMES_BYTES ? n - 4 : NAMES_BYTES,
			        KR_UTF8_LINE);
		}
		all += n;
	}
	if (names.len)
		f->cert_names = kr_str_take(&names);
	kr_str_fini(&names);
}

void kr_cert_read(struct kr_fetch *f)
{
	struct curl_certinfo *chain = NULL;

	if (f->net->curl->easy_getinfo(f->easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain)
		return;
	find_date(f, chain);
	find_names(f, chain);
}
