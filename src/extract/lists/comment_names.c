/* Class names, ids and microdata of comments. */
#include "extract/lists/comment_reader_priv.h"

#include <ctype.h>
#include <string.h>

static bool has_any(const char *word, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (kr_str_ifind(word, len, *list))
			return true;
	return false;
}

/* Whether a word of a class means one comment. */
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

bool kr_comment_names_item(const struct kr_dom *dom, int32_t i)
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

/* Whether a word of a class or id means comments, rather than the state of a page
 * ("has-comments", "comments-off"). */
static bool means_comments(const char *v)
{
	static const char *const other[] = {
	        "has-", "enabled", "disabled", "closed", "open", "-off", "-on", NULL};

	for (const char *word = v; *v; v++) {
		const char *name = NULL;

		switch (*v | 0x20) {
		case ' ': /* unaffected by the | 0x20 */
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

bool kr_comment_names_any(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		if (is_naming(a->name) && means_comments(a->value))
			return true;
	}
	return false;
}
