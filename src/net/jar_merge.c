/* The file of the jar: what has changed in memory since it was read or written last is changed in
 * it, and everything else stays as another program may have written it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "jar_priv.h"

static const char heading[] = "# Netscape HTTP Cookie File\n"
                              "# Written by kread: the cookies of the hosts that you allowed.\n";

/* What becomes of a cookie: theirs is in the file, base was in it when we looked last, ours is in
 * memory; each NULL if it is not. */
static const struct kr_cookie *choose(
        const struct kr_cookie *theirs, const struct kr_cookie *base, const struct kr_cookie *ours)
{
	if (kr_cookie_same(ours, base))
		return theirs;
	/* it has expired here, and another program got a new one */
	if (!ours && theirs && !kr_cookie_same(theirs, base))
		return theirs;
	return ours;
}

static const struct kr_cookie *first_of(const struct kr_cookie *a, const struct kr_cookie *b)
{
	if (!a || !b)
		return a ? a : b;
	return kr_cookie_compare(a, b) <= 0 ? a : b;
}

/* The cookie at *i if it is this one; then it is passed. */
static const struct kr_cookie *pass(
        const struct kr_cookie_list *l, size_t *i, const struct kr_cookie *this)
{
	if (*i == l->n || kr_cookie_compare(&l->v[*i], this))
		return NULL;
	return &l->v[(*i)++];
}

static const struct kr_cookie *at(const struct kr_cookie_list *l, size_t i)
{
	return i < l->n ? &l->v[i] : NULL;
}

static void add(struct kr_str *out, const struct kr_cookie *c)
{
	kr_cookie_write(c, out);
	kr_str_addc(out, '\n');
}

/* gone: gets the lines of those that are forgotten. */
static void merge(const struct kr_jar *j, const struct kr_cookie_list *theirs,
        const struct kr_cookie_list *ours, const char *forget, struct kr_str *out,
        struct kr_str *gone)
{
	const struct kr_slice host = kr_slice_of(forget);
	size_t t = 0, b = 0, o = 0;

	for (;;) {
		const struct kr_cookie *next = first_of(first_of(at(theirs, t), at(&j->base, b)),
		                               at(ours, o)),
		                       *their, *base, *our, *chosen;

		if (!next)
			return;
		their = pass(theirs, &t, next);
		base = pass(&j->base, &b, next);
		our = pass(ours, &o, next);
		chosen = choose(their, base, our);
		if (!forget || !kr_cookie_belongs(next, host)) {
			if (chosen)
				add(out, chosen);
		} else if (their) {
			add(gone, their);
		}
	}
}

static void add_hosts(
        struct kr_jar_hosts *kept, const struct kr_jar *j, const char *forget, struct kr_str *out)
{
	for (size_t i = 0; i < j->added.n; i++)
		kr_jar_hosts_add(kept, j->added.v[i]);
	if (forget)
		kr_jar_hosts_drop(kept, forget);
	kr_jar_hosts_write(kept, out);
}

/* Lines that cannot be read are not lost. */
static void set_aside(const char *path)
{
	struct kr_str name;

	kr_str_init(&name);
	kr_str_addf(&name, "%s.damaged", path);
	unlink(name.data);
	(void)!link(path, name.data);
	kr_str_fini(&name);
}

static void replace(struct kr_cookie_list *l, struct kr_str *text_take)
{
	kr_cookie_list_fini(l);
	kr_cookie_list_parse(l, text_take, time(NULL));
}

int kr_jar_merge(struct kr_jar *j, const struct kr_cookie_list *ours, const char *forget, bool sync,
        struct kr_err *err)
{
	struct kr_cookie_list theirs = {0};
	struct kr_jar_hosts kept = {0};
	struct kr_str before, text, out, gone;
	bool missing = false;
	int rc;

	kr_str_init(&before);
	kr_str_init(&text);
	kr_str_init(&out);
	kr_str_init(&gone);
	rc = kr_cookie_file_read(j->path, &before, NULL, &missing, err);
	if (rc < 0)
		goto out;
	kr_jar_hosts_read(before.data, &kept);
	kr_str_add(&text, before.data, before.len);
	kr_cookie_list_parse(&theirs, &text, time(NULL));
	kr_str_addz(&out, heading);
	add_hosts(&kept, j, forget, &out);
	merge(j, &theirs, ours, forget, &out, &gone);
	if (theirs.bad)
		set_aside(j->path);
	/* without a jar, and with nothing to keep, there is none to be made */
	if (missing ? out.len > sizeof heading - 1 : !kr_str_eq(before.data, out.data))
		rc = kr_cookie_file_write(j->path, &out, sync, err);
	if (rc < 0)
		goto out;
	replace(&j->file, &out);
	replace(&j->forgotten, &gone);
	kr_jar_hosts_free(&j->kept);
	kr_jar_hosts_free(&j->added);
	j->kept = kept;
	kept = (struct kr_jar_hosts){0};
out:
	kr_jar_hosts_free(&kept);
	kr_cookie_list_fini(&theirs);
	kr_str_fini(&gone);
	kr_str_fini(&out);
	kr_str_fini(&text);
	kr_str_fini(&before);
	return rc;
}
