/* Subscriptions as OPML. The writer of libxml2 escapes what needs it. */
#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_priv.h"
#include "kread/base/mem.h"

/* Of the attributes that OPML does not have. */
#define NAMESPACE "tag:kread,2026:opml"

static const char *folder_of(const struct kr_exchange_item *it)
{
	return it->ntags ? it->tags[0] : "";
}

/* Folders in the order of their names, after what is in none; within one, the order of the list. */
static int by_folder(const void *a, const void *b)
{
	const struct kr_exchange_item *x = *(const struct kr_exchange_item *const *)a,
	                              *y = *(const struct kr_exchange_item *const *)b;
	const int order = strcmp(folder_of(x), folder_of(y));

	return order ? order : (x > y) - (x < y);
}

/* --- elements ------------------------------------------------------------------------------ */

static void open_element(xmlTextWriterPtr w, const char *name)
{
	xmlTextWriterStartElement(w, (const xmlChar *)name);
}

static void attribute(xmlTextWriterPtr w, const char *name, const char *value)
{
	if (value)
		xmlTextWriterWriteAttribute(w, (const xmlChar *)name, (const xmlChar *)value);
}

static void list_attribute(
        xmlTextWriterPtr w, const char *name, const char *const *v, size_t n, char separator)
{
	struct kr_str all;

	if (!n)
		return;
	kr_str_init(&all);
	for (size_t i = 0; i < n; i++) {
		if (i)
			kr_str_addc(&all, separator);
		/* a category that begins with a slash is a path */
		if (separator == ',' && *v[i] == '/')
			kr_str_addc(&all, '/');
		kr_str_addz(&all, v[i]);
	}
	attribute(w, name, all.data);
	kr_str_fini(&all);
}

static void subscription(xmlTextWriterPtr w, const struct kr_exchange_item *it)
{
	const bool feed = it->kind == KR_EXCHANGE_FEED;

	open_element(w, "outline");
	attribute(w, "type", feed ? "rss" : "link");
	attribute(w, "text", it->title ? it->title : it->url);
	attribute(w, feed ? "xmlUrl" : "url", it->url);
	attribute(w, "htmlUrl", it->site_url);
	attribute(w, "description", it->summary);
	/* a folder with the name of its feed does not count, see exchange_opml.c */
	if (it->ntags > 1 || kr_str_eq(folder_of(it), it->title))
		list_attribute(w, "category", (const char *const *)it->tags, it->ntags, ',');
	list_attribute(w, "kread:hide", (const char *const *)it->hide, it->nhide, '\n');
	xmlTextWriterEndElement(w);
}

static void body(xmlTextWriterPtr w, const struct kr_exchange_item *const *v, size_t n)
{
	const char *folder = "";

	open_element(w, "body");
	for (size_t i = 0; i < n; i++) {
		if (strcmp(folder_of(v[i]), folder)) {
			if (*folder)
				xmlTextWriterEndElement(w);
			folder = folder_of(v[i]);
			open_element(w, "outline");
			attribute(w, "text", folder);
		}
		subscription(w, v[i]);
	}
	if (*folder)
		xmlTextWriterEndElement(w);
	xmlTextWriterEndElement(w);
}

static void document(
        xmlTextWriterPtr w, const char *title, const struct kr_exchange_item *const *v, size_t n)
{
	xmlTextWriterSetIndent(w, 1);
	xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL);
	open_element(w, "opml");
	attribute(w, "version", "2.0");
	attribute(w, "xmlns:kread", NAMESPACE);
	open_element(w, "head");
	xmlTextWriterWriteElement(w, (const xmlChar *)"title", (const xmlChar *)title);
	xmlTextWriterEndElement(w);
	body(w, v, n);
	xmlTextWriterEndElement(w);
	xmlTextWriterEndDocument(w);
}

void kr_exchange_write(const struct kr_exchange_list *l, const char *title, struct kr_str *out)
{
	const struct kr_exchange_item **v = kr_mem_array(NULL, l->n + 1, sizeof *v);
	xmlBufferPtr buffer = xmlBufferCreate();
	xmlTextWriterPtr w = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].kind != KR_EXCHANGE_ARTICLE)
			v[n++] = &l->v[i];
	qsort(v, n, sizeof *v, by_folder);
	if (w)
		document(w, title, v, n);
	xmlFreeTextWriter(w);
	if (buffer)
		kr_str_add(out, (const char *)xmlBufferContent(buffer),
		        (size_t)xmlBufferLength(buffer));
	xmlBufferFree(buffer);
	free(v);
}
