#include "kread/doc/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"

/* More of anything than this is refused: a reply of the worker is as hostile as the page. */
enum { MAX_LIST = 100000, MAX_BLOCKS = 4000000, MAX_DEPTH = 15 };

static const char *const block_names[KR_BLOCK_TYPES] = {
        "heading", "paragraph", "list", "quote", "code", "table", "figure", "rule"};

static const struct {
	unsigned bit;
	const char *name;
} style_names[] = {{KR_STYLE_EMPHASIS, "emphasis"}, {KR_STYLE_STRONG, "strong"}, {KR_STYLE_CODE, "code"},
        {KR_STYLE_DELETED, "deleted"}, {KR_STYLE_SUB, "sub"}, {KR_STYLE_SUP, "sup"}};

enum { NSTYLES = sizeof style_names / sizeof *style_names };

/* --- writing -------------------------------------------------------------------------------------------------------- */

static void put(json_t *o, const char *key, const char *s)
{
	if (s)
		json_object_set_new_nocheck(o, key, json_string_nocheck(s));
}

static void put_number(json_t *o, const char *key, int32_t n)
{
	if (n >= 0)
		json_object_set_new_nocheck(o, key, json_integer(n));
}

static void put_list(json_t *o, const char *key, json_t *array)
{
	if (json_array_size(array))
		json_object_set_new_nocheck(o, key, array);
	else
		json_decref(array);
}

static void put_strings(json_t *o, const char *key, const struct kr_strings *list)
{
	json_t *a = json_array();

	for (size_t i = 0; i < list->n; i++)
		json_array_append_new(a, json_string_nocheck(list->v[i]));
	put_list(o, key, a);
}

static void put_spans(json_t *o, const char *key, const struct kr_spans *spans)
{
	json_t *a = json_array();

	for (uint32_t i = 0; i < spans->n; i++) {
		const struct kr_span *s = &spans->v[i];
		json_t *e = json_object();

		json_object_set_new_nocheck(e, "text", json_stringn_nocheck(s->text, s->len));
		put(e, "href", s->href);
		if (s->style) {
			char style[64] = "";

			for (int k = 0; k < NSTYLES; k++)
				if (s->style & style_names[k].bit) {
					if (*style)
						strcat(style, " ");
					strcat(style, style_names[k].name);
				}
			put(e, "style", style);
		}
		json_array_append_new(a, e);
	}
	put_list(o, key, a);
}

static json_t *item_json(const struct kr_item *it)
{
	json_t *o = json_object();

	put_spans(o, "spans", &it->spans);
	put_number(o, "number", it->number);
	if (it->depth)
		put_number(o, "depth", it->depth);
	return o;
}

static json_t *row_json(const struct kr_row *row)
{
	json_t *a = json_array();

	for (uint32_t i = 0; i < row->n; i++) {
		const struct kr_cell *c = &row->v[i];
		json_t *o = json_object();

		put_spans(o, "spans", &c->spans);
		if (c->colspan > 1)
			put_number(o, "colspan", c->colspan);
		if (c->rowspan > 1)
			put_number(o, "rowspan", c->rowspan);
		if (c->header)
			json_object_set_new_nocheck(o, "header", json_true());
		json_array_append_new(a, o);
	}
	return a;
}

static json_t *block_json(const struct kr_block *b)
{
	json_t *o = json_object(), *a;

	put(o, "type", block_names[b->type]);
	if (b->level)
		put_number(o, "level", b->level);
	if (b->seam)
		json_object_set_new_nocheck(o, "seam", json_true());
	if (b->type == KR_BLOCK_LIST) {
		a = json_array();
		for (uint32_t i = 0; i < b->u.items.n; i++)
			json_array_append_new(a, item_json(&b->u.items.v[i]));
		put_list(o, "items", a);
	} else if (b->type == KR_BLOCK_TABLE) {
		a = json_array();
		for (uint32_t i = 0; i < b->u.rows.n; i++)
			json_array_append_new(a, row_json(&b->u.rows.v[i]));
		put_list(o, "rows", a);
	} else if (b->type == KR_BLOCK_FIGURE) {
		put(o, "src", b->u.fig.src);
		put(o, "alt", b->u.fig.alt);
		put_number(o, "width", b->u.fig.width);
		put_number(o, "height", b->u.fig.height);
		put_spans(o, "caption", &b->spans);
	} else {
		if (b->type == KR_BLOCK_CODE)
			put(o, "lang", b->u.code_lang);
		put_spans(o, "spans", &b->spans);
	}
	return o;
}

