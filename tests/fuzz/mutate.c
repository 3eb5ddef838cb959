/* Mutators that know words, lines and HTML. */
#include "mutate.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "kread/base/mem.h"
#include "mutate_html.h"

#define PICK(rnd, list) ((list)[below(rnd, sizeof(list) / sizeof *(list))])

static void replace_word(struct kr_str *s, size_t at, size_t n, const char *word)
{
	replace(s, at, n, word, strlen(word));
}

/* Into data, cut to max. */
static size_t give(struct kr_str *s, uint8_t *data, size_t max)
{
	const size_t n = s->len < max ? s->len : max;

	memcpy(data, s->data, n);
	kr_str_fini(s);
	return n;
}

static void take(struct kr_str *s, const uint8_t *data, size_t size)
{
	kr_str_init(s);
	kr_str_add(s, (const char *)data, size);
	kr_str_reserve(s, 1);
}

/* Repeats n bytes at `at`, behind them, so often that the whole stays below max. */
static void repeat(struct kr_str *s, size_t at, size_t n, size_t times, size_t max)
{
	char *copy = kr_mem_strndup(s->data + at, n);

	while (n && times-- && s->len + n <= max)
		replace(s, at + n, 0, copy, n);
	free(copy);
}

/* Moves n bytes at `at` to a place before or behind them. */
static void move(struct kr_str *s, size_t at, size_t n, size_t to)
{
	char *copy;

	if (to > at && to < at + n)
		return;
	copy = kr_mem_strndup(s->data + at, n);
	replace(s, at, n, "", 0);
	replace(s, to > at ? to - n : to, 0, copy, n);
	free(copy);
}

/* --- words and lines ---------------------------------------------------------------------- */

static bool is_wordy(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80);
}

/* A word, number or other character of s, or a line with its end. */
static size_t find_part(const struct kr_str *s, uint64_t *rnd, bool line, size_t *ret_len)
{
	size_t at = below(rnd, s->len), end = at + (at < s->len);

	if (line) {
		while (at && s->data[at - 1] != '\n')
			at--;
		while (end < s->len && s->data[end - 1] != '\n')
			end++;
	} else if (at < s->len && is_wordy(s->data[at])) {
		while (at && is_wordy(s->data[at - 1]))
			at--;
		while (end < s->len && is_wordy(s->data[end]))
			end++;
	}
	*ret_len = end - at;
	return at;
}

static void change_words(
        struct kr_str *s, uint64_t *rnd, size_t max, const char *const *words, size_t nwords)
{
	const bool line = !below(rnd, 3);
	size_t n, other_n;
	const size_t at = find_part(s, rnd, line, &n), other = find_part(s, rnd, line, &other_n);

	switch (below(rnd, 7)) {
	case 0:
		replace(s, at, n, "", 0);
		break;
	case 1:
		repeat(s, at, n, 1 + below(rnd, 4) * below(rnd, 8), max);
		break;
	case 2:
		move(s, at, n, other);
		break;
	case 3:
	case 4:
		replace_word(s, at, n, words[below(rnd, nwords)]);
		break;
	default:
		replace_word(s, at, 0, words[below(rnd, nwords)]);
	}
}

size_t mutate_words(uint8_t *data, size_t size, size_t max, unsigned seed, const char *const *words,
        size_t nwords)
{
	uint64_t rnd = seed_random(seed);
	struct kr_str s;

	if (!below(&rnd, 3))
		return LLVMFuzzerMutate(data, size, max);
	take(&s, data, size);
	for (size_t n = 1 + below(&rnd, 4); n; n--)
		change_words(&s, &rnd, max, words, nwords);
	return give(&s, data, max);
}

/* --- HTML --------------------------------------------------------------------------------- */

/* A tag, or the text between two. */
struct piece {
	size_t at, len;
	bool tag;
};

struct pieces {
	struct piece *v;
	size_t n, cap;
};

static void add_piece(struct pieces *p, size_t at, size_t end, bool tag)
{
	if (at == end)
		return;
	p->v = kr_mem_grow(p->v, p->n, &p->cap, sizeof *p->v);
	p->v[p->n++] = (struct piece){at, end - at, tag};
}

