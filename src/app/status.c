/* The status line and the title line. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "kread/net/host.h"

/* The name of a file with its folder. */
static void add_path(const char *path, struct kr_str *out)
{
	const char *from = path + strlen(path);

	if (kr_str_eq(path, "-"))
		path = from = _("standard input");
	for (int slashes = 0; from > path; from--)
		if (from[-1] == '/' && ++slashes == 2)
			break;
	kr_utf8_clean(out, from, strlen(from), KR_UTF8_LINE);
}

void kr_status_title(
        const struct kr_app *a, struct kr_str *out, struct kr_str *host, size_t *ret_site)
{
	const bool ascii = kr_options_number(a->opts, KR_OPT_ASCII) != 0;
	const struct kr_stack_page *p = kr_current_page(a);
	const char *site;

	if (a->overlay.doc || !p || p->is_shelf) {
		kr_str_addz(out, "kread");
		*ret_site = out->len;
		return;
	}
	if (p->unchecked) /* first, because the end may be cut off */
		kr_str_addf(out, "%s | ", _("certificate not checked"));
	site = kr_doc_site_name(p->doc);
	if (p->url && kr_url_is_web(p->url))
		kr_host_show(p->url, host);
	if (site && !kr_str_eq(site, host->data))
		kr_str_addz(out, site);
	else if (!host->len && p->path)
		add_path(p->path, out);
	*ret_site = out->len;
	if (p->doc->section)
		kr_str_addf(out, "%s%s",
		        !out->len ? ""
		        : ascii   ? " > "
		                  : " \u203a ",
		        p->doc->section);
}

/* Add a hint such as "? help": the first key of a command and a word. */
static void add_hint(const struct kr_app *a, int command, const char *word, struct kr_str *out)
{
	size_t start = out->len;

	if (start)
		kr_str_addz(out, "  ");
	kr_keymap_first(a->keys, command, out);
	if (out->len == start + (start ? 2 : 0))
		kr_str_cut(out, start);
	else
		kr_str_addf(out, " %s", word);
}

/* What can be done about a page that is not, or not all, there. */
static void add_remedies(const struct kr_app *a, const struct kr_stack_page *p, struct kr_str *out)
{
	static const struct {
		const char *code;
		bool reload, browser, raw;
	} remedies[] = {
	        {"verification-page", false, true, true},
	        {"consent-page", false, true, true},
	        {"needs-javascript", false, true, true},
	        {"no-text", true, true, true},
	        {"paywall", false, true, false},
	        {"truncated", true, true, false},
	        {"bad-encoding", false, true, true},
	};

	for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++) {
		if (!kr_doc_has_warning(p->doc, remedies[i].code))
			continue;
		if (remedies[i].browser && p->url)
			add_hint(a, KR_CMD_BROWSER, _("browser"), out);
		if (remedies[i].raw && p->mode != KR_MODE_RAW && p->bytes)
			kr_str_addf(out, "%s:raw %s", out->len ? "  " : "", _("whole page"));
		if (remedies[i].reload)
			add_hint(a, KR_CMD_RELOAD, _("reload"), out);
		return;
	}
}

