#include "query_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kread/base/mem.h"
#include "kread/base/slice.h"
#include "kread/base/utf8.h"

/* --- items: what stands between blanks ------------------------------------------------------ */

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0xa0 || c == 0x3000;
}

static bool is_quote(uint32_t c)
{
	return c == '"' || c == 0x201c || c == 0x201d || c == 0xff02 || c == 0x300c ||
	       c == 0x300d || c == 0x300e || c == 0x300f;
}

static bool is_minus(uint32_t c)
{
	return c == '-' || c == 0xff0d || c == 0x2212;
}

struct scan {
	const char *text;
	size_t len, at;
};

static uint32_t look(const struct scan *s, size_t *ret_len)
{
	uint32_t c = 0;

	*ret_len = s->at < s->len ? kr_utf8_decode(s->text + s->at, s->len - s->at, &c) : 0;
	return c;
}

/* Up to a blank, or, after a quote, up to the next one. */
static struct kr_slice scan_value(struct scan *s, bool *ret_quoted)
{
	struct kr_slice v;
	size_t n, from = s->at;
	uint32_t c = look(s, &n);

	*ret_quoted = n && is_quote(c);
	if (*ret_quoted)
		from = s->at += n;
	while ((c = look(s, &n)), n && (*ret_quoted ? !is_quote(c) : !is_blank(c)))
		s->at += n;
	v = (struct kr_slice){s->text + from, s->at - from};
	if (*ret_quoted)
		s->at += n;
	return v;
}

/* --- terms ---------------------------------------------------------------------------------- */

static void add_quoted(struct kr_str *out, const char *mark, const char *words, size_t len)
{
	kr_str_addf(out, "%s\"%s%.*s\"", out->len ? " OR " : "", mark, (int)len, words);
}

static void read_units(struct kr_query_term *t, struct kr_slice text)
{
	struct kr_tokens_reader r;
	const struct kr_tokens_unit *u;
	size_t cap = 0;

	kr_tokens_begin(&r, text.data, text.len);
	while ((u = kr_tokens_next(&r))) {
		t->units = kr_mem_grow(t->units, t->n, &cap, sizeof *t->units);
		t->units[t->n++] = *u;
	}
}

static void add_term(struct kr_query *q, struct kr_slice text, bool quoted, bool excluded)
{
	struct kr_query_term *t = &q->terms[q->nterms];
	struct kr_str words;

	if (q->nterms == KR_QUERY_TERMS)
		return;
	*t = (struct kr_query_term){.excluded = excluded};
	read_units(t, text);
	if (!t->n)
		return;
	q->nterms++;
	q->nwanted += !excluded;
	t->text = kr_mem_strndup(text.data, text.len);
	t->prefix = !quoted && t->n == 1 && t->units->letters >= KR_TOKENS_PREFIX_MIN &&
	            strlen(t->units->text) < KR_TOKENS_MAX - 4;
	kr_str_init(&words);
	kr_str_init(&t->words);
	kr_tokens_phrase(text.data, text.len, &words);
	add_quoted(&t->words, "", words.data, words.len);
	if (t->prefix && t->units->letters <= KR_TOKENS_PREFIX_MAX)
		add_quoted(&t->words, KR_TOKENS_MARK, words.data, words.len);
	kr_str_fini(&words);
}

void kr_query_expand(struct kr_query_term *t, const char *word)
{
	add_quoted(&t->words, "", word, strlen(word));
}

/* --- fields --------------------------------------------------------------------------------- */

/* Append the digits of a number of a date if it is one in the range. */
static bool read_number(struct kr_slice *s, size_t digits, int low, int high, struct kr_str *out)
{
	size_t n = 0;
	int v = 0;

	for (; n < s->len && n < digits && s->data[n] >= '0' && s->data[n] <= '9'; n++)
		v = 10 * v + s->data[n] - '0';
	if (!n || v < low || v > high)
		return false;
	*s = (struct kr_slice){s->data + n, s->len - n};
	kr_str_addf(out, "%0*d", (int)digits, v);
	return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD, also with slashes or dots and without zeros. */
static bool read_date(struct kr_slice s, struct kr_str *out)
{
	if (!read_number(&s, 4, 1000, 9999, out))
		return false;
	for (int part = 0; s.len && part < 2; part++) {
		if (s.len < 2 || !strchr("-/.", *s.data))
			return false;
		s = (struct kr_slice){s.data + 1, s.len - 1};
		kr_str_addc(out, '-');
		if (!read_number(&s, 2, 1, part ? 31 : 12, out))
			return false;
	}
	return !s.len;
}

static void fold(const char *text, size_t len, struct kr_str *out)
{
	uint32_t c, letters[KR_FOLD_ROOM];

	for (size_t i = 0; i < len;) {
		i += kr_utf8_decode(text + i, len - i, &c);
		for (size_t k = 0, n = kr_fold_letters(c, letters); k < n; k++)
			kr_utf8_add(out, letters[k]);
	}
}

static const struct {
	const char *name;
	enum kr_query_field field;
	bool excluded;
} kinds[] = {
        {"read", KR_QUERY_READ, false},
        {"unread", KR_QUERY_READ, true},
        {"favourite", KR_QUERY_FAVOURITE, false},
        {"favorite", KR_QUERY_FAVOURITE, false},
        {"liked", KR_QUERY_LIKED, false},
        {"queued", KR_QUERY_QUEUED, false},
        {"saved", KR_QUERY_SAVED, false},
};

static bool read_kind(struct kr_slice value, struct kr_query_filter *ret)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!kr_slice_ieq(value, kinds[i].name))
			continue;
		ret->field = kinds[i].field;
		ret->excluded ^= kinds[i].excluded;
		return true;
	}
	return false;
}

