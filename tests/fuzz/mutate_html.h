/* What mutate.c puts into pages: names and values that the extractor looks for, and texts that are
 * hard to handle. */
#ifndef KREAD_TESTS_MUTATE_HTML_H
#define KREAD_TESTS_MUTATE_HTML_H

static const char *const elements[] = {"div", "p", "article", "section", "main", "aside", "nav",
        "header", "footer", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "tbody",
        "caption", "figure", "figcaption", "img", "picture", "source", "video", "audio", "iframe",
        "a", "b", "em", "span", "sup", "time", "address", "blockquote", "pre", "code", "h1", "h2",
        "h3", "br", "hr", "form", "button", "select", "option", "noscript", "template", "svg",
        "math", "details", "summary", "script", "style", "title", "meta", "link", "base", "body",
        "html", "head", "ruby", "rt", "font", "center", "amp-img", "x-card", "input", "textarea"};

static const char *const attr_names[] = {"class", "class", "class", "id", "itemprop", "itemtype",
        "property", "name", "content", "datetime", "href", "href", "src", "rel", "type", "role",
        "hidden", "style", "aria-hidden", "aria-label", "lang", "dir", "alt", "title", "width",
        "height", "colspan", "rowspan", "data-src", "data-id", "srcset", "charset", "http-equiv",
        "value", "start", "epub:type", "data-footnote", "cite", "reversed", "poster"};

static const char *const attr_values[] = {"article", "article-body", "content", "post", "entry",
        "headline", "title", "articleBody", "author", "byline", "date", "published", "source",
        "editor", "related", "recommend", "sidebar", "list", "card", "item", "comment", "comments",
        "comment-reply", "likes", "share", "nav", "menu", "footer", "ad", "advert", "promo",
        "paywall", "newsletter", "cookie-consent", "caption", "credit", "footnote", "toc", "tags",
        "breadcrumb", "gallery", "video", "player", "hidden", "live", "read-more",
        "visually-hidden", "display:none", "font-size:0", "og:title", "og:url", "og:image",
        "og:site_name", "article:published_time", "description", "keywords", "canonical", "amphtml",
        "next", "alternate", "application/ld+json", "application/rss+xml", "application/json",
        "http://schema.org/NewsArticle", "https://news.example/2024/b.html", "/a/1.html", "#fn1",
        "?page=2", "//other.example/x", "javascript:alert(1)", "data:image/png;base64,AAAA",
        "http://[::1]:99999/", "2024-03-18", "2024-03-18T09:30:00+08:00", "0000-99-99",
        "1710724000", "0", "1", "-1", "65535", "99999999999", "1e9", "refresh", "0;url=/x", "gbk",
        "utf-16", "en", "zh-CN", "rtl", "noteref", "x 1x, y 2x", ""};

static const char *const texts[] = {"Rain fell on the town all day.", "By Jane Doe",
        "Posted on March 18, 2024 at 9:30 am", "2024-03-18 09:30", "3 hours ago", "yesterday",
        "2\xe5\xa4\xa9\xe5\x89\x8d", "\xe6\x9d\xa5\xe6\xba\x90\xef\xbc\x9a\xe6\x96\xb0\xe5\x8d\x8e",
        "\xe4\xbd\x9c\xe8\x80\x85\xef\xbc\x9a\xe5\xbc\xa0\xe4\xb8\x89", "Related stories",
        "Read more", "\xe6\x8e\xa8\xe8\x8d\x90\xe9\x98\x85\xe8\xaf\xbb", "Comments (12)", "Reply",
        "Share", "Photo: AP", "Advertisement", "Subscribe to continue reading",
        "Please enable JavaScript", "[1]", "1.", "* one\n* two", "# Head\n\n```\ncode\n```",
        "| a | b |\n|---|---|\n| c | d |", "$x^2$", "\\(x\\)", "&lt;p&gt;", "&#x9b;", "&#0;",
        "&amp;amp;", "&nbsp;", "&zwj;", "\xc2\x9b[31m", "\x1b[31m", "\xe2\x80\xae",
        "\xe2\x81\xa6x\xe2\x81\xa9", "\xe2\x80\x8d", "\xef\xbb\xbf", "\xe2\x80\xa8",
        "e\xcc\x81\xcc\x81\xcc\x81", "\xff\xfe", "\xed\xa0\x80", "\xf4\x8f\xbf\xbf",
        "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
        "\xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xb1", "\xed\x95\x9c\xea\xb5\xad\xec\x96\xb4",
        "\xef\xbf\xbd", "\xe4\xb8\xad\xe6\x96\x87\xe3\x80\x82",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", " ", "\n\n\n", "\t", "-->", "]]>",
        "<![CDATA[x]]>", "<!--", "</script>", "\0"};

