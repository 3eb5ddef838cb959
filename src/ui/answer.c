#include "kread/ui/answer.h"

#include <stdlib.h>
#include <string.h>

bool kr_answer_is_mute(void)
{
	static const char *const mute[] = {
	        "linux", "vt", "cons25", "ansi", "pcansi", "sun", "screen"};
	const char *name = getenv("TERM");

	for (size_t i = 0; name && i < sizeof mute / sizeof *mute; i++)
		if (!strncmp(name, mute[i], strlen(mute[i])) && !getenv("TMUX"))
			return true;
	return !name || !*name;
}

void kr_answer_begin(struct kr_answer *a)
{
	a->n = 0;
}

void kr_answer_add(struct kr_answer *a, char c)
{
	if (a->n < sizeof a->text)
		a->text[a->n++] = c;
}

/* Whether 4 is among the numbers after the first one, which is the kind of terminal. */
static bool has_sixels(const char *text)
{
	for (const char *p = strchr(text, ';'); p; p = strchr(p + 1, ';'))
		if (p[1] == '4' && (p[2] == ';' || !p[2]))
			return true;
	return false;
}

void kr_answer_end(struct kr_answer *a, char last)
{
	char text[KR_ANSWER_BYTES] = "";

	if (a->n >= sizeof text)
		return;
	memcpy(text, a->text, a->n);
	if (last == 'c' && text[0] == '?') {
		a->any = true;
		a->sixel |= has_sixels(text);
	} else if (!last && !strncmp(text, "Gi=31", 5)) {
		a->any = true;
		a->kitty |= strstr(text, ";OK") != NULL;
	}
}
