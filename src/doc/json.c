#include "kread/doc/json.h"

#include <jansson.h>
#include <string.h>

#include "json_priv.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "kread/doc/limits.h"

/* The mark of a shortened text comes on top. */
enum { NAME_CHARS = KR_LIMIT_NAME + 1, TEXT_CHARS = KR_LIMIT_TEXT + 1, SMALL = 100, CODE = 40 };

const char *const kr_json_block_names[KR_BLOCK_TYPES] = {
        "heading", "paragraph", "list", "quote", "code", "table", "figure", "rule"};

const char *const kr_json_item_kinds[] = {[KR_ITEM_MARKED] = NULL,
        [KR_ITEM_MORE] = "more",
        [KR_ITEM_TERM] = "term",
        [KR_ITEM_MEANING] = "description"};

const struct kr_json_style kr_json_styles[KR_JSON_STYLES] = {{KR_STYLE_EMPHASIS, "emphasis"},
        {KR_STYLE_STRONG, "strong"}, {KR_STYLE_CODE, "code"}, {KR_STYLE_DELETED, "deleted"},
        {KR_STYLE_SUB, "sub"}, {KR_STYLE_SUP, "sup"}};

/* A string and the bytes of its first max characters; NULL if it is none. */
static const char *text(const json_t *v, size_t max, size_t *ret_len)
{
	const char *s = json_string_value(v);

	*ret_len = s ? kr_limits_prefix(s, json_string_length(v), max) : 0;
	return s;
}

static const char *line_of(struct kr_doc *doc, const json_t *v, size_t max)
{
	size_t len;
	const char *s = text(v, max, &len);

	return kr_doc_line(doc, s, len);
}

static const char *line(struct kr_doc *doc, const json_t *o, const char *key)
{
	return line_of(doc, json_object_get(o, key), NAME_CHARS);
}

static bool is_harmless(const char *s)
{
	return kr_url_is_web(s) || kr_str_istarts(s, "mailto:") || kr_str_istarts(s, "file:");
}

/* An address that is safe to open. Relative ones are allowed if the page has no address. */
static const char *address(struct kr_doc *doc, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	const char *s;

	if (json_string_length(v) > KR_URL_MAX || !(s = line_of(doc, v, KR_URL_MAX)))
		return NULL;
	return is_harmless(s) || (!doc->url && kr_url_is_relative(s)) ? s : NULL;
}

static int32_t number(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	double d = json_is_number(v) ? json_number_value(v) : -1;

	return d >= 0 && d < INT32_MAX ? (int32_t)d : -1;
}

static int32_t bounded(const json_t *o, const char *key, int32_t low, int32_t high)
{
	int32_t n = number(o, key);

	return n < low ? low : n > high ? high : n;
}

static size_t list_size(const json_t *a, size_t most)
{
	size_t n = json_array_size(a);

	return n < most ? n : most;
}

static void read_strings(
        struct kr_doc *doc, const json_t *o, const char *key, struct kr_strings *list)
{
	const json_t *a = json_object_get(o, key);

	for (size_t i = 0, n = list_size(a, KR_LIMIT_FEW); i < n; i++) {
		size_t len;
		const char *s = text(json_array_get(a, i), NAME_CHARS, &len);

		kr_doc_add_string(doc, list, s, len);
	}
}

/* How many of n parts of the text there is room for. */
static size_t claim_parts(struct kr_doc *doc, size_t n)
{
	size_t left = KR_LIMIT_PARTS - doc->nparts;

	if (n > left)
		kr_doc_warn(doc, "truncated", "the page has more text than kread can show");
	n = n < left ? n : left;
	doc->nparts += (uint32_t)n;
	return n;
}

static unsigned style_bits(const char *s)
{
	unsigned bits = 0;

	for (int k = 0; s && k < KR_JSON_STYLES; k++)
		if (strstr(s, kr_json_styles[k].name))
			bits |= kr_json_styles[k].bit;
	return bits;
}

static void read_spans(
        struct kr_doc *doc, const json_t *o, const char *key, struct kr_spans *to, unsigned clean)
{
	const json_t *a = json_object_get(o, key);
	struct kr_str good;

