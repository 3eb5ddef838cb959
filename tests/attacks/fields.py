"""Every field of every format that kread reads, as templates.

A template is a list of (name, text). In the text, `\u00a7` stands for the value as HTML or XML has
it, `\u00a4` as JSON or JavaScript has it, `\u00b6` as a header has it (its bytes, without the ends
of lines). Names that end in "*" belong to the text of the article, which may be of any length."""

TEXT = ("The harbour office counted the boats again this morning, and the number was the same as "
        "on "
        "every other day of the month, which nobody in the town had expected before. ")
FIRST, LAST = "first paragraph of the report", "last paragraph of the report"

META = ("description keywords author news_keywords generator date dc.title dc.creator dc.date "
        "dc.publisher parsely-title parsely-author sailthru.title twitter:title twitter:creator "
        "twitter:description twitter:image twitter:site application-name robots viewport referrer "
        "theme-color citation_title citation_author citation_publication_date mediaid source "
        "publishdate weibo:article:create_at").split()
PROPERTIES = ("og:title og:site_name og:description og:image og:image:alt og:url og:type og:locale "
              "og:video og:audio og:article:author article:published_time article:modified_time "
              "article:author article:section article:tag article:publisher book:author "
              "profile:username fb:app_id").split()
ITEMS = ("headline name description author datePublished dateModified image articleSection "
         "articleBody publisher keywords url commentCount text").split()
HEAD = (
    [("title", "<title>§</title>"), ("lang", "<meta http-equiv=content-language content='§'>"),
     ("base target", "<base target='§'>"),
     ("charset", "<meta http-equiv=content-type content='text/html; charset=utf-8; x=§'>")]
    + [(f"meta {n}", f"<meta name='{n}' content='§'>") for n in META]
    + [(f"meta {n}", f"<meta property='{n}' content='§'>") for n in PROPERTIES]
    + [(f"link {n}", f"<link rel='{n}' href='/§' title='§' type='§' hreflang='§'>")
       for n in ("icon", "stylesheet", "author", "license", "prev", "up", "shortlink")]
    + [("link alternate", "<link rel=alternate type='application/rss+xml' title='§' href='/§'>")]
)
BODY = (
    [(f"itemprop {n}", f"<div itemscope itemtype='https://schema.org/NewsArticle'>"
      f"<meta itemprop='{n}' content='§'></div>") for n in ITEMS]
    + [
        ("h1*", "<h1>§</h1>"), ("byline*", "<p class=byline>By §</p>"),
        ("author link*", "<a rel=author href='/§'>§</a>"), ("time*", "<time datetime='§'>§</time>"),
        ("section", "<nav class=breadcrumb><a href='/§'>§</a></nav>"),
        ("standfirst*", "<p class=standfirst>§</p>"), ("h2*", "<h2 id='§'>§</h2>"),
        ("paragraph*", "<p>§</p>"), ("link*", "<p>See <a href='/§' title='§'>§</a> for more.</p>"),
        ("styles*", "<p>It was <b>§</b> and <em>§</em>, <code>§</code>, <sup>§</sup>.</p>"),
        ("list*", "<ul><li>§</li><li><ol><li>§</li></ol></li></ul>"),
        ("terms*", "<dl><dt>§</dt><dd>§</dd></dl>"), ("code*",
                                                      "<pre><code class='§'>§</code></pre>"),
        ("quote*", "<blockquote cite='§'><p>§</p><cite>§</cite></blockquote>"),
        ("table*", "<table summary='§'><caption>§</caption><tr><th>§</th><th>b</th></tr><tr><td>§"
         "</td><td>2</td></tr></table>"),
        ("figure", "<figure><img src='/§.jpg' alt='§' title='§' srcset='/§ 2x' width='§'>"
         "<figcaption>caption</figcaption></figure>"),
        ("figcaption*", "<figure><img src='/a.jpg'><figcaption>§</figcaption></figure>"),
        ("video", "<video src='/§' poster='/§' title='§'><track label='§' src='/§'></video>"),
        ("audio", "<audio src='/§' title='§'></audio>"),
        ("iframe", "<iframe src='https://www.youtube.com/embed/§' title='§'></iframe>"),
        ("abbr*", "<p>The <abbr title='§'>§</abbr> said so.</p>"),
        ("ruby*", "<p><ruby>§<rt>§</rt></ruby></p>"), ("svg",
                                                       "<svg><title>§</title><text>§</text></svg>"),
        ("math*", "<p><math alttext='§'><mi>§</mi></math></p>"),
        ("details*", "<details><summary>§</summary><p>§</p></details>"),
        ("class", "<p class='§' id='§' data-x='§' style='§'>A paragraph with long attributes.</p>"),
        ("comment of HTML", "<!-- § -->"), ("style", "<style>§</style>"),
        ("script", "<script>var a = '¤'</script>"), ("template", "<template>§</template>"),
        ("noscript*", "<noscript>§</noscript>"), ("form", "<form><label>§</label><input value='§'>"
                                                 "</form>"),
    ]
)
AFTER = [
    ("comments", "<section id=comments class=comments><h2>3 comments</h2><ol class=comment-list>"
     + "<li class=comment><span class=comment-author>§</span> <time datetime='§'>§</time>"
     "<div class=comment-body><p>§</p></div></li>" * 3 + "</ol></section>"),
    ("recommendations*", "<section class=related><h2>§</h2><ul>" + "".join(
        f"<li class=card><a href='/{n}-§'><h3>Boat number {n} leaves §</h3></a><span "
        f"class=section>§"
        f"</span><time>§</time><img src='/§' alt='§'></li>" for n in range(5)) + "</ul></section>"),
    ("next page", "<a rel=nofollow class=next href='/none-§'>§</a>"),
]
LD = ("headline alternativeHeadline name description articleSection datePublished dateModified "
      "dateCreated keywords url mainEntityOfPage inLanguage image thumbnailUrl genre wordCount "
      "copyrightHolder isAccessibleForFree commentCount").split()
