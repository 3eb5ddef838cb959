/* Finds the words of a table in a text; the table assigns each word a meaning. Case is ignored for
 * Latin, Greek and Cyrillic letters. The tables of phrases and of class words are searched with
 * it (phrases_priv.h, class_words_priv.h). */
#ifndef KREAD_EXTRACT_WORDS_MATCHER_PRIV_H
#define KREAD_EXTRACT_WORDS_MATCHER_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/slice.h"

enum {
	KR_MATCHER_WORDS = 6144,   /* most words of a table */
	KR_MATCHER_BUCKETS = 1024, /* a power of 2 */
	KR_MATCHER_KINDS = 64,     /* of bytes */
};

struct kr_matcher_word {
	const char *text; /* lower case, at least two bytes */
	uint8_t len;
	unsigned char first, second, third; /* bytes of the text; the third may be 0 */
};

/* A table: the words of meaning 0, then those of meaning 1, and so on. */
struct kr_matcher_table {
	const struct kr_matcher_word *words;
	const unsigned char *first, *last; /* bytes of each word */
	const uint16_t *from;              /* [meanings + 1] words and meanings before the one */
	unsigned meanings;                 /* 64 at most; sets of meanings are bits 1 << meaning */
};

/* Some meanings of a table, prepared for many texts. Its members are private to matcher.c. */
struct kr_matcher {
	const struct kr_matcher_table *table;
	uint64_t meanings;
	unsigned mask;  /* buckets in use - 1 */
	uint16_t pairs; /* the first word of two bytes; these also end each bucket's list */
	/* bits for the kinds of bytes after each kind: at the start of words, and after that */
	uint64_t starts[KR_MATCHER_KINDS], seconds[KR_MATCHER_KINDS];
	uint16_t head[KR_MATCHER_BUCKETS], next[KR_MATCHER_WORDS]; /* 1 + a word, or 0 for none */
	uint8_t meaning[KR_MATCHER_WORDS];
};

void kr_matcher_prepare(
        struct kr_matcher *m, const struct kr_matcher_table *table, uint64_t meanings);

/* Returns the meanings that have a word anywhere in the text. */
uint64_t kr_matcher_find(const struct kr_matcher *m, struct kr_slice text);

/* As kr_matcher_find(), but the word must start where a word of the text starts; an ideograph, kana
 * or hangul is a word. More letters may follow ("categor" matches "categories"). */
uint64_t kr_matcher_find_prefixes(const struct kr_matcher *m, struct kr_slice text);

/* Returns the length in bytes of the longest word that is in the text, or 0. */
size_t kr_matcher_longest(const struct kr_matcher *m, struct kr_slice text);

/* Returns how many different words are in the text. */
unsigned kr_matcher_count(const struct kr_matcher *m, struct kr_slice text);

/* Returns the meanings that have a word equal to the text. */
uint64_t kr_matcher_equal(
        const struct kr_matcher_table *table, uint64_t meanings, struct kr_slice text);

/* Returns the length in bytes of the longest word that the text starts with, or ends with if at_end
 * is set, or 0. */
size_t kr_matcher_affix(
        const struct kr_matcher_table *table, uint64_t meanings, struct kr_slice text, bool at_end);

#endif