	kr_str_init(&good);
	for (size_t i = 0, n = claim_parts(doc, list_size(a, KR_LIMIT_LIST)); i < n; i++) {
		const json_t *e = json_array_get(a, i), *v = json_object_get(e, "text");

		if (!json_is_string(v))
			continue;
		kr_str_clear(&good);
		kr_utf8_clean(&good, json_string_value(v), json_string_length(v), clean);
		kr_doc_add_target(doc, to, good.data, good.len,
		        style_bits(json_string_value(json_object_get(e, "style"))),
		        address(doc, e, "href"), line(doc, e, "id"));
	}
	kr_str_fini(&good);
}

static uint8_t item_kind(const char *name)
{
	for (uint8_t i = KR_ITEM_MORE; i <= KR_ITEM_MEANING; i++)
		if (kr_str_eq(name, kr_json_item_kinds[i]))
			return i;
	return KR_ITEM_MARKED;
}

static void read_items(struct kr_doc *doc, const json_t *a, struct kr_block *b)
{
	size_t n = claim_parts(doc, list_size(a, KR_LIMIT_LIST));

	b->u.items.v = kr_arena_alloc(&doc->arena, n * sizeof *b->u.items.v);
	b->u.items.n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		const json_t *e = json_array_get(a, i);
		struct kr_item *it = &b->u.items.v[i];

		it->number = number(e, "number");
		it->depth = (uint8_t)bounded(e, "depth", 0, KR_JSON_DEPTH);
		it->kind = item_kind(json_string_value(json_object_get(e, "kind")));
		read_spans(doc, e, "spans", &it->spans, KR_UTF8_LINE);
	}
}

static void read_rows(struct kr_doc *doc, const json_t *a, struct kr_block *b)
{
	size_t n = claim_parts(doc, list_size(a, KR_LIMIT_LIST));

	b->u.rows.v = kr_arena_alloc(&doc->arena, n * sizeof *b->u.rows.v);
	b->u.rows.n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		const json_t *r = json_array_get(a, i);
		struct kr_row *row = &b->u.rows.v[i];

		row->n = (uint32_t)claim_parts(doc, list_size(r, KR_LIMIT_FEW));
		row->v = kr_arena_alloc(&doc->arena, row->n * sizeof *row->v);
		for (uint32_t k = 0; k < row->n; k++) {
			const json_t *c = json_array_get(r, k);

			row->v[k].colspan = (uint16_t)bounded(c, "colspan", 1, 1000);
			row->v[k].rowspan = (uint16_t)bounded(c, "rowspan", 1, 1000);
			row->v[k].header = json_is_true(json_object_get(c, "header"));
			read_spans(doc, c, "spans", &row->v[k].spans, KR_UTF8_LINE);
		}
	}
}

static void read_block(struct kr_doc *doc, const json_t *o)
{
	const char *type = json_string_value(json_object_get(o, "type"));
	struct kr_block *b;
	int t = 0;

	while (t < KR_BLOCK_TYPES && !kr_str_eq(type, kr_json_block_names[t]))
		t++;
	if (t == KR_BLOCK_TYPES || !claim_parts(doc, 1))
		return;
	b = kr_doc_add_block(doc, (enum kr_block_type)t);
	b->page_break = json_is_true(json_object_get(o, "seam"));
	if (t == KR_BLOCK_HEADING)
		b->level = (uint8_t)bounded(o, "level", 1, 6);
	else if (t == KR_BLOCK_QUOTE)
		b->level = (uint8_t)bounded(o, "level", 1, KR_JSON_DEPTH);
	if (t == KR_BLOCK_LIST) {
		read_items(doc, json_object_get(o, "items"), b);
	} else if (t == KR_BLOCK_TABLE) {
		read_rows(doc, json_object_get(o, "rows"), b);
	} else if (t == KR_BLOCK_FIGURE) {
		b->u.fig.src = address(doc, o, "src");
		b->u.fig.alt = line(doc, o, "alt");
		b->u.fig.width = number(o, "width");
		b->u.fig.height = number(o, "height");
		read_spans(doc, o, "caption", &b->spans, KR_UTF8_LINE);
	} else {
		if (t == KR_BLOCK_CODE)
			b->u.code_lang = line(doc, o, "lang");
		read_spans(doc, o, "spans", &b->spans, t == KR_BLOCK_CODE ? 0 : KR_UTF8_LINE);
	}
}

