/* Commands that hand something to the browser or to the clipboard. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/app/clipboard.h"
#include "kread/base/url.h"
#include "kread/doc/export.h"

#ifdef __APPLE__
#define DESKTOP "open"
#else
#define DESKTOP "xdg-open"
#endif

/* The address that commands are about: of the selected link or recommendation, or of the page. */
static const char *target(struct kr_app *a, const char **ret_title)
{
	struct kr_stack_page *p = kr_current_page(a);
	const struct kr_rec *rec = kr_current_list(a) ? &p->doc->recs[p->list.selected] : NULL;
	const char *link = rec ? NULL : kr_pane_reader_link(&p->reader);

	*ret_title = rec ? rec->title : link ? link : p->doc->title;
	return rec ? rec->url : link ? link : p->url;
}

void kr_share_browser(struct kr_app *a, const struct kr_call *c)
{
	const char *title, *refused = kr_failure_take_up(a, KR_E_REFUSED),
	                   *url = refused              ? refused
	                          : kr_current_page(a) ? target(a, &title)
	                                               : NULL,
	                   *own = kr_options_text(a->opts, KR_OPT_BROWSER);

	(void)c;
	if (!url || !(kr_url_is_web(url) || kr_str_istarts(url, "file:"))) {
		kr_message_error(a, "no address that a browser can open");
		return;
	}
	if (!kr_launch_set(&a->launch, own, false, url) &&
	        !kr_launch_set(&a->launch, getenv("BROWSER"), true, url))
		kr_launch_set(&a->launch, DESKTOP, false, url);
}

static void copy(struct kr_app *a, const char *what, const char *text)
{
	struct kr_err err;

	if (kr_str_empty(text))
		kr_message_error(a, "no %s to copy", what);
	else if (kr_clipboard_sequence(text, strlen(text), &a->clipboard, &err) < 0)
		kr_message_error(a, "%s", err.msg);
	else
		kr_message_info(a, "%s copied", what);
}

void kr_share_copy_url(struct kr_app *a, const struct kr_call *c)
{
	const char *title;

	(void)c;
	copy(a, "address", target(a, &title));
}

void kr_share_copy_title(struct kr_app *a, const struct kr_call *c)
{
	const char *title;

	(void)c;
	target(a, &title);
	copy(a, "title", title);
}

void kr_share_copy_paragraph(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str s;

	(void)c;
	kr_str_init(&s);
	kr_pane_reader_paragraph(&kr_current_page(a)->reader, &s);
	copy(a, "paragraph", s.data);
	kr_str_fini(&s);
}

void kr_share_copy_all(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str s;

	(void)c;
	kr_str_init(&s);
	kr_export_plain(kr_current_page(a)->doc, &s);
	copy(a, "text", s.data);
	kr_str_fini(&s);
}

void kr_share_copy_markdown(struct kr_app *a, const struct kr_call *c)
{
	const char *title, *url = target(a, &title);
	struct kr_str s;

	(void)c;
	kr_str_init(&s);
	kr_str_addc(&s, '[');
	for (const char *p = title ? title : ""; *p; p++) {
		if (strchr("[]\\", *p))
			kr_str_addc(&s, '\\');
		kr_str_addc(&s, *p);
	}
	kr_str_addf(&s, "](<%s>)", url ? url : "");
	copy(a, "link", url ? s.data : NULL);
	kr_str_fini(&s);
}
