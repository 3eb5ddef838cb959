#include "kread/app/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "kread/app/keymap.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/text/width.h"

void kr_prompt_init(struct kr_prompt *p)
{
	memset(p, 0, sizeof *p);
	kr_str_init(&p->text);
	kr_str_init(&p->draft);
}

void kr_prompt_fini(struct kr_prompt *p)
{
	for (int k = 0; k < KR_PROMPTS; k++)
		for (int i = 0; i < p->history[k].n; i++)
			free(p->history[k].v[i]);
	kr_str_fini(&p->text);
	kr_str_fini(&p->draft);
}

static void put(struct kr_prompt *p, const char *text)
{
	kr_str_clear(&p->text);
	kr_str_addz(&p->text, text);
	p->cursor = p->text.len;
}

void kr_prompt_open(struct kr_prompt *p, enum kr_prompt_kind kind, const char *text)
{
	p->kind = kind;
	p->at = p->history[kind].n;
	kr_str_clear(&p->draft);
	put(p, "");
	if (text)
		kr_prompt_insert(p, text, strlen(text));
}

void kr_prompt_close(struct kr_prompt *p)
{
	p->kind = KR_PROMPT_NONE;
	put(p, "");
}

/* Replace the bytes from start to end. */
static void splice(struct kr_prompt *p, size_t start, size_t end, const char *with, size_t len)
{
	struct kr_str s;

	kr_str_init(&s);
	kr_str_add(&s, p->text.data, start);
	kr_str_add(&s, with, len);
	p->cursor = s.len;
	kr_str_add(&s, p->text.data + end, p->text.len - end);
	kr_str_fini(&p->text);
	p->text = s;
}

void kr_prompt_insert(struct kr_prompt *p, const char *text, size_t len)
{
	size_t room = KR_PROMPT_MAX - p->text.len;
	struct kr_str clean;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, text, len, KR_UTF8_LINE);
	if (clean.len > room)
		kr_str_cut(&clean, kr_utf8_floor(clean.data, clean.len, room));
	splice(p, p->cursor, p->cursor, clean.data, clean.len);
	kr_str_fini(&clean);
}

void kr_prompt_replace(
        struct kr_prompt *p, const char *base, size_t n, const char *word, size_t len)
{
	kr_str_clear(&p->text);
	kr_str_add(&p->text, base, n);
	kr_str_add(&p->text, word, len);
	p->cursor = p->text.len;
}

/* Between words, and between the parts of an address. */
static const char gaps[] = " /.:?&=";

static size_t word_start(const struct kr_prompt *p)
{
	size_t at = p->cursor;

	while (at && strchr(gaps, p->text.data[at - 1]))
		at--;
	while (at && !strchr(gaps, p->text.data[at - 1]))
		at--;
	return at;
}

static size_t word_end(const struct kr_prompt *p)
{
	size_t at = p->cursor + strspn(p->text.data + p->cursor, gaps);

	return at + strcspn(p->text.data + at, gaps);
}

static void recall(struct kr_prompt *p, int step)
{
	const struct kr_prompt_history *h = &p->history[p->kind];
	int to = p->at + step;

	if (to < 0 || to > h->n)
		return;
	if (p->at == h->n) {
		kr_str_clear(&p->draft);
		kr_str_add(&p->draft, p->text.data, p->text.len);
	}
	p->at = to;
	put(p, to == h->n ? p->draft.data : h->v[to]);
}

/* --- keys --------------------------------------------------------------------------------- */

static void left(struct kr_prompt *p)
{
	p->cursor = kr_width_prev(p->text.data, p->cursor);
}

static void right(struct kr_prompt *p)
{
	p->cursor = kr_width_next(p->text.data, p->text.len, p->cursor);
}

static void to_start(struct kr_prompt *p)
{
	p->cursor = 0;
}

static void to_end(struct kr_prompt *p)
{
	p->cursor = p->text.len;
}

static void word_left(struct kr_prompt *p)
{
	p->cursor = word_start(p);
}

static void word_right(struct kr_prompt *p)
{
	p->cursor = word_end(p);
}

static void erase_back(struct kr_prompt *p)
{
	splice(p, kr_width_prev(p->text.data, p->cursor), p->cursor, "", 0);
}

static void erase_here(struct kr_prompt *p)
{
	size_t at = p->cursor;

	splice(p, at, kr_width_next(p->text.data, p->text.len, at), "", 0);
}

static void erase_word_back(struct kr_prompt *p)
{
	splice(p, word_start(p), p->cursor, "", 0);
}

static void erase_word(struct kr_prompt *p)
{
	splice(p, p->cursor, word_end(p), "", 0);
}

static void erase_to_start(struct kr_prompt *p)
{
	splice(p, 0, p->cursor, "", 0);
}

static void erase_to_end(struct kr_prompt *p)
{
	splice(p, p->cursor, p->text.len, "", 0);
}

static void earlier(struct kr_prompt *p)
{
	recall(p, -1);
}

static void later(struct kr_prompt *p)
{
	recall(p, 1);
}

#define CTRL(letter) ((letter)&0x1f)
#define ALT(key)     ((key) | KR_KEY_ALT)

