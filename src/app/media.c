/* Playing media: a player gets the address. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"

static const char video[] = "video", audio[] = "audio", picture[] = "picture";

/* What the reader named for it, or NULL. */
static const struct kr_program *player_of(struct kr_app *a, const char *url, const char *kind)
{
	const int i = kr_programs_match(&a->keys->media, url, kind);

	return i < 0 ? NULL : &a->keys->media.v[i];
}

/* mpv has a window where there is a desktop, for sound, too: it must be possible to stop it. */
static void start_default(struct kr_app *a, const char *url)
{
	const bool desktop = getenv("WAYLAND_DISPLAY") || getenv("DISPLAY");

	kr_launch_set(&a->launch, desktop ? "mpv --force-window -- %s" : "mpv -- %s", false, url);
	a->launch.terminal = !desktop;
}

static void play(struct kr_app *a, const char *url, const char *title, const char *kind)
{
	const struct kr_program *p = player_of(a, url, kind);
	const struct kr_program_values values = {.url = url, .title = title ? title : ""};
	struct kr_err err;
	char **argv;

	if (!kr_url_is_web(url)) {
		kr_message_error(a, "no address that a player can open");
		return;
	}
	if (!p && kind == picture) {
		kr_share_open(a, url);
		return;
	}
	if (!p) {
		start_default(a, url);
	} else {
		argv = kr_programs_argv(p, &values, true, &err);
		kr_launch_drop(&a->launch);
		a->launch = (struct kr_launch){
		        .argv = argv, .url = kr_mem_strdup(url), .terminal = p->terminal};
	}
	a->launch.hint = N_("name a player in the section [media] of the configuration");
}

static const struct kr_media *find_media(const struct kr_doc *doc, const char *url)
{
	for (size_t i = 0; i < doc->nmedia; i++)
		if (kr_str_eq(doc->media[i].url, url))
			return &doc->media[i];
	return NULL;
}

static const char *kind_of(const struct kr_media *m)
{
	return m->audio ? audio : video;
}

/* The link or item that is selected. False: none is. */
static bool play_selected(struct kr_app *a)
{
	const struct kr_doc *doc = kr_current_page(a)->doc;
	const struct kr_media *m = NULL;
	bool selected;
	struct kr_target t;

	kr_target_init(a, &t);
	selected = t.url && (t.link || kr_current_list(a));
	if (selected) {
		m = find_media(doc, t.url);
		play(a, t.url, t.title,
		        m                             ? kind_of(m)
		        : t.link && t.link->elsewhere ? picture
		                                      : video);
	}
	kr_target_fini(&t);
	return selected;
}

static size_t count_media(const struct kr_doc *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->nmedia; i++)
		n += !kr_str_empty(doc->media[i].url);
	return n;
}

/* Number n of those with an address, from 0. */
static const struct kr_media *nth_media(const struct kr_doc *doc, size_t n)
{
	for (size_t i = 0; i < doc->nmedia; i++)
		if (!kr_str_empty(doc->media[i].url) && !n--)
			return &doc->media[i];
	return NULL;
}

static void play_nth(struct kr_app *a, size_t n)
{
	const struct kr_media *m = nth_media(kr_current_page(a)->doc, n);

	if (m)
		play(a, m->url, m->title ? m->title : kr_current_page(a)->doc->title, kind_of(m));
}

static void add_choice(struct kr_doc *doc, const struct kr_media *m)
{
	const char *kind = m->audio ? _("audio") : _("video"), *title = m->title ? m->title : kind;
	struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH);
	struct kr_str rest;

	kr_str_init(&rest);
	kr_str_addf(&rest, "  %s", m->title ? kind : "");
	if (m->duration >= 0) {
		kr_str_addc(&rest, ' ');
		kr_doc_duration(m->duration, &rest);
	}
	kr_doc_add_span(
	        doc, &b->spans, title, strlen(title), 0, kr_arena_strdup(&doc->arena, m->url));
	kr_doc_add_span(doc, &b->spans, rest.data, rest.len, 0, NULL);
	kr_str_fini(&rest);
}

/* Over the page: links, of which one is chosen as in a text. */
static void open_choice(struct kr_app *a)
{
	const struct kr_doc *from = kr_current_page(a)->doc;
	struct kr_doc *doc = kr_doc_new();

	doc->title = kr_listing_line(doc, _("Video and audio"));
	for (size_t i = 0; i < from->nmedia; i++)
		if (!kr_str_empty(from->media[i].url))
			add_choice(doc, &from->media[i]);
	kr_overlay_open(a, doc, open_choice);
	a->overlay.media = true;
	kr_pane_reader_tab(&a->overlay.reader, 1);
}

bool kr_media_choose(struct kr_app *a, long n)
{
	const long count = a->overlay.media ? (long)kr_layout_links(a->overlay.reader.layout) : 0;

	if (!a->overlay.media)
		return false;
	if (!n)
		n = a->overlay.reader.link + 1;
	if (n > count) {
		kr_message_info(a, "there are %ld of them", count);
	} else if (n > 0) {
		kr_overlay_close(a);
		kr_areas_update(a);
		play_nth(a, (size_t)n - 1);
	}
	return true;
}

void kr_media_play(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const size_t n = count_media(p->doc);

	if (kr_media_choose(a, c->count))
		return;
	if (!c->count && play_selected(a))
		return;
	if (c->count > (long)n && n)
		kr_message_info(a,
		        ngettext("one video or audio file on this page",
		                "%d video and audio files on this page", n),
		        (int)n);
	else if (n && (c->count || n == 1))
		play_nth(a, c->count ? (size_t)c->count - 1 : 0);
	else if (n)
		open_choice(a);
	else if (p->url && player_of(a, p->url, NULL)) /* a site of videos that the reader knows */
		play(a, p->url, p->doc->title, video);
	else
		kr_message_info(a, "no video or audio on this page");
}
