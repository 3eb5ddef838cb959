/* Playing media: a player gets the address. */
#include <stdlib.h>

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

void kr_media_play(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const size_t n = count_media(p->doc);

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
		kr_message_info(a, "there are several video and audio files; a number before the "
		                   "key plays one of them");
	else if (p->url && player_of(a, p->url, NULL)) /* a site of videos that the reader knows */
		play(a, p->url, p->doc->title, video);
	else
		kr_message_info(a, "no video or audio on this page");
}
