/* What the parts of loading share. */
#ifndef KREAD_APP_JOB_PRIV_H
#define KREAD_APP_JOB_PRIV_H

#include "kread/app/app.h"

/* The job is over; what it holds is given up. */
void kr_job_finish(struct kr_app *a);

/* To the worker, with the rules for its site. */
int kr_job_send(
        struct kr_app *a, struct kr_request *request, struct kr_str *body, struct kr_err *err);

/* More of p came: if the place where the reader was is here now, it is gone to, unless the reader
 * has moved. */
void kr_job_restore_position(struct kr_app *a, struct kr_stack_page *p);

/* jobs_join.c: p came whole. Its job goes on with the next page of the article, or comes to its
 * end. */
void kr_job_join(struct kr_app *a, struct kr_stack_page *p);
/* What the worker says of a further page. */
void kr_job_on_part(struct kr_app *a, const struct kr_worker_event *ev);

#endif
