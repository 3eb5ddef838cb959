/* Letters as searches compare them: without case, width and accents, and with the two scripts of
 * Chinese as one. */
#ifndef KREAD_BASE_FOLD_H
#define KREAD_BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KR_FOLD_ROOM = 32 };

/* The letters for which c counts, in out; returns how many. None for an accent. Compatibility
 * decomposition (NFKD) but for Hangul and kana. Folding what was folded changes nothing. */
size_t kr_fold_letters(uint32_t c, uint32_t out[KR_FOLD_ROOM]);

/* What a letter is that was folded. */
enum kr_fold_kind { KR_FOLD_OTHER, KR_FOLD_LETTER, KR_FOLD_DIGIT, KR_FOLD_MARK };
enum kr_fold_kind kr_fold_kind(uint32_t c);

/* A kana with the voice mark that follows it as a character of its own; 0: they do not combine. */
uint32_t kr_fold_voiced(uint32_t kana, uint32_t mark);

/* The simplified character for a traditional one, else c. It is decided by the character alone:
 * what is told apart only in the traditional script, as the Chinese words for hair and to send,
 * is the same here, which is what a search wants. That takes a table of some 2900 pairs; libopencc,
 * which converts whole words, would be C++ and several MB of dictionaries for less that is found.
 */
uint32_t kr_fold_variant(uint32_t c);

/* Accents, and the points of Arabic and Hebrew, can be left out. Not so the vowel signs of Indic
 * scripts, and the marks of kana, which make other letters. */
bool kr_fold_is_accent(uint32_t c);

/* The same of the mark into which Unicode takes a letter apart; Cyrillic short i and short u are
 * letters of their own. */
bool kr_fold_is_accent_of(uint32_t base, uint32_t mark);

/* What small letters count for that have a stroke or no dot, which Unicode does not take apart, and
 * those that are two letters in one. NULL for others. */
const char *kr_fold_simple(uint32_t c);

/* Characters that folding does not change, but for the two scripts of Chinese: nearly all of
 * Chinese and Japanese text. */
bool kr_fold_is_plain(uint32_t c);

#endif
