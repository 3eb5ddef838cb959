/* Video and audio that belong to the article: elements, players in frames, JSON-LD, OpenGraph. */
#include "extract/dom/page_priv.h"
#include "extract/data/page_facts_priv.h"

#include <string.h>
#include <strings.h>

#include "extract/lists/link_cards_priv.h"
#include "extract/meta/duration_priv.h"
#include "kread/base/url.h"
#include "extract/state/state_priv.h"

enum { MEDIA = 20 };

/* Once each; a second mention gives what the first did not say. */
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
		if (doc->nmedia >= MEDIA)
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

static void from_object(struct kr_page *page, const struct kr_js_value *o)
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

static void from_ld(struct kr_page *page)
{
	static const char *const keys[] = {"video", "audio", "associatedMedia"};
	const struct kr_js_value *article = kr_json_ld_article(page);

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		const struct kr_js_value *v = kr_js_value_get(article, keys[k]);

		if (v && v->type == KR_JS_VALUE_ARRAY)
			for (const struct kr_js_value *m = v->u.first; m; m = m->next)
				from_object(page, kr_json_ld_resolve(page, m));
		else if (v)
			from_object(page, kr_json_ld_resolve(page, v));
	}
	for (size_t i = 0; i < page->nld; i++)
		from_object(page, page->ld[i]);
}

static void from_meta(struct kr_page *page)
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

/* An address from one of the attributes that players and lazy loaders use. */
static const char *source_of(const struct kr_dom *dom, int32_t i)
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

static void from_element(struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const char *url = source_of(dom, i), *title = kr_dom_attr(dom, i, "title");

	for (int32_t k = i + 1; k < dom->nodes[i].end && !url; k++)
		if (dom->nodes[k].tag == KR_TAG_source)
			url = source_of(dom, k);
	if (url)
		add(page, dom->nodes[i].tag == KR_TAG_audio, url,
		        title ? kr_doc_line(page->doc, title, strlen(title)) : NULL,
		        kr_duration_parse(kr_slice_of(kr_dom_attr(dom, i, "data-duration"))));
}

/* A frame whose address says that a video is played in it; other things are embedded, too, but do
 * not ask for the whole screen. */
static void from_frame(struct kr_page *page, int32_t i)
{
	static const char *const words[] = {
	        "/embed/", "//player.", "/player/", "/player.html", "/videoembed"};
	const char *url = source_of(&page->dom, i), *title = kr_dom_attr(&page->dom, i, "title"),
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

/* Beside the article, in lists and comments, stand other articles' videos and advertisements. */
static bool is_elsewhere(const struct kr_page *page, int32_t i)
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

enum { STATE_DEPTH = 10, STATE_MEMBERS = 2000, STATE_REFERENCES = 200000 };

/* An address by whose end a player knows what to do with it. */
static bool is_stream(const struct kr_js_value *v, bool *ret_audio)
{
	static const char *const ends[] = {
	        ".mp3", ".m4a", ".aac", ".m3u8", ".mp4", ".webm", ".m4v", ".mov"};
	struct kr_url u;

	if (!kr_js_value_str(v) || v->n > KR_URL_MAX || !strchr(v->u.str, '/'))
		return false;
	kr_url_split(v->u.str, v->n, &u);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const size_t n = strlen(ends[i]);

		*ret_audio = i < 3;
		if (u.path.len > n && !strncasecmp(u.path.data + u.path.len - n, ends[i], n))
			return true;
	}
	return false;
}

/* The streams of one object, with the duration that stands beside them; of one video in several
 * forms the first. */
static void from_members(struct kr_page *page, const struct kr_js_value *o)
{
	struct kr_members m;
	bool audio;

	kr_state_keys_members(o, &m);
	for (const struct kr_js_value *v = o->u.first; v; v = v->next) {
		const struct kr_js_value *s = v->type == KR_JS_VALUE_ARRAY ? v->u.first : v;

		if (is_stream(s, &audio)) {
			add(page, audio, s->u.str, kr_json_ld_line(page, m.v[KR_STATE_TITLE]),
			        kr_duration_value(m.v[KR_STATE_DURATION]));
			return;
		}
	}
}

/* What the article's object and those in it hold, but not the lists of other articles. */
static void from_story(struct kr_page *page)
{
	const struct kr_js_value *stack[STATE_DEPTH], *v = page->story;
	int depth = 0, members = STATE_MEMBERS;
	size_t budget = STATE_REFERENCES;

	while (v || depth) {
		const struct kr_js_value *o;

		if (!v || members-- < 0) {
			v = --depth > 0 ? stack[depth]->next
			                : NULL; /* not beyond the story itself */
			continue;
		}
		o = kr_state_keys_resolve(page, v, &budget);
		if (o->type == KR_JS_VALUE_OBJECT && budget >= o->n) {
			budget -= o->n;
			from_members(page, o);
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

	from_ld(page);
	for (int32_t i = 0; i < dom->n; i++) {
		const int tag = dom->nodes[i].tag;

		if ((tag != KR_TAG_video && tag != KR_TAG_audio && tag != KR_TAG_iframe) ||
		        is_elsewhere(page, i))
			continue;
		if (tag == KR_TAG_iframe)
			from_frame(page, i);
		else
			from_element(page, i);
	}
	if (!page->doc->nmedia && page->story)
		from_story(page);
	if (!page->doc->nmedia)
		from_meta(page);
}
