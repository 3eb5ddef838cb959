/* Articles with boxes, lines and tricks of markup around their text. Included by test_body.c. */
#ifndef TESTS_UNIT_BOX_PAGES_H
#define TESTS_UNIT_BOX_PAGES_H

static const struct page boxes[] = {
        {"what style sheets and attributes hide",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<style>@media print { .note { display: none } } p.jam, #x { display:none } .eel { "
                "font-size: 0 }</style><p class=note>This note is hidden on paper only, said the "
                "printer of the town.</p><p class=jam>Stolen from the river news.</p><p hidden>A "
                "hidden remark about eels.</p><p aria-hidden=true>A silent remark about "
                "eels.</p><p>The pier<span class=eel>copied here</span> is of oak<i "
                "style='position:absolute;left:-9999px'>copied there</i> and of stone, as "
                "before.</p>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still", "hidden on paper only",
                        "The pier is of oak and of stone"},
                {"Stolen from", "remark about eels", "copied"}},
        {"permalinks in headings",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1 "<h2 id=a>Of oak<a class=x href='#a'>¶</a></h2><h3><a "
                "href='#b'>#</a>Of stone</h3>" EN2
                "<section id=c><h2><span>Of steel</span> <a href='#c'>Link to this "
                "part</a></h2>" EN3 "</section></article>",
                {"first boat", "foundation share", "A ticket is still", "Of oak\n", "\nOf stone",
                        "Of steel\n"},
                {"¶", "#", "Link to this"}},
        {"a footnote below the text",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<p>The stage is from 1911<sup><a href='#n1' id=r1>1</a></sup>, and it was moved "
                "twice, as the chronicle of the ferrymen says.</p>" EN2 "" EN3
                "<section class=footnotes><ol><li id=n1>See the chronicle on its third page. <a "
                "href='#r1'>↩</a></ol></section></article>",
                {"first boat", "foundation share", "A ticket is still", "1911¹", "third page"},
                {"↩"}},
        {"lines about advertisements",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1 "<p>Advertisement</p>" EN2
                "<p>Story continues below this ad</p><p>— ANZEIGE —</p><p>La suite après la "
                "publicité</p><p>【広告】</p>" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"dvert", "nzeige", "publicit", "広告"}},
        {"lines that point to other articles",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1 "<p><a href=/2>Read also: The oak from upstream</a></p>" EN2
                "<p>Lesen Sie auch: <a href=/3>Der neue Steg</a></p><p>Czytaj także: <a "
                "href=/4>Nowa przystań</a></p><p><a href=/5>اقرأ أيضاً: الرصيف الجديد</a></p>" EN3
                "<p>Read also: the notice at the landing, which says when the boat leaves.</p>"
                "</article>",
                {"first boat", "foundation share", "A ticket is still", "notice at the landing"},
                {"oak from", "Steg", "przyst", "الرصيف"}},
        {"an offer of a subscription",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<div class=gate><h3>Read on with River Plus</h3><ul><li>Unlimited reading of all "
                "articles<li>The electronic edition on the evening before</ul><p>Subscribe now, or "
                "<a href=/in>sign in</a> if you are a member.</p></div>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"Unlimited", "River Plus"}},
        {"a German question for consent",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<div class=embed><h4>Externer Inhalt</h4><p>An dieser Stelle steht ein Film. Mit "
                "einem Klick werden externe Inhalte angezeigt.</p><p>Dabei können personenbezogene "
                "Daten an Dritte übermittelt werden.</p></div>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"Externer", "Dritte"}},
        {"a French question for consent",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<div class=embed><p>Ce contenu est bloqué.</p><p>Pour afficher ce contenu, "
                "acceptez les cookies de son fournisseur.</p><button>Accepter</button></div>" EN2
                "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"bloqué", "fournisseur"}},
        {"a gallery of something else",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1 "<div class=photo-gallery><div class=s><h3>1/9 Lanterns of the "
                "school</h3><p>Lantern number 1 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>2/9 Lanterns of the "
                "school</h3><p>Lantern number 2 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>3/9 Lanterns of the "
                "school</h3><p>Lantern number 3 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>4/9 Lanterns of the "
                "school</h3><p>Lantern number 4 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>5/9 Lanterns of the "
                "school</h3><p>Lantern number 5 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>6/9 Lanterns of the "
                "school</h3><p>Lantern number 6 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>7/9 Lanterns of the "
                "school</h3><p>Lantern number 7 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>8/9 Lanterns of the "
                "school</h3><p>Lantern number 8 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div><div class=s><h3>9/9 Lanterns of the "
                "school</h3><p>Lantern number 9 is made of paper and thin wood by the pupils of a "
                "class on the hill.</p></div></div>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"Lantern number"}},
        {"a playlist",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<div class=video-playlist><h3>More films</h3><div class=v><h4>A day on the hill, "
                "part 1</h4><p>This film shows the hill from the air and those who live on it, in "
                "1 minutes.</p></div><div class=v><h4>A day on the hill, part 2</h4><p>This film "
                "shows the hill from the air and those who live on it, in 2 minutes.</p></div><div "
                "class=v><h4>A day on the hill, part 3</h4><p>This film shows the hill from the "
                "air and those who live on it, in 3 minutes.</p></div><div class=v><h4>A day on "
                "the hill, part 4</h4><p>This film shows the hill from the air and those who live "
                "on it, in 4 minutes.</p></div><div class=v><h4>A day on the hill, part "
                "5</h4><p>This film shows the hill from the air and those who live on it, in 5 "
                "minutes.</p></div></div>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"This film shows"}},
        {"another article below",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1 "" EN2 "" EN3
                "</article><div><article><h2>Choir wins a prize</h2><p>The choir sang song 1 "
                "without its leader, who had missed the train, and the jury did not notice it, as "
                "it said later.</p><p>The choir sang song 2 without its leader, who had missed the "
                "train, and the jury did not notice it, as it said later.</p><p>The choir sang "
                "song 3 without its leader, who had missed the train, and the jury did not notice "
                "it, as it said later.</p><p>The choir sang song 4 without its leader, who had "
                "missed the train, and the jury did not notice it, as it said later.</p><p>The "
                "choir sang song 5 without its leader, who had missed the train, and the jury did "
                "not notice it, as it said later.</p><p>The choir sang song 6 without its leader, "
                "who had missed the train, and the jury did not notice it, as it said "
                "later.</p></article></div>",
                {"first boat", "foundation share", "A ticket is still"}, {"The choir sang"}},
        {"comments without names of classes",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1 "" EN2 "" EN3
                "</article><div><h4>Opinions</h4><p>I was on it with my family, who are 1 people, "
                "and we all were wet when we came home, but it was worth it.</p><p class=w>Posted "
                "by: Reader 1 at May 1, 2024 07:31 PM</p><p>I was on it with my family, who are 2 "
                "people, and we all were wet when we came home, but it was worth it.</p><p "
                "class=w>Posted by: Reader 2 at May 2, 2024 07:32 PM</p><p>I was on it with my "
                "family, who are 3 people, and we all were wet when we came home, but it was worth "
                "it.</p><p class=w>Posted by: Reader 3 at May 3, 2024 07:33 PM</p><p>I was on it "
                "with my family, who are 4 people, and we all were wet when we came home, but it "
                "was worth it.</p><p class=w>Posted by: Reader 4 at May 4, 2024 07:34 PM</p><p>I "
                "was on it with my family, who are 5 people, and we all were wet when we came "
                "home, but it was worth it.</p><p class=w>Posted by: Reader 5 at May 5, 2024 07:35 "
                "PM</p></div>",
                {"first boat", "foundation share", "A ticket is still"}, {"I was on it"}},
        {"the labels of a chart",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<div class=g><div style='position:absolute'><p>€ 4.1</p></div><div "
                "style='position:absolute'><p>million</p></div><div style='position:absolute'><p>€ "
                "2.0</p></div><div style='position:absolute'><p>’19</p></div><div "
                "style='position:absolute'><p>’21</p></div></div>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"€ 4.1", "’19"}},
        {"a line of names that are links",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1 "<p><a href=/t/1>Oak Pier</a>, <a href=/t/2>Eel Lane</a>, <a "
                "href=/t/3>Mill Hill</a>: all on the way.</p>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still", "Oak Pier, Eel Lane"},
                {NULL}},
        {"a byline above the text",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1><p>By Ada Quill | May 1, 2024 9:05 am</p>" EN1 "" EN2 "" EN3
                "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"By Ada Quill"}},
        {"unknown elements as paragraphs and the document of a frame",
                "<title>Ferry runs again - River News</title><body><article><h1>Ferry runs "
                "again</h1>" EN1
                "<cms-text>The brass band had practised for two weeks in the shed of the fire "
                "brigade, at night.</cms-text><cms-text>It will play again when the last boat of "
                "the summer leaves, said its leader.</cms-text><iframe srcdoc='&lt;p&gt;The mayor "
                "had a speech of an hour, but the wind took its pages, and she "
                "laughed.&lt;/p&gt;'></iframe>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still", "at night.\n\nIt will",
                        "the wind took its pages"},
                {NULL}},
        {"the rest of a broken script",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1>" EN1 "<script>var a = "
                "1;</"
                "script>\"},{\"n\":1,\"t\":\"One\",\"k\":[\"a\",\"b\"]},{\"n\":2,\"t\":\"Two\","
                "\"k\":[]}];</script>" EN2 "" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"\"t\""}},
        {"Chinese furniture",
                "<title>老渡口重开</title><body><article><h1>老渡口重开</h1><p>记者安宁／江城报道</"
                "p><p>" ZH1 "</p><p>广告</p><p>" ZH2 "</p><p>文章未完，请继续往下阅读</p><p>" ZH3
                "</p><p>扫描二维码关注江城日报公众号</p><p>打开APP，阅读全文</"
                "p><p>（综合整理自江城晚报）</p></article>",
                {"第一班船", "历时十四个月", "晚上九点收班"},
                {"记者安宁", "广告", "请继续", "二维码", "打开APP", "综合整理"}},
        {"Chinese comments with numbers",
                "<title>老渡口重开</title><body><article><h1>老渡口重开</h1><p>" ZH1 "</p><p>" ZH2
                "</p><p>" ZH3
                "</p></article><div><ul class=u><li class=i>#1 讀者1 於 2024/05/11 10:11</li><li "
                "class=t>我也坐了第一班船，人很多，不過大家都很高興，明年還想再去一次，編號1。</"
                "li></ul><ul class=u><li class=i>#2 讀者2 於 2024/05/12 10:12</li><li "
                "class=t>我也坐了第一班船，人很多，不過大家都很高興，明年還想再去一次，編號2。</"
                "li></ul><ul class=u><li class=i>#3 讀者3 於 2024/05/13 10:13</li><li "
                "class=t>我也坐了第一班船，人很多，不過大家都很高興，明年還想再去一次，編號3。</"
                "li></ul><ul class=u><li class=i>#4 讀者4 於 2024/05/14 10:14</li><li "
                "class=t>我也坐了第一班船，人很多，不過大家都很高興，明年還想再去一次，編號4。</"
                "li></ul><ul class=u><li class=i>#5 讀者5 於 2024/05/15 10:15</li><li "
                "class=t>我也坐了第一班船，人很多，不過大家都很高興，明年還想再去一次，編號5。</"
                "li></ul></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"我也坐了"}},
        {"an article that centres its text",
                "<title>老渡口重开</title><body><article><h1>老渡口重开</h1><p align=center><img "
                "src=/i1.jpg width=500 height=300></p><p "
                "align=center>第1天早上，船工们把缆绳解开，岸上的人都来送行，孩子们数着水鸟</p><p "
                "align=center>到了下午第1班船回来的时候，江面上起了雾，灯塔亮了起来</p><p "
                "align=center><img src=/i2.jpg width=500 height=300></p><p "
                "align=center>第2天早上，船工们把缆绳解开，岸上的人都来送行，孩子们数着水鸟</p><p "
                "align=center>到了下午第2班船回来的时候，江面上起了雾，灯塔亮了起来</p><p "
                "align=center><img src=/i3.jpg width=500 height=300></p><p "
                "align=center>第3天早上，船工们把缆绳解开，岸上的人都来送行，孩子们数着水鸟</p><p "
                "align=center>到了下午第3班船回来的时候，江面上起了雾，灯塔亮了起来</p><p "
                "align=center><img src=/i4.jpg width=500 height=300></p><p "
                "align=center>第4天早上，船工们把缆绳解开，岸上的人都来送行，孩子们数着水鸟</p><p "
                "align=center>到了下午第4班船回来的时候，江面上起了雾，灯塔亮了起来</p><p "
                "align=center><img src=/i5.jpg width=500 height=300></p><p "
                "align=center>第5天早上，船工们把缆绳解开，岸上的人都来送行，孩子们数着水鸟</p><p "
                "align=center>到了下午第5班船回来的时候，江面上起了雾，灯塔亮了起来</p></article>",
                {"第2天早上", "第4天早上"}, {NULL}},
        {"a page of tables with columns of links",
                "<title>Ferry runs again</title><body><table><tr><td><table><tr><td><a "
                "href=/a>Front page</a><tr><td><a href=/b>Letters</a><tr><td><a "
                "href=/c>Archive</a></table></td><td><font size=5><b>Ferry runs "
                "again</b></font><p>The old ferry over the river runs again since Monday.<p>A "
                "ticket is still two coins, said the mayor.</td><td><b>Other news</b><br><a "
                "href=/d>Bees return to town</a><br><a href=/e>Bridge of four hundred "
                "metres</a><br>Copyright 2004 River News. All rights reserved.</td></tr></table>",
                {"since Monday", "A ticket is still"}, {"Archive", "Letters", "Bees", "Copyright"}},
        {"labels and numbers at the ends",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs "
                "again</h1><div>Small</div><div>Notifications</div>" EN1 "" EN2 "" EN3
                "<div>2024-05-01</div><div>09:38</div><div>River "
                "News</div><div>243,325</div></article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"Small", "Notifications", "243,325", "09:38"}},
        {"offers for every kind of reader, in one box, on the page of a report that lists others",
                "<script type=application/ld+json>[{\"@type\":\"NewsArticle\",\"headline\":\"Ferry "
                "runs again\"},{\"@type\":\"ItemList\",\"itemListElement\":[]}]</script>"
                "<title>Ferry runs "
                "again</title><body><div class=post><h1>Ferry runs again</h1><div"
                " class=content>" EN1
                "<div><div><p>Subscribe now to read the latest news of the river, of "
                "its towns and of the whole coast.</p><p>Unlimited online access to "
                "the River News and nine other papers of the coast with one account, "
                "on every device that you own.</p><p>Exclusive letters from our "
                "captains, award-winning newsletters from the harbour every morning, "
                "and evenings with the writers at the pier.</p><p>The River News "
                "ePaper, an electronic edition of the printed page, which you may "
                "keep, share with others, and comment on.</p><p>Support local "
                "journalism, and the people who have reported from the river, in "
                "every weather, for more than ninety "
                "years.</p></div><div><p>Subscribe now to read the latest news of the"
                " river, of its towns and of the whole coast, today.</p><p>Unlimited "
                "online access to the River News and nine other papers of the coast "
                "with one account, on every device you have.</p><p>Exclusive letters "
                "from our captains, award-winning newsletters from the harbour every "
                "morning, and nights with the writers at the pier.</p><p>The River "
                "News ePaper, an electronic edition of the printed page, to keep, "
                "share with others, and comment on.</p><p>Support local journalism, "
                "and the people who have reported from the river, in all weathers, "
                "for more than ninety years.</p></div><div><p>Create an account or "
                "sign in to continue with your reading, on this page and on those of "
                "nine other papers of the coast.</p><p>Share your thoughts and join "
                "the conversation below every article, together with the people who "
                "live along the river.</p><p>Enjoy additional articles per month, and"
                " get email updates from the writers whom you like best, as soon as "
                "they have written.</p></div></div>" EN2 EN3 "</div></div>",
                {"first boat", "foundation share", "A ticket is still"},
                {"ePaper", "Exclusive letters", "Enjoy additional", "Create an account"}},
        {"what a shop shows beside its product",
                "<meta property=og:type content=product><body><h1>Ferry lamp</h1><div"
                " class=desc><p>A lamp of brass and glass, as the ferries on the "
                "river have carried it since the days of steam; it burns for twelve "
                "hours, in any wind, and hangs from a ring or stands on three "
                "feet.</p><p>The wick is of cotton, the glass may be changed without "
                "a tool, and the tank holds half a litre of oil, which is not "
                "included.</p></div><div "
                "class=product-reviews><h2>Reviews</h2><div><b>Ada</b><p>I bought two"
                " of these lamps for our boat, and they have not failed us once, in "
                "three winters and two floods.</p></div><div><b>Bert</b><p>Mine came "
                "with a crack in the glass, but the shop sent another one within a "
                "week, and asked for nothing.</p></div></div>",
                {"lamp of brass", "wick is of cotton"}, {"two floods", "crack in the glass"}},
        {"signatures and facts about those who post",
                "<meta name=generator content=phpBB><body><h1>Which lamp for a "
                "ferry?</h1><div class=post><dl "
                "class=postprofile><dt>ada</dt><dd>Posts: 214</dd><dd>Joined: Sun May"
                " 05, 2019 6:38 pm</dd></dl><div class=content>I am looking for a "
                "lamp that burns for a whole night, in rain and wind, and that does "
                "not need more than half a litre of oil. What do you use on your "
                "boats, and where did you buy it?</div><div class=signature>Those who"
                " cannot swim should learn to row.</div></div><div class=post><dl "
                "class=postprofile><dt>bert</dt><dd>Posts: 11</dd><dd>Joined: Wed Feb"
                " 04, 2015 6:38 pm</dd></dl><div class=content>We have had the one of"
                " brass for three winters now, and would not change it. The shop by "
                "the harbour has it, and sells the wicks as well, which the others do"
                " not.</div><div class=signature>Sent from the pier, with cold hands,"
                " as ever.</div></div>",
                {"burns for a whole night", "for three winters now"},
                {"learn to row", "cold hands", "Posts: 214", "Joined"}},
        {"captions, and a note about the author",
                "<meta property=og:type content=article><title>Ferry runs "
                "again</title><body><article class=post><h1>Ferry runs again</h1><div"
                " class=content>" EN1
                "<div class=\"wp-caption alignleft\"><img src=/p/1.jpg width=600 "
                "height=400></div><div class=photo-caption><p>The boat at the new "
                "landing stage, on the day when it came back, with flags.</p></div>" EN2 EN3
                "<div class=author-box><p>Ada Quill has written about boats for "
                "twelve years, and lives on one, with two cats and a bee hive. She "
                "teaches rowing.</p></div></div></article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"day when it came back", "teaches rowing"}},
        {"a disclaimer below the text",
                "<meta property=og:type content=article><title>Ferry runs "
                "again</title><body><article class=post><h1>Ferry runs again</h1><div"
                " class=content>" EN1 EN2 EN3
                "<div class=richtext-disclaimer><p>The average journey takes 14 "
                "minutes, as measured in 2025 over 300 days; 30 of 56 boats were "
                "faster than that of the next town, and results will vary.</p><p>All "
                "numbers are as of December 31, 2025, and come from the harbour "
                "office.</p></div></div></article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"average journey", "harbour office"}},
        {"a disclaimer that is the text",
                "<meta property=og:type content=article><title>Ferry runs "
                "again</title><body><article class=post><h1>Ferry runs again</h1><div"
                " class=\"content disclaimer\">" EN1 EN2 EN3 "</div></article>",
                {"first boat", "foundation share", "A ticket is still"}, {NULL}},
        {"invitations to write to the newsroom, or to pay",
                "<meta property=og:type content=article><body><article><h1>Ferry runs "
                "again</h1>" EN1 EN2 EN3 "<p>Got a tip for the River News? Call 0100 200 or write "
                "to tips@n.example, at any hour.</p></article>",
                {"first boat", "A ticket is still"}, {"Got a tip"}},
        {"and in German",
                "<meta property=og:type content=article><body><article><h1>Die Fähre fährt "
                "wieder</h1><p>Die alte Fähre über den Fluss fährt seit Montag wieder, und mehr "
                "als zweihundert Menschen waren auf dem ersten Boot, das um sechs Uhr "
                "ablegte.</p><p>Neun Jahre lang war der Anleger gesperrt, weil seine Balken faul "
                "waren und niemand neue bezahlen wollte; jetzt teilen sich Stadt und Stiftung die "
                "Kosten.</p><p>Eine Karte kostet weiter zwei Taler, Kinder fahren frei, und das "
                "letzte Boot legt um neun Uhr abends ab.</p><p>Hat Ihnen dieser Artikel gefallen? "
                "Dann unterstützen Sie den Flussboten mit einer Spende.</p></article>",
                {"ersten Boot", "zwei Taler"}, {"gefallen", "Spende"}},
        {"paragraphs that are sold, and hidden from those who listen",
                "<meta property=og:type content=article><body><article><h1>Ferry runs "
                "again</h1><div class=text>" EN1 EN2
                "<p class=paywall aria-hidden=true>The band played until noon, and then the boat "
                "went back, with the mayor, who had lost her hat, and with the children of two "
                "schools.</p><p class=paywall>On the other side, the old ferryman, who had retired "
                "nine years ago, took the rope, tied it to the new post, and said that it would "
                "do.</p><p class=paywall>The town will put up a bench for him, where he may see "
                "the boats, and where, he said, he would rather not sit.</p>" EN3
                "</div></article>",
                {"first boat", "lost her hat", "A ticket is still"}, {NULL}},
        {"the banner of a programme in a box",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1><div><p>River TV News at "
                "Ten</p><p>See River TV News at Ten every evening at ten, with Ada "
                "Quill.</p><p>Watch Live</p></div>" EN1 EN2 EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"News at Ten", "Watch Live"}},
        {"the banner of a programme without a box, below the standfirst",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1><p class=lead>The boat is "
                "back after nine years, and the town is glad about it.</p><p>River Radio "
                "2</p><p>The Morning</p><p>Weekdays 6:00 - 9:00</p><p>Presented by Ada "
                "Quill</p><p>Listen live</p>" EN1 EN2 EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still", "The boat is back"},
                {"Radio 2", "The Morning", "9:00", "Presented", "Listen"}},
        {"the same in Chinese",
                "<meta property=og:type "
                "content=article><title>老渡口重开_江城网</title><body><div><h1>老渡口重开</"
                "h1><div><p>江城卫视</p><p>《江边早晨》</p><p>每天早上7:00播出</p><p>正在直播</p></"
                "div><p>" ZH1 "</p><p>" ZH2 "</p><p>" ZH3 "</p></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"},
                {"江城卫视", "江边早晨", "播出", "正在直播"}},
        {"and in Spanish",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1><section class=x><p>Río "
                "24</p><p>Buenos días, río</p><p>De lunes a viernes, de 6:00 a 10:00</p><p>Ver en "
                "directo</p></section>" EN1 EN2 EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"},
                {"Río 24", "Buenos", "De lunes", "Ver en"}},
        {"the words about a video above the text",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1><div class=video-box><div "
                "class=lead>The ferryman tells how he learned to row, and what he thinks of "
                "engines.</div><iframe src='https://video.example/embed/1'></iframe></div>" EN1 EN2
                        EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still"}, {"of engines"}},
        {"and below a label",
                "<meta property=og:type "
                "content=article><title>老渡口重开_江城网</title><body><article><h1>老渡口重开</"
                "h1><div "
                "class=v><h3>视频：摆渡人讲述</"
                "h3><p>摆渡人讲述他跟母亲学划船的故事，还有他对马达的看法，时长两分钟。</p></"
                "div><p>" ZH1 ZH2 "</p><p>" ZH3
                "摆渡人的船桨一直放在谷仓里；他预计夏天每周会有一千名乘客，为此又雇了两名年轻人，下"
                "月起还要加开一班夜船，船上有灯，也有热茶。</"
                "p><p>"
                "市里还打算在对岸修一座新的候船亭，木料已经从上游运到，明年春天动工，费用由基金会承"
                "担，市民可以在码头看到图纸，也可以写下自己的意见。</p></article>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"对马达"}},
        {"the first paragraph beside a video",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1><div>" EN1
                "<video src=/v.mp4></video></div><div>" EN2 EN3 "</div></article>",
                {"first boat", "foundation share", "A ticket is still"}, {NULL}},
        {"rows of a grid",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><div class='row top'><div class=c8><h1>Ferry runs again</h1>" EN1
                        EN2
                "</div></div><div class='row mt'><div class=c4><b>Publicidad</b></div></div><div "
                "class=row><div class=c12>" EN3
                "</div></div><div class=row><div class=c12><a href=/a/2.html>Bees return to the "
                "roofs of the old town</a></div></div>",
                {"first boat", "foundation share", "A ticket is still"}, {"Publicidad", "Bees"}},
        {"rows of a grid with lists of links between them",
                "<meta property=og:type content=article><title>老渡口重开_江城网</title><body><div "
                "class=container><div class=row><div class=col-md-8><h1>老渡口重开</h1><p>" ZH1
                "</p><p>" ZH2 "</p></div><div class=col-md-4><h4>热门</h4><ul><li><a "
                "href=/a1.html>石桥修好了，四百米长</a><li><a "
                "href=/a2.html>屋顶上的蜜蜂又回来了</a></ul></div></div><div "
                "class=row><div class=col-md-12><p>" ZH3 "</p></div></div></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"蜜蜂"}},
        {"controls of the size of the text",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><div class=w><h1>Ferry runs again</h1><div "
                "class=c><ul><li>Schriftgröße<li>klein<li>mittel<li>groß</ul><p>Tamaño de letra: "
                "<span>A</span> <span>A</span> <span>A</span></p>" EN1 EN2 EN3
                "<p>Textgröße: A A A | Drucken | Vorlesen</p><p>Increase text size</p><p>Decrease "
                "text size</p></div></div>",
                {"first boat", "foundation share", "A ticket is still"},
                {"Schrift", "mittel", "Tamaño", "Textgr", "crease text"}},
        {"the same in Chinese and Japanese",
                "<meta property=og:type content=article><title>老渡口重开_江城网</title><body><div "
                "class=w><h1>老渡口重开</h1><div class=c><p>【字体：大 中 小】 【打印】 "
                "【关闭】</p><p>文字サイズ 小 中 大</p><p>" ZH1 "</p><p>" ZH2 "</p><p>" ZH3
                "</p><p>字號：<span>小</span><span>中</span><span>大</span></p></div></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"},
                {"字体", "打印", "文字サイズ", "字號"}},
        {"a text about the size of text",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1>" EN1 "<h2>Text size</h2>" EN2
                "<p>Grades of the oak:</p><ul><li>small<li>medium<li>large</ul>" EN3 "</article>",
                {"first boat", "foundation share", "A ticket is still", "Text size", "medium"},
                {NULL}},
        {"what counts, and dates, below the text",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><div class=w><h1>Ferry runs again</h1><div class=c>" EN1 EN2 EN3
                "<p>12 May 2024</p><p>Ada Quill</p><p>1,204 views</p><p>3 comments</p></div></div>",
                {"first boat", "foundation share", "A ticket is still"},
                {"12 May", "Ada Quill", "1,204", "3 comments"}},
        {"the same in Chinese",
                "<meta property=og:type content=article><title>老渡口重开_江城网</title><body><div "
                "class=w><h1>老渡口重开</h1><div class=c><p>" ZH1 "</p><p>" ZH2 "</p><p>" ZH3
                "</p><p>2019-09-06 09:38</p><p>作者 何田</p><p>阅读 24.3万</p><p>评论 "
                "12</p></div></div>",
                {"第一班船", "历时十四个月", "晚上九点收班"}, {"2019", "何田", "24.3", "评论"}},
        {"and in a German list",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><div class=w><h1>Ferry runs again</h1><div class=c>" EN1 EN2 EN3
                "<ul><li>12.05.2024<li>07:15<li>Ada Kiel<li>243.325</ul></div></div>",
                {"first boat", "foundation share", "A ticket is still"},
                {"12.05", "07:15", "Ada Kiel", "243.325"}},
        {"a menu without links in a table above a short text",
                "<title>Ferry runs "
                "again</title><body><table><tr><td>Startseite</td></tr><tr><td>Der "
                "Fluss</td></tr><tr><td>Die "
                "Boote</td></tr><tr><td>Gästebuch</td></tr></table><table><tr><td><b>Ferry runs "
                "again</b></td></tr><tr><td>" EN3
                "</td></tr></table><table><tr><td>© 2005</td></tr></table>",
                {"A ticket is still"}, {"Startseite", "Fluss", "Boote", "buch", "2005"}},
        {"menus in one line and in a cell beside it",
                "<title>老渡口重开</title><body><table><tr><td>首 页 | 江城新闻 | 渡口风光 | "
                "留言本</td></tr></table><table><tr><td><table><tr><td>Home<br>The boats<br>Guest "
                "book</td></tr></table></td><td><h2>老渡口重开</h2>" ZH3
                "</td></tr></table><table><tr><td>返回</td><td>关闭</td></tr></table>",
                {"晚上九点收班"}, {"江城新闻", "The boats", "关闭"}},
        {"a table of results is no menu",
                "<meta property=og:type content=article><title>Ferry runs again - River "
                "News</title><body><article><h1>Ferry runs again</h1>" EN1 EN2 EN3
                "<table><tr><th>Home</th><th>Away</th><th>Result</th></tr><tr><td>Oak "
                "Pier</td><td>Eel Lane</td><td>3-1</td></tr><tr><td>Elm Pier</td><td>Reed "
                "End</td><td>2-2</td></tr></table></article>",
                {"first boat", "foundation share", "A ticket is still", "Oak Pier", "2-2"}, {NULL}},
};

#endif
