#include "kread/feed/exchange.h"

#include <string.h>

#include "exchange_priv.h"

static const struct {
	const char *name;
	void (*read)(struct kr_exchange_list *l, const char *text, size_t len);
} formats[] = {
        [KR_EXCHANGE_OPML] = {"OPML", kr_exchange_opml_read},
        [KR_EXCHANGE_NEWSBOAT] = {"newsboat", kr_exchange_urls_read},
        [KR_EXCHANGE_BOOKMARKS] = {"bookmarks", kr_exchange_bookmarks_read},
        [KR_EXCHANGE_POCKET] = {"Pocket", kr_exchange_csv_read},
        [KR_EXCHANGE_INSTAPAPER] = {"Instapaper", kr_exchange_csv_read},
        [KR_EXCHANGE_CSV] = {"CSV", kr_exchange_csv_read},
        [KR_EXCHANGE_WALLABAG] = {"Wallabag", kr_exchange_json_read},
        [KR_EXCHANGE_OMNIVORE] = {"Omnivore", kr_exchange_json_read},
};

const char *kr_exchange_name(enum kr_exchange_format format)
{
	return format == KR_EXCHANGE_UNKNOWN ? "unknown" : formats[format].name;
}

static struct kr_slice without_mark(const char *text, size_t len)
{
	const size_t n = len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;

	return kr_slice_trim((struct kr_slice){text + n, len - n});
}

/* What is written in markup says so at its beginning. */
static enum kr_exchange_format find_markup(struct kr_slice s)
{
	enum { HEAD = 8192 };
	const struct kr_slice head = {s.data, s.len < HEAD ? s.len : HEAD};

	if (kr_slice_ifind(head, "<opml"))
		return KR_EXCHANGE_OPML;
	if (kr_slice_ifind(head, "netscape-bookmark-file"))
		return KR_EXCHANGE_BOOKMARKS;
	if (kr_slice_ifind(head, "<title>pocket export</title>"))
		return KR_EXCHANGE_POCKET;
	if (kr_slice_ifind(head, "<dl") && kr_slice_ifind(head, "add_date="))
		return KR_EXCHANGE_BOOKMARKS;
	return KR_EXCHANGE_UNKNOWN;
}

static enum kr_exchange_format find(struct kr_slice s)
{
	enum kr_exchange_format format;

	if (!s.len)
		return KR_EXCHANGE_UNKNOWN;
	if (*s.data == '<')
		return find_markup(s);
	if (*s.data == '[' || *s.data == '{')
		return kr_exchange_json_find(s.data, s.len);
	format = kr_exchange_csv_find(s.data, s.len);
	return format ? format : kr_exchange_urls_find(s.data, s.len);
}

enum kr_exchange_format kr_exchange_find(const char *text, size_t len)
{
	return find(without_mark(text, len));
}

/* Parsers of C stop at NUL. */
static struct kr_slice without_nul(struct kr_slice s, struct kr_str *out)
{
	if (!memchr(s.data, '\0', s.len))
		return s;
	for (const char *p = s.data, *const end = s.data + s.len, *nul; p < end; p = nul + 1) {
		nul = memchr(p, '\0', (size_t)(end - p));
		nul = nul ? nul : end;
		kr_str_add(out, p, (size_t)(nul - p));
	}
	return (struct kr_slice){out->data, out->len};
}

static const char *why_not(struct kr_slice s)
{
	if (!s.len)
		return "it is empty";
	if (kr_slice_starts(s, "PK\3\4") || kr_slice_starts(s, "\x1f\x8b"))
		return "it is an archive: unpack it, and import the files in it";
	return "kread does not know its format";
}

int kr_exchange_read(
        const char *text, size_t len, struct kr_exchange_list **ret, struct kr_err *err)
{
	struct kr_slice s = without_mark(text, len);
	struct kr_exchange_list *l;
	enum kr_exchange_format format;
	struct kr_str copy;
	int rc = 0;

	kr_str_init(&copy);
	s = without_nul(s, &copy);
	format = find(s);
	if (format == KR_EXCHANGE_UNKNOWN) {
		rc = kr_err_set(err, KR_E_FORMAT, "cannot be imported: %s", why_not(s));
		goto out;
	}
	l = kr_exchange_items_new();
	l->format = format;
	if (*s.data == '<' && format == KR_EXCHANGE_POCKET)
		kr_exchange_bookmarks_read(l, s.data, s.len);
	else
		formats[format].read(l, s.data, s.len);
	*ret = l;
out:
	kr_str_fini(&copy);
	return rc;
}
