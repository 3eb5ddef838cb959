/* Readers' comments that stand in the page: elements whose class, id or microdata call them one
 * comment. Those inside of another are its replies. One walk over the page with a stack of the
 * comments that are open. */
#include "extract/dom/page_priv.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "extract/lists/link_cards_priv.h"
#include "extract/meta/date/date_priv.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"

enum {
	MAX_COMMENTS = 2000,
	MAX_TEXT = 16 * 1024, /* bytes of one comment */
	MAX_COUNT = 10 * 1000 * 1000,
	NEAR = 4,    /* so far up from a text its role is looked for */
	SMALL = 400, /* characters: a part named for comments that holds none (a form, "no comments
	                yet") */
	LABEL_BYTES = 60,
};

struct comment_item {
	int32_t node;
	int32_t inner; /* parent of the item that is the same comment, wrapped again; or -1 */
	int32_t depth;
	struct kr_str author, time, text,
	        named; /* named: text of the element that is named for it */
	const char *datetime;
	int32_t likes;
};

struct comment_reader {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct comment_item *items;
	size_t n, cap;
	size_t *open; /* indices of the items around the present node */
	size_t nopen, cap_open;
	uint8_t *named; /* [dom.n] called comments by class, id or microdata */
	bool any;       /* named */
};

/* --- which elements ----------------------------------------------------------------------- */

static bool has_any(const char *word, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (kr_str_ifind(word, len, *list))
			return true;
	return false;
}

/* One word of a class that says: this is one comment. */
static bool is_item_word(const char *word, size_t len)
{
	static const char *const parts[] = {
	        "item", "entry", "single", "node", "row", "card", "unit", "block", NULL};
	static const char *const other[] = {"list", "count", "link", "form", "meta", "text",
	        "content", "body", "author", "date", "time", "box", "header", "footer", "title",
	        "avatar", "wrap", "section", "area", "recent", "btn", "button", "icon", "num",
	        "latest", "add", "post-", "no-", "group", NULL};

	if (!kr_str_ifind(word, len, "comment") && !kr_str_ifind(word, len, "pinglun") &&
	        !kr_str_ifind(word, len, "liuyan"))
		return false;
	if (len == 7 || (len == 13 && kr_str_istarts(word, "media-comment")))
		return true;
	return has_any(word, len, parts) && !has_any(word, len, other);
}

static bool is_item_id(const char *id)
{
	const char *at = id ? kr_str_ifind(id, strlen(id), "comment") : NULL;

	if (!at || at - id > 4)
		return false;
	at += 7;
	at += *at == '-' || *at == '_';
	return isdigit((unsigned char)*at);
}

static bool is_item(const struct kr_dom *dom, int32_t i)
{
	const char *class = kr_dom_attr(dom, i, "class"), *type = kr_dom_attr(dom, i, "itemtype");
	int tag = dom->nodes[i].tag;

	if (tag != KR_TAG_li && tag != KR_TAG_div && tag != KR_TAG_article &&
	        tag != KR_TAG_section && tag != KR_TAG_dl && tag != KR_TAG_tr &&
	        tag != KR_TAG_UNKNOWN)
		return false;
	if (type && (kr_str_ends(type, "schema.org/Comment") ||
	                    kr_str_ends(type, "schema.org/UserComments")))
		return true;
	if (kr_str_eq(kr_dom_attr(dom, i, "itemprop"), "comment") ||
	        is_item_id(kr_dom_attr(dom, i, "id")))
		return true;
	for (size_t n; class && *class; class += n) {
		class += strspn(class, " \t\r\n");
		n = strcspn(class, " \t\r\n");
		if (n && is_item_word(class, n))
			return true;
	}
	return false;
}

/* True if one word of a class or id calls the element comments, not a place where they may be
 * switched on. */
