/* The trained models. scripts/train/all makes their tables, one .def file for each; a table records
 * its training data, its accuracy and its features.
 *
 * The enumerations below are the features that the models were trained on. The code that computes
 * features compares its own lists with them, so it does not compile if a list has changed and the
 * model was not trained again. The meson option "training" turns this check off, to build the
 * programs that training needs; a model whose number of features has changed then scores 0. */
#ifndef KREAD_EXTRACT_MODEL_MODELS_PRIV_H
#define KREAD_EXTRACT_MODEL_MODELS_PRIV_H

#include "extract/model/trees_priv.h"

#ifdef KR_TRAINING
#define KR_MODELS_CHECK(condition)
#else
#define KR_MODELS_CHECK(condition)                                                                 \
	_Static_assert(condition, "features differ from those the model was trained on: "          \
	                          "see scripts/train/README.md");
#endif

extern const struct kr_trees kr_models_body_first; /* whether a segment is part of the body */
extern const struct kr_trees kr_models_body_second;
extern const struct kr_trees kr_models_dates;  /* whether a day is the publication date */
extern const struct kr_trees kr_models_lists;  /* whether a list recommends articles */
extern const struct kr_trees kr_models_titles; /* whether a candidate is the title */

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
