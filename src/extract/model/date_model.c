#include "extract/meta/date/date_mentions_priv.h"

#include "extract/model/tree_priv.h"

#include "extract/model/date_model.inc"

double kr_date_model_score(const struct kr_day *day)
{
	return kr_tree_score(&date_model, day->f);
}
