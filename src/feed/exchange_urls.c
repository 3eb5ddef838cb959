/* The file "urls" of newsboat: on each line an address, then tags. A tag that begins with "~" is
 * the title, one that begins with "!" leaves the feed out of the list, here as there. Nothing of it
 * is run, as newsboat would. */
#include <string.h>

#include "exchange_priv.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Sets out to the next word, which may be quoted. False: there is none, or a comment. */
static bool next_word(struct kr_slice *line, struct kr_str *out)
{
	const char *p = line->data, *const end = p + line->len;
	bool quoted;

	kr_str_clear(out);
	while (p < end && is_blank(*p))
		p++;
	if (p == end || *p == '#')
		return false;
	quoted = *p == '"';
	for (p += quoted; p < end && (quoted ? *p != '"' : !is_blank(*p)); p++) {
		if (quoted && *p == '\\' && p + 1 < end)
			p++;
		kr_str_addc(out, *p);
	}
	p += p < end;
	*line = (struct kr_slice){p, (size_t)(end - p)};
	return true;
}

static bool next_line(struct kr_slice *text, struct kr_slice *ret)
{
	const char *end;

	if (!text->len)
		return false;
	end = memchr(text->data, '\n', text->len);
	*ret = (struct kr_slice){text->data, end ? (size_t)(end - text->data) : text->len};
	text->data += ret->len + !!end;
	text->len -= ret->len + !!end;
	return true;
}

enum kr_exchange_format kr_exchange_urls_find(const char *text, size_t len)
{
	static const char *const starts[] = {
	        "http://", "https://", "feed:", "file://", "exec:", "filter:", "query:"};
	struct kr_slice rest = {text, len}, line;
	enum kr_exchange_format format = KR_EXCHANGE_UNKNOWN;
	bool found = false;
	struct kr_str word;

	kr_str_init(&word);
	while (!found && next_line(&rest, &line))
		found = next_word(&line, &word);
	if (found && kr_slice_starts_any((struct kr_slice){word.data, word.len}, starts,
	                     sizeof starts / sizeof *starts))
		format = KR_EXCHANGE_NEWSBOAT;
	kr_str_fini(&word);
	return format;
}

static void take_tag(
        struct kr_exchange_list *l, struct kr_exchange_item *it, const struct kr_str *word)
{
	if (*word->data == '~')
		it->title =
		        kr_exchange_items_line(l, (struct kr_slice){word->data + 1, word->len - 1});
	else
		kr_exchange_items_tag(l, it, word->data, word->len);
}

void kr_exchange_urls_read(struct kr_exchange_list *l, const char *text, size_t len)
{
	struct kr_slice rest = {text, len}, line;
	struct kr_str word;
	bool room = true;

	kr_str_init(&word);
	while (room && next_line(&rest, &line)) {
		struct kr_exchange_item it = {.kind = KR_EXCHANGE_FEED};

		if (!next_word(&line, &word))
			continue;
		if (kr_exchange_items_is_command((struct kr_slice){word.data, word.len})) {
			l->commands++;
			continue;
		}
		it.url = kr_exchange_items_address(l, (struct kr_slice){word.data, word.len});
		while (next_word(&line, &word))
			take_tag(l, &it, &word);
		room = kr_exchange_items_keep(l, &it);
	}
	kr_str_fini(&word);
}
