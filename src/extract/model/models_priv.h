/* The trained ensembles. The tables, one X.def for each model, are made by scripts/train/all; a
 * table says what it was trained on, how well that works, and of which features.
 *
 * The enumerations below are those features. What fills a model's features compares its own list
 * with them: if the list has changed, it does not compile until the model is trained again. The
 * meson option `training` turns that off, to build what the training runs; a model with another
 * number of features than it was trained on then scores 0. */
#ifndef KREAD_EXTRACT_MODEL_MODELS_PRIV_H
#define KREAD_EXTRACT_MODEL_MODELS_PRIV_H

#include "extract/model/trees_priv.h"

#ifdef KR_TRAINING
#define KR_MODELS_CHECK(condition)
#else
#define KR_MODELS_CHECK(condition)                                                                 \
	_Static_assert(condition, "other features than the model was trained on: "                 \
	                          "see scripts/train/README.md");
#endif

extern const struct kr_trees kr_models_body_first; /* is a segment part of the body? */
extern const struct kr_trees kr_models_body_second;
extern const struct kr_trees kr_models_dates;  /* is it the day of publication? */
extern const struct kr_trees kr_models_lists;  /* is a list one of recommendations? */
extern const struct kr_trees kr_models_titles; /* is it the title? */

enum kr_trained_body {
#define TRAINED(name) KR_TRAINED_BODY_##name,
#include "extract/model/body.def"
#undef TRAINED
	KR_TRAINED_BODY
};

enum kr_trained_dates {
#define TRAINED(name) KR_TRAINED_DATES_##name,
#include "extract/model/dates.def"
#undef TRAINED
	KR_TRAINED_DATES
};

enum kr_trained_lists {
#define TRAINED(name) KR_TRAINED_LISTS_##name,
#include "extract/model/lists.def"
#undef TRAINED
	KR_TRAINED_LISTS
};

enum kr_trained_titles {
#define TRAINED(name) KR_TRAINED_TITLES_##name,
#include "extract/model/titles.def"
#undef TRAINED
	KR_TRAINED_TITLES
};

#endif
