#include "extract/meta/author_names_priv.h"

#include <string.h>
#include <strings.h>

#include "extract/meta/byline_priv.h"
#include "extract/meta/date/date_priv.h"
#include "extract/words/phrases_priv.h"

enum {
	MOST_AUTHORS = 12,
	NAME_BYTES = 90,
	LIST_BYTES = 600, /* longest string read */
	WIDE_LABEL = 6,   /* bytes of a label of two ideographs */
};

static size_t words(struct kr_slice s)
{
	size_t n = s.len > 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.data[i] == ' ';
	return n;
}

/* Whether s has a letter, and no more digits than letters. */
static bool has_letters(struct kr_slice s)
{
	size_t letters = 0, digits = 0;

	for (size_t i = 0; i < s.len; i++) {
		const unsigned char c = (unsigned char)s.data[i];

		letters += c >= 0x80 || (c | 0x20) >= 'a';
		digits += c >= '0' && c <= '9';
	}
	return letters > digits;
}

/* "www.river.example/ann", "@ann", "river.example" */
static bool is_address(struct kr_slice s)
{
	static const char *const signs[] = {"://", "www.", "@", ".com/", ".html"};
	const char *dot = memrchr(s.data, '.', s.len);
	const size_t after = dot ? (size_t)(s.data + s.len - dot - 1) : 0;

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (memmem(s.data, s.len, signs[i], strlen(signs[i])))
			return true;
	return after >= 2 && after <= 4 && !memchr(s.data, ' ', s.len);
}

static bool is_outlet(const struct kr_doc *doc, struct kr_slice s)
{
	return (doc->site && kr_slice_ieq(s, doc->site)) ||
	       (doc->source && kr_slice_ieq(s, doc->source));
}

/* "By Ann Reed", "Von Ann Reed", "记者高远" */
static struct kr_slice without_label(struct kr_slice s)
{
	size_t n;
	const size_t word = kr_phrases_starts(s, KR_PHRASE(AUTHOR_LABEL));

	if (kr_byline_label_at(s, &n) == KR_BYLINE_AUTHOR)
		return kr_byline_name_trim((struct kr_slice){s.data + n, s.len - n});
	if (word && word + 1 < s.len &&
	        (s.data[word] == ' '
	                        ? s.data[word + 1] >= 'A' && s.data[word + 1] <= 'Z' && words(s) > 2
	                        : kr_byline_name_is_wide(s) && word >= WIDE_LABEL))
		s = (struct kr_slice){s.data + word, s.len - word};
	return kr_byline_name_trim(s);
}

/* "Ann Reed" of "Ann Reed on", which a date followed. */
static struct kr_slice without_small_word(struct kr_slice s)
{
	enum { SMALL = 3 };
	const char *blank = memrchr(s.data, ' ', s.len);
	const size_t n = blank ? (size_t)(s.data + s.len - blank - 1) : 0;

	if (n && n <= SMALL && blank[1] >= 'a' && blank[1] <= 'z')
		s.len = (size_t)(blank - s.data);
	return s;
}

/* What precedes a date in s. */
static struct kr_slice before_date(struct kr_slice s)
{
	const struct kr_date_hints hints = {.now = 0};
	struct kr_date d;
	size_t from, end;

	if (kr_byline_name_has_digits(s, 2) &&
	        kr_date_parse_find(s.data, s.len, &hints, &d, &from, &end))
		s = without_small_word(kr_slice_trim((struct kr_slice){s.data, from}));
	return s;
}

/* What precedes a mark between a name and something else in s. */
static struct kr_slice before_mark(struct kr_slice s)
{
	static const char *const marks[] = {" | ", " · ", " • ", " – ", " — ", " - ", " ("};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *p = memmem(s.data, s.len, marks[i], strlen(marks[i]));

		if (p && p > s.data)
			s.len = (size_t)(p - s.data);
	}
	return s;
}

void kr_author_names_add_one(struct kr_doc *doc, struct kr_slice s)
{
	s = without_label(kr_byline_name_trim(s));
	if (doc->authors.n >= MOST_AUTHORS || s.len < 2 || s.len > NAME_BYTES || is_address(s) ||
	        !has_letters(s) || is_outlet(doc, s) || kr_byline_name_is_control(s) ||
	        kr_phrases_is(s, KR_PHRASE(NOBODY)) || kr_phrases_find(s, KR_PHRASE(READING_TIME)))
		return;
	kr_doc_add_string(doc, &doc->authors, s.data, s.len);
}

/* The marks and words between names. Those that may be within one (José Ortega y Gasset) count
 * between names of two words. */
static const struct {
	const char *text;
	bool in_names;
} joints[] = {{";", false}, {"；", false}, {"、", false}, {"，", false}, {"|", false},
        {"｜", false}, {"/", true}, {"／", true}, {",", false}, {" & ", true}, {" + ", true},
        {" and ", true}, {" und ", true}, {" et ", true}, {" y ", true}, {" e ", true},
        {" i ", true}, {" en ", true}, {" a ", true}, {" og ", true}, {" och ", true},
        {" ja ", true}, {" dan ", true}, {" và ", false}, {" ve ", true}, {" oraz ", true},
        {" és ", false}, {" и ", false}, {" та ", false}, {" і ", false}, {" και ", false},
        {" और ", false}, {" และ ", false}, {" و ", false}, {" 와 ", false}, {" 和 ", false}};