static void add_hints(struct kr_app *a, struct kr_str *out)
{
	const struct kr_stack_page *p = kr_current_page(a);

	if (a->overlay.pick) {
		add_hint(a, KR_CMD_OPEN,
		        a->overlay.pick == KR_PICK_LINKS ? _("open") : _("go there"), out);
		if (a->overlay.pick == KR_PICK_LINKS)
			add_hint(a, KR_CMD_BROWSER, _("browser"), out);
		add_hint(a, KR_CMD_CLOSE, _("close"), out);
		add_hint(a, KR_CMD_SEARCH, _("search"), out);
		return;
	}
	if (a->overlay.doc) {
		add_hint(a, KR_CMD_CLOSE, _("close"), out);
		if (a->overlay.media)
			add_hint(a, KR_CMD_OPEN, _("play"), out);
		if (a->overlay.comments) {
			add_hint(a, KR_CMD_PANE_LEFT, _("fold"), out);
			add_hint(a, KR_CMD_PANE_RIGHT, _("unfold"), out);
			add_hint(a, KR_CMD_SEARCH_NEXT, _("next"), out);
		}
		if (!a->overlay.qr.size)
			add_hint(a, KR_CMD_SEARCH, _("search"), out);
		return;
	}
	if (!p && a->prompt.text.len) {
		kr_str_addz(out, _("Enter open  Esc clear"));
		return;
	}
	if (!p && a->start.focus) {
		add_hint(a, KR_CMD_OPEN, _("open"), out);
		kr_str_addz(out, _("  Esc address"));
		add_hint(a, KR_CMD_HELP, _("help"), out);
		add_hint(a, KR_CMD_CLOSE, _("quit"), out);
		return;
	}
	if (!p) {
		if (kr_start_has_lists(a))
			add_hint(a, KR_CMD_PANE, _("lists"), out);
		if (a->prompt.history[KR_PROMPT_ADDRESS].n)
			kr_str_addf(out, "%sUp %s", out->len ? "  " : "", _("earlier"));
		add_hint(a, KR_CMD_HELP, _("help"), out);
		add_hint(a, KR_CMD_CANCEL, _("quit"), out);
		return;
	}
	add_remedies(a, p, out);
	add_hint(a, KR_CMD_HELP, _("help"), out);
	if (kr_current_list(a))
		add_hint(a, KR_CMD_OPEN, _("open"), out);
	if (p->doc->nrecs && !kr_stack_page_is_list(p))
		add_hint(a, KR_CMD_PANE, kr_current_list(a) ? _("article") : _("list"), out);
	if (p->doc->nrecs)
		add_hint(a, KR_CMD_NEXT, _("next"), out);
	if (kr_job_has_earlier(a))
		add_hint(a, KR_CMD_BACK, _("back"), out);
	add_hint(a, KR_CMD_ADDRESS, _("address"), out);
}

/* Not of what is read in a minute, which its byline says. */
static void add_minutes(const struct kr_app *a, struct kr_pane_reader *r, struct kr_str *out)
{
	enum { FROM_COLS = 60 };
	const struct kr_position top = {0, 0};
	const int left = kr_pane_reader_minutes(r);

	if (a->cols < FROM_COLS || !left || kr_layout_pace_minutes(r->layout, top) < 2)
		return;
	/* TRANSLATORS: how many minutes it takes to read the rest of the article */
	kr_str_addf(out, _("%d min left"), left);
	kr_str_addz(out, "  ");
}

/* Which match of how many. */
static void add_hits(struct kr_app *a, struct kr_pane_reader *r, struct kr_str *out)
{
	const uint32_t number = kr_pane_find_number(r);

	if (a->hunt.typing && a->hunt.missing && a->prompt.text.len)
		kr_str_addz(out, _("not found"));
	else if (!kr_pane_find_is_counted(r))
		kr_str_addz(out, kr_options_number(a->opts, KR_OPT_ASCII) ? "..." : "\u2026");
	else if (number)
		kr_str_addf(out, "%u/%u", number, kr_pane_find_total(r));
}

/* The match that was found, and what can be done. Returns where the hints begin. */
static size_t add_search(struct kr_app *a, struct kr_pane_reader *r, struct kr_str *out)
{
	size_t hints;

	kr_str_addf(out, "/%s  ", a->search);
	add_hits(a, r, out);
	hints = out->len;
	add_hint(a, KR_CMD_SEARCH_NEXT, _("next"), out);
	add_hint(a, KR_CMD_SEARCH_PREVIOUS, _("previous"), out);
	add_hint(a, KR_CMD_CANCEL, _("clear"), out);
	return hints;
}

static bool shows_match(struct kr_app *a, struct kr_pane_reader *r)
{
	return r && r->layout && a->search && r->find.match.section != UINT32_MAX &&
	       kr_pane_reader_is_shown(r, r->find.match);
}

/* How far the reader is. */
static void add_share(struct kr_app *a, struct kr_pane_reader *r, struct kr_str *out)
{
	/* a link and a match need the room more */
	const bool room = !a->overlay.doc && r->link < 0 && !shows_match(a, r);

	if (a->job.early && a->job.growing == kr_current_page(a) && !a->overlay.doc) {
		kr_str_addz(out, _("loading the rest"));
		return;
	}
	if (room)
		add_minutes(a, r, out);
	kr_str_addf(out, "%d%%", kr_pane_reader_percent(r));
}

