#include "csv_priv.h"

#include <string.h>

static char find_separator(const char *s, const char *end)
{
	static const char candidates[] = ",;\t";
	size_t counts[3] = {0};

	for (; s < end && *s != '\n' && *s != '\r'; s++)
		for (size_t i = 0; i < 3; i++)
			counts[i] += *s == candidates[i];
	return counts[1] > counts[0] ? (counts[2] > counts[1] ? '\t' : ';')
	                             : (counts[2] > counts[0] ? '\t' : ',');
}

void kr_csv_init(struct kr_csv *c, const char *text, size_t len)
{
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		len -= 3;
	}
	*c = (struct kr_csv){.at = text, .end = text + len};
	c->separator = find_separator(c->at, c->end);
	for (size_t i = 0; i < KR_CSV_FIELDS; i++)
		kr_str_init(&c->fields[i]);
}

void kr_csv_fini(struct kr_csv *c)
{
	for (size_t i = 0; i < KR_CSV_FIELDS; i++)
		kr_str_fini(&c->fields[i]);
}

static bool ends_field(const struct kr_csv *c, const char *s)
{
	return s == c->end || *s == c->separator || *s == '\n' || *s == '\r';
}

/* From an opening quote. A quote that nothing ends is one of the text. */
static void read_quoted(struct kr_csv *c, struct kr_str *out)
{
	const char *quote;

	for (c->at++;; c->at = quote + 1) {
		quote = memchr(c->at, '"', (size_t)(c->end - c->at));
		kr_str_add(out, c->at, (size_t)((quote ? quote : c->end) - c->at));
		if (!quote) {
			c->at = c->end;
			c->broken = true;
			return;
		}
		if (ends_field(c, quote + 1)) {
			c->at = quote + 1;
			return;
		}
		kr_str_addc(out, '"');
		quote += quote[1] == '"';
	}
}

static void read_plain(struct kr_csv *c, struct kr_str *out)
{
	const char *from = c->at;

	while (!ends_field(c, c->at))
		c->at++;
	kr_str_add(out, from, (size_t)(c->at - from));
}

/* Reads a row; what is beyond the last field is read into it, so keep that one free. */
static void read_row(struct kr_csv *c)
{
	for (c->n = 0;;) {
		struct kr_str *field = &c->fields[c->n < KR_CSV_FIELDS - 1 ? c->n++ : c->n];

		kr_str_clear(field);
		while (c->at < c->end && *c->at == ' ')
			c->at++;
		if (c->at < c->end && *c->at == '"')
			read_quoted(c, field);
		else
			read_plain(c, field);
		if (c->at == c->end || *c->at != c->separator)
			break;
		c->at++;
	}
	if (c->at < c->end && *c->at == '\r')
		c->at++;
	if (c->at < c->end && *c->at == '\n')
		c->at++;
}

bool kr_csv_next(struct kr_csv *c)
{
	while (c->at < c->end) {
		read_row(c);
		if (c->n > 1 || c->fields[0].len)
			return true;
	}
	return false;
}
