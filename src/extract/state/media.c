/* Video and audio of the article, from JSON-LD, from <video>, <audio> and <iframe>, and if these
 * have none, from the page state, then OpenGraph. */
#include "extract/dom/page_priv.h"

#include <string.h>
#include <strings.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/page_facts_priv.h"
#include "extract/lists/card_words_priv.h"
#include "extract/meta/duration_priv.h"
#include "extract/state/state_keys_priv.h"
#include "extract/state/state_refs_priv.h"
#include "kread/base/url.h"

enum { MAX_MEDIA = 20 };

/* Adds a URL once; if it was added before, fills in a missing title or duration. ref may be
 * relative; duration is in seconds, or -1. */
static void add(
        struct kr_page *page, bool audio, const char *ref, const char *title, int32_t duration)
{
	struct kr_doc *doc = page->doc;
	const char *url = kr_page_url(page, ref);
	struct kr_media *m = NULL;

	if (!url || !kr_url_is_web(url))
		return;
	for (size_t i = 0; i < doc->nmedia && !m; i++)
		if (kr_url_same_page(doc->media[i].url, url))
			m = &doc->media[i];
	if (!m) {
		if (doc->nmedia >= MAX_MEDIA)
			return;
		m = kr_doc_add_media(doc);
		m->url = url;
		m->audio = audio;
	}
	if (!m->title)
		m->title = title;
	if (m->duration < 0)
		m->duration = duration;
}

/* --- JSON-LD and OpenGraph ---------------------------------------------------------------- */

static void add_json_ld_object(struct kr_page *page, const struct kr_js_value *o)
{
	const bool audio = kr_json_ld_is(o, "AudioObject");
	const char *url = kr_js_value_str(kr_json_ld_get(page, o, "contentUrl"));

	if (!audio && !kr_json_ld_is(o, "VideoObject"))
		return;
	if (!url)
		url = kr_js_value_str(kr_json_ld_get(page, o, "embedUrl"));
	if (url)
		add(page, audio, url, kr_json_ld_line(page, kr_js_value_get(o, "name")),
		        kr_duration_value(kr_json_ld_get(page, o, "duration")));
}

static void add_json_ld(struct kr_page *page)
{
	static const char *const keys[] = {"video", "audio", "associatedMedia"};
	const struct kr_js_value *article = kr_json_ld_article(page);

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		const struct kr_js_value *v = kr_js_value_get(article, keys[k]);

		if (v && v->type == KR_JS_VALUE_ARRAY)
			for (const struct kr_js_value *m = v->u.first; m; m = m->next)
				add_json_ld_object(page, kr_json_ld_resolve(page, m));
		else if (v)
			add_json_ld_object(page, kr_json_ld_resolve(page, v));
	}
	for (size_t i = 0; i < page->njson_ld; i++)
		add_json_ld_object(page, page->json_ld[i]);
}

static void add_meta(struct kr_page *page)
{
	static const struct {
		const char *name;
		bool audio;
	} names[] = {{"og:video:secure_url", false}, {"og:video:url", false}, {"og:video", false},
	        {"og:audio:secure_url", true}, {"og:audio:url", true}, {"og:audio", true},
	        {"twitter:player:stream", false}};
	const char *found[sizeof names / sizeof *names] = {0}, *seconds = NULL;

	for (size_t i = 0; i < page->facts->nmetas; i++) {
		const struct kr_meta *m = &page->facts->metas[i];
		const char *name = kr_meta_key(m);

		for (size_t k = 0; name && k < sizeof names / sizeof *names; k++)
			if (!strcmp(name, names[k].name) && !found[k])
				found[k] = m->content;
		if (name && (!strcmp(name, "og:video:duration") || !strcmp(name, "video:duration")))
			seconds = m->content;
	}
	for (int audio = 0; audio < 2; audio++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			if (names[k].audio == audio && found[k]) {
				add(page, audio, found[k], NULL,
				        kr_duration_parse(kr_slice_of(seconds)));
				break;
			}
}

/* --- elements ----------------------------------------------------------------------------- */

/* The URL in one of the attributes that players and lazy loaders use. */
static const char *source_url(const struct kr_dom *dom, int32_t i)
{
	static const char *const names[] = {"src", "data-src", "data-url", "data-video",
	        "data-video-src", "data-mp4", "data-audio"};

	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		const char *v = kr_dom_attr(dom, i, names[k]);

		if (!kr_str_empty(v) && !kr_str_starts(v, "blob:") && !kr_str_starts(v, "data:"))
			return v;
	}
	return NULL;
}

static void add_element(struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const char *url = source_url(dom, i), *title = kr_dom_attr(dom, i, "title");

	for (int32_t k = i + 1; k < dom->nodes[i].end && !url; k++)
		if (dom->nodes[k].tag == KR_TAG_source)
			url = source_url(dom, k);
	if (url)
		add(page, dom->nodes[i].tag == KR_TAG_audio, url,
		        title ? kr_doc_line(page->doc, title, strlen(title)) : NULL,
		        kr_duration_parse(kr_slice_of(kr_dom_attr(dom, i, "data-duration"))));
}