static void split(const struct kr_str *s, struct pieces *p)
{
	size_t text = 0;

	p->n = 0;
	for (size_t at = 0; at + 1 < s->len; at++) {
		const char next = s->data[at + 1];
		const char *end;

		if (s->data[at] != '<' ||
		        !(next == '/' || next == '!' || ((next | 32) >= 'a' && (next | 32) <= 'z')))
			continue;
		end = memchr(s->data + at, '>', s->len - at);
		if (!end)
			break;
		add_piece(p, text, at, false);
		text = (size_t)(end - s->data) + 1;
		add_piece(p, at, text, true);
		at = text - 1;
	}
	add_piece(p, text, s->len, false);
}

static bool is_start(const struct kr_str *s, const struct piece *p)
{
	return p->tag && s->data[p->at + 1] != '/' && s->data[p->at + 1] != '!';
}

static bool is_end(const struct kr_str *s, const struct piece *p)
{
	return p->tag && s->data[p->at + 1] == '/';
}

static size_t name_len(const struct kr_str *s, const struct piece *p)
{
	return strcspn(s->data + p->at + 1, " />\t\n");
}

/* The piece with which an element ends; the one that starts it, if it has no end. */
static size_t element_end(const struct kr_str *s, const struct pieces *p, size_t first)
{
	const char *name = s->data + p->v[first].at + 1;
	const size_t len = name_len(s, &p->v[first]);
	int depth = 0;

	for (size_t i = first; i < p->n; i++) {
		const bool end = is_end(s, &p->v[i]);

		if ((!end && !is_start(s, &p->v[i])) ||
		        strncasecmp(s->data + p->v[i].at + 1 + end, name, len))
			continue;
		depth += end ? -1 : 1;
		if (!depth)
			return i;
	}
	return first;
}

/* A random piece for which is() holds, or any. */
static size_t find_piece(const struct kr_str *s, const struct pieces *p, uint64_t *rnd,
        bool (*is)(const struct kr_str *s, const struct piece *p))
{
	const size_t from = below(rnd, p->n);

	for (size_t i = 0; i < p->n; i++)
		if (is(s, &p->v[(from + i) % p->n]))
			return (from + i) % p->n;
	return from;
}

static bool is_text(const struct kr_str *s, const struct piece *p)
{
	(void)s;
	return !p->tag;
}

/* Part of a tag: ` name="value"`. */
static bool find_attr(const struct kr_str *s, const struct piece *p, uint64_t *rnd, size_t *ret_at,
        size_t *ret_value, size_t *ret_end)
{
	const size_t end = p->at + p->len, from = below(rnd, p->len);

	for (size_t i = 0; i < p->len; i++) {
		size_t at = p->at + (from + i) % p->len, to;

		if (s->data[at] != '=')
			continue;
		*ret_value = at + 1 + (s->data[at + 1] == '"' || s->data[at + 1] == '\'');
		to = *ret_value > at + 1 ? *ret_value + strcspn(s->data + *ret_value, "\"'>")
		                         : at + 1 + strcspn(s->data + at + 1, " />");
		while (at > p->at && s->data[at] != ' ')
			at--;
		if (at == p->at || to >= end)
			return false;
		*ret_at = at;
		*ret_end = to;
		return true;
	}
	return false;
}

static void add_attr(struct kr_str *s, const struct piece *p, uint64_t *rnd)
{
	char attr[400];

	snprintf(attr, sizeof attr, " %s=\"%s\"", PICK(rnd, attr_names), PICK(rnd, attr_values));
	replace_word(s, p->at + 1 + name_len(s, p), 0, attr);
}

static void change_attr(struct kr_str *s, const struct piece *p, uint64_t *rnd)
{
	size_t at, value, end;

	if (!is_start(s, p))
		return;
	if (!below(rnd, 3) || !find_attr(s, p, rnd, &at, &value, &end)) {
		add_attr(s, p, rnd);
		return;
	}
	switch (below(rnd, 5)) {
	case 0:
		replace(s, at, end + (s->data[end] != ' ' && s->data[end] != '>') - at, "", 0);
		break;
	case 1:
		replace_word(s, value, end - value, PICK(rnd, texts));
		break;
	case 2: /* one word more */
		replace_word(s, value, 0, " ");
		replace_word(s, value, 0, PICK(rnd, attr_values));
		break;
	default:
		replace_word(s, value, end - value, PICK(rnd, attr_values));
	}
}

