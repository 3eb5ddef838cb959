#include "feed_sax_priv.h"

#include <libxml/parserInternals.h>
#include <string.h>

#include "feed_priv.h"

void kr_feed_sax_read(const char *data, size_t size, const xmlSAXHandler *sax, void *user,
        xmlParserCtxtPtr *ret_ctxt)
{
	xmlParserCtxtPtr c;
	struct kr_str text;

	kr_str_init(&text);
	kr_feed_reduce_xml(data, size, &text);
	c = text.len < INT32_MAX ? xmlCreateMemoryParserCtxt(text.data, (int)text.len) : NULL;
	if (!c)
		goto out;
	*ret_ctxt = c;
	*c->sax = *sax;
	c->userData = user;
	xmlCtxtUseOptions(c, XML_PARSE_RECOVER | XML_PARSE_NOENT | XML_PARSE_NONET |
	                             XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	                             XML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(c, XML_CHAR_ENCODING_UTF8);
	xmlParseDocument(c);
	if (c->myDoc)
		xmlFreeDoc(c->myDoc);
	xmlFreeParserCtxt(c);
out:
	kr_str_fini(&text);
}

/* libxml2 gives five values for each: name, prefix, namespace, begin and end of the value. */
struct kr_slice kr_feed_sax_attribute(
        int n, const xmlChar **attributes, const char *prefix, const char *name)
{
	for (int i = 0; i < n; i++) {
		const char *const *a = (const char *const *)(attributes + 5 * i);

		if (!strcmp(a[0], name) &&
		        (prefix ? !*prefix || (a[1] && !strcmp(a[1], prefix)) : !a[1]))
			return (struct kr_slice){a[3], (size_t)(a[4] - a[3])};
	}
	return (struct kr_slice){NULL, 0};
}