static void add_position(struct kr_app *a, struct kr_str *out)
{
	struct kr_pane_reader *r = kr_current_reader(a);
	const struct kr_pane_list *l = kr_current_list(a);

	if (a->count)
		kr_str_addf(out, "%ld", a->count);
	kr_keymap_write(a->pending, a->npending, out);
	if (a->letter_for)
		kr_keymap_first(a->keys, a->letter_for - 1, out);
	if (a->count || a->npending || a->letter_for)
		kr_str_addz(out, "  ");
	if (r && r->layout && r->find.search &&
	        (a->hunt.typing || (a->severity != KR_SEVERITY_NONE && shows_match(a, r)))) {
		add_hits(a, r, out);
		kr_str_addz(out, "  ");
	}
	if (kr_job_is_joining(a))
		kr_str_addf(out, _("loading page %zu  "), kr_job_progress(a).part);
	if (r && r->layout && !a->overlay.doc && kr_current_page(a)->walk)
		kr_str_addf(out, "%ld/%zu  ", kr_current_page(a)->item + 1,
		        kr_current_page(a)->walk->n);
	if (r && r->layout && !a->overlay.qr.size)
		add_share(a, r, out);
	else if (l)
		kr_str_addf(out, "%u/%zu", l->selected + 1, l->doc->nrecs);
}

static const char *const phases[] = {[KR_NET_RESOLVE] = N_("looking up the host"),
        [KR_NET_CONNECT] = N_("connecting"),
        [KR_NET_TLS] = N_("securing the connection"),
        [KR_NET_WAIT] = N_("waiting"),
        [KR_NET_BODY] = N_("loading"),
        [KR_NET_DONE] = N_("loading")};

static void add_fetch(const struct kr_fetch_progress *pr, struct kr_str *out)
{
	if (pr->phase != KR_NET_BODY || !pr->received) {
		kr_str_addz(out, _(phases[pr->phase]));
		return;
	}
	kr_str_add_size(out, pr->received);
	if (pr->total > 0)
		kr_str_addf(out, "  %d%%", (int)(pr->received * 100 / pr->total));
}

/* Braille is one column wide on all terminals. */
static void add_spinner(const struct kr_app *a, struct kr_str *out)
{
	static const char turns[][4] = {"\u280b", "\u2819", "\u2839", "\u2838", "\u283c", "\u2834",
	        "\u2826", "\u2827", "\u2807", "\u280f"};

	if (kr_options_number(a->opts, KR_OPT_ASCII))
		kr_str_addc(out, "|/-\\"[a->spin & 3]);
	else
		kr_str_addz(out, turns[(unsigned)a->spin % (sizeof turns / sizeof *turns)]);
	kr_str_addc(out, ' ');
}

static void add_progress(const struct kr_app *a, struct kr_str *out)
{
	const struct kr_load_progress pr = kr_job_progress(a);

	add_spinner(a, out);
	kr_host_display(pr.url ? pr.url : _("standard input"), true, out);
	kr_str_addz(out, "  ");
	if (pr.phase == KR_PHASE_FETCH) {
		add_fetch(&pr.fetch, out);
	} else {
		kr_str_addz(out, _("reading"));
		kr_str_addz(out, pr.phase == KR_PHASE_READ ? "  " : "");
		if (pr.phase == KR_PHASE_READ)
			kr_str_add_size(out, (int64_t)pr.bytes);
	}
}

void kr_status_reason(const struct kr_app *a, struct kr_str *out)
{
	if (kr_failure_is_below_field(a))
		kr_utf8_clean(out, a->message.data, a->message.len, KR_UTF8_LINE);
}

void kr_status_link(const struct kr_link *link, struct kr_str *out)
{
	if (link->keyword)
		kr_str_addf(out, _("search the library for %s"), link->href);
	else
		kr_host_display(link->href, false, out);
}

/* The selected link: which of how many, where it leads, and what can be done. Returns where the
 * hints begin. */
