/* Pictures over the cells of the terminal: what is shown of them, and the sequences that change it.
 */
#include "shots_priv.h"

#include <string.h>

#include "kread/base/base64.h"
#include "kread/base/utf8.h"

enum { CHUNK = 4096 }; /* bytes of base64 in a sequence, as the protocol of kitty wants it */

static bool is_same(const struct kr_surface_shot *a, const struct kr_surface_shot *b)
{
	return a->serial == b->serial && a->form == b->form && a->first == b->first &&
	       a->bare == b->bare && !memcmp(&a->r, &b->r, sizeof a->r);
}

static bool has(const struct kr_shots *t, const struct kr_surface_shot *shot)
{
	for (int i = 0; i < t->n; i++)
		if (is_same(&t->v[i], shot))
			return true;
	return false;
}

static bool is_bare(const struct kr_surface *s, int shot, int row, int col)
{
	const struct kr_rect r = s->shots[shot].r;

	return s->cells[(r.row + row) * s->cols + r.col + col].shot != shot + 1;
}

/* FNV-1a (Fowler, Noll, Vo) of where it is not covered. */
static uint32_t bare_cells(const struct kr_surface *s, int shot)
{
	const struct kr_rect r = s->shots[shot].r;
	uint32_t hash = 0;

	for (int i = 0; i < r.rows * r.cols; i++)
		if (is_bare(s, shot, i / r.cols, i % r.cols))
			hash = ((hash ? hash : 2166136261u) ^ (uint32_t)i) * 16777619u;
	return hash;
}

/* Those that are to be seen; their numbers in s go to index. */
static void pick(const struct kr_surface *s, struct kr_shots *ret, int index[KR_SURFACE_SHOTS])
{
	ret->n = 0;
	for (int i = 0; i < s->nshots; i++) {
		struct kr_surface_shot shot = s->shots[i];

		shot.bare = bare_cells(s, i);
		if (shot.bare && shot.form != KR_PICTURE_CELLS)
			continue;
		index[ret->n] = i;
		ret->v[ret->n++] = shot;
	}
}

/* --- kitty -------------------------------------------------------------------------------- */

static void forget_oldest(struct kr_shots *t, struct kr_str *out)
{
	kr_str_addf(out, "\033_Ga=d,d=I,i=%u,q=2\033\\", (unsigned)t->sent[0]);
	memmove(t->sent, t->sent + 1, (size_t)(--t->nsent) * sizeof *t->sent);
}

/* Then it counts as sent just now. */
static bool is_sent(struct kr_shots *t, uint32_t serial)
{
	for (int i = 0; i < t->nsent; i++)
		if (t->sent[i] == serial) {
			memmove(t->sent + i, t->sent + i + 1,
			        (size_t)(t->nsent - 1 - i) * sizeof *t->sent);
			t->sent[t->nsent - 1] = serial;
			return true;
		}
	return false;
}

/* The pixels, once; from then on the terminal knows them by their number. */
static void send_pixels(struct kr_shots *t, const struct kr_surface_shot *shot, struct kr_str *out)
{
	struct kr_str text;

	if (is_sent(t, shot->serial))
		return;
	if (t->nsent == KR_SHOTS_SENT)
		forget_oldest(t, out);
	t->sent[t->nsent++] = shot->serial;
	kr_str_init(&text);
	kr_base64_encode((struct kr_slice){shot->bits, shot->size}, &text);
	for (size_t at = 0; at < text.len; at += CHUNK) {
		const size_t n = text.len - at < CHUNK ? text.len - at : CHUNK;

		kr_str_addz(out, "\033_G");
		if (!at)
			kr_str_addf(out, "a=t,f=24,i=%u,s=%d,v=%d,q=2,", (unsigned)shot->serial,
			        shot->width, shot->height);
		kr_str_addf(out, "m=%d;", at + n < text.len);
		kr_str_add(out, text.data + at, n);
		kr_str_addz(out, "\033\\");
	}
	kr_str_fini(&text);
}

/* --- cells in 24 bit ---------------------------------------------------------------------- */

