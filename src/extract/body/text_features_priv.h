/* What the text of a segment looks like: letters, marks, telling words. */
#ifndef KREAD_EXTRACT_BODY_TEXT_FEATURES_PRIV_H
#define KREAD_EXTRACT_BODY_TEXT_FEATURES_PRIV_H

#include "extract/dom/segments_priv.h"

enum kr_topic {
#define TOPIC(name) KR_TOPIC_##name,
#include "extract/body/phrases.def"
#undef TOPIC
	KR_TOPICS
};

/* A set of words by their hashes; now and then it takes a word for a member that is none. */
struct kr_wordset {
	uint32_t bits[128];
	uint32_t n;
};

/* The same for pairs of words that follow each other. */
struct kr_pairset {
	uint32_t bits[2048];
	uint32_t n;
};

struct kr_text_features {
	uint64_t hash; /* of letters and digits: equal texts have equal ones */
	uint32_t letters, upper, digits, cjk, words, numbers, symbols, currency, bold;
	uint32_t in_title, in_summary; /* words */
	uint32_t in_data;              /* pairs of words */
	uint32_t first, last;          /* code points, blanks apart */
	uint8_t topics[KR_TOPICS];     /* telling words among the first of the segment */
	uint8_t tail[KR_TOPICS];       /* among the last */
};

struct kr_text_features_tables {
	struct kr_wordset title, summary;
	struct kr_pairset data; /* of the texts that the page gives in JSON-LD */
	uint16_t slot[2048];    /* of phrases, + 1 */
	uint64_t cjk;           /* filter on the first characters of the Chinese ones */
};

void kr_text_features_prepare(
        struct kr_text_features_tables *t, const char *title, const char *summary);
void kr_text_features_add_data(struct kr_text_features_tables *t, const char *text, size_t len);
void kr_text_features_read(const struct kr_dom *dom, const struct kr_seg *seg,
        const struct kr_text_features_tables *t, struct kr_text_features *ret);

#endif
