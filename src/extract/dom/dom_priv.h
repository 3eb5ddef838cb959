/* The page as a tree. Only dom_parse.c and dom_text.c know libxml2, so that another HTML parser
 * can replace it.
 *
 * Nodes are stored in one array in document order: the subtree of node i is the range [i,
 * nodes[i].end) and every walk is a loop. Node 0 is the document. Nodes are never moved or
 * removed; stages mark them instead.
 *
 * There are at most KR_DOM_NODES. Depth is limited to KR_DOM_DEPTH: deeper elements are left out
 * and their text is added to the last element kept, so that walks towards the root are short on any
 * page. */
#ifndef KREAD_EXTRACT_DOM_DOM_PRIV_H
#define KREAD_EXTRACT_DOM_DOM_PRIV_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "kread/base/arena.h"
#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

enum kr_tag {
	KR_TAG_DOCUMENT,
	KR_TAG_TEXT,
	KR_TAG_UNKNOWN, /* an element not in tags.def; its name is kr_dom_name() */
#define TAG(name, flags) KR_TAG_##name,
#include "extract/dom/tags.def"
#undef TAG
	KR_TAGS
};

enum { /* kr_dom_tag_flags() */
	KR_TF_BLOCK = 1,
	KR_TF_VOID = 2,
	KR_TF_SKIP = 4,
	KR_TF_REPLACED = 8,
};

enum { /* kr_node.flags */
	/* not visible: script, style, template, or hidden by attribute or style. Set on the
	 * whole subtree (visibility.c) */
	KR_NF_HIDDEN = 1,
	/* within <a href>, the element itself included. Set on the whole subtree */
	KR_NF_LINK = 2,
	KR_NF_BLANK = 4, /* a text node of white space only */
	/* hidden only by style or attribute of a block, perhaps until the reader clicks. Set
	 * together with KR_NF_HIDDEN; body.c clears both on what it takes as body */
	KR_NF_FOLDED = 8,
};

struct kr_node {
	int32_t parent; /* -1 for node 0 */
	int32_t end;    /* one past the last node of the subtree */
	int32_t prev;   /* previous sibling or -1 */
	uint16_t tag;
	uint16_t depth;
	uint16_t flags;
	uint16_t nattrs;
	/* text: offset in dom->text; element: index of its first attribute in dom->attrs */
	uint32_t at;
	uint32_t len; /* text: bytes; KR_TAG_UNKNOWN: index in dom->names */
};

struct kr_attr {
	const char *name; /* lower case */
	/* NUL-terminated valid UTF-8 with character references resolved; "" if the attribute has
	 * no value */
	const char *value;
};

struct kr_dom {
	struct kr_node *nodes;
	int32_t n;
	struct kr_attr *attrs;
	size_t nattrs;
	struct kr_str text; /* all text nodes, concatenated */
	struct kr_arena arena;
	const char **names; /* of unknown elements */
	size_t nnames;
	int32_t html, head, body; /* the first of each, or -1 */
	bool full;                /* it has KR_DOM_NODES: the rest of the page is left out */
	void *dict;               /* libxml2's dictionary, which owns the names */
	size_t cap_nodes, cap_attrs, cap_names;
};

/* Parses clean UTF-8 (see charset_priv.h). Any content gives a tree. Returns KR_E_LIMIT if the
 * page is larger than 1 GiB. Call kr_dom_fini() even after an error. (dom_parse.c) */
int kr_dom_parse(struct kr_dom *dom, const char *html, size_t len, struct kr_err *err);
void kr_dom_fini(struct kr_dom *dom);

/* Frees what kr_dom_fini() cannot: the dictionary of the parser, or NULL. */
void kr_dom_parse_release(void *dict);

unsigned kr_dom_tag_flags(int tag);
const char *kr_dom_tag_name(int tag); /* "" unless it is in tags.def */
int kr_dom_tag_of(const char *name);  /* KR_TAG_UNKNOWN if not in tags.def */
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

/* Whether a node is a block, or an unknown element in the place of one: no text is beside it. */
bool kr_dom_acts_as_block(const struct kr_dom *dom, int32_t i);

/* The node itself or its nearest ancestor that is a block. */
int32_t kr_dom_block(const struct kr_dom *dom, int32_t i);

/* The value of an attribute (borrowed), or NULL if the element does not have it. */
static inline const char *kr_dom_attr(const struct kr_dom *dom, int32_t i, const char *name)
{
	const struct kr_node *n = &dom->nodes[i];

	if (n->tag == KR_TAG_TEXT)
		return NULL;
	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		if (*a->name == *name && !strcmp(a->name, name))
			return a->value;
	}
	return NULL;
}

/* The raw bytes of a text node (borrowed). */
static inline struct kr_slice kr_dom_text(const struct kr_dom *dom, int32_t i)
{
	return (struct kr_slice){dom->text.data + dom->nodes[i].at, dom->nodes[i].len};
}

/* The text of an element such as <script> or <title>, as written (borrowed); empty if it has none.
 */
struct kr_slice kr_dom_raw_text(const struct kr_dom *dom, int32_t i);

static inline bool kr_dom_is_heading(int tag)
{
	return tag >= KR_TAG_h1 && tag <= KR_TAG_h6;
}

/* Searches an array of structs of the given size that begin with an int32_t node and are sorted
 * by it. Returns the index of the first with a node at or after the given one; n if there is
 * none. */
size_t kr_dom_search(const void *array, size_t n, size_t size, int32_t node);

/* Appends the visible text of a subtree to out. White space is collapsed; a space marks where
 * blocks and <br> begin or end. */
void kr_dom_inner_text(const struct kr_dom *dom, int32_t i, struct kr_str *out);

/* As kr_dom_inner_text(), of the siblings from the node from up to end. */
void kr_dom_range_text(const struct kr_dom *dom, int32_t from, int32_t end, struct kr_str *out);

/* The first node with this tag in [from, end), or -1. */
int32_t kr_dom_find(const struct kr_dom *dom, int32_t from, int32_t end, int tag);

/* The node itself or its nearest ancestor with this tag, or -1. */
int32_t kr_dom_up(const struct kr_dom *dom, int32_t i, int tag);

/* The nearest common ancestor of two nodes. */
int32_t kr_dom_common(const struct kr_dom *dom, int32_t a, int32_t b);

/* Whether two elements have the same tag and class attribute. */
bool kr_dom_is_alike(const struct kr_dom *dom, int32_t a, int32_t b);

/* Whether the element centres its text by <center>, align or style. */
bool kr_dom_is_centered(const struct kr_dom *dom, int32_t i);

#endif
