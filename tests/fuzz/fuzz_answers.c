/* Answers of the picture program, in any order and cut anywhere: each picture that was sent ends
 * once, with cells that may be shown, or with an error, and what it takes stays below what the
 * answer says.
 *
 * A line of the input does one thing, as in fuzz_replies.c:
 *
 *   P  send a picture; the payload says how     C  cancel it
 *   H  when the next one ends, send another
 *   I  the answer's sizes: seven numbers        K  so many cells, with a colour and a glyph
 *   D X Z T ...  a frame of this type; after "!", of another picture
 *   R = W + E    as there */
#include <string.h>

#include "cost.h"
#include "fake_process.h"
#include "fuzz.h"
#include "kread/base/mem.h"
#include "kread/load/picture_client.h"
#include "kread/net/net.h"
#include "kread/proto/frame.h"
#include "mutate.h"

static struct {
	struct kr_picture_client *client;
	struct kr_str file;
	struct kr_picture_ask ask;
	uint32_t job;
	bool busy, cancelled;
	bool again; /* when it ends */
} at;

static void send_picture(const char *text, size_t len)
{
	static const char *const urls[] = {
	        "https://news.example/a", "https://other.example/b", "file:///c"};
	const unsigned how = len ? (unsigned char)*text : 0;

	if (!kr_picture_client_is_idle(at.client))
		return;
	kr_str_fini(&at.file);
	kr_str_add(&at.file, text, len);
	at.ask = (struct kr_picture_ask){.cols = 1 + (int)(how >> 4) % 4 * 8,
	        .rows = 4,
	        .cell_width = 8,
	        .cell_height = 16,
	        .form = (int)how % KR_PICTURE_FORMS,
	        .colours = (int)(how >> 2) % KR_PICTURE_COLOURS,
	        .ascii = (int)how >> 6 & 1};
	if (kr_picture_client_send(at.client, urls[len % 3], &at.ask, &at.file, NULL) < 0)
		return;
	at.busy = true;
	at.cancelled = false;
	at.job++;
}

static void check_bits(const struct kr_picture_answer *a, const char *bits)
{
	struct kr_picture_cell cell;

	HOLDS(a->cols >= 1 && a->cols <= at.ask.cols && a->rows >= 1 && a->rows <= at.ask.rows);
	if (at.ask.form == KR_PICTURE_CELLS) {
		HOLDS(a->size == (size_t)a->cols * (size_t)a->rows * sizeof cell);
		for (size_t i = 0; i < a->size; i += sizeof cell) {
			memcpy(&cell, bits + i, sizeof cell);
			HOLDS(kr_picture_cell_ok(&cell, &at.ask));
		}
	} else if (at.ask.form == KR_PICTURE_PIXELS) {
		HOLDS(a->size == (size_t)a->width * (size_t)a->height * 3);
	} else {
		for (size_t i = 0; i < a->size; i++)
			HOLDS(bits[i] >= ' ' && bits[i] < 127);
	}
}

static void on_end(
        void *user, const struct kr_picture_answer *answer, char *bits, const struct kr_err *err)
{
	(void)user;
	HOLDS(at.busy);
	HOLDS(at.cancelled ? !answer && !bits && !err : !answer == !bits && !answer == !!err);
	HOLDS(!err || is_clean(err->msg, strlen(err->msg)));
	if (answer)
		check_bits(answer, bits);
	free(bits);
	at.busy = false;
	if (at.again) {
		at.again = false;
		send_picture("again", 5);
	}
}

static void pump(size_t ready)
{
	const int fd = kr_picture_client_fd(at.client);

	fake.ready = ready < fake.wire.len ? ready : fake.wire.len;
	kr_picture_client_pump(at.client, fd >= 0 ? kr_picture_client_events(at.client) : 0);
	HOLDS(at.busy == !kr_picture_client_is_idle(at.client));
	HOLDS(!at.busy || kr_picture_client_timeout(at.client) >= 0);
	HOLDS(fake_is_asked_well(0, KR_FRAME_ASK));
}

static void wait_for_end(void)
{
	fake.room = SIZE_MAX;
	at.again = false;
	for (int i = 0; i < 30 && at.busy; i++) {
		fake.now += 500;
		pump(0);
	}
	HOLDS(!at.busy);
}

static void answer_sizes(const char *rest)
{
	struct kr_picture_answer a = {0};
	int32_t n[7] = {0};

	for (int i = 0; i < 7; i++) {
		char *end;

		n[i] = (int32_t)strtoll(rest, &end, 10);
		rest = *end ? end + 1 : end;
	}
	a.cols = n[0];
	a.rows = n[1];
	a.width = n[2];
	a.height = n[3];
	a.full_width = n[4];
	a.full_height = n[5];
	a.size = (uint32_t)n[6];
	fake_frame(KR_FRAME_PICTURE, at.job, &a, sizeof a);
}

static void answer_cells(const char *rest)
{
	struct kr_picture_cell cells[256];
	char *end;
	const size_t n = strtoul(rest, &end, 10) % 256;
	const int32_t colour = (int32_t)strtol(end, &end, 10);

	for (size_t i = 0; i < n; i++)
		cells[i] =
		        (struct kr_picture_cell){(uint32_t)strtoul(end, NULL, 16), colour, colour};
	fake_frame(KR_FRAME_DATA, at.job, cells, n * sizeof *cells);
}

static void obey(char what, const char *rest, size_t len, bool other)
{
	switch (what) {
	case 'P':
		send_picture(rest, len);
		break;
	case 'C':
		if (at.busy) {
			kr_picture_client_cancel(at.client, &at.file);
			at.cancelled = true;
		}
		break;
	case 'H':
		at.again = true;
		break;
	case 'I':
		answer_sizes(rest);
		break;
	case 'K':
		answer_cells(rest);
		break;
	default:
		fake_obey(what, rest, len, at.job + other, pump);
	}
}

static void play(const uint8_t *data, size_t size)
{
	memset(&at, 0, sizeof at);
	fake_init();
	at.client = kr_picture_client_open("picture", on_end, NULL);
	fake_play(data, size, obey);
	pump(SIZE_MAX);
	wait_for_end();
	kr_picture_client_close(at.client);
	kr_str_fini(&at.file);
	fake_fini();
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	static const char *const words[] = {"P0\n", "P3file\n", "P1\n", "P2\n", "Pzz\n", "C\n",
	        "H\n", "I1 1 0 0 9 9 12\n", "I2 2 0 0 9 9 48\n", "I1 4 8 64 9 99 1536\n",
	        "I1 1 8 16 8 16 10\n", "K1 7 2580\n", "K4 -1 20\n", "K4 256 41\n", "Dabc\n",
	        "D!1~-$\n", "X\n", "XNo\n", "Z\n", "Zx\n", "=\n", "=1\n", "=13\n", "W0\n", "W5\n",
	        "W9999\n", "+1\n", "+999\n", "+9000\n", "E0\n", "E9\n", "!", "-1 ", "2147483647 ",
	        "0 ", "4294967295 ", "\x1b\\", "16777216"};

	return mutate_words(data, size, max, seed, words, sizeof words / sizeof *words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* an answer may take what it says that it takes: the pixels of the box */
	static const struct cost most = {100, 50, 2 << 20, 600};

	cost_check(&most, play, data, size);
	return 0;
}
