/* Lines of a library are put into the library. */
#include "takeout_priv.h"

#include <stdlib.h>
#include <string.h>

#include "index_priv.h"
#include "packed_priv.h"
#include "kread/base/slice.h"
#include "kread/base/url.h"
#include "kread/store/copy.h"
#include "kread/store/subscription.h"

struct taking_in {
	const char *lines;
	size_t len;
	kr_takeout_key *key;
	int64_t now;
	struct kr_takeout_counts *counts;
};

static const char *text(const struct kr_takeout_value *v, const char *name)
{
	return kr_takeout_line_get_text(v, name);
}

static int64_t number(const struct taking_in *r, const struct kr_takeout_value *v, const char *name)
{
	return kr_takeout_line_get_number(v, name, r->now);
}

/* --- articles ----------------------------------------------------------------------------------
 */

static int put_copy(
        struct kr_store *s, struct taking_in *r, const struct kr_takeout_value *v, int64_t id)
{
	int64_t saved = 0;
	struct kr_str json;
	void *packed;
	int len, rc = kr_statements_get(s, KR_SQL_GET_SAVED, &saved, "i", id);

	if (rc != SQLITE_OK || saved || !kr_takeout_line_get(v, "content"))
		return rc;
	kr_str_init(&json);
	if (!kr_takeout_line_content(v, "content", &json) || json.len > KR_COPY_MAX) {
		r->counts->skipped++;
		kr_str_fini(&json);
		return SQLITE_OK;
	}
	packed = kr_packed_make(&json, &len);
	rc = kr_index_put(s, id, &json);
	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_PUT_COPY, "ittib", id, text(v, "etag"),
		        text(v, "last_modified"), (int64_t)json.len, packed, len);
	saved = number(r, v, "saved");
	if (rc == SQLITE_OK)
		rc = kr_statements_run(
		        s, KR_SQL_SET_SAVED, "iii", id, saved ? saved : r->now, (int64_t)len);
	r->counts->copies++;
	free(packed);
	kr_str_fini(&json);
	return rc;
}

static int put_article(
        struct kr_store *s, struct taking_in *r, const struct kr_takeout_value *v, const char *key)
{
	const struct kr_article a = {.url = text(v, "url"),
	        .title = text(v, "title"),
	        .site = text(v, "site"),
	        .published = text(v, "published")};
	const int64_t last = number(r, v, "last"), first = number(r, v, "first"),
	              times = number(r, v, "times");
	int64_t id;
	int rc = kr_rows_make_article(s, key, &a, false, &id);

	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_PUT_ARTICLE, "iiiiiiiii", id,
		        first && first < last ? first : last, last, last && !times ? 1 : times,
		        number(r, v, "section"), number(r, v, "offset"), number(r, v, "favourite"),
		        number(r, v, "liked"), number(r, v, "later"));
	for (size_t i = 0;
	        i < kr_takeout_line_count(v, "keys") && i < KR_TAKEOUT_STRINGS && rc == SQLITE_OK;
	        i++)
		if (kr_takeout_line_string(v, "keys", i))
			rc = kr_statements_run(s, KR_SQL_PUT_ADDRESS, "ti",
			        kr_takeout_line_string(v, "keys", i), id);
	for (size_t i = 0;
	        i < kr_takeout_line_count(v, "tags") && i < KR_TAKEOUT_STRINGS && rc == SQLITE_OK;
	        i++)
		if (kr_takeout_line_string(v, "tags", i))
			rc = kr_statements_run(
			        s, KR_SQL_ADD_TAG, "it", id, kr_takeout_line_string(v, "tags", i));
	r->counts->articles++;
	return rc == SQLITE_OK ? put_copy(s, r, v, id) : rc;
}

/* --- subscriptions ------------------------------------------------------------------------------
 */

static void join(const struct kr_takeout_value *v, const char *name, struct kr_str *out)
{
	for (size_t i = 0; i < kr_takeout_line_count(v, name) && i < KR_TAKEOUT_STRINGS; i++) {
		const char *one = kr_takeout_line_string(v, name, i);

		if (one && *one && !strchr(one, '\n'))
			kr_str_addf(out, "%s%s", out->len ? "\n" : "", one);
	}
}

static int put_entries(
        struct kr_store *s, struct taking_in *r, const struct kr_takeout_value *v, int64_t id)
{
	int rc = SQLITE_OK;

