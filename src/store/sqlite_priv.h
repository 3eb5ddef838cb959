/* The functions of SQLite, called through a table. With the Meson option lazy-curl, the library is
 * loaded when it is first needed, which is after the first screen: the dynamic linker
 * takes more than half as long for it as for everything else until then. */
#ifndef KREAD_STORE_SQLITE_PRIV_H
#define KREAD_STORE_SQLITE_PRIV_H

#include <sqlite3.h>

#include "kread/base/err.h"

/* clang-format off */
#define KR_SQLITE_FUNCTIONS(F) \
	F(bind_blob) F(bind_int64) F(bind_pointer) F(bind_text) F(busy_timeout) F(changes) \
	F(close) F(column_blob) F(column_bytes) F(column_int) F(column_int64) F(column_text) \
	F(db_config) F(errstr) F(exec) F(extended_result_codes) F(finalize) F(get_autocommit) \
	F(last_insert_rowid) F(open_v2) F(prepare_v2) F(prepare_v3) F(reset) F(result_int64) \
	F(step) F(total_changes) F(wal_checkpoint_v2) F(wal_hook)
/* clang-format on */

struct kr_sqlite {
#define F(name) __typeof__(sqlite3_##name) *name;
	KR_SQLITE_FUNCTIONS(F)
#undef F
};

/* Fill the table. With lazy-curl, load the library, which stays until the process ends; KR_E_SYS if
 * it is missing or too old. */
int kr_sqlite_load(struct kr_sqlite *ret, struct kr_err *err);

#endif
