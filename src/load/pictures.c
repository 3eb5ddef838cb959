#include "kread/base/intl.h"
#include "kread/base/budgets.h"
#include "kread/load/pictures.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/load/picture_client.h"

enum shot_stage { WAITS, FETCHES, FETCHED, DECODES, READY, MISSING };

enum {
	FILES_MAX = KR_PICTURES_BYTES / 2, /* bytes of files that are kept to be decoded again */
};

struct shot {
	struct kr_pictures *ps;
	struct shot *next;
	char *url, *page;
	enum shot_stage stage;
	struct kr_picture_ask ask;
	struct kr_fetch *fetch;
	struct kr_str file; /* FETCHED and later; may be dropped once it is READY */
	struct kr_picture_answer answer;
	char *bits;
	uint32_t serial;
	char *why;
	unsigned round; /* when it was last wanted */
	unsigned order; /* in that round */
};

struct kr_pictures {
	struct kr_net *net;
	struct kr_picture_client *client;
	kr_pictures_changed *changed;
	void *user;
	struct shot *shots, *decoding;
	unsigned round, order;
	uint32_t serial;
	bool due; /* there may be something to start */
};

static void forget_bits(struct shot *s)
{
	free(s->bits);
	s->bits = NULL;
}

static void stop(struct shot *s)
{
	if (s->fetch)
		kr_net_cancel(s->fetch);
	s->fetch = NULL;
	if (s->ps->decoding == s) {
		kr_picture_client_cancel(s->ps->client, &s->file);
		s->ps->decoding = NULL;
	}
}

static void free_shot(struct shot *s)
{
	stop(s);
	forget_bits(s);
	kr_str_fini(&s->file);
	free(s->url);
	free(s->page);
	free(s->why);
	free(s);
}

static void miss(struct shot *s, const char *why)
{
	s->stage = MISSING;
	kr_str_fini(&s->file);
	free(s->why);
	s->why = kr_mem_strdup(why);
	s->ps->due = true;
	s->ps->changed(s->ps->user);
}

/* --- fetching and decoding ---------------------------------------------------------------- */

static void on_fetched(
        void *user, struct kr_fetch *f, const struct kr_fetch_result *res, const struct kr_err *err)
{
	struct shot *s = user;

	(void)f;
	s->fetch = NULL;
	if (err) {
		miss(s, err->msg);
		return;
	}
	s->file = *res->body;
	kr_str_init(res->body);
	s->stage = FETCHED;
	s->ps->due = true;
}

static void fetch(struct shot *s)
{
	const struct kr_fetch_request rq = {
	        .url = s->url,
	        .referer = kr_url_is_web(s->page) ? s->page : NULL,
	        .for_page = s->page,
	        .max_bytes = KR_PICTURE_FILE_MAX,
	};
	struct kr_err err;

	s->stage = FETCHES;
	s->fetch = kr_net_fetch(s->ps->net, &rq, on_fetched, s, &err);
	if (!s->fetch)
		miss(s, err.msg);
}

static void on_decoded(
        void *user, const struct kr_picture_answer *answer, char *bits, const struct kr_err *err)
{
	struct kr_pictures *ps = user;
	struct shot *s = ps->decoding;

	ps->decoding = NULL;
	ps->due = true;
	if (err)
		miss(s, err->msg);
	if (!answer)
		return;
	s->answer = *answer;
	forget_bits(s);
	s->bits = bits;
	s->serial = ++ps->serial;
	s->stage = READY;
	ps->changed(ps->user);
}

static void decode(struct shot *s)
{
	struct kr_err err;

	s->stage = DECODES;
	s->ps->decoding = s;
	if (kr_picture_client_send(s->ps->client, s->page, &s->ask, &s->file, &err) < 0) {
		s->ps->decoding = NULL;
		miss(s, err.msg);
	}
}

/* The one of a stage that is nearest to the screen. */
static struct shot *next_of(const struct kr_pictures *ps, enum shot_stage stage)
{
	struct shot *found = NULL;

	for (struct shot *s = ps->shots; s; s = s->next)
		if (s->stage == stage && s->round == ps->round &&
		        (!found || s->order < found->order))
			found = s;
	return found;
}

