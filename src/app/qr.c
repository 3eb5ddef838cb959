#include "kread/app/qr.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

#ifdef KR_HAVE_QRENCODE
#include <qrencode.h>

struct library {
	__typeof__(QRcode_encodeString) *encode;
	__typeof__(QRcode_free) *free;
};

#ifdef KR_LAZY_QRENCODE
#include <dlfcn.h>

static int load(struct library *ret, struct kr_err *err)
{
	void *library = dlopen(KR_LAZY_QRENCODE, RTLD_LAZY | RTLD_LOCAL), *encode, *release;

	if (!library)
		return kr_err_set(err, KR_E_SYS, "cannot load %s: %s", KR_LAZY_QRENCODE, dlerror());
	encode = dlsym(library, "QRcode_encodeString");
	release = dlsym(library, "QRcode_free");
	if (!encode || !release)
		return kr_err_set(err, KR_E_SYS,
		        "cannot load %s: it lacks functions that kread needs", KR_LAZY_QRENCODE);
	/* POSIX guarantees the conversion, C does not */
	memcpy(&ret->encode, &encode, sizeof encode);
	memcpy(&ret->free, &release, sizeof release);
	return 0;
}
#else
static int load(struct library *ret, struct kr_err *err)
{
	(void)err;
	ret->encode = QRcode_encodeString;
	ret->free = QRcode_free;
	return 0;
}
#endif

/* With as much correction of errors as is to be had in the smallest size. */
static QRcode *encode(const struct library *lib, const char *text)
{
	QRcode *code = lib->encode(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1), *better;

	for (QRecLevel level = QR_ECLEVEL_M; code && level <= QR_ECLEVEL_H; level++) {
		better = lib->encode(text, 0, level, QR_MODE_8, 1);
		if (!better || better->width > code->width) {
			lib->free(better);
			break;
		}
		lib->free(code);
		code = better;
	}
	return code;
}

int kr_qr_open(struct kr_qr *qr, const char *text, struct kr_err *err)
{
	struct library lib = {0};
	QRcode *code;

	*qr = (struct kr_qr){0};
	if (load(&lib, err) < 0)
		return KR_E_SYS;
	code = encode(&lib, text);
	if (!code)
		return kr_err_set(err, KR_E_LIMIT, "the address is too long for a QR code");
	qr->size = code->width;
	qr->modules = kr_mem_alloc((size_t)qr->size * (size_t)qr->size);
	for (int i = 0; i < qr->size * qr->size; i++)
		qr->modules[i] = code->data[i] & 1;
	lib.free(code);
	return 0;
}

#else

int kr_qr_open(struct kr_qr *qr, const char *text, struct kr_err *err)
{
	(void)text;
	*qr = (struct kr_qr){0};
	return kr_err_set(err, KR_E_USAGE, "kread was built without libqrencode: no QR codes");
}

#endif

void kr_qr_close(struct kr_qr *qr)
{
	free(qr->modules);
	*qr = (struct kr_qr){0};
}

bool kr_qr_is_dark(const struct kr_qr *qr, int row, int col)
{
	return row >= 0 && col >= 0 && row < qr->size && col < qr->size &&
	       qr->modules[row * qr->size + col];
}

bool kr_qr_fit(
        const struct kr_qr *qr, int rows, int cols, bool half_blocks, struct kr_qr_place *ret)
{
	enum { MOST = 4, LEAST = 2 }; /* the standard asks for 4; scanners need less */

	for (int margin = MOST; margin >= LEAST; margin--) {
		const int size = qr->size + 2 * margin;

		*ret = (struct kr_qr_place){
		        margin, half_blocks ? (size + 1) / 2 : size, half_blocks ? size : 2 * size};
		if (ret->rows <= rows && ret->cols <= cols)
			return true;
	}
	return false;
}
