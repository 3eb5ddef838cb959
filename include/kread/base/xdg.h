/* Where files are kept (XDG Base Directory Specification 0.8). */
#ifndef KREAD_BASE_XDG_H
#define KREAD_BASE_XDG_H

#include <stdbool.h>

#include "kread/base/err.h"
#include "kread/base/str.h"

enum kr_xdg_dir { KR_XDG_CONFIG, KR_XDG_DATA, KR_XDG_STATE, KR_XDG_CACHE };

/* Set out to the absolute path of kread/NAME in a directory; nothing is created. Relative values of
 * the environment variables are ignored, as the specification demands. False if HOME is not set
 * either. */
bool kr_xdg_path(enum kr_xdg_dir dir, const char *name, struct kr_str *out);

/* Make the folders above path that are missing, for their owner alone. KR_E_SYS. */
int kr_xdg_make_folders(const char *path, struct kr_err *err);

#endif