static void add_colour(struct kr_str *out, int what, int32_t colour)
{
	if (colour < 0)
		kr_str_addf(out, "\033[%dm", what + 1);
	else
		kr_str_addf(out, "\033[%d;2;%d;%d;%dm", what, (int)(colour >> 16),
		        (int)(colour >> 8 & 0xff), (int)(colour & 0xff));
}

static void write_cells(const struct kr_surface *s, int index, struct kr_str *out)
{
	enum { FOREGROUND = 38, BACKGROUND = 48, NONE = -2 };
	const struct kr_surface_shot *shot = &s->shots[index];
	const struct kr_picture_cell *c = (const void *)shot->bits;
	int32_t fg = NONE, bg = NONE;
	char glyph[4];

	for (int row = 0; row < shot->r.rows; row++) {
		bool there = false; /* the cursor is */

		for (int col = 0; col < shot->r.cols; col++, c++) {
			if (is_bare(s, index, row, col)) {
				there = false;
				continue;
			}
			if (!there)
				kr_str_addf(out, "\033[%d;%dH", shot->r.row + row + 1,
				        shot->r.col + col + 1);
			there = true;
			if (c->fg != fg && c->glyph != ' ')
				add_colour(out, FOREGROUND, fg = c->fg);
			if (c->bg != bg)
				add_colour(out, BACKGROUND, bg = c->bg);
			kr_str_add(out, glyph, kr_utf8_encode(c->glyph, glyph));
		}
	}
	kr_str_addz(out, "\033[0m");
}

/* --- the interface ------------------------------------------------------------------------ */

/* One picture may be on the screen several times; the place tells them apart. */
static unsigned placement(const struct kr_surface_shot *shot)
{
	return (unsigned)shot->r.row * 10000 + (unsigned)shot->r.col + 1;
}

void kr_shots_remove(
        struct kr_shots *t, const struct kr_surface *s, struct kr_str *out, kr_shots_spoilt *spoilt)
{
	struct kr_shots wanted;
	int index[KR_SURFACE_SHOTS], n = 0;

	pick(s, &wanted, index);
	for (int i = 0; i < t->n; i++) {
		const struct kr_surface_shot *shot = &t->v[i];

		if (has(&wanted, shot))
			t->v[n++] = *shot;
		else if (shot->form != KR_PICTURE_PIXELS)
			spoilt(shot->r.row, shot->r.rows);
		else
			kr_str_addf(out, "\033_Ga=d,d=i,i=%u,p=%u,q=2\033\\",
			        (unsigned)shot->serial, placement(shot));
	}
	t->n = n;
}

static void place(struct kr_shots *t, const struct kr_surface_shot *shot, struct kr_str *out)
{
	if (shot->form == KR_PICTURE_PIXELS)
		send_pixels(t, shot, out);
	kr_str_addf(out, "\033[%d;%dH", shot->r.row + 1, shot->r.col + 1);
	if (shot->form == KR_PICTURE_SIXELS) {
		kr_str_addz(out, "\033P0;1;0q");
		kr_str_add(out, shot->bits, shot->size);
		kr_str_addz(out, "\033\\");
	} else {
		kr_str_addf(out, "\033_Ga=p,i=%u,p=%u,c=%d,r=%d,C=1,q=2\033\\",
		        (unsigned)shot->serial, placement(shot), shot->r.cols, shot->r.rows);
	}
}

void kr_shots_add(struct kr_shots *t, const struct kr_surface *s, struct kr_str *out)
{
	struct kr_shots wanted;
	int index[KR_SURFACE_SHOTS];

	pick(s, &wanted, index);
	for (int i = 0; i < wanted.n; i++) {
		const struct kr_surface_shot *shot = &wanted.v[i];

		if (has(t, shot))
			continue;
		if (shot->form == KR_PICTURE_CELLS)
			write_cells(s, index[i], out);
		else
			place(t, shot, out);
		t->v[t->n++] = *shot;
	}
}

void kr_shots_forget(struct kr_shots *t, struct kr_str *out)
{
	while (t->nsent)
		forget_oldest(t, out);
	t->n = 0;
}
