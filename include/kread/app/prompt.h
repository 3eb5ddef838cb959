/* A line of text that is typed, edited by grapheme clusters, with a history. */
#ifndef KREAD_APP_PROMPT_H
#define KREAD_APP_PROMPT_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/str.h"

enum kr_prompt_kind {
	KR_PROMPT_NONE,
	KR_PROMPT_ADDRESS,
	KR_PROMPT_SEARCH,
	KR_PROMPT_COMMAND,
	KR_PROMPT_LIBRARY, /* search in the library */
	KR_PROMPT_SAVE,
	KR_PROMPT_PIPE,
	KR_PROMPT_OVERWRITE, /* y or n, about the path that it shows */
	KR_PROMPTS
};

struct kr_prompt_history {
	char *v[KR_PROMPT_HISTORY]; /* oldest first */
	int n;
};

struct kr_prompt {
	enum kr_prompt_kind kind; /* NONE: closed */
	struct kr_str text;
	size_t cursor; /* offset in bytes */
	struct kr_prompt_history history[KR_PROMPTS];
	int at; /* index in the history; its n: the line that is being typed */
	struct kr_str draft;
};

enum kr_prompt_result { KR_PROMPT_STAY, KR_PROMPT_ACCEPT, KR_PROMPT_CANCEL };

void kr_prompt_init(struct kr_prompt *p);
void kr_prompt_fini(struct kr_prompt *p);
void kr_prompt_open(struct kr_prompt *p, enum kr_prompt_kind kind, const char *text);
/* With the last line of its history, which may have a slip in it. */
void kr_prompt_reopen(struct kr_prompt *p, enum kr_prompt_kind kind);
bool kr_prompt_is_recalled(const struct kr_prompt *p); /* the line is one of its history */
void kr_prompt_close(struct kr_prompt *p);

/* Keys: arrows, Home End ^A ^E, ^B ^F, Backspace Del ^H ^D, ^W ^U ^K, Up Down ^P ^N, Enter, Esc ^C
 * ^G; by words Alt+b Alt+f Ctrl+Left Ctrl+Right, Alt+d Alt+Backspace; characters are inserted.
 * Backspace in an empty line cancels, as in vi. */
enum kr_prompt_result kr_prompt_key(struct kr_prompt *p, uint32_t key);

/* Insert text at the cursor: cleaned, on one line, up to KR_PROMPT_MAX. */
void kr_prompt_insert(struct kr_prompt *p, const char *text, size_t len);

/* The line becomes the first n bytes of base and a word. */
void kr_prompt_replace(
        struct kr_prompt *p, const char *base, size_t n, const char *word, size_t len);

/* Add the line, or any clean text, to the history of its kind. */
void kr_prompt_remember(struct kr_prompt *p);
void kr_prompt_offer(struct kr_prompt *p, enum kr_prompt_kind kind, const char *text);

/* What is shown of a line in cols columns, so that the cursor is visible: bytes of the host, if it
 * is an address; a mark that something is cut, if left; the text from `from` to `to`; another mark,
 * if right. Each mark takes one column. */
struct kr_prompt_part {
	size_t host, host_end; /* equal: no host */
	size_t from, to;
	bool left, right;
};
void kr_prompt_fit(const struct kr_prompt *p, int cols, struct kr_prompt_part *ret);

#endif
