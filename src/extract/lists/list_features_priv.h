/* Scores lists of links. Each is described by numbers (list_features.def), from which a trained
 * model (model/lists.def) decides whether the list recommends articles. */
#ifndef KREAD_EXTRACT_LISTS_LIST_FEATURES_PRIV_H
#define KREAD_EXTRACT_LISTS_LIST_FEATURES_PRIV_H

#include "extract/lists/card_words_priv.h"
#include "extract/lists/link_lists_priv.h"

enum {
#define FEATURE(name, low, high, what) KR_LF_##name,
#include "extract/lists/list_features.def"
#undef FEATURE
	KR_LIST_NFEATURES
};

/* Sets is_menu, is_related and f of all lists, and text and headlines of ls. Menus get no f unless
 * menus is true: training uses them as easy examples. f lives in page->scratch. */
void kr_list_features_describe(struct kr_page *page, struct kr_link_lists *ls, bool menus);

/* Sets score of the lists that are not menus. They must have been described. */
void kr_list_features_score(struct kr_page *page, struct kr_link_lists *ls);

/* Returns the KR_CARD_WORDS_* bits of the tag, class and id of an element. */
unsigned kr_list_features_words(const struct kr_page *page, struct kr_link_lists *ls, int32_t i);

/* Whether the link of a card is part of a sentence: its block has enough text around it, outside
 * links. */
bool kr_list_features_in_sentence(const struct kr_page *page, const struct kr_card *card);

#endif