/* False: it is no field. */
static bool read_field(struct kr_slice name, struct kr_slice value, struct kr_query_filter *ret)
{
	static const struct {
		const char *name;
		enum kr_query_field field;
	} fields[] = {{"site", KR_QUERY_SITE}, {"tag", KR_QUERY_TAG}, {"before", KR_QUERY_BEFORE},
	        {"after", KR_QUERY_AFTER}};
	struct kr_str text;
	bool ok = false;

	if (!value.len)
		return false;
	if (kr_slice_ieq(name, "is"))
		return read_kind(value, ret);
	kr_str_init(&text);
	for (size_t i = 0; i < sizeof fields / sizeof *fields && !ok; i++) {
		if (!kr_slice_ieq(name, fields[i].name))
			continue;
		ret->field = fields[i].field;
		ok = true;
		if (ret->field == KR_QUERY_SITE)
			fold(value.data, value.len, &text);
		else if (ret->field == KR_QUERY_TAG)
			kr_str_add(&text, value.data, value.len);
		else
			ok = read_date(value, &text);
	}
	if (ok)
		ret->value = kr_mem_strdup(text.data);
	kr_str_fini(&text);
	return ok;
}

/* NAME:VALUE, the colon possibly a wide one. False: there is none, and nothing was read. */
static bool scan_field(struct kr_query *q, struct scan *s, bool excluded)
{
	struct kr_query_filter f = {.excluded = excluded};
	struct scan p = *s;
	struct kr_slice name, value;
	size_t n;
	uint32_t c;
	bool quoted;

	while ((c = look(&p, &n)), c >= 'A' && c <= 'z')
		p.at += n;
	name = (struct kr_slice){s->text + s->at, p.at - s->at};
	if (c != ':' && c != 0xff1a)
		return false;
	p.at += n;
	value = scan_value(&p, &quoted);
	if (q->nfilters == KR_QUERY_TERMS || !read_field(name, value, &f))
		return false;
	q->filters[q->nfilters++] = f;
	*s = p;
	return true;
}

/* --- the whole ------------------------------------------------------------------------------ */

static void scan_item(struct kr_query *q, struct scan *s)
{
	struct kr_slice value;
	struct scan p = *s;
	size_t n;
	bool excluded = is_minus(look(s, &n)), quoted;

	if (excluded) {
		p.at += n;
		excluded = !is_blank(look(&p, &n)) && n;
	}
	if (excluded)
		*s = p;
	if (scan_field(q, s, excluded))
		return;
	value = scan_value(s, &quoted);
	add_term(q, value, quoted, excluded);
}

void kr_query_init(struct kr_query *q, const char *typed)
{
	struct scan s = {.text = typed, .len = strlen(typed)};
	size_t n;

	*q = (struct kr_query){0};
	if (s.len > KR_QUERY_MAX)
		s.len = kr_utf8_floor(typed, s.len, KR_QUERY_MAX);
	for (;;) {
		while (is_blank(look(&s, &n)))
			s.at += n;
		if (!n)
			break;
		scan_item(q, &s);
	}
	/* only what is not wanted: that must be meant as text */
	if (q->nterms && !q->nwanted && !q->nfilters) {
		for (size_t i = 0; i < q->nterms; i++)
			q->terms[i].excluded = false;
		q->nwanted = q->nterms;
	}
}

void kr_query_fini(struct kr_query *q)
{
	for (size_t i = 0; i < q->nterms; i++) {
		free(q->terms[i].text);
		free(q->terms[i].units);
		kr_str_fini(&q->terms[i].words);
	}
	for (size_t i = 0; i < q->nfilters; i++)
		free(q->filters[i].value);
	*q = (struct kr_query){0};
}

static void add_terms(const struct kr_query *q, bool excluded, const char *op, struct kr_str *out)
{
	const char *before = "";

	for (size_t i = 0; i < q->nterms; i++) {
		if (q->terms[i].excluded != excluded)
			continue;
		kr_str_addf(out, "%s(%s)", before, q->terms[i].words.data);
		before = op;
	}
}

void kr_query_match(const struct kr_query *q, bool excluded, struct kr_str *out)
{
	if (excluded) {
		add_terms(q, true, " OR ", out);
		return;
	}
	if (!q->nwanted)
		return;
	kr_str_addc(out, '(');
	add_terms(q, false, " AND ", out);
	kr_str_addc(out, ')');
	if (q->nwanted == q->nterms)
		return;
	kr_str_addz(out, " NOT (");
	add_terms(q, true, " OR ", out);
	kr_str_addc(out, ')');
}