static bool ends_before(struct kr_slice s, size_t at)
{
	const struct kr_slice before = kr_slice_trim((struct kr_slice){s.data, at});

	return words(before) >= 2;
}

bool kr_author_names_is_joint(struct kr_slice word)
{
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		const struct kr_slice joint = kr_slice_trim(kr_slice_of(joints[i].text));

		if (joint.len == word.len && !strncasecmp(joint.data, word.data, word.len))
			return true;
	}
	return false;
}

/* Whether what follows, up to a comma or the like, is the end of a company's name: "and Harbour
 * Works Ltd". */
static bool ends_as_company(struct kr_slice s)
{
	size_t n = 0;

	while (n < s.len && s.data[n] != ',' && s.data[n] != ';' && s.data[n] != '|')
		n++;
	s = kr_slice_trim((struct kr_slice){s.data, n});
	n = kr_phrases_ends(s, KR_PHRASE(COMPANY_END));
	return n && n < s.len && s.data[s.len - n - 1] == ' ';
}

/* The length of the mark or word between two names at s[at], with its blanks; 0 if there is none.
 */
static size_t joint_at(struct kr_slice s, size_t at)
{
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		const size_t n = strlen(joints[i].text);
		const struct kr_slice rest = {s.data + at, s.len - at};
		struct kr_slice after;

		if (rest.len < n || strncasecmp(rest.data, joints[i].text, n) != 0)
			continue;
		after = kr_slice_trim((struct kr_slice){rest.data + n, rest.len - n});
		if (!joints[i].in_names)
			return n;
		if (ends_before(s, at) && words(after) >= 2 && !ends_as_company(after))
			return n;
	}
	return 0;
}

/* Whether a part of a list is a person: of two to four words. In ideographs all are. */
static bool is_person(struct kr_slice s)
{
	s = kr_slice_trim(s);
	return kr_byline_name_is_wide(s) ||
	       (words(s) >= 2 && words(s) <= 4 && !memmem(s.data, s.len, ". ", 2)) || words(s) == 1;
}

/* Whether what commas separate are several people: "Reed, Ann" is one, and so is "Ann Reed, River
 * News". */
static bool are_people(struct kr_slice s)
{
	size_t from = 0, parts = 0, singles = 0;

	for (size_t i = 0, n; i <= s.len; i += n ? n : 1) {
		const struct kr_slice part =
		        kr_slice_trim((struct kr_slice){s.data + from, i - from});

		n = i < s.len ? joint_at(s, i) : 0;
		if ((i < s.len && !n) || !part.len)
			continue;
		if (!is_person(part))
			return false;
		singles += words(part) == 1 && !kr_byline_name_is_wide(part);
		parts++;
		from = i + n;
	}
	return !singles || (singles == parts && parts > 2);
}

/* "Ann Reed" of "Ann Reed, River News"; but all of "Reed, Ann" */
static struct kr_slice first_of(struct kr_slice s)
{
	const char *comma = memchr(s.data, ',', s.len);

	if (comma && words((struct kr_slice){s.data, (size_t)(comma - s.data)}) >= 2)
		s.len = (size_t)(comma - s.data);
	return s;
}

void kr_author_names_add(struct kr_doc *doc, struct kr_slice s)
{
	const bool spaced = kr_str_istarts(doc->lang ? doc->lang : "", "ja") ||
	                    kr_str_istarts(doc->lang ? doc->lang : "", "ko");
	const bool wide = kr_byline_name_is_wide(s) && !spaced;
	size_t from = 0;

	s = before_mark(before_date(without_label(kr_slice_trim(s))));
	if (!s.len || s.len > LIST_BYTES || is_address(s))
		return;
	if (memchr(s.data, ',', s.len) && !are_people(s)) {
		kr_author_names_add_one(doc, first_of(s));
		return;
	}
	for (size_t i = 0, n; i <= s.len; i += n ? n : 1) {
		struct kr_slice name = {s.data + from, i - from};

		n = i < s.len ? joint_at(s, i) : 0;
		if (i < s.len && !n && wide && s.data[i] == ' ')
			n = 1;
		if (i < s.len && !n)
			continue;
		name = kr_byline_name_trim(name);
		/* after a name, a job or an outlet may follow */
		if (!kr_phrases_ends(name, KR_PHRASE(ROLE)) &&
		        !(from && !wide && kr_phrases_ends(name, KR_PHRASE(SITE_END))))
			kr_author_names_add_one(doc, name);
		from = i + n;
	}
}

void kr_author_names_drop_outlets(struct kr_doc *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->authors.n; i++) {
		const struct kr_slice name = kr_slice_of(doc->authors.v[i]);

		if (!is_outlet(doc, name) && !(kr_byline_name_is_wide(name) &&
		                                     kr_str_starts(doc->site, doc->authors.v[i])))
			doc->authors.v[n++] = doc->authors.v[i];
	}
	doc->authors.n = n;
}