static bool names_comments(const char *v)
{
	static const char *const other[] = {
	        "has-", "enabled", "disabled", "closed", "open", "-off", "-on", NULL};

	for (const char *word = v; *v; v++) {
		const char *name = NULL;

		switch (*v | 0x20) {
		case ' ': /* a blank has this bit anyway */
			word = v + 1;
			break;
		case 'c':
			name = "comment";
			break;
		case 'd':
			name = "disqus";
			break;
		case 'p':
			name = "pinglun";
			break;
		case 'l':
			name = "liuyan";
			break;
		default:
			break;
		}
		if (name && (v[1] | 0x20) == name[1] && kr_str_istarts(v, name) &&
		        !has_any(word, strcspn(word, " \t\r\n"), other))
			return true;
	}
	return false;
}

static bool is_naming(const char *attr)
{
	switch (attr[0]) {
	case 'c':
		return !strcmp(attr, "class");
	case 'i':
		return !strcmp(attr, "id") || !strcmp(attr, "itemprop") ||
		       !strcmp(attr, "itemtype");
	default:
		return false;
	}
}

static bool says_comments(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		if (is_naming(a->name) && names_comments(a->value))
			return true;
	}
	return false;
}

/* The elements that are named for comments, found once: most pages have few. */
static void find_named(struct comment_reader *r)
{
	r->named = kr_arena_alloc(&r->page->scratch, (size_t)r->dom->n);
	for (int32_t i = 0; i < r->dom->n; i++)
		if (r->dom->nodes[i].tag != KR_TAG_TEXT && r->dom->nodes[i].nattrs &&
		        says_comments(r->dom, i)) {
			r->named[i] = 1;
			r->any = true;
		}
}

/* --- what stands in one ------------------------------------------------------------------- */

enum role { TEXT, NAMED, AUTHOR, TIME, LIKES, NOTHING };

static enum role role_of_element(const struct kr_dom *dom, int32_t i)
{
	static const struct {
		const char *word;
		enum role role;
	} words[] = {{"author", AUTHOR}, {"username", AUTHOR}, {"user-name", AUTHOR},
	        {"user_name", AUTHOR}, {"nick", AUTHOR}, {"byline", AUTHOR},
	        {"reply-link", NOTHING}, {"avatar", NOTHING}, {"share", NOTHING},
	        {"report", NOTHING}, {"action", NOTHING}, {"button", NOTHING},
	        {"edit-link", NOTHING}, {"says", NOTHING}, {"badge", NOTHING}, {"like", LIKES},
	        {"vote", LIKES}, {"digg", LIKES}, {"zan", LIKES}, {"ding", LIKES}, {"agree", LIKES},
	        {"date", TIME}, {"time", TIME}, {"comment-meta", TIME}, {"metadata", TIME},
	        {"content", NAMED}, {"text", NAMED}, {"body", NAMED}, {"message", NAMED},
	        {"reply", NOTHING}};
	const char *prop = kr_dom_attr(dom, i, "itemprop");
	int tag = dom->nodes[i].tag;

	if (tag == KR_TAG_time)
		return TIME;
	if (tag == KR_TAG_button || tag == KR_TAG_form || tag == KR_TAG_label)
		return NOTHING;
	if (tag == KR_TAG_cite || kr_str_eq(prop, "author") || kr_str_eq(prop, "creator"))
		return AUTHOR;
	if (kr_str_eq(prop, "text") || kr_str_eq(prop, "commentText") ||
	        kr_str_eq(prop, "description"))
		return NAMED;
	if (tag == KR_TAG_p || tag == KR_TAG_blockquote)
		return TEXT;
	if (kr_dom_attr(dom, i, "class"))
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (kr_dom_class_has(dom, i, words[k].word))
				return words[k].role;
	return TEXT;
}

static enum role role_of(
        const struct comment_reader *r, int32_t text, const struct comment_item *it)
{
	enum role role = TEXT;
	int32_t p = r->dom->nodes[text].parent;

	for (int up = 0; up < NEAR && p > it->node && role == TEXT;
	        up++, p = r->dom->nodes[p].parent)
		role = role_of_element(r->dom, p);
	return role;
}

