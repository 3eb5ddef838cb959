#include "kread/ui/keyboard.h"

#include <string.h>

#include "sequence_priv.h"
#include "kread/app/keymap.h"
#include "kread/base/budgets.h"
#include "kread/base/utf8.h"

enum { ESC = 27, BEL = 7, CAN = 0x18, SUB = 0x1a, INTERRUPT = 3 };
enum { ESC_MS = 25, BURST_MS = 10 };
enum { MOUSE_BYTES = 3, PARAM_MOST = 9999 };
/* What is longer than the sequence of a key was not typed, nor what follows so fast. */
enum { TYPED_BYTES = 8, TYPED_MS = 25 };

enum keyboard_state {
	GROUND,
	ESCAPE,  /* ESC */
	CSI,     /* ESC [ */
	SS3,     /* ESC O */
	CONSOLE, /* ESC [ [ */
	MOUSE,   /* ESC [ M */
	STRING,  /* ESC ] and others */
	STRING_ESCAPE,
	PASTE, /* marked */
	BURST, /* not marked */
	STATES
};

/* What a step found: nothing yet, a key or paste, or that it has to wait. */
enum keyboard_step { NOTHING, FOUND, HELD };

static const char paste_end[] = "\033[201~";

void kr_keyboard_init(struct kr_keyboard *k, uint8_t backspace)
{
	memset(k, 0, sizeof *k);
	k->backspace = backspace == '\b' ? backspace : 0;
	k->fed = k->escaped = -KR_KEYBOARD_SEQUENCE_MS;
	kr_str_init(&k->paste);
}

void kr_keyboard_fini(struct kr_keyboard *k)
{
	kr_str_fini(&k->paste);
}

static void enter(struct kr_keyboard *k, enum keyboard_state state)
{
	k->state = (uint8_t)state;
	k->began = k->fed;
	k->nparams = k->matched = k->last = 0;
	memset(k->param, 0, sizeof k->param);
	k->foreign = k->report = false;
	kr_answer_begin(&k->answer);
	if (state == PASTE || state == BURST)
		kr_str_clear(&k->paste);
}

static void leave(struct kr_keyboard *k)
{
	k->state = GROUND;
	k->mods = 0;
	k->fresh = false;
}

static unsigned char take(struct kr_keyboard *k)
{
	return (unsigned char)k->in[k->at++];
}

static enum keyboard_step deliver(struct kr_keyboard *k, uint32_t key, struct kr_input *ret)
{
	ret->key = key | k->mods;
	if (!k->npartial)
		k->mods = 0;
	return key ? FOUND : NOTHING;
}

static enum keyboard_step deliver_paste(struct kr_keyboard *k, struct kr_input *ret)
{
	leave(k);
	ret->key = 0;
	ret->mouse.kind = KR_MOUSE_NONE;
	kr_str_clear(&ret->paste);
	kr_str_add(&ret->paste, k->paste.data, k->paste.len);
	return FOUND;
}

static void keep(struct kr_keyboard *k, const char *s, size_t len)
{
	size_t room = KR_KEYBOARD_PASTE - k->paste.len;

	kr_str_add(&k->paste, s, len < room ? len : room);
}

/* --- characters --------------------------------------------------------------------------- */

