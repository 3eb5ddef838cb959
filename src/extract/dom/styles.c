#include "extract/dom/styles_priv.h"

#include <string.h>

#include "extract/dom/attr_cache_priv.h"

enum {
	SLOTS = 1024,     /* a power of 2 */
	MOST = 600,       /* rules that matter */
	SHEETS = 2 << 20, /* bytes of style sheets that are read */
	LEVELS = 16,      /* ancestors searched for the first part of a selector */
	SAME = 6,         /* rules for one class, id or name */
	CLASSES = 32,     /* classes of an element that are looked at */
};

static const char BLANKS[] = " \t\n\r\f";

/* A part of a selector with one class, id or name of an element: its kind is '.', '#' or ' '. */
struct part {
	uint32_t hash;
	uint32_t tag; /* hash of the name of the element; 0: any */
};

struct rule {
	struct part part, above; /* above.hash 0: anywhere */
	unsigned look;
	uint16_t next; /* 1 + the next rule in the slot; later rules first */
};

struct kr_styles {
	struct rule rules[MOST];
	size_t n;
	bool by_name; /* a rule asks for the name of its element */
	uint16_t slot[SLOTS];
	struct kr_attr_cache classes; /* whether a rule asks for one of them */
};

static uint32_t hash(char kind, struct kr_slice name)
{
	uint32_t h = 2166136261u ^ (unsigned char)kind;

	for (size_t i = 0; i < name.len; i++)
		h = (h ^ (unsigned char)name.data[i]) * 16777619u;
	return h ? h : 1;
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_' || c < 0;
}

/* Reads a part such as "p.note". Returns false unless it has exactly one class or id, or only a
 * name. */
static bool read_part(struct kr_slice s, struct part *ret)
{
	size_t n = 0;

	*ret = (struct part){0};
	while (n < s.len && is_name_char(s.data[n]))
		n++;
	if (n)
		ret->tag = hash(' ', (struct kr_slice){s.data, n});
	if (n == s.len) {
		ret->hash = ret->tag;
		return n > 0;
	}
	if (s.data[n] != '.' && s.data[n] != '#')
		return false;
	ret->hash = hash(s.data[n], (struct kr_slice){s.data + n + 1, s.len - n - 1});
	for (size_t k = n + 1; k < s.len; k++)
		if (!is_name_char(s.data[k]))
			return false;
	return s.len > n + 1;
}

static void add_rule(struct kr_styles *st, const struct rule *r)
{
	uint16_t *slot = &st->slot[r->part.hash % SLOTS];

	int same = 0;

	for (uint16_t k = *slot; k && same < SAME; k = st->rules[k - 1].next)
		same += st->rules[k - 1].part.hash == r->part.hash;
	if (st->n >= MOST || same >= SAME)
		return;
	st->by_name |= r->part.tag != 0;
	st->rules[st->n] = *r;
	st->rules[st->n].next = *slot;
	*slot = (uint16_t)++st->n;
}

/* A rule under conditions that are not read may show what another rule hides, such as
 * ".tab.active { display: block }": takes it as if it always did. */
static void add_shown(struct kr_styles *st, struct kr_slice last)
{
	for (size_t i = 0, n; i < last.len; i += n ? n : 1) {
		n = 0;
		if (last.data[i] != '.' && last.data[i] != '#')
			continue;
		n = 1;
		while (i + n < last.len && is_name_char(last.data[i + n]))
			n++;
		add_rule(st, &(struct rule){.part.hash = hash(last.data[i],
		                                    (struct kr_slice){last.data + i + 1, n - 1}),
		                     .look = KR_LOOK_SHOWN});
	}
}

static bool is_combinator(char c)
{
	return c == '>' || c == '+' || c == '~' || c == ' ' || (c >= '\t' && c <= '\r');
}

/* Takes the last part off a selector. *ret_plain: a space or ">" was before it. */
static struct kr_slice last_part(struct kr_slice *s, bool *ret_plain)
{
	struct kr_slice part;
	size_t at;

	*s = kr_slice_trim(*s);
	for (at = s->len; at && !is_combinator(s->data[at - 1]);)
		at--;
	part = (struct kr_slice){s->data + at, s->len - at};
	*ret_plain = true;
	for (; at && is_combinator(s->data[at - 1]); at--)
		*ret_plain &= s->data[at - 1] != '+' && s->data[at - 1] != '~';
	s->len = at;
	return part;
}

