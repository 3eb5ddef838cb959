/* Replaces kread-worker: reads a page and answers as fake_how() said, mostly wrongly. With "echo"
 * the page itself is the answer. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_how.h"
#include "kread/proto/frame.h"
#include "kread/proto/picture.h"
#include "kread/worker/worker.h"

static void get(char *buf, size_t len)
{
	while (len) {
		ssize_t n = read(KR_WORKER_FD, buf, len);

		if (n <= 0)
			exit(0);
		buf += n;
		len -= (size_t)n;
	}
}

static void put_raw(const char *buf, size_t len)
{
	while (len) {
		ssize_t n = write(KR_WORKER_FD, buf, len);

		if (n <= 0)
			exit(0);
		buf += n;
		len -= (size_t)n;
	}
}

static void put_bytes(int type, uint32_t job, const void *data, size_t len)
{
	struct kr_str out;

	kr_str_init(&out);
	kr_frame_add(&out, type, job, data, len);
	put_raw(out.data, out.len);
	kr_str_fini(&out);
}

static void put(int type, uint32_t job, const char *text)
{
	put_bytes(type, job, text, strlen(text));
}

/* Reads a frame. The payload of DATA is counted and appended to body; that of others is dropped. */
static struct kr_frame next(size_t *bytes, unsigned *sum, struct kr_str *body)
{
	static char payload[KR_FRAME_MAX]; /* of this program only */
	char head[KR_FRAME_HEADER];
	struct kr_frame f;

	get(head, sizeof head);
	if (kr_frame_read_head(head, &f, NULL) < 0)
		exit(9);
	get(payload, f.len);
	for (size_t i = 0; f.type == KR_FRAME_DATA && i < f.len; i++)
		*sum = *sum * 31 + (unsigned char)payload[i];
	*bytes += f.type == KR_FRAME_DATA ? f.len : 0;
	if (f.type == KR_FRAME_DATA)
		kr_str_add(body, payload, f.len);
	return f;
}

static void put_article(uint32_t job, size_t bytes, unsigned sum)
{
	char json[200];

	snprintf(json, sizeof json, "{\"title\": \"%zu bytes, sum %u\"}", bytes, sum);
	put(KR_FRAME_DOC, job, json);
	put(KR_FRAME_MORE, job,
	        "{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"one\"}]}]}");
	put(KR_FRAME_MORE, job,
	        "{\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"two\"}]}]}");
}

/* Frames without end that say next to nothing. */
static void flood(uint32_t job)
{
	const size_t n = KR_FRAME_MAX;
	char *blank = malloc(n + 1);

	memset(blank, ' ', n);
	memcpy(blank, "{\"blocks\":[0]}", 14);
	blank[n] = '\0';
	put(KR_FRAME_DOC, job, "{}");
	for (;;)
		put(KR_FRAME_MORE, job, blank);
}

static void trickle(uint32_t job)
{
	put(KR_FRAME_DOC, job, "{}");
	for (;;)
		put(KR_FRAME_MORE, job, "{\"blocks\":[{\"type\":\"rule\"}]}");
}

/* A frame as large as may be, full of what costs more to read than to write. */
static void values(uint32_t job, const char *before, const char *value, const char *after)
{
	struct kr_str out;

	kr_str_init(&out);
	kr_str_addz(&out, before);
	while (out.len + strlen(value) + strlen(after) + 1 < KR_FRAME_MAX)
		kr_str_addz(&out, value);
	kr_str_cut(&out, out.len - 1);
	kr_str_addz(&out, after);
	put(KR_FRAME_DOC, job, out.data);
	kr_str_fini(&out);
}

/* What the worker knows about the reader. */
static void put_environment(uint32_t job)
{
	extern char **environ;
	char json[100];
	int n = 0;

	while (environ[n])
		n++;
	snprintf(json, sizeof json, "{\"title\": \"%d variables\"}", n);
	put(KR_FRAME_DOC, job, json);
}

static void large(uint32_t job)
{
	char head[KR_FRAME_HEADER];
	uint32_t n = KR_FRAME_MAX + 1;

	kr_frame_write_head(head, KR_FRAME_DOC, job, 0);
	memcpy(head + 8, &n, sizeof n);
	put_raw(head, sizeof head);
	pause();
}

/* A hijacked worker that wants kread to read a file. */
static void lure(uint32_t job)
{
	put(KR_FRAME_DOC, job,
	        "{\"title\": \"Bait\", \"next_page\": \"file:///etc/passwd\", \"redirect\": "
	        "\"file:///etc/passwd\", "
	        "\"blocks\": [{\"type\": \"paragraph\", \"spans\": [{\"text\": \"a link\", "
	        "\"href\": "
	        "\"file:///etc/passwd\"}]}], "
	        "\"recommendations\": [{\"title\": \"more\", \"url\": \"file:///etc/passwd\"}]}");
}

/* The page holds the answer, a frame on each line; "hang" and "crash" do just that, and "early " is
 * before what comes before all that. */
