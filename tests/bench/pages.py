"""Pages for benchmarks: articles of given sizes in Chinese and English, with the usual clutter."""
import random

ZH = ("河水在清晨退了下去，露出一条很多人没有见过的石阶。",
      "老人说，这条路以前通到对岸的集市。",
      "工程队决定先停工三天，等专家来看过再说。",
      "“我们不着急，”队长说，“它等了一百年，再等三天也没关系。”",
      "到了下午，来看的人已经排到了桥头。",
      "据测算，石阶一共有八十七级，每级宽约四十厘米。")
EN = ("The river fell in the early morning and laid bare a flight of steps.",
      "Old people say the way once led to the market on the other bank.",
      "The engineers decided to stop for three days.",
      "“There is no hurry,” the foreman said, “it has waited for a century.”",
      "By the afternoon the queue reached the bridge.",
      "There are eighty-seven steps, each about forty centimetres wide.")


def article(rng, lang, paragraphs):
    words = ZH if lang == "zh" else EN
    gap = "" if lang == "zh" else " "
    return "\n".join("<p>" + gap.join(rng.choice(words) for _ in range(rng.randint(3, 6))) + "</p>"
                     for _ in range(paragraphs))


def page(lang, kilobytes, seed):
    """A page of about this size, most of it clutter. Returns (html, title, first sentence)."""
    rng = random.Random(seed)
    if lang == "zh":
        words, section, related = ZH, "栏目", "相关阅读"
        title = f"八十七级石阶在退水后重见天日（{seed}）"
    else:
        words, section, related = EN, "Section", "Related stories"
        title = f"Eighty-seven steps come to light at low water ({seed})"
    first = words[0]
    body = f"<p>{first}</p>\n" + article(rng, lang, 14)
    nav = "".join(f'<li><a href="/s{i}">{section} {i}</a></li>' for i in range(60))
    recs = "".join(f'<li class="card"><a href="/a/{seed}{i:03d}.html"><img src="/i/{i}.jpg" alt="">'
                   f'<h3>{rng.choice(words)[:40]} {i}</h3></a></li>' for i in range(12))
    head = f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
    tail = f'</div></article><aside><h2>{related}</h2><ul>{recs}</ul></aside>'
    size = len((head + nav + body + tail).encode())
    records = (f'{{"id":{i},"k":"{rng.getrandbits(64):x}"}}'
               for i in range(max(1, (kilobytes * 1000 - size) // 34)))
    script = "var data=[" + ",".join(records) + "];"
    html = (f'{head}<script>{script}</script></head><body><nav><ul>{nav}</ul></nav>'
            f'<article><h1>{title}</h1><time datetime="2026-03-14T08:00:00+08:00">'
            f'2026-03-14 08:00</time><div class="text">{body}{tail}<footer>© 2026</footer>'
            '</body></html>')
    return html, title, first


def list_page(address):
    """A page of one sentence that recommends an article."""
    return (f'<!doctype html><title>A list</title><article><h1>A list</h1><p>Nothing but a list is '
            f'on this page, and the list has only one article in it.</p></article><aside>'
            f'<h2>Related stories</h2><ul><li><a href="{address}"><h3>{EN[0]}</h3></a></li></ul>'
            f'</aside>')


def long_page(megabytes, lang="en"):
    rng = random.Random(7)
    parts, size, n = [], 0, 0
    while size < megabytes * 1_000_000:
        p = f"<p>{n}. " + " ".join(rng.choice(EN) for _ in range(2)) + "</p>\n"
        parts.append(p)
        size += len(p.encode())
        n += 1
    return ("<!doctype html><title>A very long article</title><h1>A very long article</h1>"
            f"<article>{''.join(parts)}</article>")
