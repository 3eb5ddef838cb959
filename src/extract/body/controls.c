#include "extract/body/controls_priv.h"

#include "extract/words/control_phrases_priv.h"

enum {
	LINE = 90,   /* in kr_stat.chars: longest line of controls */
	BYTES = 300, /* of a segment that are read */
	LETTERS = 4, /* fewest letters A that are a control; "A-" and "A+" count twice */
};

enum control {
	OTHER,
	SIZE,    /* "Small": part of a control that is beside it */
	NAME,    /* "Text size": the same */
	CONTROL, /* "Text size: small | large" */
};

static enum control control_from(const struct kr_control_parts *parts)
{
	const bool named = parts->meanings & KR_CONTROL_PHRASE(TEXT_SIZE),
	           sized = parts->letters || parts->meanings & KR_CONTROL_PHRASE(TEXT_TOOL);

	if ((named && sized) || (parts->letters >= LETTERS && !parts->meanings))
		return CONTROL;
	return named ? NAME : SIZE;
}

/* Whether a segment is in the place of a control, not in a table, a list of terms or code. */
static bool is_plain(const struct kr_dom *dom, const struct kr_seg *s)
{
	switch (dom->nodes[s->block].tag) {
	case KR_TAG_td:
	case KR_TAG_th:
	case KR_TAG_dt:
	case KR_TAG_dd:
	case KR_TAG_pre:
		return false;
	default:
		return !kr_dom_is_heading(dom->nodes[s->block].tag);
	}
}

static enum control control_of(const struct kr_dom *dom, const struct kr_seg *s)
{
	enum control found = OTHER;
	struct kr_control_parts parts;
	struct kr_str text;

	if (s->chars > LINE || !is_plain(dom, s))
		return OTHER;
	kr_str_init(&text);
	kr_segments_text(dom, s, BYTES, &text);
	if (kr_control_phrases_split((struct kr_slice){text.data, text.len},
	            KR_CONTROL_PHRASE(TEXT_SIZE) | KR_CONTROL_PHRASE(TEXT_TOOL), &parts) &&
	        !parts.digits)
		found = control_from(&parts);
	kr_str_fini(&text);
	return found;
}

/* Drops the controls in a row around segment k, which is one. Returns the end of the row. */
static int32_t drop_row(
        const struct kr_dom *dom, const struct kr_segs *segs, int32_t k, uint8_t *keep)
{
	enum control most = OTHER, one;
	int32_t from = k, end;

	while (from > 0 && control_of(dom, &segs->v[from - 1]))
		from--;
	for (end = from; end < segs->n && (one = control_of(dom, &segs->v[end])); end++)
		most = one > most ? one : most;
	if (most == CONTROL || (most == NAME && end - from > 1))
		for (int32_t i = from; i < end; i++)
			keep[i] = 0;
	return end;
}

void kr_controls_drop(const struct kr_dom *dom, const struct kr_segs *segs, uint8_t *keep)
{
	for (int32_t k = 0; k < segs->n;)
		k = keep[k] && control_of(dom, &segs->v[k]) ? drop_row(dom, segs, k, keep) : k + 1;
}
