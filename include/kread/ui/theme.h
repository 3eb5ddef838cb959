/* Themes: the pens of all roles, from a file or built in. */
#ifndef KREAD_UI_THEME_H
#define KREAD_UI_THEME_H

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/ui/views.h"

enum { KR_THEME_RGB = 1 << 24 }; /* added to 0xrrggbb */

struct kr_theme_look {
	bool given;
	int32_t fg, bg; /* -1, 0..255, or KR_THEME_RGB and more */
	uint8_t attrs;
};

struct kr_theme_looks { /* as a file has them */
	struct kr_theme_look v[KR_ROLES];
};

/* colours: as many as the terminal has; others are replaced by the nearest ones. 0: roles differ by
 * attributes alone, as built in. looks: of a file, or NULL; roles that are not given there are as
 * built in, and what has no colour has those of text. */
void kr_theme_init(struct kr_theme *t, int colours, const struct kr_theme_looks *looks);

/* The text of a theme file. name: of the file, for messages. KR_E_USAGE, "name:line: ...". */
int kr_theme_parse(
        struct kr_theme_looks *ret, const char *name, const char *text, struct kr_err *err);

/* The theme of this name, from the reader's folder or else from that of kread. KR_E_USAGE: there is
 * none, and the message lists those that there are; or as kr_theme_parse. KR_E_SYS. */
int kr_theme_read(struct kr_theme_looks *ret, const char *name, struct kr_err *err);

#endif
