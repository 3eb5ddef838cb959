/* Pictures, in all formats. */
#include <string.h>

#include "fuzz.h"
#include "kread/picture/cells.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { COLS = 10, ROWS = 4 };
	const struct kr_picture_ask ask = {.colours = KR_PICTURE_256};
	struct kr_picture_cell cells[COLS * ROWS];
	struct kr_picture p;

	if (kr_picture_read(data, size, COLS * 8, ROWS * 8, &p, NULL) < 0)
		return 0;
	HOLDS(p.width >= 1 && p.width <= COLS * 8 && p.height >= 1 && p.height <= ROWS * 8);
	HOLDS(p.full_width >= p.width && p.full_height >= p.height);
	if (data[size - 1] % 16 == 0) { /* drawing is slow, and knows nothing of the file */
		kr_cells_draw(&p, COLS, ROWS, KR_PICTURE_256, false, cells);
		for (int i = 0; i < COLS * ROWS; i++)
			HOLDS(kr_picture_cell_ok(&cells[i], &ask));
	}
	kr_picture_fini(&p);
	return 0;
}