static void put_media(json_t *o, const struct kr_doc *doc)
{
	json_t *a = json_array();

	for (size_t i = 0; i < doc->nmedia; i++) {
		const struct kr_media *m = &doc->media[i];
		json_t *e = json_object();

		put(e, "type", m->audio ? "audio" : "video");
		put(e, "url", m->url);
		put(e, "title", m->title);
		put_number(e, "duration", m->duration);
		json_array_append_new(a, e);
	}
	put_list(o, "media", a);
}

static void put_recs(json_t *o, const struct kr_doc *doc)
{
	json_t *a = json_array();

	for (size_t i = 0; i < doc->nrecs; i++) {
		const struct kr_rec *r = &doc->recs[i];
		json_t *e = json_object();

		put(e, "title", r->title);
		put(e, "url", r->url);
		put(e, "section", r->section);
		put(e, "published", r->published);
		put(e, "published_text", r->published_text);
		put_number(e, "duration", r->duration);
		put(e, "image", r->image);
		put(e, "author", r->author);
		put(e, "group", r->group);
		json_array_append_new(a, e);
	}
	put_list(o, "recommendations", a);
}

/* The comments from *i on that are at this depth or deeper, as a tree. */
static json_t *comments_json(const struct kr_doc *doc, size_t *i, int32_t depth)
{
	json_t *a = json_array();

	while (*i < doc->ncomments && doc->comments[*i].depth >= depth) {
		const struct kr_comment *c = &doc->comments[(*i)++];
		json_t *e = json_object();

		put(e, "author", c->author);
		put(e, "published", c->published);
		put(e, "text", c->text);
		put_number(e, "likes", c->likes);
		if (depth < MAX_DEPTH)
			put_list(e, "replies", comments_json(doc, i, depth + 1));
		json_array_append_new(a, e);
	}
	return a;
}

static void put_small_lists(json_t *o, const struct kr_doc *doc)
{
	json_t *a = json_array();
	size_t i = 0;

	put_list(o, "comments", comments_json(doc, &i, 0));
	put_number(o, "comment_count", doc->comment_count);
	for (i = 0; i < doc->nfeeds; i++) {
		json_t *e = json_object();

		put(e, "url", doc->feeds[i].url);
		put(e, "title", doc->feeds[i].title);
		put(e, "type", doc->feeds[i].type);
		json_array_append_new(a, e);
	}
	put_list(o, "feeds", a);
	put(o, "next_page", doc->next_page);
	put(o, "redirect", doc->redirect);
	a = json_array();
	for (i = 0; i < doc->nwarnings; i++) {
		json_t *e = json_object();

		put(e, "code", doc->warnings[i].code);
		put(e, "text", doc->warnings[i].text);
		json_array_append_new(a, e);
	}
	put_list(o, "warnings", a);
}

static size_t put_blocks(json_t *o, const struct kr_doc *doc, size_t from, size_t max)
{
	json_t *a = json_array();
	size_t bytes = 0, i = from;

	for (; i < doc->nblocks && (bytes < max || i == from); i++) {
		bytes += kr_doc_block_len(&doc->blocks[i]) + 64;
		json_array_append_new(a, block_json(&doc->blocks[i]));
	}
	put_list(o, "blocks", a);
	return i;
}

static json_t *doc_json(const struct kr_doc *doc, unsigned flags, size_t max, size_t *next)
{
	json_t *o = json_object();

	put(o, "url", doc->url);
	put(o, "canonical_url", doc->canonical_url);
	put(o, "title", doc->title);
	put(o, "site", doc->site);
	put(o, "section", doc->section);
	put(o, "source", doc->source);
	put_strings(o, "authors", &doc->authors);
	put(o, "editor", doc->editor);
	put_strings(o, "keywords", &doc->keywords);
	put(o, "published", doc->published);
	put(o, "modified", doc->modified);
	put(o, "published_text", doc->published_text);
	put(o, "lang", doc->lang);
	put(o, "encoding", doc->encoding);
	put(o, "summary", doc->summary);
	put(o, "image", doc->image);
	if (flags & KR_JSON_BODY) {
		struct kr_str body;

		kr_str_init(&body);
		kr_doc_body(doc, &body);
		json_object_set_new_nocheck(o, "body", json_stringn_nocheck(body.data, body.len));
		kr_str_fini(&body);
	}
	*next = put_blocks(o, doc, 0, max);
	put_media(o, doc);
	put_recs(o, doc);
	put_small_lists(o, doc);
	return o;
}

