/* Signals become bytes in a pipe, which the loop reads. */
#ifndef KREAD_APP_SIGNALS_H
#define KREAD_APP_SIGNALS_H

#include "kread/base/err.h"

int kr_signals_open(struct kr_err *err); /* the descriptor to wait for; KR_E_SYS */
int kr_signals_next(void);               /* a signal that came, or 0 */
void kr_signals_close(void);             /* restores the default dispositions */

/* Stop the process group, as ^Z does in a shell. Returns when it is continued. */
void kr_signals_stop(void);

/* A program has the terminal: signals of its keys (^C, ^\\, ^Z) are for that program; until taken.
 */
void kr_signals_lend(void);
void kr_signals_take(void);

#endif
