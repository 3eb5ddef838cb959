/* Messages of runs without a screen. */
#ifndef KREAD_APP_COMPLAINT_H
#define KREAD_APP_COMPLAINT_H

/* Print "kread: what: why" on standard error, clean and without passwords; what may be NULL.
 * Returns 1, for an exit status. */
int kr_complaint_print(const char *what, const char *why);

#endif