static int count_fetches(const struct kr_pictures *ps)
{
	int n = 0;

	for (const struct shot *s = ps->shots; s; s = s->next)
		n += s->stage == FETCHES;
	return n;
}

static void go_on(struct kr_pictures *ps)
{
	struct shot *s;

	while (ps->due) {
		ps->due = false;
		while (count_fetches(ps) < KR_PICTURES_FETCHES && (s = next_of(ps, WAITS)))
			fetch(s);
		if (ps->client && kr_picture_client_is_idle(ps->client) &&
		        (s = next_of(ps, FETCHED)))
			decode(s);
	}
}

/* --- what is kept ------------------------------------------------------------------------- */

static size_t file_bytes(const struct kr_pictures *ps)
{
	size_t n = 0;

	for (const struct shot *s = ps->shots; s; s = s->next)
		n += s->file.len;
	return n;
}

static size_t bits_bytes(const struct kr_pictures *ps)
{
	size_t n = 0;

	for (const struct shot *s = ps->shots; s; s = s->next)
		n += s->bits ? s->answer.size : 0;
	return n;
}

enum shot_part { FILE_PART, BITS_PART, WHOLE };

static bool has_part(const struct shot *s, enum shot_part part)
{
	return part == WHOLE || (part == FILE_PART ? s->file.len > 0 : s->bits != NULL);
}

/* The one that was not wanted for the longest time, of those with something to drop. */
static struct shot *oldest(const struct kr_pictures *ps, enum shot_part part)
{
	struct shot *found = NULL;

	for (struct shot *s = ps->shots; s; s = s->next)
		if (s->stage >= READY && s->round != ps->round && has_part(s, part) &&
		        (!found || s->round - found->round > UINT32_MAX / 2))
			found = s;
	return found;
}

static void drop_shot(struct kr_pictures *ps, struct shot *gone)
{
	struct shot **at = &ps->shots;

	while (*at != gone)
		at = &(*at)->next;
	*at = gone->next;
	free_shot(gone);
}

static int count_shots(const struct kr_pictures *ps)
{
	int n = 0;

	for (const struct shot *s = ps->shots; s; s = s->next)
		n++;
	return n;
}

static void drop_old(struct kr_pictures *ps)
{
	struct shot *s;

	while (file_bytes(ps) > FILES_MAX && (s = oldest(ps, FILE_PART)))
		kr_str_fini(&s->file);
	while (bits_bytes(ps) > KR_PICTURES_BYTES - FILES_MAX && (s = oldest(ps, BITS_PART)))
		drop_shot(ps, s);
	while (count_shots(ps) > KR_PICTURES_MAX && (s = oldest(ps, WHOLE)))
		drop_shot(ps, s);
}

/* What is not wanted any more and not here yet. */
static void cancel_old(struct kr_pictures *ps)
{
	struct shot *s, *next;

	for (s = ps->shots; s; s = next) {
		next = s->next;
		if (s->round != ps->round && s->stage < READY)
			drop_shot(ps, s);
	}
}

/* --- the interface ------------------------------------------------------------------------ */

struct kr_pictures *kr_pictures_open(
        struct kr_net *net, const char *program, kr_pictures_changed *changed, void *user)
{
	struct kr_pictures *ps = kr_mem_zalloc(1, sizeof *ps);

	ps->net = net;
	ps->changed = changed;
	ps->user = user;
	if (program)
		ps->client = kr_picture_client_open(program, on_decoded, ps);
	return ps;
}

void kr_pictures_close(struct kr_pictures *ps)
{
	if (!ps)
		return;
	while (ps->shots)
		drop_shot(ps, ps->shots);
	kr_picture_client_close(ps->client);
	free(ps);
}

bool kr_pictures_can(const struct kr_pictures *ps)
{
	return ps->client != NULL;
}

void kr_pictures_begin(struct kr_pictures *ps)
{
	ps->round++;
	ps->order = 0;
}

