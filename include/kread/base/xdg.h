/* Where files live (XDG Base Directory Specification 0.8). */
#ifndef KREAD_BASE_XDG_H
#define KREAD_BASE_XDG_H

#include <stdbool.h>

#include "kread/base/str.h"

enum kr_xdg_dir { KR_XDG_CONFIG, KR_XDG_DATA, KR_XDG_STATE, KR_XDG_CACHE };

/* The absolute path of kread/<name> below the directory into out (cleared first). False without
 * HOME. Nothing is created. A relative value of the environment variable is ignored, as the
 * specification asks. */
bool kr_xdg_path(enum kr_xdg_dir dir, const char *name, struct kr_str *out);

#endif
