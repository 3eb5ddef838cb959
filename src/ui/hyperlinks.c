#include "kread/ui/hyperlinks.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"

static bool is_set(const char *name)
{
	return !kr_str_empty(getenv(name));
}

bool kr_hyperlinks_are_known(void)
{
	/* beginnings of TERM; tmux passes links on or drops them */
	static const char *const terms[] = {"xterm-kitty", "xterm-ghostty", "foot", "alacritty",
	        "wezterm", "contour", "rio", "tmux", "mintty", "vte", "gnome-256color"};
	static const char *const programs[] = {
	        "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "mintty", "contour"};
	const char *term = getenv("TERM"), *program = getenv("TERM_PROGRAM"),
	           *vte = getenv("VTE_VERSION");

	if (!term || is_set("STY")) /* GNU screen */
		return false;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		if (kr_str_starts(term, terms[i]))
			return true;
	if (!kr_str_starts(term, "xterm")) /* the others set this one */
		return false;
	for (size_t i = 0; program && i < sizeof programs / sizeof *programs; i++)
		if (kr_str_eq(program, programs[i]))
			return true;
	return (vte && strtol(vte, NULL, 10) >= 5000) || is_set("KONSOLE_VERSION") ||
	       is_set("WT_SESSION") || is_set("KITTY_WINDOW_ID") || is_set("WEZTERM_PANE");
}

/* FNV-1a: links of different pages must not get the same id. */
static uint32_t mix(uint32_t h, const char *s)
{
	while (*s)
		h = (h ^ (unsigned char)*s++) * 16777619u;
	return h;
}

enum { SEED = 0x11c9dc5 };

/* Whether all before the path is ASCII: a host must not be percent-encoded. */
static bool has_plain_host(const char *url)
{
	const char *start = strstr(url, "://");

	for (const char *p = start ? start + 3 : url; *p && !strchr("/?#", *p); p++)
		if ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7f)
			return false;
	return true;
}

/* Append the sequence after which text belongs to a link. Parts with the same number and address
 * are one link for the terminal, also on several lines. What a terminal could take for the end of
 * the sequence is percent-encoded. False, and nothing is appended: it is no address of the web or
 * of mail, or too long. */
static bool begin(const char *url, int32_t number, struct kr_str *out)
{
	const size_t start = out->len;
	size_t address;

	if (!url || !(kr_url_is_web(url) || kr_str_istarts(url, "mailto:")) || !has_plain_host(url))
		return false;
	kr_str_addf(out, "\033]8;id=k%x-%d;", mix(SEED, url), (int)number);
	address = out->len;
	for (const char *p = url; *p; p++)
		if ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7f)
			kr_str_addf(out, "%%%02X", (unsigned char)*p);
		else
			kr_str_addc(out, *p);
	if (out->len - address > KR_HYPERLINK_MAX) {
		kr_str_cut(out, start);
		return false;
	}
	kr_str_addz(out, "\033\\");
	return true;
}

static void end(struct kr_str *out)
{
	kr_str_addz(out, "\033]8;;\033\\");
}

/* --- what the terminal shows ---------------------------------------------------------------- */

void kr_hyperlinks_init(struct kr_hyperlinks *h)
{
	*h = (struct kr_hyperlinks){0};
	kr_str_init(&h->out);
}

void kr_hyperlinks_fini(struct kr_hyperlinks *h)
{
	free(h->rows);
	kr_str_fini(&h->out);
	*h = (struct kr_hyperlinks){0};
}

void kr_hyperlinks_forget(struct kr_hyperlinks *h, int row, int rows)
{
	for (int i = row; i < row + rows && i < h->nrows; i++)
		h->rows[i] = 0;
}

static const char *url_of(const struct kr_surface *s, const struct kr_cell_s *c)
{
	return s->link_url && c->link >= 0 ? s->link_url(s->links, c->link) : NULL;
}

static uint32_t look_of(const struct kr_surface *s, int row)
{
	const struct kr_cell_s *cells = &s->cells[row * s->cols];
	uint32_t h = SEED;
	bool any = false;

	for (int col = 0; s->link_url && col < s->cols; col++) {
		const struct kr_cell_s *c = &cells[col];
		const char *url = url_of(s, c);
		const char pen[] = {(char)(c->pen.attrs | 1), (char)(c->pen.fg + 2),
		        (char)(c->pen.bg + 2), '\0'};

		any |= url != NULL;
		h = mix(mix(mix(h, c->text), url ? url : ""), pen);
	}
	return any ? h | 1 : 0;
}

static void fit(struct kr_hyperlinks *h, int rows)
{
	if (rows <= h->nrows)
		return;
	h->rows = kr_mem_array(h->rows, (size_t)rows, sizeof *h->rows);
	while (h->nrows < rows)
		h->rows[h->nrows++] = 0;
}

bool kr_hyperlinks_is_stale(struct kr_hyperlinks *h, const struct kr_surface *s, int row)
{
	fit(h, s->rows);
	return h->rows[row] && h->rows[row] != look_of(s, row);
}

/* Whether curses wrote the cell as it is here. */
static bool is_as_written(const struct kr_cell_s *c)
{
	uint32_t first = ' ';

	kr_utf8_decode(c->text, strlen(c->text), &first);
	return wcwidth((wchar_t)first) == c->cols;
}

/* Write the cells from col on that belong to one link. Returns where it ends. */
static int write_link(const struct kr_surface *s, int row, int col, const char *url,
        kr_hyperlinks_pen *pen, struct kr_str *out)
{
	const struct kr_cell_s *cells = &s->cells[row * s->cols];
	const int32_t link = cells[col].link;
	const size_t before = out->len;

	kr_str_addf(out, "\033[%d;%dH", row + 1, col + 1);
	if (!begin(url, link, out)) {
		kr_str_cut(out, before);
		return col + 1;
	}
	for (; col < s->cols && cells[col].link == link; col++) {
		if (!cells[col].cols)
			continue;
		if (!is_as_written(&cells[col]))
			break;
		pen(cells[col].pen, out);
		kr_str_addz(out, cells[col].text);
	}
	end(out);
	return col;
}

void kr_hyperlinks_write(
        struct kr_hyperlinks *h, const struct kr_surface *s, int rows, kr_hyperlinks_pen *pen)
{
	kr_str_clear(&h->out);
	fit(h, s->rows);
	for (int row = 0; row < s->rows && row < rows; row++) {
		const uint32_t now = look_of(s, row);
		int col = now && now != h->rows[row] ? 0 : s->cols;

		h->rows[row] = now;
		while (col < s->cols) {
			const struct kr_cell_s *c = &s->cells[row * s->cols + col];
			const char *url = url_of(s, c);

			if (!url || !c->cols || !is_as_written(c))
				col++;
			else
				col = write_link(s, row, col, url, pen, &h->out);
		}
	}
}
