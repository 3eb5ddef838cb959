/* Describes the text of a segment: letters, marks, words of known topics. */
#ifndef KREAD_EXTRACT_BODY_TEXT_FEATURES_PRIV_H
#define KREAD_EXTRACT_BODY_TEXT_FEATURES_PRIV_H

#include "extract/dom/segments_priv.h"

enum kr_topic {
#define TOPIC(name) KR_TOPIC_##name,
#include "extract/body/segment_topics.def"
#undef TOPIC
	KR_TOPICS
};

/* A Bloom filter of words; it may report a word that is not a member. */
struct kr_wordset {
	uint32_t bits[128];
	uint32_t n;
};

/* The same for pairs of consecutive words. */
struct kr_pairset {
	uint32_t bits[2048];
	uint32_t n;
};

struct kr_text_features {
	uint64_t hash; /* of letters and digits: equal texts have equal hashes */
	uint32_t letters, upper, digits, cjk, words, numbers, symbols, currency, bold;
	uint32_t in_title, in_summary; /* number of words */
	uint32_t in_data;              /* number of pairs */
	uint32_t first, last;          /* code points, white space excluded */
	uint8_t topics[KR_TOPICS];     /* words of each topic at the start of the segment */
	uint8_t tail[KR_TOPICS];       /* words of each topic at its end */
};

struct kr_text_features_tables {
	struct kr_wordset title, summary;
	struct kr_pairset data; /* of texts in JSON-LD */
	uint16_t slot[2048];    /* hash table of phrases, index + 1 */
	uint64_t cjk;           /* filter on the first characters of the Chinese phrases */
};

void kr_text_features_prepare(
        struct kr_text_features_tables *t, const char *title, const char *summary);
void kr_text_features_add_data(struct kr_text_features_tables *t, const char *text, size_t len);
void kr_text_features_read(const struct kr_dom *dom, const struct kr_seg *seg,
        const struct kr_text_features_tables *t, struct kr_text_features *ret);

#endif
