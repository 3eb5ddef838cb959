/* The QR code of an address, to go on reading on a phone. */
#ifndef KREAD_APP_QR_H
#define KREAD_APP_QR_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/err.h"

struct kr_qr {
	int size;         /* modules in a row, and rows */
	uint8_t *modules; /* [size * size]: 1 dark, 0 light */
};

/* KR_E_LIMIT: text is too long for any code; KR_E_USAGE, KR_E_SYS: libqrencode is not there. */
int kr_qr_open(struct kr_qr *qr, const char *text, struct kr_err *err);
void kr_qr_close(struct kr_qr *qr); /* all zero is allowed */

/* Whether the module is dark; those outside are light. */
bool kr_qr_is_dark(const struct kr_qr *qr, int row, int col);

/* How it is drawn in an area: two modules a cell, one above the other, or two cells a module where
 * half blocks cannot be used. */
struct kr_qr_place {
	int margin;     /* light modules around it, 2 to 4 */
	int rows, cols; /* of cells, margin included */
};

/* False: there is no room; *ret has the least room that it needs. */
bool kr_qr_fit(
        const struct kr_qr *qr, int rows, int cols, bool half_blocks, struct kr_qr_place *ret);

#endif
