/* kread --upkeep: keep the library in order, as store/upkeep.h describes it. Errors are reported on
 * standard error. The exit status: 0, or 1 if it failed. */
#ifndef KREAD_APP_KEEPER_RUN_H
#define KREAD_APP_KEEPER_RUN_H

#include <stdbool.h>

int kr_keeper_run(bool private);

#endif
