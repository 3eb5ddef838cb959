#include "extract/dom/markup_priv.h"
#include "extract/dom/markup_cutter_priv.h"

#include <stdlib.h>
#include <string.h>

static bool at(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && !memcmp(p, word, n);
}

/* Blanks out in a copy what libxml2 misreads: it would take "<![if ...]>" and "<![CDATA[" for
 * text and "<!-->" for the start of a comment. Returns false if there is nothing to repair. */
static bool repair(const char *html, size_t len, struct kr_str *out)
{
	const char *const end = html + len;
	const char *p = html, *cdata_end = html, *q;

	while ((p = memchr(p, '!', (size_t)(end - p)))) {
		size_t blank = 0;

		if (p == html || p[-1] != '<') {
			p++;
			continue;
		}
		p--;
		if (at(p, end, "<!-->") || at(p, end, "<!--->")) {
			blank = p[4] == '>' ? 5 : 6;
		} else if (at(p, end, "<!--")) {
			p = kr_markup_cutter_comment_end(p + 4, end);
			if (!p)
				break;
			continue;
		} else if (at(p, end, "<![")) {
			size_t most = (size_t)(end - p) < 1000 ? (size_t)(end - p) : 1000;

			q = memchr(p, '>', most);
			blank = at(p, end, "<![CDATA[") ? 9 : q ? (size_t)(q - p) + 1 : 3;
		}
		if (blank && !out->len)
			kr_str_add(out, html, len);
		if (blank)
			memset(out->data + (p - html), ' ', blank);
		if (blank == 9 && p >= cdata_end) {
			cdata_end = memmem(p, (size_t)(end - p), "]]>", 3);
			if (cdata_end)
				memset(out->data + (cdata_end - html), ' ', 3);
			else
				cdata_end = end;
		}
		p += blank ? blank : 2;
	}
	return out->len > 0;
}

void kr_markup_init(struct kr_markup *m, const char *html, size_t len)
{
	*m = (struct kr_markup){.html = html, .len = len};
	kr_str_init(&m->repaired);
	kr_str_init(&m->cut);
	if (repair(html, len, &m->repaired))
		m->html = m->repaired.data;
	kr_markup_cutter_run(m);
}

struct kr_slice kr_markup_next(const struct kr_markup *m, struct kr_slice *s)
{
	const char *const end = s->data + s->len, *p = s->data;
	struct kr_slice head = *s;
	size_t n = 0;

	if (*p == KR_MARKUP_CUT && m->ncuts) {
		for (p++; p < end && *p >= '0' && *p <= '9' && n < m->ncuts; p++)
			n = n * 10 + (size_t)(*p - '0');
		head = n < m->ncuts ? m->cuts[n] : (struct kr_slice){"", 0};
	} else if (m->ncuts && (p = memchr(p, KR_MARKUP_CUT, s->len))) {
		head.len = (size_t)(p - s->data);
	} else {
		p = end;
	}
	*s = (struct kr_slice){p, (size_t)(end - p)};
	return head;
}

void kr_markup_fini(struct kr_markup *m)
{
	kr_str_fini(&m->repaired);
	kr_str_fini(&m->cut);
	free(m->cuts);
}
