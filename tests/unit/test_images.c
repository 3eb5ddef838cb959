#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/body/blocks_priv.h"

/* Each page is put between two sentences of the body. Which pictures are found, with which
 * captions? A paragraph of class "kept" stays in the body, one of class "left" belongs to the
 * picture. */
static const struct {
	const char *name, *html, *pictures;
} cases[] = {
        {"placeholder and data-src",
                "<img src='data:image/gif;base64,R0lGOD' data-src=//cdn.example/x.jpg data-w=900>",
                "https://cdn.example/x.jpg 900\n"},
        {"data-original", "<img class=lazy src=/img/loading.gif data-original=/p/a.jpg>",
                "https://h.example/p/a.jpg\n"},
        {"srcset alone", "<img srcset='s.jpg 300w, l.jpg 900w'>", "https://h.example/l.jpg 900\n"},
        {"largest up to 1600",
                "<img src=s.jpg srcset='a.jpg 800w, b.jpg 1600w, c.jpg 3000w' width=640 "
                "height=480>",
                "https://h.example/b.jpg 1600x1200\n"},
        {"smallest above 1600", "<img srcset='a.jpg 3000w,b.jpg 2000w'>",
                "https://h.example/b.jpg 2000\n"},
        {"densities", "<img src=a.jpg srcset='a.jpg 1x, b.jpg 2x'>", "https://h.example/b.jpg\n"},
        {"commas in addresses", "<img srcset='/w_300,h_200/a.jpg 300w, /w_900,h_600/a.jpg 900w'>",
                "https://h.example/w_900,h_600/a.jpg 900\n"},
        {"data-srcset", "<img src=/blank.gif data-srcset='a.jpg 640w, b.jpg 1280w'>",
                "https://h.example/b.jpg 1280\n"},
        {"noscript twin, empty picture", "<p><img><noscript><img src=real.jpg></noscript>",
                "https://h.example/real.jpg\n"},
        {"noscript twin, lazy picture",
                "<p><img src=/blank.gif data-src=a.jpg><noscript><img src=a2.jpg></noscript>",
                "https://h.example/a.jpg\n"},
        {"a stand-in of any name, by its class",
                "<img class='lazyload fit' src=/ph.png data-lazy-src=/r.jpg>",
                "https://h.example/r.jpg\n"},
        {"a stand-in of any name, by its twin",
                "<p><img src=/ph.png data-src=/r.jpg> <noscript><img src=/r.jpg></noscript>",
                "https://h.example/r.jpg\n"},
        {"a script's code is no address",
                "<img class=lazy src=/a.jpg onerror=\"this.src='/b.jpg'\">",
                "https://h.example/a.jpg\n"},
        {"a stand-in in srcset",
                "<img class=lazy src=/a.jpg data-lazy-src='/a.jpg?later=1' srcset=/1x1.png>",
                "https://h.example/a.jpg\n"},
        {"a good one is not replaced by a small one",
                "<img class=lazy src=/large.jpg data-src=/thumb-60x60.jpg>",
                "https://h.example/large.jpg\n"},
        {"a good one is not replaced", "<img src=/large.jpg data-thumb=/thumb60.jpg width=900>",
                "https://h.example/large.jpg 900\n"},
        {"picture element", "<picture><source srcset='a.webp 1200w'><img src='data:,'></picture>",
                "https://h.example/a.webp 1200\n"},
        {"WeChat", "<img data-src='https://mmbiz.example/mmbiz_jpg/abc/640?wx_fmt=jpeg'>",
                "https://mmbiz.example/mmbiz_jpg/abc/640?wx_fmt=jpeg\n"},
        {"JSON is no address", "<img data-config='{\"src\":\"/a.jpg\"}'>", ""},
        {"once each", "<img src=/a.jpg><img src=/a.jpg>", "https://h.example/a.jpg\n"},
        /* not pictures of the article */
        {"pixel", "<img src=/count.gif width=1 height=1>", ""},
        {"logo", "<img src=/img/site-logo.png>", ""},
        {"avatar", "<img class='user-avatar' src=/u/1.jpg>", ""},
        {"words within words", "<img src=/p/silicon-catalogos.jpg>",
                "https://h.example/p/silicon-catalogos.jpg\n"},
        {"icon sized", "<img src=/a.jpg width=48 height=48>", ""},
        {"not http", "<img src='file:///etc/a.jpg'>", ""},
        {"in a navigation", "<nav><img src=/a.jpg></nav>", ""},
        {"among links",
                "<div><a href=/1>a</a><a href=/2>b</a><a href=/3>c</a><a href=/4>d</a><img "
                "src=/a.jpg></div>",
                ""},
        /* captions */
        {"figcaption", "<figure><img src=/a.jpg><figcaption>The bridge</figcaption></figure>",
                "https://h.example/a.jpg (The bridge)\n"},
        {"class", "<div class=pic><img src=/a.jpg><div class='pic-caption'>The bridge</div></div>",
                "https://h.example/a.jpg (The bridge)\n"},
        {"two in one figure",
                "<figure><img src=/a.jpg><img src=/b.jpg><figcaption>Both</figcaption></figure>",
                "https://h.example/a.jpg (Both)\nhttps://h.example/b.jpg\n"},
        {"left to it", "<div class=pic><a><img src=/a.jpg></a></div><p class=left>The bridge</p>",
                "https://h.example/a.jpg (The bridge)\n"},
        {"left to it, in one paragraph", "<p class=left><img src=/a.jpg><br>The bridge</p>",
                "https://h.example/a.jpg (The bridge)\n"},
        {"left to another",
                "<img src=/a.jpg><p>Not kept.</p><img src=/b.jpg><p class=left>The bridge</p>",
                "https://h.example/a.jpg\nhttps://h.example/b.jpg (The bridge)\n"},
        {"alt", "<img src=/a.jpg alt='  A  bridge '>", "https://h.example/a.jpg \"A bridge\"\n"},
};

