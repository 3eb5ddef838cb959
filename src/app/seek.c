/* Searching the library from the screen. The search runs in steps, between keys. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/mem.h"

enum { STEP_MS = 8 }; /* no longer do keys wait */

static void show(struct kr_app *a)
{
	struct kr_finder *f = &a->finder;
	struct kr_stack_page *p = kr_current_page(a);

	if (f->again && !kr_finder_is_for(a, p))
		return; /* the reader has left the list */
	if (!kr_find_hits(f->find) && !f->again) {
		kr_message_info(a, "not found in the library: %s", f->query);
		return;
	}
	if (kr_finder_is_for(a, p)) {
		p->selected = f->again ? p->list.selected : 0;
		kr_finder_fill(a, p);
	} else {
		kr_job_cancel(a);
		kr_library_leave(a);
		p = kr_stack_page_new();
		p->query = kr_mem_strdup(f->query);
		kr_finder_fill(a, p);
		kr_stack_push(&a->stack, p);
	}
	kr_overlay_close(a);
	kr_areas_update(a);
}

void kr_seek_pump(struct kr_app *a)
{
	struct kr_finder *f = &a->finder;
	struct kr_err err;
	int state;

	if (!f->find)
		return;
	state = kr_find_step(f->find, kr_clock_ms() + STEP_MS, &err);
	if (state < 0) {
		kr_message_error(a, "%s", err.msg);
		a->upkeep_due = a->dirty = true;
		kr_finder_cancel(a);
		return;
	}
	if (state == KR_FIND_SEARCHING && !f->again && a->severity == KR_SEVERITY_NONE) {
		kr_message_info(a, "searching the library");
		f->told = a->dirty = true;
	}
	if (state != KR_FIND_SEARCHING && !f->listed) {
		if (f->told)
			kr_message_clear(a);
		f->told = false;
		show(a);
		a->dirty = true;
	}
	if (f->listed)
		kr_finder_add_snippets(a);
	if (state == KR_FIND_DONE)
		kr_finder_cancel(a);
}

void kr_seek_library(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str words;

	if (!kr_record_is_kept(a))
		return;
	if (!c->arg) {
		kr_prompt_open(&a->prompt, KR_PROMPT_LIBRARY, NULL);
		kr_areas_update(a);
		return;
	}
	kr_str_init(&words);
	kr_str_addz(&words, c->arg);
	kr_str_trim(&words);
	kr_finder_start(a, words.data, false);
	kr_str_fini(&words);
}

void kr_seek_keyword(struct kr_app *a, const char *keyword)
{
	struct kr_str words;

	if (!kr_record_is_kept(a))
		return;
	kr_str_init(&words);
	kr_str_addf(&words, strchr(keyword, '"') ? "%s" : "\"%s\"", keyword);
	kr_finder_start(a, words.data, false);
	kr_prompt_offer(&a->prompt, KR_PROMPT_LIBRARY, words.data);
	kr_str_fini(&words);
}