static void echo(uint32_t job, char *body)
{
	int type = KR_FRAME_DOC;

	if (!strncmp(body, "early ", 6))
		put(KR_FRAME_EARLY, job, strsep(&body, "\n") + 6);
	for (char *line; (line = strsep(&body, "\n")); type = KR_FRAME_MORE) {
		if (!strcmp(line, "hang"))
			pause();
		else if (!strcmp(line, "crash"))
			raise(SIGKILL);
		else
			put(type, job, line);
	}
}

/* A picture of one cell. */
static void picture(uint32_t job, int cols, uint32_t glyph, size_t size)
{
	const struct kr_picture_answer a = {cols, 1, 0, 0, 9, 9, sizeof(struct kr_picture_cell)};
	const struct kr_picture_cell cell = {glyph, 1, 2};

	put_bytes(KR_FRAME_PICTURE, job, &a, sizeof a);
	put_bytes(KR_FRAME_DATA, job, &cell, size);
}

static void answer(const char *how, uint32_t job, size_t bytes, unsigned sum, char *body)
{
	if (!strcmp(how, "garbage"))
		put_raw("HTTP/1.1 200 OK\r\n\r\n", 19);
	else if (!strcmp(how, "wrong-job"))
		put(KR_FRAME_DOC, job + 1, "{}");
	else if (!strcmp(how, "wrong-order"))
		put(KR_FRAME_MORE, job, "{}");
	else if (!strcmp(how, "two-docs"))
		put(KR_FRAME_DOC, job, "{}"), put(KR_FRAME_DOC, job, "{}");
	else if (!strcmp(how, "request"))
		put(KR_FRAME_PAGE, job, "");
	else if (!strcmp(how, "no-json"))
		put(KR_FRAME_DOC, job, "{\"title\": ");
	else if (!strcmp(how, "large"))
		large(job);
	else if (!strcmp(how, "flood"))
		flood(job);
	else if (!strcmp(how, "trickle"))
		trickle(job);
	else if (!strcmp(how, "empty"))
		put(KR_FRAME_DOC, job, "{}"), put(KR_FRAME_MORE, job, "{\"blocks\":[]}");
	else if (!strcmp(how, "objects"))
		values(job, "{\"blocks\":[", "{},", "]}");
	else if (!strcmp(how, "cells"))
		values(job, "{\"blocks\":[{\"type\":\"table\",\"rows\":[[", "{},", "]]}]}");
	else if (!strcmp(how, "environment"))
		put_environment(job);
	else if (!strcmp(how, "fail"))
		put(KR_FRAME_FAIL, job, "it is \033[2J nothing");
	else if (!strcmp(how, "segv"))
		signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);
	else if (!strcmp(how, "sys"))
		raise(SIGSYS);
	else if (!strcmp(how, "memory"))
		_exit(KR_WORKER_EXIT_MEMORY);
	else if (!strcmp(how, "exit"))
		_exit(7);
	else if (!strcmp(how, "half"))
		put(KR_FRAME_DOC, job, "{\"blocks\":[{\"type\":\"rule\"}]}"), _exit(1);
	else if (!strcmp(how, "lure"))
		lure(job);
	else if (!strcmp(how, "hang"))
		pause();
	else if (!strcmp(how, "picture"))
		picture(job, 1, 'x', sizeof(struct kr_picture_cell));
	else if (!strcmp(how, "picture-escape"))
		picture(job, 1, 0x1b, sizeof(struct kr_picture_cell));
	else if (!strcmp(how, "picture-large"))
		picture(job, 500, 'x', sizeof(struct kr_picture_cell));
	else if (!strcmp(how, "picture-short"))
		picture(job, 1, 'x', 4);
	else if (!strcmp(how, "echo"))
		echo(job, body);
	else
		put_article(job, bytes, sum);
	if (!strcmp(how, "close"))
		close(KR_WORKER_FD), pause();
	put(KR_FRAME_DONE, job, "");
	if (!strcmp(how, "chatty"))
		put(KR_FRAME_DONE, job, "");
}

int main(void)
{
	char how[FAKE_HOW_LEN];
	size_t bytes = 0;
	unsigned sum = 0;
	struct kr_str body;

	signal(SIGPIPE, SIG_IGN);
	if (pread(FAKE_HOW_FD, how, sizeof how, 0) != sizeof how || !strcmp(how, "stillborn"))
		return 1;
	kr_str_init(&body);
	switch (next(&bytes, &sum, &body).type) {
	case KR_FRAME_HELLO:
	case KR_FRAME_ASK:
		break;
	default:
		return 8;
	}
	for (;;) {
		struct kr_frame f = next(&bytes, &sum, &body);

		if (f.type == KR_FRAME_PAGE)
			bytes = sum = 0, kr_str_clear(&body);
		if (f.type == KR_FRAME_PAGE && !strcmp(how, "early"))
			put(KR_FRAME_DOC, f.job, "{}"), pause();
		if (f.type == KR_FRAME_END)
			answer(how, f.job, bytes, sum, body.data);
	}
}