static void keep_text(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = 0; i < dom->n; i++)
		if (dom->nodes[i].tag == KR_TAG_TEXT &&
		        kr_str_eq(kr_dom_attr(dom, dom->nodes[i].parent, "class"), "kept"))
			page->mark[i] |= KR_MARK_KEEP;
		else if (dom->nodes[i].tag == KR_TAG_TEXT &&
		         kr_str_eq(kr_dom_attr(dom, dom->nodes[i].parent, "class"), "left"))
			page->mark[i] |= KR_MARK_CAPTION;
}

static void show(const struct kr_page *page, const struct kr_images *list, struct kr_str *out)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct kr_image *p = &list->v[i];

		kr_str_addz(out, p->src);
		if (p->width >= 0)
			kr_str_addf(out, " %d", p->width);
		if (p->height >= 0)
			kr_str_addf(out, "x%d", p->height);
		if (p->alt)
			kr_str_addf(out, " \"%s\"", p->alt);
		if (p->caption >= 0) {
			kr_str_addz(out, " (");
			kr_dom_inner_text(&page->dom, p->caption, out);
			kr_str_addc(out, ')');
		}
		kr_str_addc(out, '\n');
		assert_true(page->mark[p->node] & KR_MARK_KEEP);
	}
}

static void find(const char *html, struct kr_str *out)
{
	struct kr_extract_input in = {.url = "https://h.example/"};
	struct kr_page page = {.in = &in, .base = in.url};

	kr_page_open(&page);
	page.doc = kr_doc_new();
	assert_int_equal(kr_dom_parse(&page.dom, html, strlen(html), NULL), 0);
	kr_page_facts_run(&page);
	kr_visibility_run(&page);
	keep_text(&page);
	kr_images_run(&page);
	show(&page, page.images, out);
	kr_page_close(&page);
	kr_doc_free(page.doc);
}

static void finds_addresses(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str html, out;

		kr_str_init(&html);
		kr_str_init(&out);
		kr_str_addf(&html,
		        "<body><article><p class=kept>First.</p>%s<p "
		        "class=kept>Last.</p></article>",
		        cases[i].html);
		find(html.data, &out);
		if (strcmp(out.data, cases[i].pictures)) {
			print_error(
			        "%s: %s   not: %s\n", cases[i].name, out.data, cases[i].pictures);
			wrong++;
		}
		kr_str_fini(&html);
		kr_str_fini(&out);
	}
	assert_int_equal(wrong, 0);
}

static void finds_the_lead(void **state)
{
	static const struct {
		const char *html, *pictures;
	} leads[] = {
	        {"<figure><img src=/lead.jpg></figure><p class=kept>Text.",
	                "https://h.example/lead.jpg\n"},
	        {"<img src=/lead.jpg width=800><p class=kept>Text.",
	                "https://h.example/lead.jpg 800\n"},
	        {"<img src=/some.jpg><p class=kept>Text.", ""},
	        {"<nav><a href=/>Home</a><figure><img src=/menu.jpg></figure></nav><p "
	         "class=kept>Text.",
	                ""},
	        {"<p class=kept>Text.</p><figure><img src=/behind.jpg></figure>", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		struct kr_str out;

		kr_str_init(&out);
		find(leads[i].html, &out);
		assert_string_equal(out.data, leads[i].pictures);
		kr_str_fini(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(finds_addresses),
	        cmocka_unit_test(finds_the_lead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
