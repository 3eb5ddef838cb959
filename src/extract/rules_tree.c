#include "extract/rules_tree_priv.h"

#include <stdint.h>

#include <libxml/xpath.h>

enum { MAX_ATTRS = 100 }; /* of an element */

static bool add_attrs(const struct kr_dom *dom, int32_t i, xmlNodePtr to)
{
	const struct kr_node *n = &dom->nodes[i];

	for (uint32_t k = 0; k < n->nattrs && k < MAX_ATTRS; k++)
		if (!xmlNewProp(to, (const xmlChar *)dom->attrs[n->at + k].name,
		            (const xmlChar *)dom->attrs[n->at + k].value))
			return false;
	return true;
}

/* xmlAddChild() would merge adjacent texts. */
static void add_child(xmlNodePtr parent, xmlNodePtr node)
{
	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
}

static xmlNodePtr add_node(const struct kr_dom *dom, xmlDocPtr doc, int32_t i, xmlNodePtr parent)
{
	xmlNodePtr node;

	if (dom->nodes[i].tag == KR_TAG_TEXT)
		node = xmlNewDocTextLen(
		        doc, (const xmlChar *)kr_dom_text(dom, i).data, (int)dom->nodes[i].len);
	else
		node = xmlNewDocNode(doc, NULL, (const xmlChar *)kr_dom_name(dom, i), NULL);
	if (!node)
		return NULL;
	node->_private = (void *)(intptr_t)i;
	add_child(parent, node);
	return dom->nodes[i].tag == KR_TAG_TEXT || add_attrs(dom, i, node) ? node : NULL;
}

xmlDocPtr kr_rules_tree_make(const struct kr_dom *dom)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr open[KR_DOM_DEPTH + 1];

	if (!doc)
		return NULL;
	open[0] = (xmlNodePtr)doc;
	for (int32_t i = 1; i < dom->n; i++) {
		const int depth = dom->nodes[i].depth;

		open[depth] = add_node(dom, doc, i, open[depth - 1]);
		if (!open[depth]) {
			xmlFreeDoc(doc);
			return NULL;
		}
	}
	xmlXPathOrderDocElems(doc);
	return doc;
}

int32_t kr_rules_tree_node(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE || n->type == XML_TEXT_NODE
	               ? (int32_t)(intptr_t)n->_private
	               : -1;
}
