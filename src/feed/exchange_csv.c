/* Tables of articles, by the names of their columns: of Pocket (title, url, time_added, tags,
 * status), Instapaper (URL, Title, Selection, Folder, Timestamp, Tags), and others that are alike.
 */
#include "csv_priv.h"
#include "exchange_priv.h"

enum column {
	URL,
	TITLE,
	AUTHOR,
	SUMMARY,
	NOTE,
	HTML,
	TAGS,
	FOLDER,
	STATUS,
	FAVOURITE,
	ADDED,
	PUBLISHED,
	COLUMNS
};

struct places {
	size_t at[COLUMNS]; /* of the field in the row, from 1; 0: there is no such column */
	enum kr_exchange_format format;
};

/* Of several columns with one meaning, the first in the file counts. */
static bool read_head(struct kr_csv *c, struct places *ret)
{
	static const struct {
		const char *name;
		enum column column;
	} names[] = {{"url", URL}, {"link", URL}, {"title", TITLE}, {"author", AUTHOR},
	        {"excerpt", SUMMARY}, {"description", SUMMARY}, {"summary", SUMMARY},
	        {"note", NOTE}, {"notes", NOTE}, {"selection", NOTE}, {"content", HTML},
	        {"tags", TAGS}, {"labels", TAGS}, {"document tags", TAGS}, {"folder", FOLDER},
	        {"status", STATUS}, {"state", STATUS}, {"location", STATUS},
	        {"favorite", FAVOURITE}, {"favourite", FAVOURITE}, {"starred", FAVOURITE},
	        {"time_added", ADDED}, {"timestamp", ADDED}, {"created", ADDED},
	        {"saved date", ADDED}, {"creation date", ADDED}, {"published", PUBLISHED}};

	*ret = (struct places){.format = KR_EXCHANGE_CSV};
	if (!kr_csv_next(c))
		return false;
	for (size_t i = 0; i < c->n; i++) {
		const struct kr_slice s =
		        kr_slice_trim((struct kr_slice){c->fields[i].data, c->fields[i].len});

		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			if (kr_slice_ieq(s, names[k].name) && !ret->at[names[k].column])
				ret->at[names[k].column] = i + 1;
		if (kr_slice_ieq(s, "time_added"))
			ret->format = KR_EXCHANGE_POCKET;
		else if (kr_slice_ieq(s, "selection"))
			ret->format = KR_EXCHANGE_INSTAPAPER;
	}
	return ret->at[URL];
}

enum kr_exchange_format kr_exchange_csv_find(const char *text, size_t len)
{
	enum { HEAD = 4096 };
	struct places places;
	struct kr_csv c;
	bool found;

	kr_csv_init(&c, text, len < HEAD ? len : HEAD);
	found = read_head(&c, &places);
	kr_csv_fini(&c);
	return found ? places.format : KR_EXCHANGE_UNKNOWN;
}

static struct kr_slice field(const struct kr_csv *c, const struct places *p, enum column column)
{
	const size_t i = p->at[column];

	if (!i || i > c->n)
		return (struct kr_slice){"", 0};
	return kr_slice_trim((struct kr_slice){c->fields[i - 1].data, c->fields[i - 1].len});
}

static bool is_any(struct kr_slice s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kr_slice_ieq(s, words[i]))
			return true;
	return false;
}

/* Where the service shows an article: in one of its own lists, or in a folder of the reader. */
static void take_place(
        struct kr_exchange_list *l, struct kr_exchange_item *it, struct kr_slice s, bool is_folder)
{
	static const char *const later[] = {"unread", "new", "later", "shortlist", "inbox"},
	                         *const archive[] = {"archive", "archived", "read"},
	                         *const none[] = {"unsorted", "feed", ""};

	if (is_any(s, later, sizeof later / sizeof *later))
		it->later = true;
	else if (is_any(s, archive, sizeof archive / sizeof *archive))
		it->archived = true;
	else if (kr_slice_ieq(s, "starred"))
		it->favourite = true;
	else if (is_folder && !is_any(s, none, sizeof none / sizeof *none))
		kr_exchange_items_tag(l, it, s.data, s.len);
}

/* ["one","two"], or one,two; Pocket has one|two. */
static void take_tags(struct kr_exchange_list *l, struct kr_exchange_item *it, struct kr_slice s)
{
	const bool array = s.len >= 2 && s.data[0] == '[' && s.data[s.len - 1] == ']';

	if (array)
		kr_exchange_items_tags(l, it, (struct kr_slice){s.data + 1, s.len - 2}, ",\"'");
	else
		kr_exchange_items_tags(l, it, s, l->format == KR_EXCHANGE_POCKET ? "|," : ",;");
}

static bool take_row(struct kr_exchange_list *l, const struct kr_csv *c, const struct places *p)
{
	static const char *const yes[] = {"1", "true", "yes"};
	struct kr_exchange_item it = {
	        .url = kr_exchange_items_address(l, field(c, p, URL)),
	        .title = kr_exchange_items_line(l, field(c, p, TITLE)),
	        .author = kr_exchange_items_line(l, field(c, p, AUTHOR)),
	        .summary = kr_exchange_items_line(l, field(c, p, SUMMARY)),
	        .note = kr_exchange_items_text(l, field(c, p, NOTE)),
	        .html = kr_exchange_items_html(l, field(c, p, HTML)),
	        .added = kr_exchange_items_time(field(c, p, ADDED)),
	        .published = kr_exchange_items_time(field(c, p, PUBLISHED)),
	        .favourite = is_any(field(c, p, FAVOURITE), yes, sizeof yes / sizeof *yes),
	};

	take_place(l, &it, field(c, p, FOLDER), true);
	take_place(l, &it, field(c, p, STATUS), false);
	take_tags(l, &it, field(c, p, TAGS));
	return kr_exchange_items_keep(l, &it);
}

void kr_exchange_csv_read(struct kr_exchange_list *l, const char *text, size_t len)
{
	struct places places;
	struct kr_csv c;

	kr_csv_init(&c, text, len);
	if (read_head(&c, &places))
		while (kr_csv_next(&c) && take_row(l, &c, &places))
			;
	l->broken = c.broken;
	kr_csv_fini(&c);
}
