#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract_help.h"

#define LD "<script type=application/ld+json>"
#define OURS                                                                                       \
	"{\"@type\":\"NewsArticle\",\"author\":\"Ann Miller\",\"datePublished\":\"2024-03-02\"}"

static const char *const forms[] = {
        LD "{\"@type\":\"NewsArticle\",\"author\":\"Ann "
           "Miller\",\"datePublished\":\"2024-03-02\"}</script>",
        LD "{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann "
           "Miller\"}],\"datePublished\":"
           "\"2024-03-02\"}</script>",
        LD "[{\"@type\":\"WebSite\",\"name\":\"x\"},{\"@graph\":[{\"@type\":["
           "\"NewsArticle\"],\"author\":[{\"@"
           "id\":\"#p\"}],"
           "\"datePublished\":\"2024-03-02\"},{\"@id\":\"#p\",\"name\":\"Ann "
           "Miller\"}]}]</script>",
        LD "{\"@type\":\"BreadcrumbList\"}</script>" LD
           "{\"@type\":\"http://schema.org/BlogPosting\",\"author\":{\"name\":[\"Ann "
           "Miller\"]},\"datePublished\":"
           "[\"2024-03-02\"]}</script>",
        LD "{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Article\",\"author\":{"
           "\"name\":\"Ann Miller\"},"
           "\"datePublished\":\"2024-03-02\"}}</script>",
        /* not of this page; of this page */
        LD "[{\"@type\":\"NewsArticle\",\"url\":\"https://news.example/a/"
           "2.html\",\"author\":\"Bo Weaver\"},"
           "{\"@type\":\"NewsArticle\",\"url\":\"https://news.example/a/"
           "1.html\",\"author\":\"Ann Miller\","
           "\"datePublished\":\"2024-03-02\"}]</script>",
        /* broken: a whole block, or a part of it */
        LD "{\"@type\":</script>" LD "{\"@type\":\"NewsArticle\",\"author\":\"Ann "
           "Miller\",\"datePublished\":\"2024-03-02\"}</script>",
        LD "<!--\n{\"@type\":\"NewsArticle\",\"description\":\"two\nlines \\' and "
           "more\",\"author\":\"Ann "
           "Miller\","
           "\"datePublished\":\"2024-03-02\",}\n//--></script>",
        LD "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"author\":\"Ann "
           "Miller\",\"datePublished\":\"2024-03-02\"}\n//]]></script>",
        /* several values in a script: side by side, as a list without brackets, after an
           extra bracket */
        LD "{\"@type\":\"WebSite\"}\n" OURS "</script>",
        LD "{\"@type\":\"WebSite\"},\n" OURS "</script>",
        LD "{\"@type\":\"WebSite\"}}" OURS "</script>",
        LD "<![CDATA[ {\"@type\":\"WebSite\"} ]]><![CDATA[" OURS "]]></script>",
        /* with @id; as a string */
        LD "var data = " OURS ";</script>",
        LD "\"{\\\"@type\\\":\\\"NewsArticle\\\",\\\"author\\\":\\\"Ann Miller\\\","
           "\\\"datePublished\\\":\\\"2024-03-02\\\"}\"</script>",
        /* character references, which scripts do not have; those of the text stay */
        LD "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;author&quot;:&quot;Ann "
           "Miller&quot;,&quot;datePublished&quot;"
           ":&quot;2024-03-02&quot;,&quot;name&quot;:&quot;a &amp;quot;b&amp;quot;, "
           "c&quot;}</script>",
        LD "[ {&#34;@type&#34;:&#34;NewsArticle&#34;,&#34;author&#34;:&#34;Ann "
           "Miller&#34;,&#34;datePublished&#34;:&#34;2024-03-02&#34;} ]</script>",
        LD "{\"@type\":\"NewsArticle\",\"headline\":\"Say "
           "&quot;no&quot;\",\"author\":\"Ann "
           "Miller\",\"datePublished\":\"2024-03-02\"}</script>",
        /* quotation marks that are not escaped */
        LD "{\"@type\":\"NewsArticle\",\"description\":\"He said \"never\" and "
           "left.\",\"author\":\"Ann "
           "Miller\",\"datePublished\":\"2024-03-02\"}</script>",
        LD "{\"@type\":\"NewsArticle\",\"author\":\"Ann "
           "Miller\",\"datePublished\":\"2024-03-02\",\"x\":\"cut off",
};

/* The article is found in every form of JSON-LD, with its author and day. */
static void shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct kr_str scripts;
		struct kr_doc *doc;

		kr_str_init(&scripts);
		kr_str_addf(
		        &scripts, "%s%s", forms[i], strstr(forms[i], "cut off") ? "</script>" : "");
		doc = extract_article(scripts.data, "");
		if (doc->authors.n != 1 || strcmp(doc->authors.v[0], "Ann Miller") != 0 ||
		        !doc->published || strcmp(doc->published, "2024-03-02") != 0)
			fail_msg("%s\n gives %s, %s", forms[i],
			        doc->authors.n ? doc->authors.v[0] : "no author",
			        doc->published ? doc->published : "no time");
		kr_doc_free(doc);
		kr_str_fini(&scripts);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(shapes)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
