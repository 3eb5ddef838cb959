/* Colours and attributes of text roles. */
#include "kread/ui/views.h"

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

void kr_theme_init(struct kr_theme *t, bool colour)
{
	for (int i = 0; i < KR_ROLES; i++) {
		const struct look *k = &looks[i];

		t->pens[i] = (struct kr_pen){NONE, NONE, k->attrs};
		if (colour && (k->fg != NONE || k->bg != NONE))
			t->pens[i] = (struct kr_pen){
			        k->fg, k->bg, k->coloured ? k->coloured & 0x7f : k->attrs};
	}
}
