/* Finds what comes with kread among the installed files. */
#ifndef KREAD_LOAD_LOCATE_H
#define KREAD_LOAD_LOCATE_H

#include <stdbool.h>

#include "kread/base/str.h"

/* A folder of data: "rules", "themes". In the build tree, in datadir relative to the program, or
 * where it was configured to be. False: there is none. out is cleared first. */
bool kr_locate_data(const char *folder, struct kr_str *out);

/* Appends the names of files in that folder of the reader's configuration, and then in that of the
 * data, without suffix and each with a newline; in each in order, and none twice. */
void kr_locate_names(const char *folder, const char *suffix, struct kr_str *out);

#endif