static void read_blocks(struct kr_doc *doc, const json_t *o)
{
	const json_t *a = json_object_get(o, "blocks");

	for (size_t i = 0, n = json_array_size(a); i < n; i++)
		read_block(doc, json_array_get(a, i));
}

static void read_media(struct kr_doc *doc, const json_t *a)
{
	size_t n = list_size(a, KR_LIMIT_FEW);

	for (size_t i = 0; i < n && doc->nmedia < KR_LIMIT_FEW; i++) {
		const json_t *e = json_array_get(a, i);
		const char *url = address(doc, e, "url");
		struct kr_media *m;

		if (!url)
			continue;
		m = kr_doc_add_media(doc);
		m->audio = kr_str_eq(json_string_value(json_object_get(e, "type")), "audio");
		m->url = url;
		m->title = line(doc, e, "title");
		m->duration = number(e, "duration");
	}
}

static void read_recs(struct kr_doc *doc, const json_t *a)
{
	size_t n = json_array_size(a);

	for (size_t i = 0; i < n && doc->nrecs < KR_LIMIT_LIST; i++) {
		const json_t *e = json_array_get(a, i);
		const char *url = address(doc, e, "url"), *title = line(doc, e, "title");
		struct kr_rec *r;

		if (!url || !title)
			continue;
		r = kr_doc_add_rec(doc);
		r->url = url;
		r->title = title;
		r->section = line(doc, e, "section");
		r->published = line(doc, e, "published");
		r->published_text = line(doc, e, "published_text");
		r->duration = number(e, "duration");
		r->image = address(doc, e, "image");
		r->author = line(doc, e, "author");
		r->group = line(doc, e, "group");
	}
}

static void read_comments(struct kr_doc *doc, const json_t *a, int32_t depth)
{
	size_t n = json_array_size(a);

	for (size_t i = 0; i < n && doc->ncomments < KR_LIMIT_LIST; i++) {
		const json_t *e = json_array_get(a, i);
		size_t len;
		const char *s = text(json_object_get(e, "text"), TEXT_CHARS, &len);
		struct kr_str good;

		if (!s)
			continue;
		kr_str_init(&good);
		kr_utf8_clean(&good, s, len, KR_UTF8_NFC);
		*kr_doc_add_comment(doc) = (struct kr_comment){
		        .author = line(doc, e, "author"),
		        .published = line(doc, e, "published"),
		        .text = kr_arena_dup(&doc->arena, good.data, good.len),
		        .likes = number(e, "likes"),
		        .depth = depth + bounded(e, "depth", 0, KR_JSON_DEPTH - depth),
		};
		kr_str_fini(&good);
		if (depth < KR_JSON_DEPTH)
			read_comments(doc, json_object_get(e, "replies"), depth + 1);
	}
}

static void read_feeds(struct kr_doc *doc, const json_t *a)
{
	for (size_t i = 0, n = list_size(a, SMALL); i < n; i++) {
		const json_t *e = json_array_get(a, i);
		const char *url = address(doc, e, "url");

		if (url)
			*kr_doc_add_feed(doc) =
			        (struct kr_feed){url, line(doc, e, "title"), line(doc, e, "type")};
	}
}

/* A code is one of a few words; others would be copied for each piece that brings them again. */
static bool is_code(const char *s)
{
	const size_t n = s ? strspn(s, "abcdefghijklmnopqrstuvwxyz-") : 0;

	return n && n <= CODE && !s[n];
}

static void read_warnings(struct kr_doc *doc, const json_t *a)
{
	size_t n = json_array_size(a);

	for (size_t i = 0; i < n && doc->nwarnings < SMALL; i++) {
		const json_t *e = json_array_get(a, i);
		const char *code = json_string_value(json_object_get(e, "code")), *why;

		if (!is_code(code) || kr_doc_has_warning(doc, code))
			continue;
		why = line(doc, e, "text");
		if (why)
			kr_doc_warn(doc, code, why);
	}
}