static size_t add_link(struct kr_app *a, const struct kr_pane_reader *r, struct kr_str *out)
{
	const struct kr_link *link = kr_pane_reader_selected(r);
	size_t hints;

	kr_str_addf(out, "%d/%u  ", (int)r->link + 1, kr_layout_links(r->layout));
	kr_status_link(link, out);
	hints = out->len;
	if (!link->elsewhere)
		add_hint(a, KR_CMD_OPEN, _("open"), out);
	if (!link->keyword)
		add_hint(a, KR_CMD_BROWSER, _("browser"), out);
	return hints;
}

/* The link whose number is typed, or NULL. */
static const struct kr_link *numbered_link(struct kr_app *a)
{
	struct kr_pane_reader *r = kr_current_reader(a);
	uint32_t first;

	if (!a->count || !r || a->overlay.doc || a->count > (long)kr_pane_reader_visible(r, &first))
		return NULL;
	return kr_layout_link(r->layout, first + (uint32_t)a->count - 1);
}

void kr_status_line(struct kr_app *a, struct kr_str *left, struct kr_str *right,
        enum kr_severity *ret_severity, size_t *ret_hints)
{
	size_t hints = SIZE_MAX;

	*ret_severity = KR_SEVERITY_NONE;
	if (a->severity == KR_SEVERITY_NONE && kr_job_is_loading(a)) {
		add_progress(a, left);
		hints = left->len;
		add_hint(a, KR_CMD_CANCEL, _("cancel"), left);
		*ret_severity = KR_SEVERITY_INFO;
	} else if (a->severity != KR_SEVERITY_NONE && !kr_failure_is_below_field(a)) {
		kr_utf8_clean(left, a->message.data, a->message.len, KR_UTF8_LINE);
		*ret_severity = a->severity;
	} else if (numbered_link(a)) {
		kr_keymap_first(a->keys, KR_CMD_OPEN, left);
		kr_str_addz(left, numbered_link(a)->keyword ? ": " : _(" opens "));
		kr_status_link(numbered_link(a), left);
		*ret_severity = KR_SEVERITY_INFO;
	} else if (kr_current_reader(a) && !a->overlay.doc && kr_current_reader(a)->link >= 0) {
		hints = add_link(a, kr_current_reader(a), left);
		*ret_severity = KR_SEVERITY_INFO;
	} else if (shows_match(a, kr_current_reader(a))) {
		hints = add_search(a, kr_current_reader(a), left);
		*ret_severity = KR_SEVERITY_INFO;
	} else {
		hints = 0;
		add_hints(a, left);
	}
	*ret_hints = hints == SIZE_MAX ? left->len : hints;
	add_position(a, right);
}

void kr_status_window(const struct kr_app *a, struct kr_str *out)
{
	const struct kr_stack_page *p = kr_current_page(a);

	if (p && p->doc && !kr_str_empty(p->doc->title)) {
		kr_utf8_clean(out, p->doc->title, strlen(p->doc->title), KR_UTF8_LINE);
		kr_str_addz(out, " - ");
	}
	kr_str_addz(out, "kread");
}

/* Adds a key in parentheses. */
static void add_key(const struct kr_app *a, int command, struct kr_str *out)
{
	const size_t start = out->len;
	size_t with;

	kr_str_addz(out, " (");
	with = out->len;
	kr_keymap_first(a->keys, command, out);
	if (out->len == with)
		kr_str_cut(out, start);
	else
		kr_str_addc(out, ')');
}

void kr_status_next(struct kr_app *a, struct kr_str *next, struct kr_str *after)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const char *title = kr_move_next_title(a);
	const size_t own = kr_options_number(a->opts, KR_OPT_TEXT_ONLY) ? 0 : p->doc->nrecs,
	             more = own && title && !p->walk ? own - 1 : own;

	if (title) {
		kr_str_addf(next, _("next: %s"), title);
		add_key(a, KR_CMD_NEXT, after);
	}
	if (!more)
		return;
	if (title)
		kr_str_addz(after, kr_options_number(a->opts, KR_OPT_ASCII) ? " - " : " \u2219 ");
	kr_str_addf(after,
	        title ? ngettext("%zu more", "%zu more", more)
	              : ngettext("%zu recommended", "%zu recommended", more),
	        more);
	add_key(a, KR_CMD_PANE, after);
}
