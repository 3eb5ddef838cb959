/* Writes an article as JSON. */
#include <jansson.h>
#include <stddef.h>
#include <string.h>

#include "json_priv.h"
#include "kread/doc/json.h"

/* --- trees of jansson -------------------------------------------------------------------- */

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
		put(e, "id", s->id);
		if (s->style) {
			char style[64] = "";

			for (int k = 0; k < KR_JSON_STYLES; k++)
				if (s->style & kr_json_styles[k].bit) {
					if (*style)
						strcat(style, " ");
					strcat(style, kr_json_styles[k].name);
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
	if (it->kind)
		put(o, "kind", kr_json_item_kinds[it->kind]);
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

	put(o, "type", kr_json_block_names[b->type]);
	if (b->level)
		put_number(o, "level", b->level);
	if (b->page_break)
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

static json_t *media_json(const struct kr_media *m)
{
	json_t *e = json_object();

	put(e, "type", m->audio ? "audio" : "video");
	put(e, "url", m->url);
	put(e, "title", m->title);
	put_number(e, "duration", m->duration);
	return e;
}

static json_t *rec_json(const struct kr_rec *r)
{
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
	return e;
}

static json_t *comment_json(const struct kr_comment *c)
{
	json_t *e = json_object();

	put(e, "author", c->author);
	put(e, "published", c->published);
	put(e, "text", c->text);
	put_number(e, "likes", c->likes);
	return e;
}

/* The tree of the comments from *i on, up to one that is less deep than depth. Advances *i. */
static json_t *comments_json(const struct kr_doc *doc, size_t *i, int32_t depth)
{
	json_t *a = json_array();

	while (*i < doc->ncomments && doc->comments[*i].depth >= depth) {
		json_t *e = comment_json(&doc->comments[(*i)++]);

		if (depth < KR_JSON_DEPTH)
			put_list(e, "replies", comments_json(doc, i, depth + 1));
		json_array_append_new(a, e);
	}
	return a;
}

static void put_lists(json_t *o, const struct kr_doc *doc)
{
	json_t *a = json_array();
	size_t i;

	for (i = 0; i < doc->nmedia; i++)
		json_array_append_new(a, media_json(&doc->media[i]));
	put_list(o, "media", a);
	a = json_array();
	for (i = 0; i < doc->nrecs; i++)
		json_array_append_new(a, rec_json(&doc->recs[i]));
	put_list(o, "recommendations", a);
	i = 0;
	put_list(o, "comments", comments_json(doc, &i, 0));
}

static void put_warnings(json_t *o, const struct kr_doc *doc)
{
	json_t *a = json_array();

	for (size_t i = 0; i < doc->nwarnings; i++) {
		json_t *e = json_object();

		put(e, "code", doc->warnings[i].code);
		put(e, "text", doc->warnings[i].text);
		json_array_append_new(a, e);
	}
	put_list(o, "warnings", a);
}

static void put_small_members(json_t *o, const struct kr_doc *doc)
{
	json_t *a = json_array();

	put_number(o, "comment_count", doc->comment_count);
	for (size_t i = 0; i < doc->nfeeds; i++) {
		json_t *e = json_object();

		put(e, "url", doc->feeds[i].url);
		put(e, "title", doc->feeds[i].title);
		put(e, "type", doc->feeds[i].type);
		json_array_append_new(a, e);
	}
	put_list(o, "feeds", a);
	put(o, "next_page", doc->next_page);
	put(o, "redirect", doc->redirect);
	put_warnings(o, doc);
}

/* The members before the blocks. */
static json_t *head_json(const struct kr_doc *doc)
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
	return o;
}

/* --- bytes ------------------------------------------------------------------------------- */

/* Trees are many times as large as their text, so none ever holds more than one block. */

enum { PORTION = 64 << 10 };

struct json_sink {
	struct kr_str *out;
	kr_json_flush *flush; /* NULL: collect all in out */
	void *user;
	int rc;
	bool any; /* a member has been written */
};

static int collect(const char *data, size_t len, void *user)
{
	kr_str_add(user, data, len);
	return 0;
}

/* Flushes if there are at least as many bytes. */
static void hand_over(struct json_sink *s, size_t least)
{
	if (s->flush && s->rc >= 0 && s->out->len >= least)
		s->rc = s->flush(s->user, s->out);
}

static void separate(struct json_sink *s)
{
	if (s->any)
		kr_str_addc(s->out, ',');
	s->any = true;
}

/* Writes the members of o. Takes o. */
static void add_members(json_t *o, struct json_sink *s)
{
	if (json_object_size(o)) {
		separate(s);
		json_dump_callback(o, collect, s->out, JSON_COMPACT | JSON_EMBED);
	}
	json_decref(o);
}

/* Escapes as jansson does, without making a copy. */
static void add_escaped(const struct kr_str *text, struct json_sink *s)
{
	static const char plain[] = "\b\f\n\r\t\"\\", letters[] = "bfnrt\"\\";

	for (size_t i = 0, from = 0; i <= text->len && s->rc >= 0; i++) {
		const char c = text->data[i], *known = c ? strchr(plain, c) : NULL;

		if (i < text->len && !known && (unsigned char)c >= ' ')
			continue;
		kr_str_add(s->out, text->data + from, i - from);
		from = i + 1;
		if (known)
			kr_str_addf(s->out, "\\%c", letters[known - plain]);
		else if (i < text->len)
			kr_str_addf(s->out, "\\u%04X", c);
		hand_over(s, PORTION);
	}
}

static void add_body(const struct kr_doc *doc, struct json_sink *s)
{
	struct kr_str body;

	kr_str_init(&body);
	kr_doc_body(doc, &body);
	separate(s);
	kr_str_addz(s->out, "\"body\":\"");
	add_escaped(&body, s);
	kr_str_addc(s->out, '"');
	kr_str_fini(&body);
}

static void add_block(const struct kr_block *b, struct json_sink *s)
{
	json_t *o = block_json(b);

	json_dump_callback(o, collect, s->out, JSON_COMPACT);
	json_decref(o);
}

static void add_blocks(const struct kr_doc *doc, struct json_sink *s)
{
	if (!doc->nblocks)
		return;
	separate(s);
	kr_str_addz(s->out, "\"blocks\":[");
	for (size_t i = 0; i < doc->nblocks && s->rc >= 0; i++) {
		if (i)
			kr_str_addc(s->out, ',');
		add_block(&doc->blocks[i], s);
		hand_over(s, PORTION);
	}
	kr_str_addc(s->out, ']');
}

static void write_doc(const struct kr_doc *doc, unsigned flags, struct json_sink *s)
{
	json_t *tail = json_object();

	kr_str_addc(s->out, '{');
	add_members(head_json(doc), s);
	if (flags & KR_JSON_BODY)
		add_body(doc, s);
	add_blocks(doc, s);
	put_lists(tail, doc);
	put_small_members(tail, doc);
	add_members(tail, s);
	kr_str_addc(s->out, '}');
	hand_over(s, 0);
}

void kr_json_write(const struct kr_doc *doc, unsigned flags, struct kr_str *out)
{
	struct json_sink s = {.out = out};

	write_doc(doc, flags, &s);
}

int kr_json_write_stream(const struct kr_doc *doc, unsigned flags, kr_json_flush *flush, void *user)
{
	struct kr_str portion;
	struct json_sink s = {.out = &portion, .flush = flush, .user = user};

	kr_str_init(&portion);
	write_doc(doc, flags, &s);
	kr_str_fini(&portion);
	return s.rc;
}

/* --- pieces ------------------------------------------------------------------------------ */

static json_t *media_at(const struct kr_doc *doc, size_t i)
{
	return media_json(&doc->media[i]);
}

static json_t *rec_at(const struct kr_doc *doc, size_t i)
{
	return rec_json(&doc->recs[i]);
}

/* Flat, so that a thread can go on in the next piece. */
static json_t *comment_at(const struct kr_doc *doc, size_t i)
{
	json_t *e = comment_json(&doc->comments[i]);

	if (doc->comments[i].depth)
		put_number(e, "depth", doc->comments[i].depth);
	return e;
}

static json_t *block_at(const struct kr_doc *doc, size_t i)
{
	return block_json(&doc->blocks[i]);
}

/* What a piece holds, in the order in which it is sent. */
static const struct {
	const char *name;
	json_t *(*at)(const struct kr_doc *doc, size_t i);
	size_t count; /* offset of a size_t in the doc */
} lists[KR_JSON_LISTS] = {
        {"media", media_at, offsetof(struct kr_doc, nmedia)},
        {"recommendations", rec_at, offsetof(struct kr_doc, nrecs)},
        {"comments", comment_at, offsetof(struct kr_doc, ncomments)},
        {"blocks", block_at, offsetof(struct kr_doc, nblocks)},
};

static size_t count_of(const struct kr_doc *doc, int list)
{
	size_t n;

	memcpy(&n, (const char *)doc + lists[list].count, sizeof n);
	return n;
}

/* Writes elements of a list from *next on, until out is max bytes long. False: it is. */
static bool add_list(
        const struct kr_doc *doc, int list, size_t *next, size_t max, struct json_sink *s)
{
	const size_t n = count_of(doc, list);

	if (*next == n)
		return true;
	separate(s);
	kr_str_addf(s->out, "\"%s\":[", lists[list].name);
	for (bool any = false; *next < n && (!any || s->out->len < max); any = true) {
		json_t *o = lists[list].at(doc, (*next)++);

		if (any)
			kr_str_addc(s->out, ',');
		json_dump_callback(o, collect, s->out, JSON_COMPACT);
		json_decref(o);
	}
	kr_str_addc(s->out, ']');
	return s->out->len < max;
}

static void add_lists(
        const struct kr_doc *doc, size_t max, struct kr_json_cursor *c, struct json_sink *s)
{
	for (int i = 0; i < KR_JSON_LISTS; i++)
		if (!add_list(doc, i, &c->next[i], max, s))
			break;
	kr_str_addc(s->out, '}');
}

void kr_json_write_head(
        const struct kr_doc *doc, size_t max, struct kr_json_cursor *c, struct kr_str *out)
{
	struct json_sink s = {.out = out};
	json_t *o = head_json(doc);

	*c = (struct kr_json_cursor){0};
	put_small_members(o, doc);
	kr_str_addc(out, '{');
	add_members(o, &s);
	add_lists(doc, max, c, &s);
}

void kr_json_write_more(
        const struct kr_doc *doc, size_t max, struct kr_json_cursor *c, struct kr_str *out)
{
	struct json_sink s = {.out = out};

	kr_str_addc(out, '{');
	add_lists(doc, max, c, &s);
}

bool kr_json_write_done(const struct kr_doc *doc, const struct kr_json_cursor *c)
{
	for (int i = 0; i < KR_JSON_LISTS; i++)
		if (c->next[i] < count_of(doc, i))
			return false;
	return true;
}

void kr_json_write_warnings(const struct kr_doc *doc, struct kr_str *out)
{
	struct json_sink s = {.out = out};
	json_t *o = json_object();

	put_warnings(o, doc);
	kr_str_addc(out, '{');
	add_members(o, &s);
	kr_str_addc(out, '}');
}
