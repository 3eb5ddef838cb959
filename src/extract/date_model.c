#include "dates_priv.h"

#include "tree_priv.h"

#include "date_model.inc"

double kr_dates_score(const struct kr_day *day)
{
	return kr_trees_score(&date_model, day->f);
}
