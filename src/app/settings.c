/* Commands that change options, and write them down. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/app/config.h"
#include "kread/base/mem.h"

enum { WIDTH_STEP = 4, WIDTH_MIN = 10 };

static void set_number(struct kr_app *a, const char *name, long n)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%ld", n);
	kr_options_change(a->opts, name, digits, NULL);
	kr_areas_update(a);
}

void kr_settings_text_only(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	bool on = !kr_options_number(a->opts, KR_OPT_TEXT_ONLY);

	(void)c;
	if (on && !kr_stack_page_is_list(p))
		p->focus = KR_FOCUS_ARTICLE;
	kr_options_change(a->opts, "text-only", on ? "yes" : "no", NULL);
	kr_areas_update(a);
}

static void widen(struct kr_app *a, long by)
{
	long room = a->areas.article.cols - 2 - (a->areas.rule >= 0),
	     now = kr_options_number(a->opts, KR_OPT_WIDTH);

	room = room < WIDTH_MIN ? WIDTH_MIN : room;
	if (by > 0 && now >= room) { /* what is kept is for wider screens, too */
		kr_message_info(a, "%ld columns: as wide as the screen", room);
		return;
	}
	now = (now > room ? room : now) + by * WIDTH_STEP;
	now = now > room ? room : now;
	set_number(a, "width", now < WIDTH_MIN ? WIDTH_MIN : now);
	kr_message_info(a, "%ld columns", kr_options_number(a->opts, KR_OPT_WIDTH));
}

void kr_settings_narrower(struct kr_app *a, const struct kr_call *c)
{
	widen(a, -c->n);
}

void kr_settings_wider(struct kr_app *a, const struct kr_call *c)
{
	widen(a, c->n);
}

static void report_option(struct kr_app *a, int id)
{
	struct kr_str value;

	kr_str_init(&value);
	kr_options_write(a->opts, id, &value);
	kr_message_info(a, "%s = %s%s", kr_options_get(id)->name, value.data,
	        id == KR_OPT_CHARSET && kr_current_page(a) ? " (reload the page to apply it)" : "");
	kr_str_fini(&value);
}

static void report_ambiguous(struct kr_app *a, const char *name)
{
	struct kr_str names;

	kr_str_init(&names);
	kr_options_matches(name, &names);
	kr_message_error(a, "%s: ambiguous (%s)", name, names.data);
	kr_str_fini(&names);
}

/* ":set width 72" and ":set width=72" set, ":set text-only" turns on, ":set width" shows. Names may
 * be abbreviated. */
void kr_settings_set(struct kr_app *a, const struct kr_call *c)
{
	char *typed = kr_mem_strdup(c->arg ? c->arg : ""), *value = typed + strcspn(typed, " ="),
	     *end = value;
	const char *name = typed;
	bool given;
	struct kr_err err;
	int id;

	value += strspn(value, " ");
	given = *value != '\0';
	value += *value == '=';
	value += strspn(value, " ");
	*end = '\0';
	id = kr_options_complete(typed);
	if (id >= 0)
		name = kr_options_get(id)->name;
	if (!*typed)
		kr_message_error(a, "set: which option? For example :set width 72");
	else if (id == KR_OPTION_AMBIGUOUS)
		report_ambiguous(a, typed);
	else if (id >= 0 && kr_options_get(id)->where == KR_OPT_START)
		kr_message_error(a,
		        "%s: can only be set on the command line or in the configuration file",
		        name);
	else if (id >= 0 && kr_options_get(id)->where == KR_OPT_BOTH && !given &&
	         kr_options_get(id)->kind != KR_OPT_FLAG)
		report_option(a, id);
	else if (kr_options_change(a->opts, name, given ? value : "yes", &err) < 0)
		kr_message_error(a, "%s", err.msg);
	else
		report_option(a, id);
	kr_areas_update(a);
	free(typed);
}

void kr_settings_save(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str names, path;
	struct kr_err err;

	(void)c;
	kr_str_init(&names);
	kr_str_init(&path);
	for (int i = 0; i < KR_OPTS; i++)
		if (a->opts->v[i].changed)
			kr_str_addf(&names, "%s%s", names.len ? ", " : "", kr_options_get(i)->name);
	if (!names.len)
		kr_message_info(a, "no option was changed");
	else if (kr_config_save(kr_options_text(a->opts, KR_OPT_CONFIG), a->opts, &path, &err) < 0)
		kr_message_error(a, "%s", err.msg);
	else
		kr_message_info(a, "saved %s in %s", names.data, path.data);
	kr_str_fini(&names);
	kr_str_fini(&path);
}
