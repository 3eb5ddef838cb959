/* kread's end of the picture program: starts kread-picture when the first picture is there, sends
 * it one picture at a time, checks its answers, and replaces it when it dies and when a picture is
 * of a page of another site than those before. Nothing here blocks. */
#ifndef KREAD_LOAD_PICTURE_CLIENT_H
#define KREAD_LOAD_PICTURE_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/proto/picture.h"

struct kr_picture_client;

/* The path of kread-picture, found as kr_locate_worker() finds kread-worker. Yours. NULL: this
 * build has none. */
char *kr_locate_picture(void);

/* The end of the picture in work. bits is yours; it has as many bytes as answer says, and cells in
 * it are checked. err: why there is none; then answer and bits are NULL. All NULL: the picture was
 * cancelled, and the next one may be sent. */
typedef void kr_picture_handler(
        void *user, const struct kr_picture_answer *answer, char *bits, const struct kr_err *err);

struct kr_picture_client *kr_picture_client_open(
        const char *path, kr_picture_handler *handler, void *user);
void kr_picture_client_close(struct kr_picture_client *c); /* ends the program; NULL accepted */

/* Send the bytes of a picture on the page at url. Only when idle. ask->size and seconds are filled
 * in here; file is borrowed until the end of the picture. KR_E_SYS, KR_E_LIMIT. */
int kr_picture_client_send(struct kr_picture_client *c, const char *url,
        const struct kr_picture_ask *ask, const struct kr_str *file, struct kr_err *err);

bool kr_picture_client_is_idle(const struct kr_picture_client *c);

/* Nobody wants the answer any more. The program is not killed, since it will be wanted again soon.
 * file: as sent; it may be taken over. */
void kr_picture_client_cancel(struct kr_picture_client *c, struct kr_str *file);

/* As in worker_client.h. */
int kr_picture_client_fd(const struct kr_picture_client *c);
int kr_picture_client_events(const struct kr_picture_client *c);
int kr_picture_client_timeout(const struct kr_picture_client *c);
void kr_picture_client_pump(struct kr_picture_client *c, int revents);

#endif