LD_OBJECTS = [
    ("author", '"author":{"@type":"Person","name":"¤","url":"http://127.0.0.1/¤"}'),
    ("authors", '"author":["¤",{"name":"¤"}]'), ("publisher",
                                                 '"publisher":{"name":"¤","logo":"¤"}'),
    ("video",
     '"video":{"@type":"VideoObject","name":"¤","contentUrl":"http://127.0.0.1/¤","duration":'
     '"¤","uploadDate":"¤","description":"¤"}'),
    ("comment",
     '"comment":[{"@type":"Comment","text":"¤","author":{"name":"¤"},"dateCreated":"¤"}]'),
    ("hasPart",
     '"hasPart":[{"@type":"WebPageElement","cssSelector":"¤","isAccessibleForFree":false}]'),
    ("isPartOf", '"isPartOf":{"@type":["CreativeWork"],"name":"¤"}'),
    ("a name", '"¤":"x"'), ("a type", '"x":{"@type":"¤","@id":"¤","@context":"¤"}'),
]
STATE = ("title subtitle author authorName source sourceName publishTime pubDate updateTime "
         "section "
         "channelName summary description cover url shareUrl keywords tags id type lang").split()
FEED = {
    "RSS": (
        ("<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
         "xmlns:"
         "media='http://search.yahoo.com/mrss/' xmlns:content='http://purl.org/rss/1.0/modules/"
         "content/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>",
         "</channel>"
         "</rss>"),
        [("channel " + n, f"<{n}>§</{n}>") for n in
         "title link description language generator managingEditor copyright pubDate ttl".split()]
        + [("channel image", "<image><url>§</url><title>§</title></image>")]
        + [("item " + n, f"<item><title>an item</title><link>http://127.0.0.1/1</link><{n}>§</{n}"
            f"></item>")
           for n in "title link description author pubDate category guid comments dc:creator "
           "dc:date "
           "content:encoded media:title media:description itunes:duration itunes:summary".split()]
        + [("enclosure", "<item><title>t</title><enclosure url='http://127.0.0.1/§' type='§' "
            "length='§'/>"
            "</item>"), ("an element", "<x y='§'>§</x>"), ("a comment", "<!-- § -->")]),
    "Atom": (
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>"),
        [("feed " + n, f"<{n}>§</{n}>") for n in "title subtitle id updated rights logo".split()]
        + [("feed link", "<link href='http://127.0.0.1/§' rel='alternate' title='§'/>"),
           ("feed author", "<author><name>§</name><uri>§</uri></author>")]
        + [("entry " + n, f"<entry><title>an entry</title><link href='/1'/><{n} type='html'>"
            f"§</{n}></entry>")
           for n in "title id updated published summary content rights".split()]
        + [("entry link", "<entry><title>t</title><link href='/§' rel='§' type='§' length='§'/>"
            "</entry>"),
           ("entry category", "<entry><title>t</title><category term='§' label='§'/></entry>"),
           ("entry author", "<entry><title>t</title><author><name>§</name></author></entry>")]),
    "JSON Feed": (
        ('{"version":"https://jsonfeed.org/version/1.1",', '"x":1}'),
        [("feed " + n, f'"{n}":"¤",') for n in
         "title home_page_url feed_url description icon language user_comment".split()]
        + [("feed authors", '"authors":[{"name":"¤","url":"¤"}],'), ("a name", '"¤":1,')]
        + [("item " + n,
            f'"items":[{{"id":"1","url":"http://127.0.0.1/1","title":"an item","{n}":"¤"}}],')
           for n in "id url title content_html content_text summary image date_published tags "
           "external_url banner_image".split()]
        + [("item attachment", '"items":[{"id":"1","title":"t","attachments":[{"url":"http://x/¤",'
            '"mime_type":"¤","title":"¤","duration_in_seconds":"¤"}]}],')]),
}
HEADERS = [
    ("Content-Type", "Content-Type: text/html; charset=¶"), ("Link",
                                                             "Link: </¶>; rel=\"¶\"; title=\"¶\""),
    ("Link canonical", "Link: </¶>; rel=canonical"), ("Refresh", "Refresh: 900; url=/¶"),
    ("Set-Cookie name", "Set-Cookie: ¶=1; Path=/"), ("Set-Cookie value", "Set-Cookie: a=¶; Path=/"),
    ("Set-Cookie path", "Set-Cookie: a=1; Path=/¶"), ("Set-Cookie domain",
                                                      "Set-Cookie: a=1; Domain=¶"),
    ("Set-Cookie expires", "Set-Cookie: a=1; Expires=¶"), ("Set-Cookie age",
                                                           "Set-Cookie: a=1; Max-Age=¶"),
    ("Set-Cookie flag", "Set-Cookie: a=1; ¶"), ("ETag", "ETag: \"¶\""), ("Last-Modified",
                                                                         "Last-Modified: ¶"),
    ("Date", "Date: ¶"), ("Server", "Server: ¶"), ("Content-Language", "Content-Language: ¶"),
    ("Content-Disposition", "Content-Disposition: inline; filename=\"¶\""), ("Vary", "Vary: ¶"),
    ("Cache-Control", "Cache-Control: max-age=¶"), ("Alt-Svc", "Alt-Svc: h3=\"¶\"; ma=1"),
    ("Strict-Transport-Security", "Strict-Transport-Security: max-age=¶"), ("a name", "X-¶: 1"),
    ("Content-Encoding", "Content-Encoding: x¶"), ("Retry-After", "Retry-After: ¶"),
    ("Content-Location", "Content-Location: /¶"), ("Content-Range", "Content-Range: bytes ¶"),
]
ANSWERS = [  # (name, status line, header)
    ("reason of 200", "200 ¶", "X: 1"), ("reason of 404", "404 ¶", "X: 1"),
    ("reason of 999", "999 ¶", "X: 1"), ("version", "200 OK ¶", "X: ¶"),
    ("Location", "302 Found", "Location: /gone-¶"), ("Location host", "302 Found",
                                                     "Location: http://¶/"),
    ("Location scheme", "302 Found", "Location: ¶:x"), ("Location user", "302 F",
                                                        "Location: http://¶@¶.x/"),
    ("WWW-Authenticate", "401 Unauthorized", "WWW-Authenticate: Basic realm=\"¶\""),
    ("Retry-After", "503 Busy", "Retry-After: ¶"), ("Proxy-Authenticate", "407 P",
                                                    "Proxy-Authenticate: ¶"),
]
IMPORTS = {
    "OPML": ("<?xml version='1.0'?><opml version='2.0'><head><title>§</title></head><body>",
             "</body></opml>",
             [("text", "<outline type='rss' text='§' xmlUrl='http://127.0.0.1:9/1'/>"),
              ("title", "<outline type='rss' text='x' title='§' xmlUrl='http://127.0.0.1:9/2'/>"),
              ("xmlUrl", "<outline type='rss' text='x' xmlUrl='http://127.0.0.1:9/§'/>"),
              ("htmlUrl", "<outline type='rss' text='x' xmlUrl='http://127.0.0.1:9/4' "
               "htmlUrl='http://"
               "127.0.0.1:9/§'/>"),
              ("folder", "<outline text='§'><outline type='rss' text='x' "
               "xmlUrl='http://127.0.0.1:9/5'/>"
               "</outline>"),
              ("category", "<outline type='rss' text='x' category='§' "
               "xmlUrl='http://127.0.0.1:9/6'/>"),
              ("type", "<outline type='§' text='x' xmlUrl='http://127.0.0.1:9/7'/>")]),
    "bookmarks": ("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>§</TITLE><H1>B</H1><DL><p>", "</DL>",
                  [("title", "<DT><A HREF='http://127.0.0.1:9/1' ADD_DATE='1500000000'>§</A>"),
                   ("address", "<DT><A HREF='http://127.0.0.1:9/§'>x</A>"),
                   ("tags", "<DT><A HREF='http://127.0.0.1:9/2' TAGS='§' ADD_DATE='§'>x</A>"),
                   ("folder",
                    "<DT><H3>§</H3><DL><p><DT><A HREF='http://127.0.0.1:9/3'>x</A></DL>")]),
    "newsboat": ("", "", [("title", "http://127.0.0.1:9/1 \"~¶\"\n"), ("tag",
                                                                       "http://127.0.0.1:9/2 "
                                                                       "\"¶\"\n"),
                          ("address", "http://127.0.0.1:9/¶\n")]),
    "Pocket": ("title,url,time_added,tags,status\n", "", [
        ("title", "\"¶\",http://127.0.0.1:9/1,1500000000,a,unread\n"),
        ("address", "x,http://127.0.0.1:9/¶,1500000000,a,unread\n"),
        ("tags", "x,http://127.0.0.1:9/2,1500000000,\"¶\",archive\n"),
        ("time", "x,http://127.0.0.1:9/3,¶,a,¶\n")]),
    "wallabag": ("[", '{"url":"http://127.0.0.1:9/0","title":"x"}]', [
        ("title",
         '{"url":"http://127.0.0.1:9/1","title":"¤","created_at":"2017-07-14T02:40:00+0000"},'),
        ("address", '{"url":"http://127.0.0.1:9/¤","title":"x"},'),
        ("tags", '{"url":"http://127.0.0.1:9/2","title":"x","tags":["¤"]},'),
        ("content", '{"url":"http://127.0.0.1:9/3","title":"x","content":"<p>¤</p>"},'),
        ("time", '{"url":"http://127.0.0.1:9/4","title":"x","created_at":"¤"},'),
        ("a name", '{"url":"http://127.0.0.1:9/5","title":"x","¤":1},')]),
}