static int collect(const char *data, size_t len, void *user)
{
	kr_str_add(user, data, len);
	return 0;
}

static void dump(json_t *o, unsigned flags, struct kr_str *out)
{
	json_dump_callback(o, collect, out, flags & KR_JSON_INDENT ? JSON_INDENT(1) : JSON_COMPACT);
	json_decref(o);
}

void kr_json_write(const struct kr_doc *doc, unsigned flags, struct kr_str *out)
{
	size_t next;

	dump(doc_json(doc, flags, SIZE_MAX, &next), flags, out);
}

void kr_json_write_head(const struct kr_doc *doc, size_t max, size_t *next, struct kr_str *out)
{
	dump(doc_json(doc, 0, max, next), 0, out);
}

void kr_json_write_more(const struct kr_doc *doc, size_t max, size_t *next, struct kr_str *out)
{
	json_t *o = json_object();

	*next = put_blocks(o, doc, *next, max);
	dump(o, 0, out);
}

/* --- reading -------------------------------------------------------------------------------------------------------- */

static const char *line(struct kr_doc *doc, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return json_is_string(v) ? kr_doc_line(doc, json_string_value(v), json_string_length(v)) : NULL;
}

static bool is_harmless(const char *s)
{
	return kr_url_is_web(s) || kr_str_istarts(s, "mailto:") || kr_str_istarts(s, "file:");
}

/* Of a page without an address also what is relative. */
static const char *address(struct kr_doc *doc, const json_t *o, const char *key)
{
	const char *s = line(doc, o, key);

	if (!s || strlen(s) > KR_URL_MAX)
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

static void read_strings(struct kr_doc *doc, const json_t *o, const char *key, struct kr_strings *list)
{
	const json_t *a = json_object_get(o, key);

	for (size_t i = 0, n = list_size(a, 1000); i < n; i++) {
		const json_t *v = json_array_get(a, i);

		if (json_is_string(v))
			kr_doc_add_string(doc, list, json_string_value(v), json_string_length(v));
	}
}

static unsigned style_bits(const char *s)
{
	unsigned bits = 0;

	for (int k = 0; s && k < NSTYLES; k++)
		if (strstr(s, style_names[k].name))
			bits |= style_names[k].bit;
	return bits;
}

static void read_spans(struct kr_doc *doc, const json_t *o, const char *key, struct kr_spans *to, unsigned clean)
{
	const json_t *a = json_object_get(o, key);
	struct kr_str text;

	kr_str_init(&text);
	for (size_t i = 0, n = list_size(a, MAX_LIST); i < n; i++) {
		const json_t *e = json_array_get(a, i), *v = json_object_get(e, "text");

		if (!json_is_string(v))
			continue;
		kr_str_clear(&text);
		kr_utf8_clean(&text, json_string_value(v), json_string_length(v), clean);
		kr_doc_add_span(doc, to, text.data, text.len,
		        style_bits(json_string_value(json_object_get(e, "style"))), address(doc, e, "href"));
	}
	kr_str_fini(&text);
}

static void read_items(struct kr_doc *doc, const json_t *a, struct kr_block *b)
{
	size_t n = list_size(a, MAX_LIST);

	b->u.items.v = kr_arena_alloc(&doc->arena, n * sizeof *b->u.items.v);
	b->u.items.n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		const json_t *e = json_array_get(a, i);
		struct kr_item *it = &b->u.items.v[i];

		it->number = number(e, "number");
		it->depth = (uint8_t)bounded(e, "depth", 0, MAX_DEPTH);
		read_spans(doc, e, "spans", &it->spans, KR_UTF8_LINE);
	}
}

