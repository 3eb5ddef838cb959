#include "packed_priv.h"

#include <stdlib.h>
#include <zlib.h>

#include "kread/base/mem.h"
#include "kread/store/copy.h"

/* The screen waits while an article is compressed. */
enum { LARGE = 64 << 10 };

void *kr_packed_make(const struct kr_str *json, int *ret_len)
{
	uLongf len = compressBound(json->len);
	Bytef *packed = kr_mem_alloc(len);

	/* it cannot fail: the buffer is large enough */
	compress2(packed, &len, (const Bytef *)json->data, json->len,
	        json->len > LARGE ? Z_BEST_SPEED : Z_DEFAULT_COMPRESSION);
	*ret_len = (int)len;
	return packed;
}

bool kr_packed_unpack(const void *packed, int len, int64_t size, struct kr_str *out)
{
	uLongf n = (uLongf)size;
	char *text;
	bool ok;

	if (size < 0 || size > KR_COPY_MAX || !packed)
		return false;
	text = kr_mem_alloc(n + 1);
	ok = uncompress((Bytef *)text, &n, packed, (uLong)len) == Z_OK && (int64_t)n == size;
	if (ok)
		kr_str_add(out, text, n);
	free(text);
	return ok;
}

int kr_packed_read(struct kr_store *s, int64_t article, struct kr_str *out)
{
	sqlite3_stmt *stmt;
	int rc = kr_statements_bind(s, KR_SQL_PACKED, &stmt, "i", article);

	if (rc != SQLITE_OK)
		return rc;
	if (s->sqlite.step(stmt) == SQLITE_ROW)
		kr_packed_unpack(s->sqlite.column_blob(stmt, 1), s->sqlite.column_bytes(stmt, 1),
		        kr_statements_number(s, stmt, 0), out);
	return s->sqlite.reset(stmt);
}
