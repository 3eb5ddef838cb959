/* Shared by the tests of lists of exchange: reads them and shows what is in them. */
#ifndef KREAD_TESTS_EXCHANGE_HELP_H
#define KREAD_TESTS_EXCHANGE_HELP_H

#include <string.h>

#include "kread/feed/exchange.h"

static inline struct kr_exchange_list *read_ok(const char *text, size_t len)
{
	struct kr_exchange_list *l = NULL;
	struct kr_err err;

	if (kr_exchange_read(text, len, &l, &err) < 0)
		fail_msg("%s: %.60s", err.msg, text);
	return l;
}

static inline void add_z(struct kr_str *out, const char *before, const char *z)
{
	if (z)
		kr_str_addf(out, "%s%s", before, z);
}

/* An item on a line: kind, address, then what it has. */
static inline void show(const struct kr_exchange_item *it, struct kr_str *out)
{
	kr_str_addc(out, "AFP"[it->kind]);
	add_z(out, " ", it->url);
	add_z(out, " |", it->title);
	add_z(out, " site=", it->site);
	add_z(out, " site_url=", it->site_url);
	add_z(out, " author=", it->author);
	add_z(out, " summary=", it->summary);
	for (size_t i = 0; i < it->ntags; i++)
		kr_str_addf(out, " #%s", it->tags[i]);
	for (size_t i = 0; i < it->nhide; i++)
		kr_str_addf(out, " -%s", it->hide[i]);
	if (it->added)
		kr_str_addf(out, " added=%lld", (long long)it->added);
	if (it->read)
		kr_str_addf(out, " read=%lld", (long long)it->read);
	if (it->published)
		kr_str_addf(out, " published=%lld", (long long)it->published);
	kr_str_addz(out, it->favourite ? " favourite" : "");
	kr_str_addz(out, it->liked ? " liked" : "");
	kr_str_addz(out, it->later ? " later" : "");
	kr_str_addz(out, it->archived ? " archived" : "");
	add_z(out, " note=", it->note);
	add_z(out, " html=", it->html);
	kr_str_addc(out, '\n');
}

/* The whole list, and at the end what is wrong with it. */
static inline void show_list(const struct kr_exchange_list *l, struct kr_str *out)
{
	kr_str_addf(out, "%s\n", kr_exchange_name(l->format));
	for (size_t i = 0; i < l->n; i++)
		show(&l->v[i], out);
	if (l->skipped)
		kr_str_addf(out, "skipped %zu\n", l->skipped);
	if (l->commands)
		kr_str_addf(out, "commands %zu\n", l->commands);
	kr_str_addz(out, l->broken ? "broken\n" : "");
	kr_str_addz(out, l->cut ? "cut\n" : "");
}

static inline void expect_bytes(const char *text, size_t len, const char *expected)
{
	struct kr_exchange_list *l = read_ok(text, len);
	struct kr_str out;

	kr_str_init(&out);
	show_list(l, &out);
	assert_string_equal(out.data, expected);
	assert_int_equal(kr_exchange_find(text, len), l->format);
	kr_str_fini(&out);
	kr_exchange_items_free(l);
}

static inline void expect(const char *text, const char *expected)
{
	expect_bytes(text, strlen(text), expected);
}

#endif
