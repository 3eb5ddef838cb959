/* Following the links of an article, also within it. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"

/* --- within the page ---------------------------------------------------------------------- */

/* Whether the first n bytes of href are the address of a page. */
static bool is_of(const char *page, const char *href, size_t n)
{
	return page && strcspn(page, "#") == n && !memcmp(page, href, n);
}

/* The fragment of an address of the page itself, or NULL. */
static const char *own_fragment(const struct kr_stack_page *p, const char *href)
{
	const size_t n = strcspn(href, "#");

	if (!href[n] || !href[n + 1])
		return NULL;
	return !n || is_of(p->url, href, n) || is_of(p->doc->url, href, n) ? href + n + 1 : NULL;
}

static void jump(struct kr_app *a, struct kr_position to)
{
	struct kr_stack_page *p = kr_current_page(a);
	struct kr_trail *t = &p->trail;

	if (t->nsteps == KR_TRAIL_STEPS)
		memmove(t->steps, t->steps + 1, (size_t)--t->nsteps * sizeof *t->steps);
	t->steps[t->nsteps++] = (struct kr_trail_step){p->reader.anchor, p->reader.link};
	kr_trail_jump(a, to);
	p->reader.link = -1;
}

bool kr_follow_back(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	struct kr_trail_step to;

	if (!p || !p->doc || !p->trail.nsteps)
		return false;
	to = p->trail.steps[--p->trail.nsteps];
	kr_trail_jump(a, to.at);
	if (to.link < (int32_t)kr_layout_links(p->reader.layout))
		p->reader.link = to.link;
	p->focus = KR_FOCUS_ARTICLE;
	kr_areas_update(a);
	return true;
}

/* --- links -------------------------------------------------------------------------------- */

void kr_follow_link(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	const struct kr_link *link = kr_pane_reader_selected(&p->reader);
	const char *fragment = link && !link->keyword ? own_fragment(p, link->href) : NULL;
	struct kr_position to;

	if (!link)
		kr_message_info(a, "S-Tab selects a link, Tab the recommendations");
	else if (fragment && kr_layout_place_target(p->reader.layout, fragment, &to))
		jump(a, to);
	else if (link->keyword)
		kr_seek_keyword(a, link->href);
	else if (link->elsewhere && kr_figure_view_open(a))
		return;
	else if (link->elsewhere)
		kr_share_browser(a, &(struct kr_call){0});
	else
		kr_job_open(a, link->href, p->url);
}

void kr_follow_number(struct kr_app *a, long n)
{
	struct kr_pane_reader *r = &kr_current_page(a)->reader;
	uint32_t first;
	const uint32_t visible = kr_pane_reader_visible(r, &first);

	if (n > (long)visible) {
		kr_message_info(a,
		        !visible       ? N_("no links on this screen")
		        : visible == 1 ? N_("one link on this screen")
		                       : N_("%u links on this screen"),
		        visible);
		return;
	}
	r->link = (int32_t)first + (int32_t)n - 1;
	kr_follow_link(a);
}