/* Adds a frame that plays a video: its URL looks like that of a player, and unlike other embedded
 * things it may fill the screen or start by itself. */
static void add_frame(struct kr_page *page, int32_t i)
{
	static const char *const words[] = {
	        "/embed/", "//player.", "/player/", "/player.html", "/videoembed"};
	const char *url = source_url(&page->dom, i), *title = kr_dom_attr(&page->dom, i, "title"),
	           *allow = kr_dom_attr(&page->dom, i, "allow");
	bool player = kr_dom_attr(&page->dom, i, "allowfullscreen") ||
	              (allow && strstr(allow, "fullscreen")) ||
	              (allow && strstr(allow, "autoplay"));

	for (size_t k = 0; url && player && k < sizeof words / sizeof *words; k++)
		if (strstr(url, words[k])) {
			add(page, false, url,
			        title ? kr_doc_line(page->doc, title, strlen(title)) : NULL, -1);
			return;
		}
}

/* Whether a video is not the article's: in lists, comments and sidebars are those of other
 * articles, and advertisements. */
static bool is_unrelated(const struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const int tag = dom->nodes[i].tag;

	if (page->mark[i] & (KR_MARK_REC | KR_MARK_COMMENT))
		return true;
	if (tag == KR_TAG_video && kr_dom_attr(dom, i, "autoplay") && kr_dom_attr(dom, i, "loop"))
		return true; /* decoration */
	for (int32_t at = i; at > 0; at = dom->nodes[at].parent)
		if (dom->nodes[at].tag == KR_TAG_aside || dom->nodes[at].tag == KR_TAG_nav ||
		        dom->nodes[at].tag == KR_TAG_footer)
			return true;
	return false;
}

/* --- page state --------------------------------------------------------------------------- */

enum { STATE_DEPTH = 10, STATE_VALUES = 2000, STATE_BUDGET = 200000 };

/* Whether a string is the URL of a file that players can play. */
static bool is_stream(const struct kr_js_value *v, bool *ret_audio)
{
	static const char *const suffixes[] = {
	        ".mp3", ".m4a", ".aac", ".m3u8", ".mp4", ".webm", ".m4v", ".mov"};
	struct kr_url u;

	if (!kr_js_value_str(v) || v->n > KR_URL_MAX || !strchr(v->u.str, '/'))
		return false;
	kr_url_split(v->u.str, v->n, &u);
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
		const size_t n = strlen(suffixes[i]);

		*ret_audio = i < 3;
		if (u.path.len > n && !strncasecmp(u.path.data + u.path.len - n, suffixes[i], n))
			return true;
	}
	return false;
}

/* Adds the first stream of an object: others are the same video in other formats. */
static void add_members(struct kr_page *page, const struct kr_js_value *o)
{
	struct kr_state_members m;
	bool audio;

	kr_state_keys_read(o, &m);
	for (const struct kr_js_value *v = o->u.first; v; v = v->next) {
		const struct kr_js_value *s = v->type == KR_JS_VALUE_ARRAY ? v->u.first : v;

		if (is_stream(s, &audio)) {
			add(page, audio, s->u.str, kr_json_ld_line(page, m.v[KR_STATE_TITLE]),
			        kr_duration_value(m.v[KR_STATE_DURATION]));
			return;
		}
	}
}

/* Adds the streams of the article object and of the objects in it, except recommendations. */
static void add_state(struct kr_page *page)
{
	const struct kr_js_value *stack[STATE_DEPTH], *v = page->media_object;
	int depth = 0, values = STATE_VALUES;
	size_t budget = STATE_BUDGET;

	while (v || depth) {
		const struct kr_js_value *o;

		if (!v || values-- < 0) {
			/* siblings of the article object are not part of it */
			v = --depth > 0 ? stack[depth]->next : NULL;
			continue;
		}
		o = kr_state_refs_resolve(page, v, &budget);
		if (o->type == KR_JS_VALUE_OBJECT && budget >= o->n) {
			budget -= o->n;
			add_members(page, o);
		}
		if (o->type >= KR_JS_VALUE_ARRAY && o->u.first && depth < STATE_DEPTH &&
		        !(kr_card_words_class(v->key) & KR_CARD_WORDS_REC)) {
			stack[depth++] = v;
			v = o->u.first;
		} else {
			v = depth ? v->next : NULL;
		}
	}
}

void kr_media_run(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	add_json_ld(page);
	for (int32_t i = 0; i < dom->n; i++) {
		const int tag = dom->nodes[i].tag;

		if ((tag != KR_TAG_video && tag != KR_TAG_audio && tag != KR_TAG_iframe) ||
		        is_unrelated(page, i))
			continue;
		if (tag == KR_TAG_iframe)
			add_frame(page, i);
		else
			add_element(page, i);
	}
	if (!page->doc->nmedia && page->media_object)
		add_state(page);
	if (!page->doc->nmedia)
		add_meta(page);
}
