/* Runs pages through the real worker, one after the other in the same process.
 *
 *   usage: extract_pages WORKER < REQUESTS > ARTICLES
 *
 * A request is a line of fields separated by tabs, empty if absent: file, url, content type,
 * charset, date, mode, file of site rules. The answer is a line: the article as JSON, or {"error":
 * "..."}. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kread/load/worker_client.h"
#include "kread/load/source.h"
#include "kread/doc/json.h"
#include "kread/net/net.h"

enum { FILE_NAME, URL, TYPE, CHARSET, DATE, MODE, RULES, FIELDS };

static const char *or_null(const char *s)
{
	return s && *s ? s : NULL;
}

struct reply {
	struct kr_doc *doc;
	struct kr_err err;
	bool over;
};

static void on_worker(void *user, const struct kr_worker_event *ev)
{
	struct reply *r = user;

	r->doc = ev->type == KR_WORKER_DOC ? ev->doc : r->doc;
	r->over = ev->type == KR_WORKER_DONE || ev->type == KR_WORKER_FAIL;
	if (ev->type == KR_WORKER_FAIL)
		r->err = *ev->err;
}

/* Sends a page and waits for the whole article. */
static int run(struct kr_worker_client *c, struct reply *r, const struct kr_request *page,
        struct kr_str *body, struct kr_err *err)
{
	int rc = kr_worker_client_send(c, 1, page, body, err);

	*r = (struct reply){.over = rc < 0};
	while (!r->over) {
		int events = kr_worker_client_events(c);
		struct pollfd p = {.fd = kr_worker_client_fd(c),
		        .events = (short)((events & KR_NET_READ ? POLLIN : 0) |
		                          (events & KR_NET_WRITE ? POLLOUT : 0))};

		poll(&p, 1, kr_worker_client_timeout(c));
		kr_worker_client_pump(c, (p.revents & POLLOUT ? KR_NET_WRITE : 0) |
		                                 (p.revents & ~POLLOUT ? KR_NET_READ : 0));
	}
	if (r->err.code)
		*err = r->err;
	return r->err.code ? r->err.code : rc;
}

static int answer(struct kr_worker_client *c, struct reply *r, char *field[FIELDS],
        struct kr_str *out, struct kr_err *err)
{
	struct kr_request page = {
	        .url = or_null(field[URL]),
	        .content_type = or_null(field[TYPE]),
	        .charset = or_null(field[CHARSET]),
	        .date = atoll(field[DATE]),
	        .mode = (enum kr_mode)kr_mode_find(*field[MODE] ? field[MODE] : "article"),
	};
	struct kr_str body, rules;
	int rc;

	kr_str_init(&body);
	kr_str_init(&rules);
	rc = kr_source_read(field[FILE_NAME], 64 << 20, &body, err);
	if (rc == 0 && *field[RULES]) {
		rc = kr_source_read(field[RULES], 64 << 10, &rules, err);
		page.rules = rules.data;
		page.rules_name = strrchr(field[RULES], '/') + 1;
	}
	if (rc == 0)
		rc = run(c, r, &page, &body, err);
	if (rc == 0)
		kr_json_write(r->doc, KR_JSON_BODY, out);
	kr_doc_free(r->doc);
	r->doc = NULL;
	kr_str_fini(&body);
	kr_str_fini(&rules);
	return rc;
}

int main(int argc, char **argv)
{
	struct reply r = {0};
	struct kr_worker_client *c =
	        kr_worker_client_open(argc > 1 ? argv[1] : "", false, on_worker, &r);
	char line[4096];

	while (fgets(line, sizeof line, stdin)) {
		char *field[FIELDS], *at = line;
		struct kr_str out;
		struct kr_err err;

		line[strcspn(line, "\n")] = '\0';
		for (int i = 0; i < FIELDS; i++) {
			field[i] = at ? strsep(&at, "\t") : line + strlen(line);
		}
		kr_str_init(&out);
		if (answer(c, &r, field, &out, &err) < 0)
			printf("{\"error\": \"%s\"}\n", err.msg);
		else
			printf("%s\n", out.data);
		fflush(stdout);
		kr_str_fini(&out);
	}
	kr_worker_client_close(c);
	return 0;
}
