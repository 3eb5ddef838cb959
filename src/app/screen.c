#include "kread/app/screen.h"

#include "app_priv.h"

static void write_lines(struct kr_app *a, struct kr_screen *s)
{
	size_t site = 0, hints = 0;

	kr_str_clear(&a->title);
	kr_str_clear(&a->left);
	kr_str_clear(&a->right);
	kr_str_clear(&a->host);
	kr_str_clear(&a->reason);
	kr_status_reason(a, &a->reason);
	kr_str_clear(&a->next);
	kr_str_clear(&a->after);
	kr_str_clear(&a->window);
	if (kr_options_number(a->opts, KR_OPT_WINDOW_TITLE))
		kr_status_window(a, &a->window);
	kr_status_title(a, &a->title, &a->host, &site);
	kr_status_line(a, &a->left, &a->right, &s->severity, &hints);
	if (s->list && !s->list_only && kr_pane_reader_at_end(s->reader))
		kr_status_next(a, &a->next, &a->after);
	s->site = (struct kr_slice){a->title.data, site};
	s->section = (struct kr_slice){a->title.data + site, a->title.len - site};
	s->window = (struct kr_slice){a->window.data, a->window.len};
	s->next = (struct kr_slice){a->next.data, a->next.len};
	s->after = (struct kr_slice){a->after.data, a->after.len};
	s->host = (struct kr_slice){a->host.data, a->host.len};
	s->left = (struct kr_slice){a->left.data, hints};
	s->hints = (struct kr_slice){a->left.data + hints, a->left.len - hints};
	s->right = (struct kr_slice){a->right.data, a->right.len};
	s->reason = (struct kr_slice){a->reason.data, a->reason.len};
	s->is_message = a->severity != KR_SEVERITY_NONE && !a->reason.len;
}

/* Of the start screen. */
static void add_lists(const struct kr_app *a, struct kr_screen *ret)
{
	ret->recent = a->start.recent;
	ret->selected = a->start.focus ? (long)a->start.selected : -1;
	for (; ret->nshelves < a->start.n; ret->nshelves++) {
		const struct kr_start_shelf *from = &a->start.v[ret->nshelves];

		ret->shelves[ret->nshelves] = (struct kr_screen_shelf){
		        {from->key.data, from->key.len}, {from->text.data, from->text.len}};
	}
}

bool kr_screen_is_busy(struct kr_app *a)
{
	return kr_job_is_busy(a) || a->finder.find || kr_hunt_is_busy(a) ||
	       kr_prefetch_is_busy(a) || (a->store && a->start_due);
}

void kr_screen_get(struct kr_app *a, struct kr_screen *ret)
{
	struct kr_stack_page *p = kr_current_page(a);

	*ret = (struct kr_screen){
	        .rows = a->rows,
	        .cols = a->cols,
	        .areas = a->areas,
	        .opts = a->opts,
	        .prompt = &a->prompt,
	        .selected = -1,
	        .busy = kr_screen_is_busy(a),
	};
	if (kr_current_reader(a))
		kr_current_reader(a)->numbered = a->count && !a->overlay.doc;
	if (a->overlay.pick) {
		ret->reader = &p->reader;
		ret->list = &a->overlay.list;
		ret->list_focus = ret->list_only = true;
	} else if (a->overlay.doc) {
		ret->reader = &a->overlay.reader;
		kr_phone_screen(a, ret);
	} else if (p && p->doc) {
		ret->reader = &p->reader;
		ret->list = &p->list;
		ret->list_focus = p->focus == KR_FOCUS_LIST;
		ret->list_only = kr_stack_page_is_list(p);
	} else {
		ret->loading = kr_job_is_loading(a) ? kr_job_progress(a).url : NULL;
		add_lists(a, ret);
	}
	write_lines(a, ret);
}
