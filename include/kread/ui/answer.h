/* What the terminal answers when it is asked which pictures it can show. */
#ifndef KREAD_UI_ANSWER_H
#define KREAD_UI_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

/* A question to kitty (sw.kovidgoyal.net/kitty/graphics-protocol) and the terminals that do as it
 * does, and then Primary Device Attributes, which all terminals answer; 4 among them: sixels. */
#define KR_ANSWER_ASK "\033_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\033\\\033[c"

enum { KR_ANSWER_BYTES = 64 };

struct kr_answer {
	char text[KR_ANSWER_BYTES]; /* of the sequence that is coming in; longer ones are none */
	size_t n;
	bool any, kitty, sixel; /* what was answered so far */
};

/* By TERM: a terminal that may show the question as text, or is known to have no answer. */
bool kr_answer_is_mute(void);

void kr_answer_begin(struct kr_answer *a); /* a sequence begins, after ESC [ or ESC _ */
void kr_answer_add(struct kr_answer *a, char c);
void kr_answer_end(struct kr_answer *a, char last); /* with this byte; 0: a string */

#endif
