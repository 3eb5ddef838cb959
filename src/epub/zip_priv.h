/* The functions of minizip, through a table: with lazy-curl they are loaded when a book is made. */
#ifndef KREAD_EPUB_ZIP_PRIV_H
#define KREAD_EPUB_ZIP_PRIV_H

#include <zip.h>

#include "kread/base/err.h"

#define KR_ZIP_FUNCTIONS(F)                                                                        \
	F(zipOpen2) F(zipOpenNewFileInZip) F(zipWriteInFileInZip) F(zipCloseFileInZip) F(zipClose)

struct kr_zip {
#define F(name) __typeof__(name) *name;
	KR_ZIP_FUNCTIONS(F)
#undef F
};

int kr_zip_load(struct kr_zip *ret, struct kr_err *err); /* KR_E_SYS */

#endif
