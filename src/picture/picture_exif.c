/* The orientation in EXIF data (CIPA DC-008, tag 0x112), and turning by it. */
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "picture_priv.h"

enum { ORIENTATION = 0x112, ENTRY = 12 };

struct tiff {
	const uint8_t *data;
	size_t len;
	bool little;
};

static uint32_t get(const struct tiff *t, size_t at, int bytes)
{
	uint32_t n = 0;

	if (at > t->len || t->len - at < (size_t)bytes)
		return 0;
	for (int i = 0; i < bytes; i++)
		n = n << 8 | t->data[at + (size_t)(t->little ? bytes - 1 - i : i)];
	return n;
}

int kr_picture_exif_turn(const uint8_t *data, size_t len)
{
	struct tiff t = {data, len, false};
	size_t at, n;

	if (len >= 6 && !memcmp(data, "Exif\0\0", 6)) {
		t.data += 6;
		t.len -= 6;
	}
	if (t.len < 8 || (memcmp(t.data, "II*\0", 4) && memcmp(t.data, "MM\0*", 4)))
		return 1;
	t.little = t.data[0] == 'I';
	at = get(&t, 4, 4);
	n = get(&t, at, 2);
	for (at += 2; n && at < t.len; n--, at += ENTRY)
		if (get(&t, at, 2) == ORIENTATION) {
			const uint32_t turn = get(&t, at + 8, 2);

			return turn >= 1 && turn <= 8 ? (int)turn : 1;
		}
	return 1;
}

void kr_picture_exif_apply(struct kr_picture *p, int turn)
{
	const int w = p->width, h = p->height, full = p->full_width;
	const bool lies = turn >= 5;
	const bool mirrored = turn == 2 || turn == 3 || turn == 7 || turn == 8;
	const bool upside_down = turn == 3 || turn == 4 || turn == 6 || turn == 7;
	uint8_t *to;

	if (turn <= 1)
		return;
	to = kr_mem_zalloc((size_t)w * (size_t)h, 3);
	/* the pixel at (x, y) of the result comes from (column, row) of what is stored */
	for (int y = 0, i = 0; y < (lies ? w : h); y++)
		for (int x = 0; x < (lies ? h : w); x++, i++) {
			const int column = lies ? y : x, row = lies ? x : y;
			const int c = mirrored ? w - 1 - column : column;
			const int r = upside_down ? h - 1 - row : row;

			memcpy(to + (size_t)i * 3, p->rgb + ((size_t)r * (size_t)w + (size_t)c) * 3,
			        3);
		}
	free(p->rgb);
	p->rgb = to;
	if (lies) {
		p->width = h;
		p->height = w;
		p->full_width = p->full_height;
		p->full_height = full;
	}
}
