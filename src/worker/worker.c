#include "kread/worker/worker.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "kread/proto/frame.h"
#include "kread/proto/request.h"
#include "kread/base/mem.h"
#include "kread/doc/json.h"
#include "kread/extract/extract.h"
#include "kread/feed/feed.h"
#include "kread/worker/convert.h"

enum { EARLY_TEXT = 4000 }; /* bytes of text that the beginning of a page is to have */

/* The page being read or parsed. */
struct job {
	uint32_t id;
	bool open;          /* between PAGE and END */
	struct kr_str head; /* payload of PAGE */
	struct kr_request request;
	struct kr_str body;
};

static int fail(int fd, uint32_t job, const char *text)
{
	return kr_frame_send(fd, KR_FRAME_FAIL, job, text, strlen(text));
}

/* The head, with fewer names if a frame cannot hold all. */
static void write_head(struct kr_doc *doc, struct kr_json_cursor *at, struct kr_str *out)
{
	kr_json_write_head(doc, KR_WORKER_PIECE, at, out);
	while (out->len > KR_FRAME_MAX && (doc->authors.n || doc->keywords.n || doc->nfeeds)) {
		doc->authors.n /= 2;
		doc->keywords.n /= 2;
		doc->nfeeds /= 2;
		kr_doc_warn(doc, "truncated", "the page has more names than kread can show");
		kr_str_clear(out);
		kr_json_write_head(doc, KR_WORKER_PIECE, at, out);
	}
}

static int send_truncation(int fd, uint32_t job, struct kr_doc *doc, struct kr_str *out)
{
	kr_doc_warn(doc, "truncated", "the page has more text than kread can show");
	kr_str_clear(out);
	kr_json_write_warnings(doc, out);
	return kr_frame_send(fd, KR_FRAME_MORE, job, out->data, out->len);
}

/* Pieces are far smaller than frames may be, since fields are limited and long blocks are split. */
static int reply(int fd, uint32_t job, struct kr_doc *doc)
{
	struct kr_json_cursor at;
	struct kr_str out;
	size_t sent = 0;
	bool lost = false;
	int rc = 0, type = KR_FRAME_DOC;

	kr_str_init(&out);
	write_head(doc, &at, &out);
	while (rc == 0 && out.len) {
		if (out.len > KR_FRAME_MAX)
			lost = true;
		else
			rc = kr_frame_send(fd, type, job, out.data, out.len);
		sent += out.len + KR_FRAME_HEADER;
		kr_str_clear(&out);
		if (sent > KR_WORKER_REPLY_MAX - 2 * KR_FRAME_MAX)
			lost = true;
		else if (!kr_json_write_done(doc, &at))
			kr_json_write_more(doc, KR_WORKER_PIECE, &at, &out);
		type = KR_FRAME_MORE;
	}
	if (rc == 0 && lost)
		rc = send_truncation(fd, job, doc, &out);
	if (rc == 0)
		rc = kr_frame_send(fd, KR_FRAME_DONE, job, NULL, 0);
	kr_str_fini(&out);
	return rc;
}

static int reply_text(int fd, uint32_t job, const struct kr_str *text)
{
	int rc = 0;

	for (size_t n, at = 0; at < text->len && rc == 0; at += n) {
		n = text->len - at < KR_FRAME_MAX ? text->len - at : KR_FRAME_MAX;
		rc = kr_frame_send(fd, KR_FRAME_TEXT, job, text->data + at, n);
	}
	return rc == 0 ? kr_frame_send(fd, KR_FRAME_DONE, job, NULL, 0) : rc;
}

/* The list of the articles of a feed. */
static int read_feed(const struct kr_extract_input *in, struct kr_doc **ret_doc, struct kr_err *err)
{
	struct kr_feed_list *list = NULL;
	struct kr_str utf8;
	const char *text, *encoding;
	size_t len, bad;
	int rc;

	kr_str_init(&utf8);
	encoding = kr_extract_decode(in, &utf8, &text, &len, &bad);
	rc = kr_feed_read(text, len, in->url, &list, err);
	if (rc == 0) {
		*ret_doc = kr_feed_article(list, in->url);
		(*ret_doc)->encoding = encoding;
	}
	kr_feed_free(list);
	kr_str_fini(&utf8);
	return rc;
}

