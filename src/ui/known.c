#include "known_priv.h"

#include <stdlib.h>
#include <string.h>

/* Terminals that call themselves xterm and do not know the sequence. tmux takes it only if it was
 * told to (set-clipboard on). */
static bool is_pretender(void)
{
	const char *program = getenv("TERM_PROGRAM");

	return getenv("VTE_VERSION") || getenv("TMUX") ||
	       (program && !strcmp(program, "Apple_Terminal"));
}

enum kr_clipboard_kind kr_known_clipboard(bool described)
{
	static const char *const none[] = {"linux", "vt", "cons25", "ansi", "pcansi", "sun"};
	const char *name = getenv("TERM");

	if (described)
		return is_pretender() ? KR_CLIPBOARD_UNKNOWN : KR_CLIPBOARD_YES;
	for (size_t i = 0; name && i < sizeof none / sizeof *none; i++)
		if (!strncmp(name, none[i], strlen(none[i])))
			return KR_CLIPBOARD_NO;
	return KR_CLIPBOARD_UNKNOWN;
}