/* --- filters --------------------------------------------------------------------------------- */

static struct kr_slice host_of(const char *url)
{
	const char *p = strstr(url, "://");

	if (!p)
		return (struct kr_slice){url, 0};
	p += 3;
	return (struct kr_slice){p, strcspn(p, "/?#:")};
}

static bool is_site(const struct kr_article *a, const char *want)
{
	struct kr_slice host = host_of(a->url);
	struct kr_str name;
	size_t len = strlen(want);
	bool yes;

	if (len && host.len >= len && kr_slice_ends(host, want) &&
	        (host.len == len || host.data[host.len - len - 1] == '.'))
		return true;
	kr_str_init(&name);
	if (a->site)
		fold(a->site, strlen(a->site), &name);
	yes = strstr(name.data, want) != NULL;
	kr_str_fini(&name);
	return yes;
}

static int64_t arrival(const struct kr_article *a)
{
	const int64_t times[] = {a->first, a->saved, a->favourite, a->liked, a->queued};
	int64_t first = 0;

	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (times[i] && (!first || times[i] < first))
			first = times[i];
	return first;
}

/* before:2020 compares with "2020", so that all of that year is after it. */
static bool is_before(const struct kr_article *a, const char *date)
{
	char own[16] = "";
	time_t when = (time_t)(arrival(a) / 1000);
	struct tm tm;

	if (a->published && a->published[0] >= '0' && a->published[0] <= '9')
		snprintf(own, sizeof own, "%.10s", a->published);
	else if (localtime_r(&when, &tm))
		strftime(own, sizeof own, "%Y-%m-%d", &tm);
	return strncmp(own, date, strlen(date)) < 0;
}

bool kr_query_accepts(
        const struct kr_query *q, const struct kr_article *a, kr_query_has_tag *has_tag, void *user)
{
	for (size_t i = 0; i < q->nfilters; i++) {
		const struct kr_query_filter *f = &q->filters[i];
		bool yes = false;

		switch (f->field) {
		case KR_QUERY_READ:
			yes = a->times > 0;
			break;
		case KR_QUERY_FAVOURITE:
			yes = a->favourite > 0;
			break;
		case KR_QUERY_LIKED:
			yes = a->liked > 0;
			break;
		case KR_QUERY_QUEUED:
			yes = a->queued > 0;
			break;
		case KR_QUERY_SAVED:
			yes = a->saved > 0;
			break;
		case KR_QUERY_SITE:
			yes = is_site(a, f->value);
			break;
		case KR_QUERY_TAG:
			yes = has_tag(user, a->id, f->value);
			break;
		case KR_QUERY_BEFORE:
			yes = is_before(a, f->value);
			break;
		case KR_QUERY_AFTER:
			yes = !is_before(a, f->value);
			break;
		}
		if (yes == f->excluded)
			return false;
	}
	return true;
}

/* --- places ---------------------------------------------------------------------------------- */

static bool is_unit(const struct kr_tokens_unit *want, const struct kr_tokens_unit *u, bool prefix)
{
	if (want->word != u->word)
		return false;
	return prefix ? kr_str_starts(u->text, want->text) : strcmp(want->text, u->text) == 0;
}

/* Whether the term is there where the reader has just read its first unit. */
static bool goes_on(const struct kr_query_term *t, struct kr_tokens_reader r, size_t *ret_end)
{
	const struct kr_tokens_unit *u = &r.last;

	for (size_t i = 0;;) {
		if (!u || !is_unit(&t->units[i], u, t->prefix))
			return false;
		if (i && t->units[i].joined != u->joined)
			return false;
		*ret_end = u->end;
		if (++i == t->n)
			return true;
		u = kr_tokens_next(&r);
	}
}

unsigned kr_query_scan(
        const struct kr_query *q, const char *text, size_t len, struct kr_query_place *ret_first)
{
	struct kr_tokens_reader r;
	const struct kr_tokens_unit *u;
	unsigned found = 0;
	bool first = true;
	size_t end;

	kr_tokens_begin(&r, text, len);
	while ((u = kr_tokens_next(&r))) {
		for (size_t i = 0; i < q->nterms; i++) {
			const struct kr_query_term *t = &q->terms[i];

			if ((found & 1u << i) || !is_unit(&t->units[0], u, t->prefix) ||
			        !goes_on(t, r, &end))
				continue;
			if (!t->excluded && first) {
				*ret_first = (struct kr_query_place){u->start, end - u->start, i};
				first = false;
			}
			found |= 1u << i;
		}
	}
	return found;
}

bool kr_query_has_all(const struct kr_query *q, const char *text, size_t len)
{
	struct kr_query_place first;
	unsigned found = kr_query_scan(q, text, len, &first);

	for (size_t i = 0; i < q->nterms; i++)
		if (((found & 1u << i) != 0) == q->terms[i].excluded)
			return false;
	return true;
}