	for (size_t i = 0; i < kr_takeout_line_count(v, "entries") && rc == SQLITE_OK; i++) {
		const struct kr_takeout_value *e = kr_takeout_line_at(v, "entries", i);
		const char *url = e ? text(e, "url") : NULL;
		int64_t found;
		char *key;

		if (!kr_url_is_web(url))
			continue;
		key = r->key(url);
		found = number(r, e, "found");
		rc = kr_statements_run(s, KR_SQL_PUT_ENTRY, "ittttiii", id, key, url,
		        text(e, "title"), text(e, "published"), found ? found : r->now,
		        number(r, e, "listed"), number(r, e, "seen"));
		if (rc == SQLITE_OK)
			rc = kr_statements_run(s, KR_SQL_SHARE_KEY, "t", key);
		r->counts->entries++;
		free(key);
	}
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_RECOUNT, "i", id) : rc;
}

static int put_subscription(
        struct kr_store *s, struct taking_in *r, const struct kr_takeout_value *v, const char *key)
{
	const int64_t added = number(r, v, "added");
	struct kr_str hide;
	int64_t id = 0;
	int rc = kr_statements_run(s, KR_SQL_PUT_SUBSCRIPTION, "tttttiitt", key, text(v, "url"),
	        text(v, "title"), text(v, "name"), text(v, "home"), added ? added : r->now,
	        number(r, v, "checked"), text(v, "etag"), text(v, "last_modified"));

	kr_str_init(&hide);
	join(v, "hide", &hide);
	if (rc == SQLITE_OK)
		rc = kr_statements_get(s, KR_SQL_SUBSCRIPTION_OF, &id, "t", key);
	for (size_t i = 0;
	        i < kr_takeout_line_count(v, "tags") && i < KR_TAKEOUT_STRINGS && rc == SQLITE_OK;
	        i++)
		if (kr_takeout_line_string(v, "tags", i))
			rc = kr_statements_run(s, KR_SQL_TAG_SUBSCRIPTION, "it", id,
			        kr_takeout_line_string(v, "tags", i));
	if (rc == SQLITE_OK)
		rc = put_entries(s, r, v, id);
	if (rc == SQLITE_OK && hide.len)
		rc = kr_rows_hide(s, id, hide.data);
	kr_str_fini(&hide);
	r->counts->subscriptions++;
	return rc;
}

/* --- lines
 * ---------------------------------------------------------------------------------------- */

static void read_head(struct taking_in *r, const struct kr_takeout_value *v)
{
	r->counts->skipped_before += (size_t)number(r, v, "skipped");
	r->counts->commands += (size_t)number(r, v, "commands");
	r->counts->broken |= number(r, v, "broken") > 0;
	r->counts->cut |= number(r, v, "cut") > 0;
}

static int put_line(struct kr_store *s, struct taking_in *r, const struct kr_takeout_value *root)
{
	const struct kr_takeout_value *article = kr_takeout_line_get(root, "article"),
	                              *subscription = kr_takeout_line_get(root, "subscription"),
	                              *head = kr_takeout_line_get(root, "kread-library");
	const struct kr_takeout_value *v = article ? article : subscription;
	const char *url = v ? text(v, "url") : NULL;
	char *key;
	int rc;

	if (head) {
		read_head(r, head);
		return SQLITE_OK;
	}
	if (!kr_url_is_web(url) && !(article && kr_str_istarts(url, "file:"))) {
		r->counts->skipped++;
		return SQLITE_OK;
	}
	key = r->key(url);
	rc = article ? put_article(s, r, v, key) : put_subscription(s, r, v, key);
	free(key);
	return rc;
}

static int read_lines(struct kr_store *s, void *user)
{
	struct taking_in *r = user;
	int rc = SQLITE_OK;

	for (size_t n, at = 0; at < r->len && rc == SQLITE_OK; at += n + 1) {
		const char *end = memchr(r->lines + at, '\n', r->len - at);
		struct kr_takeout_value *root;

		n = end ? (size_t)(end - r->lines) - at : r->len - at;
		if (!n)
			continue;
		root = kr_takeout_line_parse(r->lines + at, n);
		if (root)
			rc = put_line(s, r, root);
		else
			r->counts->skipped++;
		kr_takeout_line_free(root);
	}
	return rc;
}

int kr_takeout_read(struct kr_store *s, const char *lines, size_t len, kr_takeout_key *key,
        int64_t now, struct kr_takeout_counts *counts, struct kr_err *err)
{
	struct kr_takeout_counts before = *counts;
	struct taking_in r = {lines, len, key, now, counts};
	int rc = kr_backlog_change(s, read_lines, &r, err);

	if (rc < 0)
		*counts = before;
	return rc;
}