static void rename_element(struct kr_str *s, const struct pieces *p, size_t i, uint64_t *rnd)
{
	const size_t len = name_len(s, &p->v[i]), end = element_end(s, p, i);
	const char *name = PICK(rnd, elements);

	if (end != i)
		replace_word(s, p->v[end].at + 2, len, name);
	replace_word(s, p->v[i].at + 1, len, name);
}

static void wrap(struct kr_str *s, size_t at, size_t end, uint64_t *rnd)
{
	const char *name = PICK(rnd, elements);
	char tag[200];

	snprintf(tag, sizeof tag, "</%s>", name);
	replace_word(s, end, 0, tag);
	snprintf(tag, sizeof tag, "<%s %s=\"%s\">", name, PICK(rnd, attr_names),
	        PICK(rnd, attr_values));
	replace_word(s, at, 0, tag);
}

/* Scripts hold states: one of their values is replaced. */
static void change_text(struct kr_str *s, const struct piece *p, uint64_t *rnd)
{
	const size_t from = below(rnd, p->len);
	size_t n, at;

	for (at = p->at + from; at < p->at + p->len; at++)
		if (strchr(":,[", s->data[at]))
			break;
	if (s->data[p->at] == '{' || s->data[p->at] == '[' || s->data[p->at] == 'w') {
		n = at < p->at + p->len ? strcspn(++at + s->data, ",}]:") : 0;
		replace_word(s, at, n, PICK(rnd, json_values));
	} else if (below(rnd, 2)) {
		replace_word(s, p->at, p->len, PICK(rnd, texts));
	} else {
		replace_word(s, p->at + from, 0, PICK(rnd, texts));
	}
}

static void change_element(struct kr_str *s, const struct pieces *p, uint64_t *rnd, size_t max)
{
	const size_t i = find_piece(s, p, rnd, is_start);
	const size_t at = p->v[i].at, other = p->v[below(rnd, p->n)].at;
	const struct piece *last = &p->v[element_end(s, p, i)];
	const size_t end = last->at + last->len;

	switch (below(rnd, 8)) {
	case 0:
		replace(s, at, end - at, "", 0);
		break;
	case 1:
		repeat(s, at, end - at, 1 + below(rnd, 4) * below(rnd, 16), max);
		break;
	case 2:
		move(s, at, end - at, other);
		break;
	case 3:
		wrap(s, at, end, rnd);
		break;
	case 4: /* the tag alone: unclosed, or gone */
		if (below(rnd, 2))
			replace(s, at, p->v[i].len, "", 0);
		else
			repeat(s, at, p->v[i].len, 1 + below(rnd, 60), max);
		break;
	case 5:
		if (is_start(s, &p->v[i]))
			rename_element(s, p, i, rnd);
		break;
	default:
		change_attr(s, &p->v[i], rnd);
	}
}

static void change_html(struct kr_str *s, struct pieces *p, uint64_t *rnd, size_t max)
{
	split(s, p);
	if (!p->n || !below(rnd, 5)) {
		const size_t at = p->n ? p->v[below(rnd, p->n)].at : 0;

		replace_word(s, at, 0, PICK(rnd, fragments));
	} else if (below(rnd, 3)) {
		change_element(s, p, rnd, max);
	} else {
		const struct piece *text = &p->v[find_piece(s, p, rnd, is_text)];

		change_text(s, text, rnd);
	}
}

size_t mutate_html(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	uint64_t rnd = seed_random(seed);
	struct pieces p = {0};
	struct kr_str s;

	if (!below(&rnd, 6))
		return LLVMFuzzerMutate(data, size, max);
	take(&s, data, size);
	for (size_t n = 1 + below(&rnd, 4); n; n--)
		change_html(&s, &p, &rnd, max);
	free(p.v);
	return give(&s, data, max);
}
