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
 * text and "<!-->" for the start of a comment. */
static void repair(const char *html, size_t len, struct kr_str *out)
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
}

/* The digits of a reference to KR_MARKUP_CUT in [p, end), which follows "&#"; NULL: it is another.
 */
static const char *mark_digits(const char *p, const char *end)
{
	const bool hex = p < end && (*p == 'x' || *p == 'X');

	for (p += hex; p < end && *p == '0';)
		p++;
	if (hex)
		return end - p > 1 && p[0] == '7' && (p[1] == 'f' || p[1] == 'F') ? p : NULL;
	return at(p, end, "127") ? p : NULL;
}

/* Only we may set marks. Where the page has one, it becomes a soft hyphen or a control character,
 * which are dropped later, as it would be. */
static void disarm(const char *html, size_t len, struct kr_str *out)
{
	const char *const end = html + len, *p;

	for (p = html; (p = memchr(p, KR_MARKUP_CUT, (size_t)(end - p))); p++) {
		if (!out->len)
			kr_str_add(out, html, len);
		out->data[p - html] = '\1';
	}
	for (p = html; (p = memchr(p, '#', (size_t)(end - p))); p++) {
		const char *digits = p > html && p[-1] == '&' ? mark_digits(p + 1, end) : NULL;

		if (!digits)
			continue;
		if (!out->len)
			kr_str_add(out, html, len);
		if (*digits == '7')
			memcpy(out->data + (digits - html), "ad", 2);
		else
			memcpy(out->data + (digits - html), "173", 3);
	}
}

void kr_markup_init(struct kr_markup *m, const char *html, size_t len)
{
	*m = (struct kr_markup){.html = html, .len = len};
	kr_str_init(&m->repaired);
	kr_str_init(&m->cut);
	repair(html, len, &m->repaired);
	disarm(html, len, &m->repaired);
	if (m->repaired.len)
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
