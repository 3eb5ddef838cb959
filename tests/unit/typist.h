/* A keyboard with bytes and time that a test chooses. */
#ifndef KREAD_TESTS_TYPIST_H
#define KREAD_TESTS_TYPIST_H

#include <stdint.h>
#include <string.h>

#include "kread/app/keymap.h"
#include "kread/ui/keyboard.h"

/* What the keyboard made of the bytes: keys by name, pastes as {text}, all without blanks. */
struct typist {
	struct kr_keyboard k;
	struct kr_input in;
	int64_t now;
	struct kr_str out;
};

static inline void begin(struct typist *t, uint8_t backspace)
{
	memset(t, 0, sizeof *t);
	kr_keyboard_init(&t->k, backspace);
	kr_str_init(&t->in.paste);
	kr_str_init(&t->out);
	t->now = 100000;
}

static inline void end(struct typist *t)
{
	kr_keyboard_fini(&t->k);
	kr_str_fini(&t->in.paste);
	kr_str_fini(&t->out);
}

static inline void write_input(struct typist *t)
{
	uint32_t key = t->in.key & (KR_KEY_ALT - 1);

	if (!t->in.key) {
		kr_str_addf(&t->out, "{%s}", t->in.paste.data);
		return;
	}
	if (t->in.key & KR_KEY_ALT)
		kr_str_addz(&t->out, "Alt+");
	if (t->in.key & KR_KEY_CTRL)
		kr_str_addz(&t->out, "Ctrl+");
	kr_keymap_write(&key, 1, &t->out);
}

static inline void drain(struct typist *t)
{
	while (kr_keyboard_next(&t->k, &t->in))
		write_input(t);
}

/* One read. */
static inline void feed(struct typist *t, const char *bytes, size_t len)
{
	while (len) {
		char *to;
		size_t room = kr_keyboard_room(&t->k, &to), n = len < room ? len : room;

		memcpy(to, bytes, n);
		kr_keyboard_feed(&t->k, n, t->now);
		drain(t);
		bytes += n;
		len -= n;
	}
}

/* Time goes by as in the loop: in steps until nothing is left to happen. */
static inline void pass(struct typist *t, int64_t ms)
{
	int64_t until = t->now + ms;
	int wait;

	while ((wait = kr_keyboard_wait(&t->k, t->now)) >= 0 && t->now + wait <= until) {
		t->now += wait;
		if (kr_keyboard_expire(&t->k, t->now, &t->in))
			write_input(t);
	}
	t->now = until;
}

/* Reads are separated by | (1 ms), % (300 ms) or ! (3 s). */
static inline void play(struct typist *t, const char *script)
{
	while (*script) {
		size_t n = strcspn(script, "|%!");

		feed(t, script, n);
		script += n;
		pass(t, *script == '|' ? 1 : *script == '%' ? 300 : 3000);
		script += *script != '\0';
	}
}

#endif
