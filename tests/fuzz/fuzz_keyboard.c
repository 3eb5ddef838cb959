/* What terminals send, cut into reads: by the first byte of the input, which also says how much
 * time goes by between them. Only characters, known keys and short pastes come out, and afterwards
 * the keyboard is free. */
#include <string.h>

#include "fuzz.h"
#include "kread/app/keymap.h"
#include "kread/base/utf8.h"
#include "kread/ui/keyboard.h"

static void check(const struct kr_input *in)
{
	const uint32_t key = in->key & ~(uint32_t)(KR_KEY_ALT | KR_KEY_CTRL);

	HOLDS(key <= KR_KEY_F12);
	HOLDS(key < ' ' || key >= KR_KEY_BASE || key == KR_KEY_BACKSPACE ||
	        !kr_utf8_is_unsafe(key));
	HOLDS(in->key || in->paste.len <= KR_KEYBOARD_PASTE);
}

static void pass(struct kr_keyboard *k, int64_t *now, int64_t ms, struct kr_input *in)
{
	const int64_t until = *now + ms;
	int wait;

	while ((wait = kr_keyboard_wait(k, *now)) >= 0 && *now + wait <= until) {
		*now += wait;
		if (kr_keyboard_expire(k, *now, in))
			check(in);
	}
	*now = until;
}

static void feed(
        struct kr_keyboard *k, const uint8_t *data, size_t len, int64_t now, struct kr_input *in)
{
	char *to;

	HOLDS(kr_keyboard_room(k, &to) >= len);
	memcpy(to, data, len);
	kr_keyboard_feed(k, len, now);
	while (kr_keyboard_next(k, in))
		check(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_keyboard k;
	struct kr_input in;
	int64_t now = 10000;
	size_t step;

	if (!size)
		return 0;
	step = 1 + (data[0] & 31u);
	kr_keyboard_init(&k, data[0] & 64 ? '\b' : 127);
	kr_str_init(&in.paste);
	for (size_t i = 1; i < size; i += step) {
		feed(&k, data + i, size - i < step ? size - i : step, now, &in);
		pass(&k, &now, data[0] & 128 ? 300 : data[0] & 32 ? 30 : 1, &in);
	}
	pass(&k, &now, 5000, &in);
	HOLDS(kr_keyboard_wait(&k, now) == -1);
	feed(&k, (const uint8_t *)"q", 1, now, &in);
	HOLDS(in.key == 'q');
	kr_keyboard_fini(&k);
	kr_str_fini(&in.paste);
	return 0;
}