static bool is_same(const struct kr_picture_ask *a, const struct kr_picture_ask *b)
{
	return a->cols == b->cols && a->rows == b->rows && a->cell_width == b->cell_width &&
	       a->cell_height == b->cell_height && a->form == b->form && a->colours == b->colours &&
	       a->ascii == b->ascii && a->enlarge == b->enlarge;
}

static struct shot *find(
        struct kr_pictures *ps, const char *url, const char *page, const struct kr_picture_ask *ask)
{
	for (struct shot *s = ps->shots; s; s = s->next)
		if (kr_str_eq(s->url, url) && is_same(&s->ask, ask) && kr_str_eq(s->page, page))
			return s;
	return NULL;
}

/* What is missing is missing in all sizes. */
static struct shot *find_missing(struct kr_pictures *ps, const char *url, const char *page)
{
	for (struct shot *s = ps->shots; s; s = s->next)
		if (s->stage == MISSING && kr_str_eq(s->url, url) && kr_str_eq(s->page, page))
			return s;
	return NULL;
}

/* The same picture in another size: its file need not be fetched again. */
static bool take_file(struct shot *to)
{
	for (struct shot *s = to->ps->shots; s; s = s->next)
		if (s->stage == READY && s->file.len && kr_str_eq(s->url, to->url) &&
		        kr_str_eq(s->page, to->page)) {
			to->file = s->file;
			kr_str_init(&s->file);
			return true;
		}
	return false;
}

static struct shot *add(
        struct kr_pictures *ps, const char *url, const char *page, const struct kr_picture_ask *ask)
{
	struct shot *s = kr_mem_zalloc(1, sizeof *s);

	s->ps = ps;
	s->url = kr_mem_strdup(url);
	s->page = kr_mem_strdup(page ? page : "");
	s->ask = *ask;
	kr_str_init(&s->file);
	if (!ps->client || !kr_url_is_web(url)) {
		s->stage = MISSING;
		s->why = kr_mem_strdup(_("not an address of the web"));
	} else {
		s->stage = take_file(s) ? FETCHED : WAITS;
	}
	s->next = ps->shots;
	ps->shots = s;
	return s;
}

struct kr_pictures_item kr_pictures_want(
        struct kr_pictures *ps, const char *url, const char *page, const struct kr_picture_ask *ask)
{
	struct shot *s = find(ps, url, page ? page : "", ask);
	struct kr_pictures_item item = {.state = KR_PICTURES_COMING};

	if (!s)
		s = find_missing(ps, url, page ? page : "");
	if (!s)
		s = add(ps, url, page, ask);
	s->round = ps->round;
	s->order = ps->order++;
	if (s->stage == READY) {
		item.state = KR_PICTURES_HERE;
		item.answer = s->answer;
		item.bits = s->bits;
		item.serial = s->serial;
	} else if (s->stage == MISSING) {
		item.state = KR_PICTURES_MISSING;
		item.why = s->why;
	}
	return item;
}

void kr_pictures_end(struct kr_pictures *ps)
{
	cancel_old(ps);
	drop_old(ps);
	ps->due = true;
	go_on(ps);
}

void kr_pictures_retry(struct kr_pictures *ps)
{
	struct shot *s, *next;

	for (s = ps->shots; s; s = next) {
		next = s->next;
		if (s->stage == MISSING)
			drop_shot(ps, s);
	}
}

bool kr_pictures_is_busy(const struct kr_pictures *ps)
{
	for (const struct shot *s = ps->shots; s; s = s->next)
		if (s->stage < READY)
			return true;
	return false;
}

struct kr_net_fd kr_pictures_fd(const struct kr_pictures *ps)
{
	return (struct kr_net_fd){.fd = ps->client ? kr_picture_client_fd(ps->client) : -1,
	        .events = ps->client ? kr_picture_client_events(ps->client) : 0};
}

int kr_pictures_timeout(const struct kr_pictures *ps)
{
	return ps->due ? 0 : ps->client ? kr_picture_client_timeout(ps->client) : -1;
}

void kr_pictures_pump(struct kr_pictures *ps, int revents)
{
	if (ps->client)
		kr_picture_client_pump(ps->client, revents);
	go_on(ps);
}
