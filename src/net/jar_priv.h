/* The jar. jar.c decides what is kept and when, jar_hosts.c whose, jar_merge.c what
 * the file becomes. */
#ifndef KREAD_NET_JAR_PRIV_H
#define KREAD_NET_JAR_PRIV_H

#include "cookie_priv.h"

struct kr_jar_hosts { /* all zero: none */
	char **v;
	size_t n, cap;
};

struct kr_jar {
	char *path;
	struct kr_jar_hosts named;  /* by the options */
	struct kr_jar_hosts kept;   /* by the file */
	struct kr_jar_hosts added;  /* not written yet */
	struct kr_cookie_list file; /* as it was read or written last */
	struct kr_cookie_list base; /* what of it was in memory then */
	/* what the last writing took out of it for good */
	struct kr_cookie_list forgotten;
	int64_t opened_time; /* when the file had last changed then, seconds since 1970 */
	int64_t saved_ms;    /* kr_clock_ms() of the last attempt; 0: none */
	bool due, unusable, told;
	char *notice, *shown;
};

/* --- jar_hosts.c -------------------------------------------------------------------------- */

bool kr_jar_hosts_has(const struct kr_jar_hosts *h, const char *name);
bool kr_jar_hosts_cover(const struct kr_jar_hosts *h, const struct kr_cookie *c);
void kr_jar_hosts_add(struct kr_jar_hosts *h, const char *name); /* once */
/* Those of a list with commas or blanks. KR_E_USAGE. */
int kr_jar_hosts_add_all(struct kr_jar_hosts *h, const char *hosts, struct kr_err *err);
void kr_jar_hosts_drop(struct kr_jar_hosts *h, const char *host); /* it and those below it */
void kr_jar_hosts_free(struct kr_jar_hosts *h);

/* Append those that the text of a jar names, and the lines that name them. */
void kr_jar_hosts_read(const char *text, struct kr_jar_hosts *ret);
void kr_jar_hosts_write(const struct kr_jar_hosts *h, struct kr_str *out);

/* --- jar_merge.c -------------------------------------------------------------------------- */

/* Bring ours, the cookies in memory that are kept, and the hosts that were added into the file,
 * whatever others have written to it. Sets file, forgotten and the hosts. The caller has the lock.
 */
int kr_jar_merge(struct kr_jar *j, const struct kr_cookie_list *ours, const char *forget, bool sync,
        struct kr_err *err);

#endif