static void read_rows(struct kr_doc *doc, const json_t *a, struct kr_block *b)
{
	size_t n = list_size(a, MAX_LIST);

	b->u.rows.v = kr_arena_alloc(&doc->arena, n * sizeof *b->u.rows.v);
	b->u.rows.n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		const json_t *r = json_array_get(a, i);
		struct kr_row *row = &b->u.rows.v[i];

		row->n = (uint32_t)list_size(r, 1000);
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

	while (t < KR_BLOCK_TYPES && !kr_str_eq(type, block_names[t]))
		t++;
	if (t == KR_BLOCK_TYPES)
		return;
	b = kr_doc_add_block(doc, (enum kr_block_type)t);
	b->seam = json_is_true(json_object_get(o, "seam"));
	if (t == KR_BLOCK_HEADING)
		b->level = (uint8_t)bounded(o, "level", 1, 6);
	else if (t == KR_BLOCK_QUOTE)
		b->level = (uint8_t)bounded(o, "level", 1, MAX_DEPTH);
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

	for (size_t i = 0, n = json_array_size(a); i < n && doc->nblocks < MAX_BLOCKS; i++)
		read_block(doc, json_array_get(a, i));
}

static void read_media(struct kr_doc *doc, const json_t *a)
{
	for (size_t i = 0, n = list_size(a, 1000); i < n; i++) {
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
	for (size_t i = 0, n = list_size(a, MAX_LIST); i < n; i++) {
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
	for (size_t i = 0, n = list_size(a, MAX_LIST); i < n && doc->ncomments < MAX_LIST; i++) {
		const json_t *e = json_array_get(a, i), *v = json_object_get(e, "text");
		struct kr_str text;

		if (!json_is_string(v))
			continue;
		kr_str_init(&text);
		kr_utf8_clean(&text, json_string_value(v), json_string_length(v), KR_UTF8_NFC);
		*kr_doc_add_comment(doc) = (struct kr_comment){
		        .author = line(doc, e, "author"),
		        .published = line(doc, e, "published"),
		        .text = kr_arena_dup(&doc->arena, text.data, text.len),
		        .likes = number(e, "likes"),
		        .depth = depth,
		};
		kr_str_fini(&text);
		if (depth < MAX_DEPTH)
			read_comments(doc, json_object_get(e, "replies"), depth + 1);
	}
}

static void read_small_lists(struct kr_doc *doc, const json_t *o)
{
	const json_t *a = json_object_get(o, "feeds");

	for (size_t i = 0, n = list_size(a, 100); i < n; i++) {
		const json_t *e = json_array_get(a, i);
		const char *url = address(doc, e, "url");

		if (url)
			*kr_doc_add_feed(doc) = (struct kr_feed){url, line(doc, e, "title"), line(doc, e, "type")};
	}
	a = json_object_get(o, "warnings");
	for (size_t i = 0, n = list_size(a, 100); i < n; i++) {
		const json_t *e = json_array_get(a, i);
		const char *code = line(doc, e, "code"), *text = line(doc, e, "text");

		if (code && text)
			kr_doc_warn(doc, code, text);
	}
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
	doc->summary = line(doc, o, "summary");
	doc->image = address(doc, o, "image");
	doc->next_page = address(doc, o, "next_page");
	doc->redirect = address(doc, o, "redirect");
	doc->comment_count = number(o, "comment_count");
	read_strings(doc, o, "authors", &doc->authors);
	read_strings(doc, o, "keywords", &doc->keywords);
	read_blocks(doc, o);
	read_media(doc, json_object_get(o, "media"));
	read_recs(doc, json_object_get(o, "recommendations"));
	read_comments(doc, json_object_get(o, "comments"), 0);
	read_small_lists(doc, o);
	return doc;
}

static json_t *load(const char *data, size_t len, struct kr_err *err)
{
	json_error_t e;
	json_t *o = json_loadb(data, len, 0, &e);

	if (o && json_is_object(o))
		return o;
	json_decref(o);
	kr_err_set(err, KR_E_FORMAT, "article cannot be read: %s", e.text[0] ? e.text : "not a JSON object");
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

int kr_json_read_more(struct kr_doc *doc, const char *data, size_t len, struct kr_err *err)
{
	json_t *o = load(data, len, err);

	if (!o)
		return KR_E_FORMAT;
	read_blocks(doc, o);
	json_decref(o);
	return 0;
}
