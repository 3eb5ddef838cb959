/* Colours and attributes of text roles. */
#include "kread/ui/theme.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kread/app/suggest.h"
#include "kread/base/budgets.h"
#include "kread/base/xdg.h"
#include "kread/load/locate.h"
#include "kread/load/source.h"

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE = 15, NONE = -1 };

/* Roles differ by their attributes alone. Colours come on top of that; they are from the palette
 * and suit dark and light backgrounds. */
struct look {
	uint8_t attrs;
	int8_t fg, bg;
	uint8_t coloured; /* attributes to use with colour; 0: the same */
};

enum { PLAIN = 0x80 }; /* for coloured: none */

static const struct look looks[KR_ROLES] = {
        [KR_ROLE_TEXT] = {0, NONE, NONE, 0},
        [KR_ROLE_TITLE] = {KR_ATTR_BOLD, CYAN, NONE, 0},
        [KR_ROLE_BYLINE] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_HEADING] = {KR_ATTR_BOLD, CYAN, NONE, 0},
        [KR_ROLE_QUOTE] = {0, NONE, NONE, 0},
        [KR_ROLE_CODE] = {0, GREEN, NONE, 0},
        [KR_ROLE_CAPTION] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_LINK] = {KR_ATTR_UNDERLINE, CYAN, NONE, 0},
        [KR_ROLE_LINK_SELECTED] = {KR_ATTR_REVERSE | KR_ATTR_UNDERLINE, NONE, NONE, 0},
        [KR_ROLE_MARK] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_WARNING] = {KR_ATTR_BOLD, YELLOW, NONE, 0},
        [KR_ROLE_MATCH] = {KR_ATTR_BOLD | KR_ATTR_UNDERLINE, BLACK, YELLOW, KR_ATTR_UNDERLINE},
        [KR_ROLE_MATCH_CURRENT] = {KR_ATTR_BOLD | KR_ATTR_REVERSE, BLACK, GREEN, KR_ATTR_BOLD},
        [KR_ROLE_BAR] = {KR_ATTR_BOLD, NONE, NONE, 0},
        [KR_ROLE_BAR_META] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_BAR_ERROR] = {KR_ATTR_REVERSE | KR_ATTR_BOLD, RED, NONE, 0},
        [KR_ROLE_FRAME] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_FRAME_FOCUS] = {KR_ATTR_BOLD, CYAN, NONE, 0},
        [KR_ROLE_ITEM] = {0, NONE, NONE, 0},
        [KR_ROLE_ITEM_READ] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_ITEM_SELECTED] = {KR_ATTR_REVERSE, NONE, NONE, 0},
        [KR_ROLE_ITEM_META] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_NUMBER] = {0, CYAN, NONE, 0},
        [KR_ROLE_PROMPT] = {KR_ATTR_BOLD, NONE, NONE, 0},
        [KR_ROLE_HINT] = {KR_ATTR_DIM, NONE, NONE, 0},
        [KR_ROLE_QR] = {KR_ATTR_REVERSE, BLACK, WHITE, PLAIN},
        [KR_ROLE_KEY] = {KR_ATTR_BOLD, NONE, NONE, 0},
};

static const char *const names[KR_ROLES] = {
        [KR_ROLE_TEXT] = "text",
        [KR_ROLE_TITLE] = "title",
        [KR_ROLE_BYLINE] = "byline",
        [KR_ROLE_HEADING] = "heading",
        [KR_ROLE_QUOTE] = "quote",
        [KR_ROLE_CODE] = "code",
        [KR_ROLE_CAPTION] = "caption",
        [KR_ROLE_LINK] = "link",
        [KR_ROLE_LINK_SELECTED] = "link-selected",
        [KR_ROLE_MARK] = "mark",
        [KR_ROLE_WARNING] = "warning",
        [KR_ROLE_MATCH] = "match",
        [KR_ROLE_MATCH_CURRENT] = "match-current",
        [KR_ROLE_BAR] = "bar",
        [KR_ROLE_BAR_META] = "bar-dim",
        [KR_ROLE_BAR_ERROR] = "error",
        [KR_ROLE_FRAME] = "frame",
        [KR_ROLE_FRAME_FOCUS] = "frame-focus",
        [KR_ROLE_ITEM] = "item",
        [KR_ROLE_ITEM_READ] = "item-read",
        [KR_ROLE_ITEM_SELECTED] = "item-selected",
        [KR_ROLE_ITEM_META] = "item-dim",
        [KR_ROLE_NUMBER] = "number",
        [KR_ROLE_PROMPT] = "prompt",
        [KR_ROLE_HINT] = "hint",
        [KR_ROLE_KEY] = "key",
        /* a QR code is black on white, so that telephones read it */
};

