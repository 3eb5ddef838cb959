/* Encodings declared in a page. */
#include "extract/dom/charset_priv.h"

#include <string.h>
#include <strings.h>

enum {
	PRESCAN_MIN = 4096,    /* look for <meta> at least up to here, */
	PRESCAN_MAX = 1 << 18, /* at most up to here, otherwise to the end of the head */
	TAG_MAX = 1024,        /* longest tag that is read, in bytes */
};

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct kr_slice kr_charset_prescan_param(struct kr_slice s)
{
	const char *end = s.data + s.len, *p = s.data, *start;

	while ((p = kr_str_ifind(p, (size_t)(end - p), "charset"))) {
		p += 7;
		while (p < end && is_blank(*p))
			p++;
		if (p >= end || *p != '=')
			continue;
		p++;
		while (p < end && (is_blank(*p) || *p == '"' || *p == '\''))
			p++;
		for (start = p; p < end && !is_blank(*p) && !strchr(";,\"'>", *p);)
			p++;
		return (struct kr_slice){start, (size_t)(p - start)};
	}
	return (struct kr_slice){"", 0};
}

/* The value of an attribute of a tag; s ends before its ">". */
static struct kr_slice attribute(struct kr_slice s, const char *name)
{
	const char *p = s.data, *end = s.data + s.len;

	while (p < end) {
		struct kr_slice key, value = {"", 0};

		while (p < end && (is_blank(*p) || *p == '/'))
			p++;
		key.data = p;
		while (p < end && !is_blank(*p) && *p != '=' && *p != '/')
			p++;
		key.len = (size_t)(p - key.data);
		while (p < end && is_blank(*p))
			p++;
		if (p < end && *p == '=') {
			char quote;

			for (p++; p < end && is_blank(*p);)
				p++;
			quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';
			value.data = p;
			while (p < end && (quote ? *p != quote : !is_blank(*p)))
				p++;
			value.len = (size_t)(p - value.data);
			p += quote && p < end;
		} else if (!key.len) {
			p++;
		}
		if (kr_slice_ieq(key, name))
			return value;
	}
	return (struct kr_slice){"", 0};
}

/* The end of a tag, outside quotes; of a tag too long to declare an encoding, some place in it. */
static const char *tag_end(const char *p, const char *end)
{
	char quote = '\0';

	if (end - p > TAG_MAX)
		end = p + TAG_MAX;
	for (; p < end; p++) {
		if (quote)
			quote = *p == quote ? '\0' : quote;
		else if (*p == '>')
			return p;
		else if ((*p == '"' || *p == '\'') && p[-1] == '=')
			quote = *p;
	}
	return end;
}

static bool starts(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) > n && strncasecmp(p, word, n) == 0 &&
	       (is_blank(p[n]) || p[n] == '>' || p[n] == '/');
}

/* The end of the comment or raw text element that starts at p; p itself if there is none. */
static const char *skip_raw(const char *p, const char *end)
{
	static const char *const raw[] = {"<script", "<style", "<title", "<textarea", "<noscript"};
	const char *q;

	if (end - p > 4 && !memcmp(p, "<!--", 4)) {
		q = memmem(p + 4, (size_t)(end - p) - 4, "-->", 3);
		return q ? q + 3 : end;
	}
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++) {
		char close[16] = "</";

		if (!starts(p, end, raw[i]))
			continue;
		strcat(close, raw[i] + 1);
		q = kr_str_ifind(p, (size_t)(end - p), close);
		return q ? q : end;
	}
	return p;
}

static struct kr_slice label_of(struct kr_slice tag)
{
	struct kr_slice label = attribute(tag, "charset");

	if (!label.len && kr_slice_ieq(attribute(tag, "http-equiv"), "content-type"))
		label = kr_charset_prescan_param(attribute(tag, "content"));
	return label;
}

struct kr_slice kr_charset_prescan_html(const char *html, size_t len)
{
	const char *end = html + (len < PRESCAN_MAX ? len : PRESCAN_MAX), *p = html;
	struct kr_slice label = {"", 0};

	if (len > 5 && !memcmp(html, "<?xml", 5)) {
		p = tag_end(html, end);
		label = attribute((struct kr_slice){html + 5, (size_t)(p - html) - 5}, "encoding");
	}
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		const char *after = skip_raw(p, end);

		if (after != p) {
			p = after;
			continue;
		}
		if (starts(p, end, "<meta")) {
			const char *close = tag_end(p, end);
			struct kr_slice found =
			        label_of((struct kr_slice){p + 5, (size_t)(close - p) - 5});

			if (found.len)
				return found;
		} else if (p - html > PRESCAN_MIN &&
		           (starts(p, end, "<body") || starts(p, end, "</head"))) {
			break;
		}
		p++;
	}
	return label;
}

static struct kr_slice language_of(const char *tag, const char *close)
{
	struct kr_slice s = {tag + 5, (size_t)(close - tag) - 5}, found;

	if (!starts(tag, close, "<html"))
		return kr_slice_ieq(attribute(s, "http-equiv"), "content-language")
		               ? attribute(s, "content")
		               : (struct kr_slice){"", 0};
	found = attribute(s, "lang");
	return found.len ? found : attribute(s, "xml:lang");
}

struct kr_slice kr_charset_prescan_language(const char *html, size_t len)
{
	const char *end = html + (len < PRESCAN_MIN ? len : PRESCAN_MIN), *p = html;

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		const char *after = skip_raw(p, end);

		if (after == p && (starts(p, end, "<html") || starts(p, end, "<meta"))) {
			const struct kr_slice found = language_of(p, tag_end(p, end));

			if (found.len)
				return found;
		}
		p = after == p ? p + 1 : after;
	}
	return (struct kr_slice){"", 0};
}