static const struct {
	uint32_t keys[3];
	void (*edit)(struct kr_prompt *p);
} edits[] = {
        {{KR_KEY_LEFT, CTRL('B')}, left},
        {{KR_KEY_RIGHT, CTRL('F')}, right},
        {{KR_KEY_HOME, CTRL('A')}, to_start},
        {{KR_KEY_END, CTRL('E')}, to_end},
        {{KR_KEY_LEFT | KR_KEY_CTRL, ALT(KR_KEY_LEFT), ALT('b')}, word_left},
        {{KR_KEY_RIGHT | KR_KEY_CTRL, ALT(KR_KEY_RIGHT), ALT('f')}, word_right},
        {{KR_KEY_BACKSPACE, CTRL('H')}, erase_back},
        {{KR_KEY_DEL, CTRL('D')}, erase_here},
        {{CTRL('W'), ALT(KR_KEY_BACKSPACE), ALT(CTRL('H'))}, erase_word_back},
        {{KR_KEY_DEL | KR_KEY_CTRL, ALT(KR_KEY_DEL), ALT('d')}, erase_word},
        {{CTRL('U')}, erase_to_start},
        {{CTRL('K')}, erase_to_end},
        {{KR_KEY_UP, CTRL('P')}, earlier},
        {{KR_KEY_DOWN, CTRL('N')}, later},
};

static bool edit(struct kr_prompt *p, uint32_t key)
{
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
		for (int k = 0; k < 3; k++)
			if (edits[i].keys[k] == key) {
				edits[i].edit(p);
				return true;
			}
	return false;
}

enum kr_prompt_result kr_prompt_key(struct kr_prompt *p, uint32_t key)
{
	char bytes[4];

	if (key == KR_KEY_ENTER || key == CTRL('J'))
		return KR_PROMPT_ACCEPT;
	if (key == KR_KEY_ESC || key == CTRL('C') || key == CTRL('G'))
		return KR_PROMPT_CANCEL;
	if (!p->text.len && (key == KR_KEY_BACKSPACE || key == CTRL('H')))
		return KR_PROMPT_CANCEL;
	if (!edit(p, key) && key >= ' ' && key < KR_KEY_BASE)
		kr_prompt_insert(p, bytes, kr_utf8_encode(key, bytes));
	return KR_PROMPT_STAY;
}

void kr_prompt_offer(struct kr_prompt *p, enum kr_prompt_kind kind, const char *text)
{
	struct kr_prompt_history *h = &p->history[kind];

	if (kr_str_empty(text) || (h->n && kr_str_eq(h->v[h->n - 1], text)))
		return;
	if (h->n == KR_PROMPT_HISTORY) {
		free(h->v[0]);
		memmove(h->v, h->v + 1, (size_t)(h->n - 1) * sizeof *h->v);
		h->n--;
	}
	h->v[h->n++] = kr_mem_strdup(text);
}

void kr_prompt_remember(struct kr_prompt *p)
{
	kr_prompt_offer(p, p->kind, p->text.data);
}

void kr_prompt_reopen(struct kr_prompt *p, enum kr_prompt_kind kind)
{
	const struct kr_prompt_history *h = &p->history[kind];

	kr_prompt_open(p, kind, h->n ? h->v[h->n - 1] : NULL);
	p->at -= h->n > 0;
}

bool kr_prompt_is_recalled(const struct kr_prompt *p)
{
	const struct kr_prompt_history *h = &p->history[p->kind];

	return p->at < h->n && kr_str_eq(p->text.data, h->v[p->at]);
}

/* --- what is shown of it ------------------------------------------------------------------ */

enum { LEAST = 8 }; /* columns: below that there is no room for marks */

static int width(const struct kr_prompt *p, size_t from, size_t to)
{
	return kr_width_text(p->text.data + from, to - from);
}

/* The longest text before the cursor that fits into cols columns. */
static size_t before_cursor(const struct kr_prompt *p, int cols)
{
	size_t start = p->cursor;

	while (start) {
		size_t next = kr_width_prev(p->text.data, start);

		if (width(p, next, p->cursor) > cols)
			break;
		start = next;
	}
	return start;
}

static size_t fitting(const struct kr_prompt *p, size_t from, int cols)
{
	int used;

	return from + kr_width_fit(p->text.data + from, p->text.len - from, cols, &used);
}

/* The host of an address, with its scheme if there is room. Returns how wide it is; 0: none. */
static int find_host(const struct kr_prompt *p, int cols, size_t *ret_from, size_t *ret_to)
{
	const char *text = p->text.data, *scheme = strstr(text, "://");
	size_t host = scheme ? (size_t)(scheme - text) + 3 : 0,
	       end = host + strcspn(text + host, "/?# ");
	bool whole = width(p, 0, end) <= cols;

	*ret_from = whole ? 0 : host;
	*ret_to = end;
	if (p->kind != KR_PROMPT_ADDRESS || end >= p->cursor || width(p, host, end) > cols)
		return 0;
	return width(p, *ret_from, end);
}

void kr_prompt_fit(const struct kr_prompt *p, int cols, struct kr_prompt_part *ret)
{
	const bool inside = p->cursor < p->text.len;
	int room = cols - 1, host;

	*ret = (struct kr_prompt_part){.to = p->text.len};
	if (width(p, 0, p->text.len) + !inside <= cols)
		return;
	if (cols < LEAST) {
		ret->from = before_cursor(p, cols - 1);
		return;
	}
	if (width(p, 0, p->cursor) + 2 < cols) { /* two columns for the character at the cursor */
		ret->to = fitting(p, 0, cols - 1);
		ret->right = true;
		return;
	}
	host = find_host(p, room - LEAST, &ret->host, &ret->host_end);
	if (!host)
		ret->host = ret->host_end = 0;
	room -= host;
	ret->left = true;
	ret->from = before_cursor(p, room - (inside ? 3 : 1));
	if (ret->from < ret->host_end)
		ret->from = ret->host_end;
	ret->to = fitting(p, ret->from, room);
	ret->right = ret->to < p->text.len;
	if (ret->right)
		ret->to = fitting(p, ret->from, room - 1);
}
