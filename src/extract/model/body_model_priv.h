/* The judgement of segments: two ensembles of small decision trees (gradient boosting, logistic
 * loss), trained by scripts/train/body.py. The first one sees a segment, its containers, its
 * neighbours and the page (features.c), the second one also what the first one thinks of all these
 * (context.c). body.c takes the mean of both.
 *
 * Trained on the pages of the Zyte article extraction benchmark (MIT), WCXB (CC-BY-4.0),
 * trafilatura's evaluation data and pages of Chinese news sites, as in the bench folder that the
 * script is given; only the parameters of the trees come from them. To train again:
 * scripts/train/body.py BUILD/tests/bench/dump_segments BENCH WORK src/extract/model_data.inc.
 * Whenever features.def, or what fills it, changes, the table must be made anew.
 *
 * Trees are evaluated for many segments at once: each test that fails strikes out the leaves under
 * it, the first leaf that is left is the result (QuickScorer: Lucchese et al., SIGIR 2015). All is
 * integer arithmetic. */
#ifndef KREAD_EXTRACT_MODEL_BODY_MODEL_PRIV_H
#define KREAD_EXTRACT_MODEL_BODY_MODEL_PRIV_H

#include "extract/body/segment_features_priv.h"

enum kr_model_stage { KR_MODEL_FIRST, KR_MODEL_SECOND };

/* The probability of each segment to belong to the body, in thousandths, into p[x->n]. */
void kr_body_model_run(enum kr_model_stage stage, const struct kr_segment_features *x, int16_t *p);

#endif
