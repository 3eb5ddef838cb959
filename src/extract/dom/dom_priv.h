/* The page as a tree, behind which the HTML parser is hidden: only dom.c knows libxml2, so that
 * another parser may take its place.
 *
 * Nodes stand in one array in document order, so that the subtree of node i is the run [i,
 * nodes[i].end) and every walk is a loop. Node 0 is the document. Nothing is ever moved or removed:
 * stages mark nodes instead.
 *
 * Depth is limited to KR_DOM_DEPTH: elements below it are left out and their text hangs on the last
 * one that is kept, so that walks towards the root are short whatever the page does. */
#ifndef KREAD_EXTRACT_DOM_DOM_PRIV_H
#define KREAD_EXTRACT_DOM_DOM_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/arena.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

enum kr_tag {
	KR_TAG_DOCUMENT,
	KR_TAG_TEXT,
	KR_TAG_UNKNOWN, /* an element that is not in tags.def; its name is kr_dom_name() */
#define TAG(name, flags) KR_TAG_##name,
#include "extract/dom/tags.def"
#undef TAG
	KR_TAGS
};

enum { /* what kr_dom_tag_flags() says of a tag */
	KR_TF_BLOCK = 1,
	KR_TF_VOID = 2,
	KR_TF_SKIP = 4,
	KR_TF_REPLACED = 8,
};

enum {                    /* kr_node.flags */
	KR_NF_HIDDEN = 1, /* no reader sees it: script, style, template, hidden by attribute or
	                     style; set on every node of the subtree (prep.c) */
	KR_NF_LINK = 2,  /* within <a href> (set on every node of the subtree, a itself included) */
	KR_NF_BLANK = 4, /* a text node of white space only */
	KR_NF_FOLDED =
	        8, /* HIDDEN, but only by style or attribute of a block, perhaps until the reader
	              clicks: set with HIDDEN. What of it belongs to the body loses both (body.c) */
};

enum { KR_DOM_DEPTH = 512 };

struct kr_node {
	int32_t parent; /* -1 for node 0 */
	int32_t end;    /* one past the last node of the subtree */
	int32_t prev;   /* previous sibling or -1 */
	uint16_t tag;
	uint16_t depth;
	uint16_t flags;
	uint16_t nattrs;
	uint32_t at;  /* text: offset in dom->text; element: index of the first attribute in
	                 dom->attrs */
	uint32_t len; /* text: bytes; KR_TAG_UNKNOWN: index in dom->names */
};

struct kr_attr {
	const char *name;  /* lower case */
	const char *value; /* NUL-ended valid UTF-8, character references resolved; "" when absent;
	                      see memo_priv.h */
};

struct kr_dom {
	struct kr_node *nodes;
	int32_t n;
	struct kr_attr *attrs;
	size_t nattrs;
	struct kr_str text; /* of all text nodes, one after the other */
	struct kr_arena arena;
	const char **names; /* of unknown elements */
	size_t nnames;
	int32_t html, head, body; /* first of each, or -1 */
	void *dict;               /* of the parser: owns the names */
	size_t cap_nodes, cap_attrs, cap_names;
};

/* Parse clean UTF-8 (charset.c). Never fails on content: whatever comes gives a tree. KR_E_LIMIT
 * over 2^31 bytes. */
int kr_dom_parse(struct kr_dom *dom, const char *html, size_t len, struct kr_err *err);
void kr_dom_fini(struct kr_dom *dom);

unsigned kr_dom_tag_flags(int tag);
int kr_dom_tag_of(const char *name); /* KR_TAG_UNKNOWN if it is not in tags.def */
const char *kr_dom_name(const struct kr_dom *dom, int32_t i);

static inline bool kr_dom_is_block(int tag)
{
	return (kr_dom_tag_flags(tag) & KR_TF_BLOCK) != 0;
}

/* First child or -1; next sibling or -1. */
static inline int32_t kr_dom_child(const struct kr_dom *dom, int32_t i)
{
	return dom->nodes[i].end > i + 1 ? i + 1 : -1;
}

static inline int32_t kr_dom_next(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	return n->parent >= 0 && n->end < dom->nodes[n->parent].end ? n->end : -1;
}

static inline bool kr_dom_within(const struct kr_dom *dom, int32_t i, int32_t ancestor)
{
	return i >= ancestor && i < dom->nodes[ancestor].end;
}

/* The nearest element around a node, or the node itself, that is a block. */
int32_t kr_dom_block(const struct kr_dom *dom, int32_t i);

/* The value of an attribute, NULL if the element has none. */
const char *kr_dom_attr(const struct kr_dom *dom, int32_t i, const char *name);

/* The raw bytes of a text node (borrowed). */
static inline struct kr_slice kr_dom_text(const struct kr_dom *dom, int32_t i)
{
	return (struct kr_slice){dom->text.data + dom->nodes[i].at, dom->nodes[i].len};
}

static inline bool kr_dom_is_heading(int tag)
{
	return tag >= KR_TAG_h1 && tag <= KR_TAG_h6;
}

/* The first element that belongs to node or to one behind it, in an array in page order whose
 * elements begin with their node, an int32_t: its index; n if there is none. size: of an element.
 */
size_t kr_dom_search(const void *array, size_t n, size_t size, int32_t node);

/* All visible text of a subtree appended to out, blanks folded, a blank where a block or <br>
 * begins or ends. */
void kr_dom_inner_text(const struct kr_dom *dom, int32_t i, struct kr_str *out);

/* The first element with this tag in [from, end), or -1. */
int32_t kr_dom_find(const struct kr_dom *dom, int32_t from, int32_t end, int tag);

/* The nearest ancestor (i itself included) with this tag, or -1. */
int32_t kr_dom_up(const struct kr_dom *dom, int32_t i, int tag);

/* The nearest common ancestor of two nodes. */
int32_t kr_dom_common(const struct kr_dom *dom, int32_t a, int32_t b);

/* True if one of the blank-separated words of the attribute class or id contains word (ASCII case
 * folded). */
bool kr_dom_class_has(const struct kr_dom *dom, int32_t i, const char *word);

/* True if the element itself says that its text is centred: <center>, align, style. */
bool kr_dom_is_centered(const struct kr_dom *dom, int32_t i);

#endif
