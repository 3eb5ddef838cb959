/* Pictures in pixels on the terminal: what is shown of them, and the sequences that change it. */
#include "shots_priv.h"

#include <string.h>

#include "kread/base/base64.h"

enum { CHUNK = 4096 }; /* bytes of base64 in a sequence, as the protocol of kitty wants it */

static bool is_same(const struct kr_surface_shot *a, const struct kr_surface_shot *b)
{
	return a->serial == b->serial && a->sixels == b->sixels &&
	       !memcmp(&a->r, &b->r, sizeof a->r);
}

static bool has(const struct kr_shots *t, const struct kr_surface_shot *shot)
{
	for (int i = 0; i < t->n; i++)
		if (is_same(&t->v[i], shot))
			return true;
	return false;
}

static void pick(const struct kr_surface *s, struct kr_shots *ret)
{
	ret->n = 0;
	for (int i = 0; i < s->nshots; i++)
		if (kr_surface_is_covered(s, i))
			ret->v[ret->n++] = s->shots[i];
}

/* --- kitty -------------------------------------------------------------------------------- */

static void forget_oldest(struct kr_shots *t, struct kr_str *out)
{
	kr_str_addf(out, "\033_Ga=d,d=I,i=%u,q=2\033\\", (unsigned)t->sent[0]);
	memmove(t->sent, t->sent + 1, (size_t)(--t->nsent) * sizeof *t->sent);
}

static bool is_sent(const struct kr_shots *t, uint32_t serial)
{
	for (int i = 0; i < t->nsent; i++)
		if (t->sent[i] == serial)
			return true;
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

/* --- the interface ------------------------------------------------------------------------ */

void kr_shots_remove(
        struct kr_shots *t, const struct kr_surface *s, struct kr_str *out, kr_shots_spoilt *spoilt)
{
	struct kr_shots wanted;
	int n = 0;

	pick(s, &wanted);
	for (int i = 0; i < t->n; i++) {
		const struct kr_surface_shot *shot = &t->v[i];

		if (has(&wanted, shot))
			t->v[n++] = *shot;
		else if (shot->sixels)
			spoilt(shot->r.row, shot->r.rows);
		else
			kr_str_addf(out, "\033_Ga=d,d=i,i=%u,q=2\033\\", (unsigned)shot->serial);
	}
	t->n = n;
}

void kr_shots_add(struct kr_shots *t, const struct kr_surface *s, struct kr_str *out)
{
	struct kr_shots wanted;

	pick(s, &wanted);
	for (int i = 0; i < wanted.n; i++) {
		const struct kr_surface_shot *shot = &wanted.v[i];

		if (has(t, shot))
			continue;
		if (!shot->sixels)
			send_pixels(t, shot, out);
		kr_str_addf(out, "\033[%d;%dH", shot->r.row + 1, shot->r.col + 1);
		if (shot->sixels) {
			kr_str_addz(out, "\033P0;1;0q");
			kr_str_add(out, shot->bits, shot->size);
			kr_str_addz(out, "\033\\");
		} else {
			kr_str_addf(out, "\033_Ga=p,i=%u,p=1,c=%d,r=%d,C=1,q=2\033\\",
			        (unsigned)shot->serial, shot->r.cols, shot->r.rows);
		}
		t->v[t->n++] = *shot;
	}
}

void kr_shots_forget(struct kr_shots *t, struct kr_str *out)
{
	while (t->nsent)
		forget_oldest(t, out);
	t->n = 0;
}