/* --- colours ------------------------------------------------------------------------------ */

static const uint32_t basic[16] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
        0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
        0xffffff};

/* Of the palette of 256, as xterm has it. */
static uint32_t rgb_of(int32_t c)
{
	static const uint8_t steps[] = {0, 95, 135, 175, 215, 255};

	if (c >= KR_THEME_RGB)
		return (uint32_t)c & 0xffffff;
	if (c < 16)
		return basic[c];
	if (c >= 232)
		return (uint32_t)(8 + 10 * (c - 232)) * 0x010101;
	c -= 16;
	return (uint32_t)steps[c / 36] << 16 | (uint32_t)steps[c / 6 % 6] << 8 | steps[c % 6];
}

static int distance(uint32_t a, uint32_t b)
{
	int sum = 0;

	for (int shift = 0; shift < 24; shift += 8) {
		const int d = (int)(a >> shift & 0xff) - (int)(b >> shift & 0xff);

		sum += d * d;
	}
	return sum;
}

/* The nearest one that a terminal has. Of 256, the first 16 are whatever the reader likes. */
static int32_t nearest(int32_t c, int colours)
{
	const int from = colours >= 256 ? 16 : 0, to = colours >= 256 ? 256 : colours > 8 ? 16 : 8;
	int32_t best = from;

	if (c < colours && c < KR_THEME_RGB)
		return c;
	if (colours > 256 && rgb_of(c) >= 256) /* as 0xrrggbb, which is no palette's number */
		return (int32_t)rgb_of(c);
	for (int32_t i = from; i < to; i++)
		if (distance(rgb_of(i), rgb_of(c)) < distance(rgb_of(best), rgb_of(c)))
			best = i;
	return best;
}

/* --- pens --------------------------------------------------------------------------------- */

static struct kr_pen built_in(int role, bool colour)
{
	const struct look *k = &looks[role];

	if (!colour || (k->fg == NONE && k->bg == NONE))
		return (struct kr_pen){NONE, NONE, k->attrs};
	return (struct kr_pen){k->fg, k->bg, k->coloured ? k->coloured & 0x7f : k->attrs};
}

void kr_theme_init(struct kr_theme *t, int colours, const struct kr_theme_looks *file)
{
	const struct kr_theme_look *text = file ? &file->v[KR_ROLE_TEXT] : NULL;

	for (int i = 0; i < KR_ROLES; i++) {
		struct kr_pen *pen = &t->pens[i];

		*pen = built_in(i, colours > 0);
		if (!file || !colours)
			continue;
		if (file->v[i].given)
			*pen = (struct kr_pen){file->v[i].fg, file->v[i].bg, file->v[i].attrs};
		if (pen->fg < 0 && text->given)
			pen->fg = text->fg;
		if (pen->bg < 0 && text->given)
			pen->bg = text->bg;
		pen->fg = nearest(pen->fg, colours);
		pen->bg = nearest(pen->bg, colours);
	}
}

/* --- files -------------------------------------------------------------------------------- */

static const char *const colour_names[] = {"black", "red", "green", "yellow", "blue", "magenta",
        "cyan", "white", "bright-black", "bright-red", "bright-green", "bright-yellow",
        "bright-blue", "bright-magenta", "bright-cyan", "bright-white"};

static bool parse_colour(const char *word, int32_t *ret)
{
	char *end;
	unsigned long n;

	for (int32_t i = 0; i < 16; i++)
		if (!strcmp(word, colour_names[i])) {
			*ret = i;
			return true;
		}
	if (!strcmp(word, "default")) {
		*ret = NONE;
		return true;
	}
	if (*word == '#') {
		n = strtoul(word + 1, &end, 16);
		*ret = KR_THEME_RGB + (int32_t)(n & 0xffffff);
		return strspn(word + 1, "0123456789abcdefABCDEF") == 6 && !*end;
	}
	n = strtoul(word, &end, 10);
	*ret = (int32_t)(n & 0xff);
	return *word >= '0' && *word <= '9' && !*end && n < 256;
}

static uint8_t attribute(const char *word)
{
	static const struct {
		const char *name;
		uint8_t attr;
	} table[] = {{"bold", KR_ATTR_BOLD}, {"dim", KR_ATTR_DIM}, {"italic", KR_ATTR_ITALIC},
	        {"underline", KR_ATTR_UNDERLINE}, {"reverse", KR_ATTR_REVERSE}};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(word, table[i].name))
			return table[i].attr;
	return 0;
}

