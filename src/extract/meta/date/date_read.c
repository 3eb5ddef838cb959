/* Reads single dates, and finds out how a page writes them. */
#include "extract/meta/date/date_priv.h"

#include <string.h>

#include "kread/base/url.h"

/* The time zone of a site, in minutes, if its language is spoken in one zone only. A page in
 * ideographs that does not declare its language counts as Chinese. */
static int zone_of(const struct kr_page *page)
{
	enum { CHINA = 480, JAPAN = 540 };
	const char *lang = page->doc->lang;

	if (lang)
		return kr_str_istarts(lang, "zh")                                 ? CHINA
		       : kr_str_istarts(lang, "ja") || kr_str_istarts(lang, "ko") ? JAPAN
		                                                                  : 0;
	return page->stat && page->stat[0].words * 3 >= page->stat[0].chars ? CHINA : 0;
}

/* Whether 3/4/2021 is March 4, as in American English. A page that declares only "en" counts as
 * American unless the country of its host writes the day first. */
static bool month_first(const struct kr_page *page)
{
	static const char *const others[] = {
	        ".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu", ".de", ".fr"};
	const char *lang = page->doc->lang, *url = page->in->url;
	struct kr_url u = {0};

	if (lang && !kr_str_istarts(lang, "en"))
		return false;
	if (lang && strlen(lang) >= 5)
		return kr_str_ifind(lang, strlen(lang), "us") != NULL;
	if (url)
		kr_url_split(url, strlen(url), &u);
	for (size_t i = 0; u.host.len > 3 && i < sizeof others / sizeof *others; i++)
		if (!memcmp(u.host.data + u.host.len - 3, others[i], 3))
			return false;
	return true;
}

/* Whether the page counts years as in Taiwan. */
static bool is_taiwan(const struct kr_page *page)
{
	const char *lang = page->doc->lang, *url = page->in->url;
	struct kr_url u = {0};

	if (lang)
		return kr_str_istarts(lang, "zh-tw") || kr_str_istarts(lang, "zh-hant") ||
		       kr_str_istarts(lang, "zh_tw");
	if (url)
		kr_url_split(url, strlen(url), &u);
	return u.host.len > 3 && !memcmp(u.host.data + u.host.len - 3, ".tw", 3);
}

static void set_language(char out[4], const char *lang)
{
	size_t n = 0;

	memset(out, 0, 4);
	while (lang && n < 3 && ((lang[n] | 0x20) >= 'a' && (lang[n] | 0x20) <= 'z')) {
		out[n] = (char)(lang[n] | 0x20);
		n++;
	}
	if (!strcmp(out, "nb") || !strcmp(out, "nn"))
		memcpy(out, "no", 2);
}

void kr_date_read_hints(const struct kr_page *page, struct kr_date_hints *ret)
{
	ret->republic = is_taiwan(page);
	set_language(ret->language, page->doc->lang);
	ret->month_first = month_first(page);
	ret->now = page->in->now;
	ret->zone = zone_of(page);
}

const char *kr_date_read(struct kr_page *page, const char *s, size_t len, bool *ret_relative)
{
	struct kr_date_hints hints;
	char iso[KR_DATE_ISO];
	struct kr_date d, now;

	*ret_relative = false;
	kr_date_read_hints(page, &hints);
	if (!kr_date_parse_find(s, len, &hints, &d, NULL, NULL))
		return NULL;
	if (!d.year) {
		if (!hints.now)
			return NULL;
		kr_date_calendar_from_seconds(hints.now, hints.zone, &now);
		d.year = now.year;
		if (kr_date_calendar_days(&d) > kr_date_calendar_days(&now) + 1)
			d.year--;
	}
	*ret_relative = d.relative;
	kr_date_calendar_iso(&d, iso);
	return kr_doc_line(page->doc, iso, strlen(iso));
}