/* Labels of buttons and the like. */
static bool is_label(struct kr_slice t)
{
	static const char *const labels[] = {"reply", "replies", "report", "like", "share",
	        "says:", "says", "permalink", "flag", "edit", "quote", "回复", "举报", "点赞", "赞",
	        "顶", "踩", "分享", "支持", "反对", "引用", "antworten", "répondre", "responder",
	        "rispondi", "ответить", "返信", "답글", "·", "|", "-", "•", "(", ")",
	        "log in to reply", "load more"};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (kr_slice_ieq(t, labels[i]))
			return true;
	return false;
}

static int32_t first_number(struct kr_slice t)
{
	int32_t n = -1;

	for (size_t i = 0; i < t.len; i++) {
		if (isdigit((unsigned char)t.data[i]))
			n = (n < 0 ? 0 : n) * 10 + (t.data[i] - '0');
		else if (n >= 0 && t.data[i] != ',')
			break;
		if (n > MAX_COUNT)
			return -1;
	}
	return n;
}

static void add_text(struct kr_str *to, const struct kr_dom *dom, int32_t node, struct kr_slice t)
{
	int32_t p = dom->nodes[node].parent;
	bool breaks =
	        to->len &&
	        (kr_dom_is_block(dom->nodes[p].tag)
	                        ? dom->nodes[node].prev < 0
	                        : dom->nodes[p].prev >= 0 &&
	                                  kr_dom_is_block(dom->nodes[dom->nodes[p].prev].tag));

	breaks = breaks ||
	         (dom->nodes[node].prev >= 0 && dom->nodes[dom->nodes[node].prev].tag == KR_TAG_br);
	if (to->len + t.len > MAX_TEXT)
		return;
	if (breaks && to->len)
		kr_str_addc(to, '\n');
	else if (to->len && (isspace((unsigned char)t.data[0])))
		kr_str_addc(to, ' ');
	for (size_t i = 0; i < t.len; i++) {
		bool blank = isspace((unsigned char)t.data[i]);

		if (!blank)
			kr_str_addc(to, t.data[i]);
		else if (to->len && !isspace((unsigned char)to->data[to->len - 1]))
			kr_str_addc(to, ' ');
	}
}

static void take_text(struct comment_reader *r, struct comment_item *it, int32_t i)
{
	struct kr_slice raw = kr_dom_text(r->dom, i), t = kr_slice_trim(raw);
	enum role role = role_of(r, i, it);

	if (role == NOTHING || is_label(t))
		return;
	if (role == AUTHOR && (!it->author.len || it->text.len + it->named.len == 0)) {
		if (!it->author.len && t.len <= 2 * LABEL_BYTES)
			kr_str_add(&it->author, t.data, t.len);
		return;
	}
	if (role == TIME || (role != NAMED && kr_card_words_is_time(t))) {
		if (!it->time.len)
			kr_str_add(&it->time, t.data, t.len);
		return;
	}
	if (role == LIKES) {
		int32_t n = t.len < LABEL_BYTES ? first_number(t) : -1;

		if (it->likes < 0)
			it->likes = n;
		return;
	}
	add_text(role == NAMED ? &it->named : &it->text, r->dom, i, raw);
}

/* --- the walk ----------------------------------------------------------------------------- */

static void open_item(struct comment_reader *r, int32_t i)
{
	struct comment_item *it;

	r->items = kr_mem_grow(r->items, r->n, &r->cap, sizeof *r->items);
	r->open = kr_mem_grow(r->open, r->nopen, &r->cap_open, sizeof *r->open);
	it = &r->items[r->n];
	*it = (struct comment_item){.node = i, .inner = -1, .likes = -1};
	kr_str_init(&it->author);
	kr_str_init(&it->time);
	kr_str_init(&it->text);
	kr_str_init(&it->named);
	r->open[r->nopen++] = r->n++;
}