/* What looked like a feed may be none. */
static int read_page(struct kr_extract_input *in, struct kr_doc **ret_doc, struct kr_err *err)
{
	if (in->mode == KR_MODE_FEED) {
		if (read_feed(in, ret_doc, err) == 0)
			return 0;
		in->mode = KR_MODE_TEXT;
	}
	return kr_extract_page(in, ret_doc, err);
}

static struct kr_extract_input input_of(const struct job *job)
{
	const struct kr_request *rq = &job->request;

	return (struct kr_extract_input){
	        .data = job->body.data,
	        .len = job->body.len,
	        .url = rq->url,
	        .content_type = rq->content_type,
	        .charset = rq->charset,
	        .link_header = rq->link_header,
	        .refresh_header = rq->refresh_header,
	        .set_cookie = rq->set_cookie,
	        .rules = rq->rules,
	        .rules_name = rq->rules_name,
	        .now = rq->date,
	        .mode = rq->mode,
	};
}

/* Whether the beginning of a page shows that it is an article, and fills a screen. */
static bool is_telling(const struct kr_doc *doc)
{
	struct kr_str text;
	size_t n = 0;

	kr_str_init(&text);
	for (size_t i = 0; i < doc->nblocks && n < EARLY_TEXT; i++) {
		kr_str_clear(&text);
		kr_doc_block_text(&doc->blocks[i], &text);
		n += text.len;
	}
	kr_str_fini(&text);
	return n >= EARLY_TEXT && doc->title && !doc->redirect && !doc->nwarnings;
}

/* What comes at the end of pages is not here yet, and the last block may go on. */
static void keep_beginning(struct kr_doc *doc)
{
	doc->nrecs = doc->ncomments = 0;
	doc->next_page = NULL;
	doc->nblocks--;
}

/* Send what is here of a long page, as soon as it is enough. */
static int send_early(int fd, struct job *job)
{
	struct kr_extract_input in = input_of(job);
	struct kr_json_cursor at;
	struct kr_doc *doc;
	struct kr_str out;
	int rc;

	job->request.early = false;
	in.len = KR_WORKER_EARLY;
	alarm(job->request.seconds);
	rc = kr_extract_page(&in, &doc, NULL);
	alarm(0);
	if (rc < 0)
		return 0;
	kr_str_init(&out);
	if (is_telling(doc)) {
		kr_doc_split_long(doc, KR_WORKER_PIECE);
		keep_beginning(doc);
		write_head(doc, &at, &out);
		if (out.len <= KR_FRAME_MAX)
			rc = kr_frame_send(fd, KR_FRAME_EARLY, job->id, out.data, out.len);
	}
	kr_doc_free(doc);
	kr_str_fini(&out);
	return rc;
}

static int convert(int fd, struct job *job, const struct kr_extract_input *in)
{
	struct kr_str out;
	struct kr_err err;
	int rc;

	kr_str_init(&out);
	alarm(job->request.seconds);
	rc = kr_convert_run(in, &out, &err);
	alarm(0);
	rc = rc < 0 ? fail(fd, job->id, err.msg) : reply_text(fd, job->id, &out);
	kr_str_fini(&out);
	kr_str_fini(&job->body);
	kr_str_fini(&job->head);
	return rc;
}

