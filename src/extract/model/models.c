#include "extract/model/models_priv.h"

#include <stddef.h>

#define TREES
#include "extract/model/body.def"
#include "extract/model/dates.def"
#include "extract/model/lists.def"
#include "extract/model/titles.def"