static size_t length_of(unsigned char first)
{
	return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

/* Adds a byte to the partial character. Returns the character if it is complete, or else 0. */
static uint32_t add_byte(struct kr_keyboard *k, unsigned char c)
{
	uint32_t cp;

	if (k->npartial && (c & 0xc0) != 0x80) {
		/* the last character was broken off; this byte begins another */
		k->npartial = 0;
		k->mods = 0;
	}
	k->partial[k->npartial++] = (char)c;
	if (k->npartial < length_of((unsigned char)k->partial[0]))
		return 0;
	kr_utf8_decode(k->partial, k->npartial, &cp);
	k->npartial = 0;
	if (cp < ' ' || cp == KR_KEY_BACKSPACE)
		return cp == k->backspace ? KR_KEY_BACKSPACE : cp;
	return cp == 0xfffd || kr_utf8_is_unsafe(cp) ? 0 : cp;
}

/* Control characters of 8 bits begin what ESC and a letter begin. They come as UTF-8, or from
 * terminals that know none as bytes, which are no UTF-8. False: it is another one. */
static bool begin_c1(struct kr_keyboard *k, uint32_t c)
{
	enum { FIRST = 0x80, LETTER = '@' };

	if (c < FIRST || c > 0x9f || !strchr("[O]P_^X", (int)(c - FIRST + LETTER)))
		return false;
	k->npartial = 0;
	enter(k, c == 0x9b ? CSI : c == 0x8f ? SS3 : STRING);
	return true;
}

static enum keyboard_step character(struct kr_keyboard *k, struct kr_input *ret)
{
	const unsigned char c = take(k);
	const bool alone = !k->npartial, second = k->npartial == 1 && k->partial[0] == '\xc2';

	if ((alone || second) && begin_c1(k, c))
		return NOTHING;
	return deliver(k, add_byte(k, c), ret);
}

static enum keyboard_step ground(struct kr_keyboard *k, struct kr_input *ret)
{
	enum kr_sequence_guess burst = KR_SEQUENCE_NO;

	if (k->fresh && !k->marks && !k->npartial && k->in[k->at] != ESC)
		burst = kr_sequence_address(k->in + k->at, k->n - k->at);
	if (burst == KR_SEQUENCE_MAYBE)
		return HELD;
	k->fresh = false;
	if (burst == KR_SEQUENCE_ADDRESS) {
		enter(k, BURST);
		return NOTHING;
	}
	if (k->in[k->at] == ESC) {
		k->at++;
		k->npartial = 0;
		enter(k, ESCAPE);
		return NOTHING;
	}
	return character(k, ret);
}

/* --- sequences ---------------------------------------------------------------------------- */

static enum keyboard_step escape(struct kr_keyboard *k, struct kr_input *ret)
{
	const char c = k->in[k->at];

	(void)ret;
	if (c == ESC) { /* Alt and a key that sends a sequence; or Esc twice */
		k->at++;
		k->mods = KR_KEY_ALT;
	} else if (c && strchr("[O]P_^X", c)) {
		k->at++;
		enter(k, c == '[' ? CSI : c == 'O' ? SS3 : STRING);
	} else {
		leave(k);
		k->mods = KR_KEY_ALT;
	}
	return NOTHING;
}

static void add_digit(struct kr_keyboard *k, char c)
{
	if (!k->nparams)
		k->nparams = 1;
	if (k->param[k->nparams - 1] > PARAM_MOST / 10)
		k->foreign = true;
	else
		k->param[k->nparams - 1] = (uint16_t)(k->param[k->nparams - 1] * 10 + (c - '0'));
}

static void next_param(struct kr_keyboard *k)
{
	if (!k->nparams)
		k->nparams = 1;
	if (k->nparams == KR_KEYBOARD_PARAMS - !k->report)
		k->foreign = true;
	else
		k->nparams++;
}

/* A byte that ends a sequence in its middle: a control character, which counts, or a letter that is
 * not ASCII. */
static bool breaks(struct kr_keyboard *k, unsigned char c)
{
	if (c >= ' ' && c < 0x7f)
		return false;
	leave(k);
	k->at += c == CAN || c == SUB;
	return true;
}

/* A press of the left button, or a turn of the wheel; with Shift, Alt or Control, too. */
static enum keyboard_step report(const struct kr_keyboard *k, struct kr_input *ret)
{
	enum { MODIFIERS = 4 | 8 | 16, WHEEL = 64 };
	const int what = k->param[0] & ~MODIFIERS;

	if (k->nparams != KR_KEYBOARD_PARAMS || !k->param[1] || !k->param[2])
		return NOTHING;
	ret->key = 0;
	ret->mouse = (struct kr_mouse){.row = k->param[2] - 1, .col = k->param[1] - 1, .link = -1};
	ret->mouse.kind = what == 0           ? KR_MOUSE_CLICK
	                  : what == WHEEL     ? KR_MOUSE_WHEEL_UP
	                  : what == WHEEL + 1 ? KR_MOUSE_WHEEL_DOWN
	                                      : KR_MOUSE_NONE;
	return ret->mouse.kind ? FOUND : NOTHING;
}

static enum keyboard_step end_csi(struct kr_keyboard *k, char last, struct kr_input *ret)
{
	uint32_t key;

	k->state = GROUND;
	kr_answer_end(&k->answer, last);
	if (k->report) {
		leave(k);
		return k->foreign || last != 'M' ? NOTHING : report(k, ret);
	}
	if (k->foreign) {
		leave(k);
	} else if (last == 'M' && !k->nparams) {
		enter(k, MOUSE);
	} else if (last == '[' && !k->nparams) {
		enter(k, CONSOLE);
	} else if (last == '~' && k->param[0] == 200) {
		k->marks = true;
		enter(k, PASTE);
	} else {
		key = kr_sequence_csi(k, last);
		return deliver(k, key, ret);
	}
	return NOTHING;
}

static enum keyboard_step csi(struct kr_keyboard *k, struct kr_input *ret)
{
	while (k->at < k->n) {
		const unsigned char c = (unsigned char)k->in[k->at];

		if (breaks(k, c))
			return NOTHING;
		k->at++;
		if (c < '@')
			kr_answer_add(&k->answer, (char)c);
		if (c >= '0' && c <= '9')
			add_digit(k, (char)c);
		else if (c == ';')
			next_param(k);
		else if (c >= '@')
			return end_csi(k, (char)c, ret);
		else if (c == '<' && k->mouse && !k->nparams)
			k->report = true;
		else if (c == '$' && k->nparams == 1 && !k->foreign && !k->report && k->at == k->n)
			return end_csi(k, '$', ret); /* the last byte only for rxvt */
		else
			k->foreign = true;
	}
	return NOTHING;
}

static enum keyboard_step ss3(struct kr_keyboard *k, struct kr_input *ret)
{
	const unsigned char c = (unsigned char)k->in[k->at];

	if (breaks(k, c))
		return NOTHING;
	k->at++;
	if (c >= '0' && c <= '9') {
		add_digit(k, (char)c);
	} else if (c == ';') {
		next_param(k);
	} else {
		k->state = GROUND;
		return deliver(k, kr_sequence_ss3(k, (char)c), ret);
	}
	return NOTHING;
}

static enum keyboard_step console(struct kr_keyboard *k, struct kr_input *ret)
{
	k->state = GROUND;
	return deliver(k, kr_sequence_console((char)take(k)), ret);
}

static enum keyboard_step mouse(struct kr_keyboard *k, struct kr_input *ret)
{
	(void)ret;
	k->at++;
	if (++k->matched == MOUSE_BYTES)
		leave(k);
	return NOTHING;
}

/* The end of a string in 8 bits, rather than the end of a character. */
static bool is_st(unsigned char before, unsigned char c)
{
	enum { ST = 0x9c };

	return c == ST && (before < 0x80 || before == 0xc2);
}

static enum keyboard_step string(struct kr_keyboard *k, struct kr_input *ret)
{
	(void)ret;
	k->matched = 1;
	while (k->at < k->n) {
		const char c = k->in[k->at];

		if (c == INTERRUPT) { /* not part of any answer: a key */
			leave(k);
			return NOTHING;
		}
		k->at++;
		if (c == BEL || c == CAN || c == SUB) {
			leave(k);
			return NOTHING;
		}
		if (is_st(k->last, (unsigned char)c)) {
			kr_answer_end(&k->answer, '\0');
			leave(k);
			return NOTHING;
		}
		k->last = (unsigned char)c;
		if (c == ESC) {
			k->state = STRING_ESCAPE;
			return NOTHING;
		}
		kr_answer_add(&k->answer, c);
	}
	return NOTHING;
}

static enum keyboard_step string_escape(struct kr_keyboard *k, struct kr_input *ret)
{
	(void)ret;
	if (k->in[k->at] == '\\') {
		k->at++;
		kr_answer_end(&k->answer, '\0');
		leave(k);
	} else {
		enter(k, ESCAPE);
	}
	return NOTHING;
}

/* --- pastes ------------------------------------------------------------------------------- */

static enum keyboard_step paste(struct kr_keyboard *k, struct kr_input *ret)
{
	if (k->in[k->at] == INTERRUPT && k->n == 1) { /* alone: typed, not pasted */
		k->at++;
		leave(k);
		return NOTHING;
	}
	while (k->at < k->n) {
		const char *from = k->in + k->at, *esc = memchr(from, ESC, k->n - k->at);

		if (k->matched && *from == paste_end[k->matched]) {
			k->at++;
			if (!paste_end[++k->matched])
				return deliver_paste(k, ret);
			continue;
		}
		keep(k, paste_end, k->matched);
		k->matched = esc != NULL;
		keep(k, from, esc ? (size_t)(esc - from) : k->n - k->at);
		k->at = esc ? (size_t)(esc - k->in) + 1 : k->n;
	}
	return NOTHING;
}

/* A single line that ends with a newline was meant to be entered. */
static enum keyboard_step end_burst(struct kr_keyboard *k, struct kr_input *ret)
{
	size_t len = strcspn(k->paste.data, "\r\n"), end = len;

	end += k->paste.data[end] == '\r';
	end += k->paste.data[end] == '\n';
	if (end > len && end == k->paste.len) {
		kr_str_cut(&k->paste, len);
		k->then = KR_KEY_ENTER;
	}
	return deliver_paste(k, ret);
}

static enum keyboard_step burst(struct kr_keyboard *k, struct kr_input *ret)
{
	const char *from = k->in + k->at, *esc = memchr(from, ESC, k->n - k->at);
	size_t len = esc ? (size_t)(esc - from) : k->n - k->at;

	keep(k, from, len);
	k->at += len;
	return esc ? end_burst(k, ret) : NOTHING;
}

/* --- bytes and time ----------------------------------------------------------------------- */

static enum keyboard_step (*const steps[STATES])(struct kr_keyboard *k, struct kr_input *ret) = {
        [GROUND] = ground,
        [ESCAPE] = escape,
        [CSI] = csi,
        [SS3] = ss3,
        [CONSOLE] = console,
        [MOUSE] = mouse,
        [STRING] = string,
        [STRING_ESCAPE] = string_escape,
        [PASTE] = paste,
        [BURST] = burst,
};

static const int16_t limits[STATES] = {
        [GROUND] = BURST_MS, /* of what may be an address */
        [ESCAPE] = ESC_MS,
        [CSI] = KR_KEYBOARD_SEQUENCE_MS,
        [SS3] = KR_KEYBOARD_SEQUENCE_MS,
        [CONSOLE] = KR_KEYBOARD_SEQUENCE_MS,
        [MOUSE] = KR_KEYBOARD_SEQUENCE_MS,
        [STRING] = KR_KEYBOARD_SEQUENCE_MS,
        [STRING_ESCAPE] = KR_KEYBOARD_SEQUENCE_MS,
        [PASTE] = KR_KEYBOARD_PASTE_MS,
        [BURST] = BURST_MS,
};

static int64_t left(const struct kr_keyboard *k, int64_t now)
{
	const bool since_fed = k->state == GROUND || k->state == BURST;

	return (since_fed ? k->fed : k->began) + limits[k->state] - now;
}

/* The key Esc, after all. */
static void give_up_escape(struct kr_keyboard *k, int64_t now)
{
	k->then = KR_KEY_ESC;
	k->escaped = now;
	leave(k);
}

/* The bytes of s that are the rest of a sequence whose ESC came so much earlier that it was taken
 * for the key Esc. Nobody types so fast. */
static size_t late_rest(const char *s, size_t len)
{
	size_t i = 1;

	if (len < 2 || (s[0] == '[' && s[1] == '['))
		return 0;
	if (s[0] == '[' || s[0] == 'O') {
		while (i < len && s[i] >= ' ' && s[i] < '@')
			i++;
		return i < len && s[i] > ' ' && s[i] < 0x7f ? i + 1 : 0;
	}
	if (!strchr("]P_^X", s[0]))
		return 0;
	while (i < len && s[i] != BEL && s[i] != ESC)
		i++;
	if (i < len && s[i] == BEL)
		return i + 1;
	return i + 1 < len && s[i + 1] == '\\' ? i + 2 : 0;
}

static void skip_late_rest(struct kr_keyboard *k, size_t len)
{
	const size_t rest = late_rest(k->in + k->n, len), mark = strlen("[200~");

	if (rest == mark && !memcmp(k->in + k->n, "[200~", mark))
		enter(k, PASTE);
	k->at += rest;
}

size_t kr_keyboard_room(struct kr_keyboard *k, char **ret_to)
{
	memmove(k->in, k->in + k->at, k->n - k->at);
	k->n -= k->at;
	k->at = 0;
	*ret_to = k->in + k->n;
	return sizeof k->in - k->n;
}

void kr_keyboard_feed(struct kr_keyboard *k, size_t len, int64_t now)
{
	const int64_t gap = now - k->fed;

	if (k->at == k->n) /* otherwise this goes on with what is held */
		k->fresh = gap > BURST_MS;
	k->fed = now;
	if (k->state == ESCAPE && left(k, now) <= 0)
		give_up_escape(k, now);
	if (k->state == STRING && !k->matched && len == 1 && gap > TYPED_MS)
		leave(k); /* ESC ] and nothing else was Alt and that key */
	if ((len > TYPED_BYTES || gap < TYPED_MS) && k->state != ESCAPE)
		k->began = now;
	if (k->state == GROUND && k->at == k->n && now - k->escaped < KR_KEYBOARD_SEQUENCE_MS)
		skip_late_rest(k, len);
	k->n += len;
}

bool kr_keyboard_next(struct kr_keyboard *k, struct kr_input *ret)
{
	enum keyboard_step found = NOTHING;

	if (k->then) {
		ret->key = k->then;
		k->then = 0;
		return true;
	}
	while (found == NOTHING && k->at < k->n)
		found = steps[k->state](k, ret);
	return found == FOUND;
}

bool kr_keyboard_expire(struct kr_keyboard *k, int64_t now, struct kr_input *ret)
{
	if (k->then || left(k, now) > 0)
		return kr_keyboard_next(k, ret);
	if (k->state == BURST)
		return end_burst(k, ret) == FOUND;
	if (k->state == PASTE)
		return deliver_paste(k, ret) == FOUND;
	if (k->state == ESCAPE)
		give_up_escape(k, now);
	else
		leave(k);
	return kr_keyboard_next(k, ret);
}

int kr_keyboard_wait(const struct kr_keyboard *k, int64_t now)
{
	int64_t ms = left(k, now);

	if (k->then)
		return 0;
	if (k->state == GROUND && k->at == k->n)
		return -1;
	if (k->at < k->n && !k->fresh)
		return 0;
	return ms < 0 ? 0 : (int)ms;
}