static int serve(int fd, struct job *job)
{
	const struct kr_request *rq = &job->request;
	struct kr_extract_input in = input_of(job);
	struct kr_doc *doc = NULL;
	struct kr_err err;
	int rc;

	if (rq->mode >= KR_MODE_IMPORT)
		return convert(fd, job, &in);
	alarm(rq->seconds);
	rc = read_page(&in, &doc, &err);
	kr_str_fini(&job->body);
	if (rc == 0)
		kr_doc_split_long(doc, KR_WORKER_PIECE);
	alarm(0); /* kread may be suspended while we write */
	rc = rc < 0 ? fail(fd, job->id, err.msg) : reply(fd, job->id, doc);
	kr_doc_free(doc);
	kr_str_fini(&job->head);
#ifdef __GLIBC__
	malloc_trim(0); /* mostly idle: give the memory back */
#endif
	return rc;
}

static int take_page(int fd, struct job *job, const struct kr_frame *f)
{
	kr_str_clear(&job->head);
	kr_str_clear(&job->body);
	if (kr_frame_read_onto(fd, &job->head, f->len) < 0)
		return -1;
	if (kr_request_parse(job->head.data, job->head.len, &job->request, NULL) < 0)
		return -1;
	job->id = f->job;
	job->open = true;
	kr_str_reserve(&job->body, job->request.size);
	return 0;
}

static int take_data(int fd, struct job *job, const struct kr_frame *f)
{
	if (job->body.len + f->len > KR_WORKER_PAGE_MAX)
		return -1;
	if (kr_frame_read_onto(fd, &job->body, f->len) < 0)
		return -1;
	return job->request.early && job->request.mode == KR_MODE_ARTICLE &&
	                       job->request.size > KR_WORKER_LONG &&
	                       job->body.len >= KR_WORKER_EARLY
	               ? send_early(fd, job)
	               : 0;
}

/* Process one frame. -1 if it is invalid or the reply cannot be written. */
static int take(int fd, struct job *job, const struct kr_frame *f)
{
	if (f->type == KR_FRAME_PAGE)
		return take_page(fd, job, f);
	if (!job->open || f->job != job->id)
		return -1;
	if (f->type == KR_FRAME_DATA)
		return take_data(fd, job, f);
	if (f->type != KR_FRAME_END || f->len)
		return -1;
	job->open = false;
	return serve(fd, job);
}

static void on_oom(void)
{
	_exit(KR_WORKER_EXIT_MEMORY);
}

/* By itself, glibc keeps large blocks in the heap once one was freed. Arrays that grow there leave
 * holes, a fifth of all memory for a page of many elements; memory mapped for each grows in place.
 */
static void tune_memory(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 1 << 20);
	mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}

/* Read HELLO, load converters, enter the sandbox. Returns 0, an exit status, or -1 if the other end
 * closed. */
static int set_up(int fd)
{
	char head[KR_FRAME_HEADER], hello;
	struct kr_frame f;
	struct kr_err err;
	bool filtered;

	if (kr_frame_read_all(fd, head, sizeof head) < 0)
		return -1;
	if (kr_frame_read_head(head, &f, NULL) < 0 || f.type != KR_FRAME_HELLO || f.len != 1 ||
	        kr_frame_read_all(fd, &hello, 1) < 0)
		return KR_WORKER_EXIT_FRAME;
	if (hello == KR_WORKER_WARM)
		kr_extract_warm();
	if (kr_sandbox_enter(KR_WORKER_MEMORY, &filtered, &err) < 0)
		return KR_WORKER_EXIT_SANDBOX;
	return 0;
}

int kr_worker_run(int fd)
{
	struct job job = {0};
	struct kr_frame f;
	char head[KR_FRAME_HEADER];
	int rc;

	signal(SIGPIPE, SIG_IGN);
	tune_memory();
	kr_mem_on_oom(on_oom);
	rc = set_up(fd);
	if (rc)
		return rc < 0 ? 0 : rc;
	kr_str_init(&job.head);
	kr_str_init(&job.body);
	while (rc == 0 && kr_frame_read_all(fd, head, sizeof head) == 0)
		if (kr_frame_read_head(head, &f, NULL) < 0 || take(fd, &job, &f) < 0)
			rc = KR_WORKER_EXIT_FRAME;
	kr_str_fini(&job.head);
	kr_str_fini(&job.body);
	return rc;
}
