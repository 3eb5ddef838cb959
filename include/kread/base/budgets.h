/* The limits on what comes from outside, as constants; budgets.def says why each is what it is. */
#ifndef KREAD_BASE_BUDGETS_H
#define KREAD_BASE_BUDGETS_H

enum {
#define KR_BUDGET(name, value, counts, reason, test) name = value,
#include "kread/base/budgets.def"
#undef KR_BUDGET
};

#endif
