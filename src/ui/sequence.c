/* Which sequence is which key; see sequence_priv.h. */
#include <string.h>
#include <strings.h>

#include "sequence_priv.h"
#include "kread/app/keymap.h"

/* --- sequences ---------------------------------------------------------------------------- */

struct entry {
	int id;
	uint32_t key;
};

/* By last byte. R is not among them: CSI 1;5R is the place of the cursor. */
static const struct entry letters[] = {
        {'A', KR_KEY_UP},
        {'B', KR_KEY_DOWN},
        {'C', KR_KEY_RIGHT},
        {'D', KR_KEY_LEFT},
        {'F', KR_KEY_END},
        {'H', KR_KEY_HOME},
        {'P', KR_KEY_F1},
        {'Q', KR_KEY_F1 + 1},
        {'S', KR_KEY_F1 + 3},
};

/* By number: CSI number ~. */
static const struct entry numbers[] = {
        {1, KR_KEY_HOME},
        {2, KR_KEY_INS},
        {3, KR_KEY_DEL},
        {4, KR_KEY_END},
        {5, KR_KEY_PGUP},
        {6, KR_KEY_PGDN},
        {7, KR_KEY_HOME},
        {8, KR_KEY_END},
        {11, KR_KEY_F1},
        {12, KR_KEY_F1 + 1},
        {13, KR_KEY_F1 + 2},
        {14, KR_KEY_F1 + 3},
        {15, KR_KEY_F1 + 4},
        {17, KR_KEY_F1 + 5},
        {18, KR_KEY_F1 + 6},
        {19, KR_KEY_F1 + 7},
        {20, KR_KEY_F1 + 8},
        {21, KR_KEY_F1 + 9},
        {23, KR_KEY_F1 + 10},
        {24, KR_KEY_F1 + 11},
};

/* Of the keypad: SS3 and a letter. */
static const struct entry keypad[] = {
        {'M', KR_KEY_ENTER},
        {'I', KR_KEY_TAB},
        {'R', KR_KEY_F1 + 2},
        {'X', '='},
        /* rxvt: with Ctrl */
        {'a', KR_KEY_UP | KR_KEY_CTRL},
        {'b', KR_KEY_DOWN | KR_KEY_CTRL},
        {'c', KR_KEY_RIGHT | KR_KEY_CTRL},
        {'d', KR_KEY_LEFT | KR_KEY_CTRL},
};

static uint32_t find(const struct entry *list, size_t n, int id)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].id == id)
			return list[i].key;
	return 0;
}

#define FIND(list, id) find(list, sizeof(list) / sizeof *(list), id)

/* xterm: the number is 1, and 1 more for Shift, 2 for Alt, 4 for Ctrl, 8 for Meta. */
static uint32_t with_modifiers(uint32_t key, int number)
{
	int bits = number > 0 ? number - 1 : 0;

	if (!key)
		return 0;
	return key | (bits & (2 | 8) ? KR_KEY_ALT : 0u) | (bits & 4 ? KR_KEY_CTRL : 0u);
}

uint32_t kr_sequence_csi(const struct kr_keyboard *k, char last)
{
	static const char rxvt[] = "$^@"; /* Shift, Ctrl, both, instead of ~ */
	int first = k->nparams ? k->param[0] : 1, modifiers = k->nparams > 1 ? k->param[1] : 0;

	if (last == 'Z')
		return KR_KEY_BACKTAB;
	if (last == '~')
		return with_modifiers(FIND(numbers, first), modifiers);
	if (strchr(rxvt, last))
		return with_modifiers(FIND(numbers, first), last == '$' ? 2 : 5);
	if (last >= 'a' && last <= 'd' && !k->nparams) /* rxvt: with Shift */
		return FIND(letters, last - 'a' + 'A');
	/* old terminals send the modifiers as the only number */
	return with_modifiers(FIND(letters, last), k->nparams > 1 ? modifiers : first);
}

uint32_t kr_sequence_ss3(const struct kr_keyboard *k, char last)
{
	uint32_t key = FIND(letters, last);

	if (!key)
		key = FIND(keypad, last);
	if (!key && last >= 'j' && last <= 'y')
		key = (uint32_t)(last - 'j' + '*');
	return with_modifiers(key, k->nparams ? k->param[k->nparams - 1] : 0);
}

uint32_t kr_sequence_console(char last)
{
	return last >= 'A' && last <= 'E' ? (uint32_t)(KR_KEY_F1 + last - 'A') : 0;
}

/* --- addresses ---------------------------------------------------------------------------- */

/* Begins as no command does, or only a short one: [title](https://..., 【标题】https://... */
static bool is_text_with_address(const char *s, size_t len)
{
	const char first = len ? *s : 'a';

	if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
	        strchr(":/?", first))
		return false;
	for (size_t i = 0; i + 3 <= len; i++)
		if (!memcmp(s + i, "://", 3))
			return true;
	return false;
}

enum kr_sequence_guess kr_sequence_address(const char *s, size_t len)
{
	static const char *const begins[] = {
	        "http:", "https:", "http\uff1a", "https\uff1a", "www.", "file:/", "a href="};
	enum kr_sequence_guess found = KR_SEQUENCE_NO;

	if (is_text_with_address(s, len))
		return KR_SEQUENCE_ADDRESS;
	while (len && strchr(" \t\"'<(", *s)) {
		s++;
		len--;
	}
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		const size_t n = strlen(begins[i]);

		if (strncasecmp(s, begins[i], len < n ? len : n))
			continue;
		if (len >= n)
			return KR_SEQUENCE_ADDRESS;
		found = KR_SEQUENCE_MAYBE;
	}
	return found;
}