static void walk(struct comment_reader *r)
{
	const struct kr_dom *dom = r->dom;

	for (int32_t i = 0; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		while (r->nopen && i >= dom->nodes[r->items[r->open[r->nopen - 1]].node].end)
			r->nopen--;
		if (n->flags & KR_NF_HIDDEN)
			continue;
		if (n->tag == KR_TAG_TEXT) {
			if (r->nopen && !(n->flags & KR_NF_BLANK))
				take_text(r, &r->items[r->open[r->nopen - 1]], i);
		} else if (n->tag == KR_TAG_time && r->nopen) {
			struct comment_item *it = &r->items[r->open[r->nopen - 1]];

			if (!it->datetime)
				it->datetime = kr_dom_attr(dom, i, "datetime");
		} else if (r->named[i] && r->n < MAX_COMMENTS && is_item(dom, i)) {
			open_item(r, i);
		}
	}
}

/* Somebody said something at some time: without either it is a heading, a form, a notice. */
static bool is_comment(const struct comment_reader *r, const struct comment_item *it)
{
	const struct kr_stat *st = &r->page->stat[it->node];

	if (!it->text.len && !it->named.len)
		return false;
	return it->author.len ? st->link_chars * 4 <= st->chars * 3
	                      : (it->time.len || it->datetime) && st->link_chars * 2 <= st->chars;
}

/* One comment is often wrapped twice: an item without words of its own is the first item in it (and
 * that one's siblings, if it is a list in truth); what else it holds are replies. */
static void set_depths(struct comment_reader *r)
{
	r->nopen = 0;
	for (size_t k = 0; k < r->n; k++) {
		struct comment_item *it = &r->items[k], *up = NULL;

		while (r->nopen &&
		        it->node >= r->dom->nodes[r->items[r->open[r->nopen - 1]].node].end)
			r->nopen--;
		if (r->nopen)
			up = &r->items[r->open[r->nopen - 1]];
		if (up && !is_comment(r, up) && up->inner < 0)
			up->inner = r->dom->nodes[it->node].parent;
		if (up)
			it->depth = up->depth + (up->inner != r->dom->nodes[it->node].parent);
		r->open = kr_mem_grow(r->open, r->nopen, &r->cap_open, sizeof *r->open);
		r->open[r->nopen++] = k;
	}
}

/* Text with its lines; each cleaned by itself. */
static const char *lines_of(struct kr_doc *doc, const struct kr_str *s)
{
	struct kr_str clean;
	const char *out;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, s->data, s->len, KR_UTF8_NFC);
	kr_str_trim(&clean);
	out = clean.len ? kr_arena_dup(&doc->arena, clean.data, clean.len) : NULL;
	kr_str_fini(&clean);
	return out;
}

static void emit(struct comment_reader *r)
{
	struct kr_doc *doc = r->page->doc;

	r->page->comment_nodes =
	        kr_arena_alloc(&r->page->arena, (r->n + 1) * sizeof *r->page->comment_nodes);
	for (size_t k = 0; k < r->n; k++) {
		struct comment_item *it = &r->items[k];
		struct kr_comment *c;
		bool relative;
		const char *text, *when = it->datetime ? it->datetime : it->time.data;

		if (!is_comment(r, it))
			continue;
		text = lines_of(doc, it->named.len ? &it->named : &it->text);
		if (!text)
			continue;
		c = kr_doc_add_comment(doc);
		c->text = text;
		c->author = kr_doc_line(doc, it->author.data, it->author.len);
		c->published = kr_date_read(r->page, when, strlen(when), &relative);
		if (!c->published) /* relative, and nobody knows to what */
			c->published = kr_doc_line(doc, when, strlen(when));
		c->likes = it->likes;
		c->depth = it->depth;
		r->page->comment_nodes[doc->ncomments - 1] = it->node;
	}
}