static void add_selector(struct kr_styles *st, struct kr_slice selector, unsigned look)
{
	struct rule r = {.look = look};
	bool plain, above_plain, simple;
	const struct kr_slice last = last_part(&selector, &plain);

	simple = plain && read_part(last, &r.part);
	if (simple && selector.len)
		simple = read_part(last_part(&selector, &above_plain), &r.above) && !selector.len;
	if (simple && (r.above.hash || r.part.hash != r.part.tag || !(look & KR_LOOK_GONE)))
		add_rule(st, &r);
	else if (!simple && (look & KR_LOOK_SHOWN))
		add_shown(st, last);
}

static void add_rules(struct kr_styles *st, struct kr_slice selectors, unsigned look)
{
	while (look && selectors.len) {
		const char *comma = memchr(selectors.data, ',', selectors.len);
		const size_t n = comma ? (size_t)(comma - selectors.data) : selectors.len;

		add_selector(st, (struct kr_slice){selectors.data, n}, look);
		selectors.data += n + (comma != NULL);
		selectors.len -= n + (comma != NULL);
	}
}

/* Whether the block of an at-rule holds rules that always apply. */
static bool always_applies(struct kr_slice at)
{
	static const char *const media[] = {"@media screen", "@media all", "@media only screen"};

	if (kr_slice_starts(at, "@layer"))
		return true;
	for (size_t i = 0; i < sizeof media / sizeof *media; i++)
		if (kr_slice_ieq(at, media[i]))
			return true;
	return false;
}

/* The end of the block whose "{" is before p. */
static const char *block_end(const char *p, const char *end)
{
	const char *close;

	for (int depth = 1; (close = memchr(p, '}', (size_t)(end - p))); p = close + 1) {
		for (const char *q = p; (q = memchr(q, '{', (size_t)(close - q))); q++)
			depth++;
		if (!--depth)
			return close;
	}
	return end;
}

/* The text after the comments at its start. */
static struct kr_slice skip_comments(struct kr_slice s)
{
	for (;;) {
		const char *close;

		s = kr_slice_trim(s);
		if (!s.len || (*s.data != '<' && *s.data != '/'))
			return s;
		if (kr_slice_starts(s, "<!--")) {
			s.data += 4;
			s.len -= 4;
			continue;
		}
		if (!kr_slice_starts(s, "/*"))
			return s;
		close = memmem(s.data + 2, s.len - 2, "*/", 2);
		if (!close)
			return (struct kr_slice){s.data, 0};
		s.len -= (size_t)(close + 2 - s.data);
		s.data = close + 2;
	}
}

static void read_sheet(struct kr_styles *st, struct kr_slice css)
{
	const char *const end = css.data + css.len;

	for (const char *p = css.data; p < end;) {
		const char *open, *close, *semicolon;
		struct kr_slice head = skip_comments((struct kr_slice){p, (size_t)(end - p)});

		if (!head.len)
			break;
		if (*head.data == '}') { /* of an at-rule that always applies */
			p = head.data + 1;
			continue;
		}
		open = memchr(head.data, '{', head.len);
		if (!open)
			break;
		semicolon = *head.data == '@' ? memchr(head.data, ';', (size_t)(open - head.data))
		                              : NULL;
		if (semicolon) { /* @import and the like */
			p = semicolon + 1;
			continue;
		}
		head.len = (size_t)(open - head.data);
		head = kr_slice_trim(head);
		p = open + 1;
		if (head.len && *head.data == '@' && always_applies(head))
			continue;
		close = block_end(p, end);
		if (!head.len || *head.data != '@')
			add_rules(st, head,
			        kr_styles_read((struct kr_slice){p, (size_t)(close - p)}));
		p = close < end ? close + 1 : end;
	}
}

static bool applies(const struct kr_dom *dom, int32_t style)
{
	const char *media = kr_dom_attr(dom, style, "media");

	return (kr_str_empty(media) || kr_str_eq(media, "all") || kr_str_eq(media, "screen")) &&
	       kr_dom_up(dom, style, KR_TAG_noscript) < 0 &&
	       kr_dom_up(dom, style, KR_TAG_svg) < 0 && kr_dom_up(dom, style, KR_TAG_template) < 0;
}

struct kr_styles *kr_styles_find(const struct kr_dom *dom, struct kr_arena *a)
{
	struct kr_styles *st = NULL;
	size_t left = SHEETS;

