/* The configuration file: INI with the sections [options] (name = value) and [keys] (command =
 * keys). */
#ifndef KREAD_APP_CONFIG_H
#define KREAD_APP_CONFIG_H

#include "kread/app/keymap.h"
#include "kread/app/options.h"
#include "kread/base/budgets.h"

/* Apply the text of a file to o and m, except for options given on the command line. Stops at the
 * first error: KR_E_USAGE, "name:line: ...". */
int kr_config_parse(const char *name, const char *text, struct kr_options *o, struct kr_keymap *m,
        struct kr_err *err);

/* Apply a file. path NULL: the default one, which need not exist. KR_E_SYS: it cannot be read. */
int kr_config_load(const char *path, struct kr_options *o, struct kr_keymap *m, struct kr_err *err);

/* Write the options that were changed into a file: only their lines are changed or added. It is
 * replaced as a whole, or not at all. path: as for kr_config_load. ret_path (appended): where they
 * are. KR_E_SYS; KR_E_USAGE: the file has a fault, or a value cannot be written there. */
int kr_config_save(
        const char *path, const struct kr_options *o, struct kr_str *ret_path, struct kr_err *err);

void kr_config_print(struct kr_str *out); /* a commented file with the defaults */

#endif