/* "COLOUR on COLOUR bold", in which all may be missing. */
static int parse_look(struct kr_theme_look *ret, char *value, struct kr_err *err)
{
	bool on = false, fg = false, bg = false;
	char *save = NULL;

	*ret = (struct kr_theme_look){true, NONE, NONE, 0};
	for (char *w = strtok_r(value, " \t", &save); w; w = strtok_r(NULL, " \t", &save)) {
		bool *had = on ? &bg : &fg;

		if (attribute(w) && !on) {
			ret->attrs |= attribute(w);
		} else if (!strcmp(w, "on") && !on && !bg) {
			on = true;
		} else if (!*had && parse_colour(w, on ? &ret->bg : &ret->fg)) {
			*had = true;
			on = false;
		} else {
			return kr_err_set(
			        err, KR_E_USAGE, "'%.40s' is neither a colour nor an attribute", w);
		}
	}
	return on ? kr_err_set(err, KR_E_USAGE, "a colour must follow 'on'") : 0;
}

static int parse_line(struct kr_theme_looks *ret, char *line, struct kr_err *err)
{
	char *value = strchr(line, '='), *end = value;
	struct kr_suggest s;

	if (!value)
		return kr_err_set(err, KR_E_USAGE, "not ROLE = COLOUR on COLOUR ATTRIBUTES");
	while (end > line && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	for (int i = 0; i < KR_ROLES; i++)
		if (names[i] && !strcmp(line, names[i]))
			return parse_look(&ret->v[i], value + 1, err);
	kr_suggest_init(&s, line);
	for (int i = 0; i < KR_ROLES; i++)
		if (names[i])
			kr_suggest_offer(&s, names[i]);
	if (s.best)
		return kr_err_set(
		        err, KR_E_USAGE, "%.40s: unknown role; did you mean %s?", line, s.best);
	return kr_err_set(err, KR_E_USAGE, "%.40s: unknown role", line);
}

int kr_theme_parse(
        struct kr_theme_looks *ret, const char *name, const char *text, struct kr_err *err)
{
	struct kr_str line, where;
	int rc = 0;

	*ret = (struct kr_theme_looks){0};
	kr_str_init(&line);
	kr_str_init(&where);
	for (int n = 1; rc == 0 && *text; n++) {
		const size_t len = strcspn(text, "\n"), blank = strspn(text, " \t");

		kr_str_clear(&line);
		if (blank < len && text[blank] != '#')
			kr_str_add(&line, text + blank, len - blank);
		if (line.len && line.data[line.len - 1] == '\r')
			kr_str_cut(&line, line.len - 1);
		if (line.len)
			rc = parse_line(ret, line.data, err);
		kr_str_clear(&where);
		kr_str_addf(&where, "%s:%d", name, n);
		text += len + (text[len] == '\n');
	}
	if (rc < 0)
		kr_err_prefix(err, where.data);
	kr_str_fini(&line);
	kr_str_fini(&where);
	return rc;
}

static int no_theme(const char *name, struct kr_err *err)
{
	struct kr_str names_found, list;
	int rc;

	kr_str_init(&names_found);
	kr_str_init(&list);
	kr_locate_names("themes", ".theme", &names_found);
	for (const char *p = names_found.data; *p; p += strcspn(p, "\n") + 1)
		kr_str_addf(&list, "%s%.*s", list.len ? ", " : "", (int)strcspn(p, "\n"), p);
	rc = kr_err_set(err, KR_E_USAGE, "there is no theme %.40s; there are: %s", name,
	        list.len ? list.data : "default");
	kr_str_fini(&names_found);
	kr_str_fini(&list);
	return rc;
}

int kr_theme_read(struct kr_theme_looks *ret, const char *name, struct kr_err *err)
{
	struct kr_str path, text;
	bool found;
	int rc = 0;

	kr_str_init(&path);
	kr_str_init(&text);
	found = kr_xdg_path(KR_XDG_CONFIG, "themes", &path);
	for (int i = 0; i < 2; i++) {
		found = i ? kr_locate_data("themes", &path) : found;
		kr_str_addf(&path, "/%s.theme", name);
		found = found && !strchr(name, '/') && access(path.data, F_OK) == 0;
		if (found)
			break;
	}
	if (!found)
		rc = no_theme(name, err);
	else if (kr_source_read(path.data, KR_THEME_MAX, &text, err) < 0)
		rc = err->code;
	else
		rc = kr_theme_parse(ret, path.data, text.data, err);
	kr_str_fini(&path);
	kr_str_fini(&text);
	return rc;
}
