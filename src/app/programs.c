#include "kread/app/programs.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "kread/app/words.h"
#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/base/url.h"

/* --- placeholders --------------------------------------------------------------------------- */

enum { URL = KR_FORMATS, TITLE, PLACES };

static const char *const places[PLACES] = {
        [KR_FORMAT_TEXT] = "{file}",
        [KR_FORMAT_MARKDOWN] = "{file.md}",
        [KR_FORMAT_HTML] = "{file.html}",
        [KR_FORMAT_JSON] = "{file.json}",
        [KR_FORMAT_EPUB] = "{file.epub}",
        [URL] = "{url}",
        [TITLE] = "{title}",
};

/* The placeholder at s, or -1. */
static int place_at(const char *s)
{
	for (int i = 0; i < PLACES; i++)
		if (kr_str_starts(s, places[i]))
			return i;
	return -1;
}

static bool has_place(char *const *words, int place)
{
	for (; *words; words++)
		if (strstr(*words, places[place]))
			return true;
	return false;
}

/* What looks like a placeholder, but is none; NULL: nothing. Its length is *ret. */
static const char *unknown_place(char *const *words, int *ret)
{
	for (; *words; words++)
		for (const char *s = *words; (s = strchr(s, '{')); s++) {
			const size_t n = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz.");

			if (n && s[1 + n] == '}' && place_at(s) < 0) {
				*ret = (int)n + 2;
				return s;
			}
		}
	return NULL;
}

/* --- the list ------------------------------------------------------------------------------- */

static void free_program(struct kr_program *p)
{
	free(p->name);
	free(p->line);
	kr_words_free(p->words);
}

void kr_programs_fini(struct kr_programs *p)
{
	for (size_t i = 0; i < p->n; i++)
		free_program(&p->v[i]);
	free(p->v);
	*p = (struct kr_programs){0};
}

int kr_programs_find(const struct kr_programs *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (kr_str_eq(p->v[i].name, name))
			return (int)i;
	return -1;
}

/* Take the first word off if it says how the program is run. */
static bool take_mode(char **words)
{
	const bool terminal = kr_str_eq(words[0], "terminal");
	size_t n = 0;

	if (!terminal && !kr_str_eq(words[0], "detached"))
		return false;
	free(words[0]);
	do
		words[n] = words[n + 1];
	while (words[n++]);
	return terminal;
}

int kr_programs_add(struct kr_programs *p, const char *name, const char *line, struct kr_err *err)
{
	char **words = kr_words_split(line, strlen(line));
	const bool terminal = take_mode(words);
	const int at = kr_programs_find(p, name);
	const char *wrong;
	struct kr_program *to;
	int len;

	if (kr_str_empty(words[0]) || words[0][0] == '{') {
		kr_words_free(words);
		return kr_err_set(err, KR_E_USAGE, "%.80s: names no program", name);
	}
	wrong = unknown_place(words, &len);
	if (wrong) {
		kr_err_set(err, KR_E_USAGE,
		        "%.80s: %.*s stands for nothing; use {url}, {title} or {file}", name, len,
		        wrong);
		kr_words_free(words);
		return KR_E_USAGE;
	}
	if (at < 0) {
		p->v = kr_mem_grow(p->v, p->n, &p->cap, sizeof *p->v);
		to = &p->v[p->n++];
	} else {
		to = &p->v[at];
		free_program(to);
	}
	*to = (struct kr_program){kr_mem_strdup(name), kr_mem_strdup(line), words, terminal};
	return 0;
}

/* --- media ---------------------------------------------------------------------------------- */

static bool fits(const char *pattern, const char *text, size_t len)
{
	char *copy = kr_mem_strndup(text, len);
	const bool is = fnmatch(pattern, copy, FNM_CASEFOLD) == 0;

	free(copy);
	return is;
}

/* The host or one above it, the name of the file, or all but the scheme. */
static bool fits_url(const char *pattern, const char *url)
{
	const char *start = strstr(url, "://"), *host, *path, *end, *name;

	if (!start)
		return false;
	start += 3;
	path = start + strcspn(start, "/?#");
	for (host = start; host; host = memchr(host, '.', (size_t)(path - host))) {
		host += *host == '.';
		if (fits(pattern, host, strcspn(host, ":/?#")))
			return true;
	}
	end = path + strcspn(path, "?#");
	for (name = end; name > path && name[-1] != '/';)
		name--;
	return (name < end && fits(pattern, name, (size_t)(end - name))) ||
	       fits(pattern, start, strlen(start));
}

static bool is_kind(const char *name)
{
	return kr_str_eq(name, "video") || kr_str_eq(name, "audio") || kr_str_eq(name, "picture");
}

int kr_programs_match(const struct kr_programs *p, const char *url, const char *kind)
{
	for (size_t i = 0; i < p->n; i++) {
		const char *name = p->v[i].name;

		if (is_kind(name) ? kr_str_eq(name, kind) : fits_url(name, url))
			return (int)i;
	}
	return -1;
}

/* --- arguments ------------------------------------------------------------------------------ */

bool kr_programs_wants(const struct kr_program *p, enum kr_format format)
{
	return has_place(p->words, (int)format);
}

static void add_encoded(const char *s, struct kr_str *out)
{
	for (; *s; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		        (*s >= '0' && *s <= '9') || strchr("-._~", *s))
			kr_str_addc(out, *s);
		else
			kr_str_addf(out, "%%%02X", (unsigned char)*s);
}

/* guarded: options may still come, which the word must not be one of. */
static char *fill(const char *word, const char *const values[PLACES], bool guarded)
{
	const bool encode = kr_str_istarts(word, "http://") || kr_str_istarts(word, "https://") ||
	                    kr_str_istarts(word, "mailto:");
	struct kr_str out;

	kr_str_init(&out);
	for (const char *s = word; *s;) {
		const int place = place_at(s);
		const char *value = place < 0 || !values[place] ? "" : values[place];

		if (place < 0) {
			kr_str_addc(&out, *s++);
			continue;
		}
		if (guarded && !out.len && value[0] == '-')
			kr_str_addc(&out, ' ');
		if (encode)
			add_encoded(value, &out);
		else
			kr_str_addz(&out, value);
		s += strlen(places[place]);
	}
	return kr_str_take(&out);
}

char **kr_programs_argv(const struct kr_program *p, const struct kr_program_values *v, bool append,
        struct kr_err *err)
{
	const char *values[PLACES] = {[URL] = v->url, [TITLE] = v->title};
	const bool placed = has_place(p->words, URL);
	bool guarded = true;
	char **argv;
	size_t n = 0;

	if ((placed || append) && (!v->url || !kr_url_is_web(v->url))) {
		kr_err_set(err, KR_E_USAGE, "%.80s: there is no address of the web", p->name);
		return NULL;
	}
	for (int i = 0; i < KR_FORMATS; i++)
		values[i] = v->files[i];
	while (p->words[n])
		n++;
	argv = kr_mem_zalloc(n + 2, sizeof *argv);
	for (size_t i = 0; i < n; i++) {
		argv[i] = fill(p->words[i], values, guarded);
		guarded = guarded && !kr_str_eq(p->words[i], "--");
	}
	if (append && !placed)
		argv[n] = kr_mem_strdup(v->url);
	return argv;
}