	for (int32_t i = 0; i < dom->n; i++) {
		struct kr_slice css;

		if (dom->nodes[i].tag != KR_TAG_style || !applies(dom, i))
			continue;
		css = kr_dom_raw_text(dom, i);
		if (!css.len || css.len > left)
			continue;
		left -= css.len;
		if (!st)
			st = kr_arena_alloc(a, sizeof *st);
		read_sheet(st, css);
	}
	return st && st->n ? st : NULL;
}

/* Whether an element has the class, id or name. */
static bool matches(const struct kr_dom *dom, int32_t i, const struct part *part)
{
	const char *name = kr_dom_name(dom, i), *id = kr_dom_attr(dom, i, "id"),
	           *p = kr_dom_attr(dom, i, "class");

	if (part->tag && part->tag != hash(' ', kr_slice_of(name)))
		return false;
	if (part->hash == part->tag || (id && part->hash == hash('#', kr_slice_of(id))))
		return true;
	for (int left = CLASSES; p && *p && left; left--) {
		const size_t n = strcspn(p, BLANKS);

		if (n && part->hash == hash('.', (struct kr_slice){p, n}))
			return true;
		p += n + (p[n] != '\0');
	}
	return false;
}

/* Whether an element above one matches. <html> and <body> do not count: scripts change their
 * classes. */
static bool is_below(const struct kr_dom *dom, int32_t i, const struct part *above)
{
	if (!above->hash)
		return true;
	i = dom->nodes[i].parent;
	for (int level = 0; level < LEVELS && i > 0 && i != dom->body && i != dom->html; level++) {
		if (matches(dom, i, above))
			return true;
		i = dom->nodes[i].parent;
	}
	return false;
}

/* Adds the wanted looks of the rules for a class, id or name that an element has. name: the hash of
 * its own. */
static unsigned find_rules(const struct kr_styles *st, const struct kr_dom *dom, int32_t i,
        uint32_t name, uint32_t key, unsigned wanted)
{
	unsigned look = 0;

	for (uint16_t k = st->slot[key % SLOTS]; k; k = st->rules[k - 1].next) {
		const struct rule *r = &st->rules[k - 1];

		if ((r->look & wanted & ~look) && r->part.hash == key &&
		        (!r->part.tag || r->part.tag == name) && is_below(dom, i, &r->above))
			look |= r->look & wanted;
	}
	return look;
}

/* Whether a rule asks for one of an element's classes. */
static bool has_class_rule(struct kr_styles *st, const char *classes)
{
	uint64_t *any;

	if (kr_attr_cache_has(&st->classes, classes, &any))
		return *any;
	*any = 0;
	for (const char *p = classes; *p; p += *p != '\0') {
		const size_t n = strcspn(p, BLANKS);

		*any |= st->slot[hash('.', (struct kr_slice){p, n}) % SLOTS];
		p += n;
	}
	return *any;
}

/* The wanted looks by the rules for an element. */
static unsigned look_of(struct kr_styles *st, const struct kr_dom *dom, int32_t i, unsigned wanted)
{
	const uint32_t name = st->by_name ? hash(' ', kr_slice_of(kr_dom_name(dom, i))) : 0;
	const char *id = kr_dom_attr(dom, i, "id"), *p = kr_dom_attr(dom, i, "class");
	unsigned look = st->by_name ? find_rules(st, dom, i, name, name, wanted) : 0;

	if (!kr_str_empty(id))
		look |= find_rules(st, dom, i, name, hash('#', kr_slice_of(id)), wanted);
	if (p && !has_class_rule(st, p))
		return look;
	for (int left = CLASSES; p && *p && left; left--) {
		const size_t n = strcspn(p, BLANKS);

		if (n)
			look |= find_rules(
			        st, dom, i, name, hash('.', (struct kr_slice){p, n}), wanted);
		p += n + (p[n] != '\0');
	}
	return look;
}

unsigned kr_styles_of(struct kr_styles *st, const struct kr_dom *dom, int32_t i)
{
	const char *style = kr_dom_attr(dom, i, "style");
	unsigned look = st ? look_of(st, dom, i, ~(unsigned)KR_LOOK_SHOWN) : 0, own;

	if ((look & KR_LOOK_GONE) && look_of(st, dom, i, KR_LOOK_SHOWN))
		look &= ~(unsigned)KR_LOOK_GONE;
	if (!style)
		return look;
	own = kr_styles_read(kr_slice_of(style));
	if (own & KR_LOOK_SHOWN)
		look &= ~(unsigned)KR_LOOK_GONE;
	return look | own;
}
