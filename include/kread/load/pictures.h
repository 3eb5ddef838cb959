/* The pictures of the page on the screen: fetched when they come near it, decoded by the picture
 * program (load/picture_client.h), and kept within bounds.
 *
 * Whoever shows them asks in rounds. In each round it wants the pictures that are near the screen,
 * the nearest ones first; what was wanted before and is not any more is cancelled, unless it is
 * already here. At most KR_PICTURES_FETCHES pictures are fetched at once, at most KR_PICTURES_BYTES
 * bytes are kept: those that were not wanted for the longest time go first.
 *
 * Addresses other than http and https are not fetched. Cookies and referers are those of net.
 * Nothing blocks; the caller does the waiting, as for load/load.h. */
#ifndef KREAD_LOAD_PICTURES_H
#define KREAD_LOAD_PICTURES_H

#include <stdbool.h>

#include "kread/base/budgets.h"
#include "kread/net/net.h"
#include "kread/proto/picture.h"

struct kr_pictures;

enum kr_pictures_state { KR_PICTURES_COMING, KR_PICTURES_HERE, KR_PICTURES_MISSING };

/* Borrowed until the next round or pump. */
struct kr_pictures_item {
	enum kr_pictures_state state;
	struct kr_picture_answer answer; /* HERE */
	const char *bits;                /* HERE: as answer and the question say */
	uint32_t serial;                 /* HERE: another one for each picture that was decoded */
	const char *why;                 /* MISSING */
};

/* Something about the pictures has changed. Called from kr_net_wait and kr_pictures_pump. */
typedef void kr_pictures_changed(void *user);

/* net is borrowed. program: the path of kread-picture, or NULL: all pictures are missing. */
struct kr_pictures *kr_pictures_open(
        struct kr_net *net, const char *program, kr_pictures_changed *changed, void *user);
void kr_pictures_close(struct kr_pictures *ps); /* NULL accepted */

bool kr_pictures_can(const struct kr_pictures *ps); /* there is a program */

/* A round: begin, any number of wants, end. page: address of the page, which is the referer. */
void kr_pictures_begin(struct kr_pictures *ps);
struct kr_pictures_item kr_pictures_want(struct kr_pictures *ps, const char *url, const char *page,
        const struct kr_picture_ask *ask);
void kr_pictures_end(struct kr_pictures *ps);

/* Those that are missing may be fetched again. */
void kr_pictures_retry(struct kr_pictures *ps);

bool kr_pictures_is_busy(const struct kr_pictures *ps);

/* What to wait for: a descriptor with fd -1 for none; milliseconds, -1 for ever. */
struct kr_net_fd kr_pictures_fd(const struct kr_pictures *ps);
int kr_pictures_timeout(const struct kr_pictures *ps);
void kr_pictures_pump(struct kr_pictures *ps, int revents);

#endif
