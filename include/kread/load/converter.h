/* Has the worker turn the lists of other programs into lines of the library, and back
 * (worker/convert.h). */
#ifndef KREAD_LOAD_CONVERTER_H
#define KREAD_LOAD_CONVERTER_H

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/proto/mode.h"

/* Blocks until it is done. worker: path of kread-worker. Appends to out. KR_E_LIMIT: there is more
 * than KR_WORKER_PAGE_MAX; KR_E_FORMAT, KR_E_CRASH, KR_E_SYS. */
int kr_converter_run(const char *worker, enum kr_mode mode, const char *data, size_t len,
        struct kr_str *out, struct kr_err *err);

#endif
