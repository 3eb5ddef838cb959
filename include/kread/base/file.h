/* Writing whole files. */
#ifndef KREAD_BASE_FILE_H
#define KREAD_BASE_FILE_H

#include <stddef.h>

#include "kread/base/err.h"

/* Writes a file, under another name at first, so that there is never half of it. One that exists is
 * replaced, and a symbolic link stays one. KR_E_SYS; KR_E_TYPE: there is something that is no file.
 */
int kr_file_write(const char *path, const char *data, size_t len, struct kr_err *err);

/* Writes len bytes to a descriptor that blocks. 0, or -1 with errno. */
int kr_file_write_all(int fd, const char *data, size_t len);

/* Opens a file without a name that holds data, to be read from its start. Returns the descriptor,
 * which is not inherited, or KR_E_SYS. */
int kr_file_unnamed(const char *data, size_t len, struct kr_err *err);

#endif