/* --- marks -------------------------------------------------------------------------------- */

static void mark(struct kr_page *page, int32_t root)
{
	for (int32_t i = root; i < page->dom.nodes[root].end; i++)
		page->mark[i] |= KR_MARK_COMMENT;
}

static bool holds_article(const struct kr_page *page, int32_t i)
{
	return (page->title_node >= 0 && kr_dom_within(&page->dom, page->title_node, i)) ||
	       kr_dom_find(&page->dom, i, page->dom.nodes[i].end, KR_TAG_h1) >= 0;
}

/* A form, "no comments yet"; not a list of links that broken markup has put into it. */
static bool is_small(const struct kr_stat *st)
{
	return st->chars <= SMALL && st->link_chars * 2 <= st->chars;
}

static void mark_parts(struct comment_reader *r)
{
	const struct kr_dom *dom = r->dom;

	for (int32_t i = dom->body > 0 ? dom->body + 1 : 1; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		if (!r->named[i])
			continue;
		if (holds_article(r->page, i) || (!is_item(dom, i) && !kr_dom_is_block(n->tag)))
			continue;
		if (is_small(&r->page->stat[i]) || is_item(dom, i)) {
			mark(r->page, i);
			i = n->end - 1;
			continue;
		}
		for (size_t k = 0; k < r->n; k++)
			if (kr_dom_within(dom, r->items[k].node, i)) {
				mark(r->page, i);
				i = n->end - 1;
				break;
			}
	}
}

/* --- how many ----------------------------------------------------------------------------- */

/* "12 comments", "评论 (12)", "共 12 条评论". */
static int32_t count_in(struct kr_slice t)
{
	static const char *const words[] = {"comment", "kommentar", "commentaire", "comentario",
	        "comentário", "commenti", "评论", "評論", "跟贴", "留言", "コメント", "댓글",
	        "комментари"};

	return t.len <= LABEL_BYTES && kr_slice_ihas_any(t, words, sizeof words / sizeof *words)
	               ? first_number(t)
	               : -1;
}

static int32_t stated_count(const struct comment_reader *r)
{
	const struct kr_dom *dom = r->dom;
	struct kr_str text;
	int32_t count = -1;

	kr_str_init(&text);
	for (int32_t i = 0; i < dom->n && count < 0; i++) {
		const struct kr_node *n = &dom->nodes[i];
		const char *prop = r->named[i] ? kr_dom_attr(dom, i, "itemprop") : NULL;
		bool heading = kr_dom_is_heading(n->tag);

		if (kr_str_eq(prop, "commentCount")) {
			const char *v = kr_dom_attr(dom, i, "content");

			count = first_number(kr_slice_of(v));
		}
		if (count >= 0 || n->tag == KR_TAG_TEXT || n->flags & KR_NF_HIDDEN ||
		        !r->page->stat[i].chars || r->page->stat[i].chars > LABEL_BYTES ||
		        !(heading || r->named[i]))
			continue;
		kr_str_clear(&text);
		kr_dom_inner_text(dom, i, &text);
		count = count_in(kr_slice_trim((struct kr_slice){text.data, text.len}));
	}
	kr_str_fini(&text);
	return count;
}

void kr_comments_run(struct kr_page *page)
{
	struct comment_reader r = {.page = page, .dom = &page->dom};

	find_named(&r);
	if (r.any) {
		walk(&r);
		set_depths(&r);
		emit(&r);
		mark_parts(&r);
	}
	page->doc->comment_count = stated_count(&r);
	for (size_t k = 0; k < r.n; k++) {
		kr_str_fini(&r.items[k].author);
		kr_str_fini(&r.items[k].time);
		kr_str_fini(&r.items[k].text);
		kr_str_fini(&r.items[k].named);
	}
	free(r.items);
	free(r.open);
}
