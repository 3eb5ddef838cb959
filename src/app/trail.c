/* Places in an article that the reader can return to: marks, and where the last jump began. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"

/* --- jumps -------------------------------------------------------------------------------- */

void kr_trail_set(struct kr_app *a, struct kr_position from)
{
	struct kr_trail *t;

	if (kr_current_place(a) != KR_IN_ARTICLE)
		return;
	t = &kr_current_page(a)->trail;
	t->before = from;
	t->jumped = true;
}

void kr_trail_leave(struct kr_app *a)
{
	if (kr_current_place(a) == KR_IN_ARTICLE)
		kr_trail_set(a, kr_current_page(a)->reader.anchor);
}

void kr_trail_jump(struct kr_app *a, struct kr_position to)
{
	kr_trail_leave(a);
	kr_pane_reader_goto(&kr_current_page(a)->reader, to);
}

/* --- marks -------------------------------------------------------------------------------- */

static int mark_index(const char *name)
{
	const char c = *name;

	if (!c || name[1])
		return -1;
	if (c >= 'a' && c <= 'z')
		return c - 'a';
	return c >= 'A' && c <= 'Z' ? 26 + c - 'A' : -1;
}

void kr_trail_mark(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	const int i = c->arg ? mark_index(c->arg) : -1;
	struct kr_str key;

	if (!c->arg) {
		a->letter_for = 1 + KR_CMD_MARK;
		return;
	}
	if (i < 0) {
		kr_message_info(a, "%s: marks are letters", c->arg);
		return;
	}
	p->trail.marks[i] = p->reader.anchor;
	p->trail.set |= (uint64_t)1 << i;
	kr_str_init(&key);
	kr_keymap_first(a->keys, KR_CMD_JUMP, &key);
	if (key.len)
		kr_message_info(a, "mark %s is set; %s%s returns here", c->arg, key.data, c->arg);
	else
		kr_message_info(a, "mark %s is set", c->arg);
	kr_str_fini(&key);
}

void kr_trail_go(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	const int i = c->arg ? mark_index(c->arg) : -1;

	if (!c->arg)
		a->letter_for = 1 + KR_CMD_JUMP;
	else if (i >= 0 && p->trail.set >> i & 1)
		kr_trail_jump(a, p->trail.marks[i]);
	else if (i >= 0)
		kr_message_info(a, "mark %s is not set", c->arg);
	else if (!kr_str_eq(c->arg, "'") && !kr_str_eq(c->arg, "`"))
		kr_message_info(a, "%s: marks are letters", c->arg);
	else if (p->trail.jumped)
		kr_trail_jump(a, p->trail.before);
	else
		kr_message_info(a, "no jump yet");
}

/* --- headings ----------------------------------------------------------------------------- */

static void headings(struct kr_app *a, long n)
{
	if (!kr_pane_reader_headings(kr_current_reader(a), n))
		kr_message_info(a, n > 0 ? N_("no further heading") : N_("no earlier heading"));
}

void kr_trail_heading_next(struct kr_app *a, const struct kr_call *c)
{
	if (kr_current_reader(a))
		headings(a, c->n);
}

void kr_trail_heading_previous(struct kr_app *a, const struct kr_call *c)
{
	if (kr_current_reader(a))
		headings(a, -c->n);
}