static const char *const json_values[] = {"null", "true", "1", "-1", "1e999", "1710724000000",
        "\"\"", "\"text\"", "\"2024-03-18T09:30:00Z\"", "\"https://news.example/b\"",
        "\"<p>A</p><p>B</p>\"", "\"\\u003cp\\u003eA\"", "\"\\ud800\"", "\"\\u202e\"",
        "\"\\\"{\\\\\\\"a\\\\\\\":1}\\\"\"", "[]", "{}", "[[[[]]]]",
        "{\"title\":\"A\",\"url\":\"/b\"}", "[1,2,3,{\"a\":4}]", "\"$1\"", "\"[1,{}]\"",
        "{\"@type\":\"NewsArticle\",\"articleBody\":\"A\"}", "void 0", "new Date(1e12)", "a",
        "\"articleBody\"", "\"headline\"", "\"datePublished\"", "\"author\"", "\"content\"",
        "\"children\"", "\"body\"", "\"blocks\"", "\"type\"", "\"text\"", "\"@graph\"", "\"image\"",
        "\"url\""};

static const char *const fragments[] = {
        "<p>Rain fell on the town all day, and the river rose by a metre, "
        "the mayor said on Monday. Nobody was hurt.</p>",
        "<h1>Rain in the town</h1>", "<h2>More</h2>",
        "<div class=\"card\"><a href=\"/a/2.html\"><h3>The river "
        "rose again on Tuesday</h3></a><time>2024-03-17</time></div>",
        "<ul><li><a href=\"/a/3.html\">First story of the day</a><li><a href=\"/a/4.html\">Second "
        "story of "
        "the day</a></ul>",
        "<div class=\"comment\"><b class=\"author\">Ann</b><p>So it is.</p><span>3 "
        "likes</span></div>",
        "<table><tr><th>Day<th>mm</tr><tr><td>Mon<td>3</tr></table>",
        "<figure><img src=\"/i.jpg\" alt=\"River\"><figcaption>The river. Photo: "
        "AP</figcaption></figure>",
        "<blockquote><p>We are dry.</p></blockquote>", "<pre><code>int x;\n\tint y;</code></pre>",
        "<meta property=\"og:title\" content=\"Rain\">", "<meta charset=\"gbk\">",
        "<meta name=\"author\" content=\"Jane Doe\">",
        "<link rel=\"canonical\" href=\"/2024/a.html\">", "<base href=\"https://other.example/\">",
        "<script "
        "type=\"application/"
        "ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Rain\",\"datePublished\":"
        "\"2024-03-18\",\"author\":{\"name\":\"Jane\"},\"articleBody\":\"It rained.\"}</script>",
        "<script id=\"__NEXT_DATA__\" "
        "type=\"application/json\">{\"props\":{\"pageProps\":{\"article\":{\"title\":"
        "\"Rain\",\"body\":\"<p>It rained all day in the town.</p>\"}}}}</script>",
        "<script>window.__INITIAL_STATE__={\"a\":{\"content\":\"<p>It rained.</p>\"}};</script>",
        "<script>window.__NUXT__=(function(a,b){return "
        "{data:[{title:a,body:b}]}}(\"Rain\",\"<p>It</p>\"))"
        "</script>",
        "<script>self.__next_f.push([1,\"0:[\\\"$\\\",\\\"p\\\",null,{\\\"children\\\":\\\"It "
        "rained\\\"}]\\n\"])"
        "</script>",
        "<sup><a href=\"#fn1\">1</a></sup><p id=\"fn1\">A note.</p>",
        "<span>By <a rel=author>Jane</a></span>", "<math><mi>x</mi><mo>=</mo><mn>2</mn></math>",
        "<svg><text>x</text></svg>", "<video src=\"/v.mp4\" title=\"Flood\"></video>",
        "<iframe src=\"https://www.youtube.com/embed/x\"></iframe>",
        "<details><summary>More</summary><p>Text</p></details>", "<br><br>", "<p>", "</div>",
        "<td>", "<template shadowrootmode=\"open\"><slot></slot></template>", "<!-- x -->",
        "<style>.a{display:none}</style>", "<title>Rain - Example News</title>", "<div hidden>",
        "<ruby>\xe6\xbc\xa2<rt>kan</rt></ruby>",
        "<nav><a href=\"/\">Home</a> &gt; <a href=\"/town\">Town</a></nav>", "<dl><dt>A<dd>B</dl>",
        "<body>"};

#endif