/* What may come in several pieces: the lists, then the blocks. Whoever got the first blocks holds
 * on to the lists, so they do not change any more. */
static void read_pieces(struct kr_doc *doc, const json_t *o)
{
	if (!doc->nblocks) {
		read_media(doc, json_object_get(o, "media"));
		read_recs(doc, json_object_get(o, "recommendations"));
		read_comments(doc, json_object_get(o, "comments"), 0);
	}
	read_blocks(doc, o);
	read_warnings(doc, json_object_get(o, "warnings"));
}

static struct kr_doc *read_doc(const json_t *o)
{
	struct kr_doc *doc = kr_doc_new();

	doc->url = address(doc, o, "url");
	if (doc->url && !is_harmless(doc->url))
		doc->url = NULL;
	doc->canonical_url = address(doc, o, "canonical_url");
	doc->title = line(doc, o, "title");
	doc->site = line(doc, o, "site");
	doc->section = line(doc, o, "section");
	doc->source = line(doc, o, "source");
	doc->editor = line(doc, o, "editor");
	doc->published = line(doc, o, "published");
	doc->modified = line(doc, o, "modified");
	doc->published_text = line(doc, o, "published_text");
	doc->lang = line(doc, o, "lang");
	doc->encoding = line(doc, o, "encoding");
	doc->summary = line_of(doc, json_object_get(o, "summary"), TEXT_CHARS);
	doc->image = address(doc, o, "image");
	doc->next_page = address(doc, o, "next_page");
	doc->redirect = address(doc, o, "redirect");
	doc->comment_count = number(o, "comment_count");
	read_strings(doc, o, "authors", &doc->authors);
	read_strings(doc, o, "keywords", &doc->keywords);
	read_feeds(doc, json_object_get(o, "feeds"));
	read_pieces(doc, o);
	return doc;
}

static json_t *load(const char *data, size_t len, struct kr_err *err)
{
	json_error_t e;
	json_t *o = json_loadb(data, len, 0, &e);

	if (o && json_is_object(o))
		return o;
	json_decref(o);
	kr_err_set(err, KR_E_FORMAT, "article cannot be read: %s",
	        e.text[0] ? e.text : "not a JSON object");
	return NULL;
}

int kr_json_read(const char *data, size_t len, struct kr_doc **ret_doc, struct kr_err *err)
{
	json_t *o = load(data, len, err);

	if (!o)
		return KR_E_FORMAT;
	*ret_doc = read_doc(o);
	json_decref(o);
	return 0;
}

/* No fewer values than reading would make, which is known before memory is taken for them. */
static size_t count_values(const char *data, size_t len)
{
	size_t n = 1;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		if (data[i] == '"')
			quoted = !quoted;
		else if (quoted)
			i += data[i] == '\\';
		else
			n += data[i] == ',' ? 1 : data[i] == '[' || data[i] == '{' ? 2 : 0;
	}
	return n;
}

static json_t *load_piece(const char *data, size_t len, struct kr_err *err)
{
	if (len <= KR_JSON_PIECE_MAX && count_values(data, len) <= KR_JSON_VALUES)
		return load(data, len, err);
	kr_err_set(err, KR_E_LIMIT, "piece of an article is too large");
	return NULL;
}

int kr_json_read_head(const char *data, size_t len, struct kr_doc **ret_doc, struct kr_err *err)
{
	json_t *o = load_piece(data, len, err);

	if (!o)
		return KR_E_FORMAT;
	*ret_doc = read_doc(o);
	json_decref(o);
	return 0;
}

int kr_json_read_more(struct kr_doc *doc, const char *data, size_t len, struct kr_err *err)
{
	static const char *const lists[] = {
	        "blocks", "media", "recommendations", "comments", "warnings"};
	json_t *o = load_piece(data, len, err);
	size_t n = 0;

	if (!o)
		return KR_E_FORMAT;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		n += json_array_size(json_object_get(o, lists[i]));
	if (n)
		read_pieces(doc, o);
	json_decref(o);
	return n ? 0 : kr_err_set(err, KR_E_FORMAT, "piece of an article is empty");
}
