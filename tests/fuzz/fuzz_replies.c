/* A worker's replies, in any order and cut anywhere, while the reader cancels and opens pages:
 * events come in their order, articles are clean, and memory and time stay below what the replies
 * allow.
 *
 * A line of the input does one thing. Its first byte says what, the rest is the payload:
 *
 *   P  open a page, on a site that the payload chooses; it is the page, too
 *   p  the same, and its beginning is wanted
 *   C  cancel it       S  start a worker ahead     U  workers cannot be started, or can again
 *   H  what the handler does at the next event: open another page, or cancel
 *   Y A B Z X T ...    a frame of this type; after "!", of another page
 *   R  bytes           = so many bytes more of what was sent can be read; default: all
 *   W  the socket takes so many bytes more         + so many milliseconds go by
 *   E  the process ends, with this status */
#include <string.h>

#include "cost.h"
#include "fake_process.h"
#include "fuzz.h"
#include "kread/base/mem.h"
#include "kread/load/worker_client.h"
#include "kread/net/net.h"
#include "kread/proto/frame.h"
#include "mutate.h"

static struct {
	struct kr_worker_client *client;
	uint32_t job; /* of the page in work; 0: none */
	uint32_t last;
	bool early;         /* its beginning is wanted, and not here */
	struct kr_doc *doc; /* ours, from the event DOC on */
	char next;          /* what the handler is to do */
} at;

static void forget(void)
{
	kr_doc_free(at.doc);
	at.doc = NULL;
	at.job = 0;
}

static void cancel(void)
{
	kr_worker_client_cancel(at.client);
	forget();
}

static void open_page(const char *text, size_t len, bool early)
{
	static const char *const urls[] = {
	        "https://news.example/a", "https://other.example/b", "file:///c", NULL};
	const struct kr_request rq = {
	        .url = urls[len % 4], .mode = KR_MODE_ARTICLE, .early = early};
	struct kr_str body;

	cancel();
	kr_str_init(&body);
	kr_str_add(&body, text, len);
	at.job = ++at.last;
	at.early = early;
	if (kr_worker_client_send(at.client, at.job, &rq, &body, NULL) < 0)
		at.job = 0;
	HOLDS(!body.len);
}

static void take_early(struct kr_doc *doc)
{
	HOLDS(at.early && !at.doc && doc);
	at.early = false;
	check_round_trip(doc);
	kr_doc_free(doc);
}

static void act(void)
{
	const char next = at.next;

	at.next = 0;
	if (next == 'p')
		open_page("<p>next", 7, false);
	else if (next == 'c')
		cancel();
}

static void on_event(void *user, const struct kr_worker_event *ev)
{
	(void)user;
	HOLDS(at.job && ev->job == at.job);
	if (ev->type == KR_WORKER_EARLY_DOC) {
		take_early(ev->doc);
		act();
		return;
	}
	HOLDS((ev->type == KR_WORKER_DOC) == (!at.doc && ev->type != KR_WORKER_FAIL));
	HOLDS(ev->type == KR_WORKER_FAIL ? ev->err && is_clean(ev->err->msg, strlen(ev->err->msg))
	                                 : ev->doc && !ev->err);
	if (ev->type == KR_WORKER_DOC)
		at.doc = ev->doc;
	HOLDS(ev->type == KR_WORKER_FAIL || ev->doc == at.doc);
	if (ev->type == KR_WORKER_DONE)
		check_round_trip(at.doc);
	if (ev->type >= KR_WORKER_DONE)
		forget();
	act();
}

static void pump(size_t ready)
{
	int fd = kr_worker_client_fd(at.client), events = kr_worker_client_events(at.client);

	fake.ready = ready < fake.wire.len ? ready : fake.wire.len;
	HOLDS(fd >= 0 || !events);
	kr_worker_client_pump(at.client, fd >= 0 ? events : 0);
	HOLDS(!at.job || kr_worker_client_timeout(at.client) >= 0);
	HOLDS(fake_is_asked_well(KR_FRAME_HELLO, KR_FRAME_PAGE));
}

/* More than any page may take, in turns that count: then it has failed. */
static void wait_for_end(void)
{
	fake.room = SIZE_MAX;
	at.next = 0;
	for (int i = 0; i < 30 && at.job; i++) {
		fake.now += 500;
		pump(0);
	}
	HOLDS(!at.job);
}

static void obey(char what, const char *rest, size_t len, bool other)
{
	switch (what) {
	case 'P':
	case 'p':
		open_page(rest, len, what == 'p');
		break;
	case 'C':
		cancel();
		break;
	case 'S':
		kr_worker_client_start(
		        at.client, strtoul(rest, NULL, 10) ? "https://news.example/" : NULL, NULL);
		break;
	case 'U':
		fake.unstartable = !fake.unstartable;
		break;
	case 'H':
		at.next = *rest;
		break;
	default:
		fake_obey(what, rest, len, at.job + other, pump);
	}
}

static void play(const uint8_t *data, size_t size)
{
	memset(&at, 0, sizeof at);
	fake_init();
	at.client = kr_worker_client_open("worker", size % 2, on_event, NULL);
	fake_play(data, size, obey);
	pump(SIZE_MAX);
	wait_for_end();
	kr_worker_client_close(at.client);
	forget();
	fake_fini();
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	static const char *const words[] = {"P<p>page\n", "p<p>page\n", "C\n", "S1\n", "U\n",
	        "Hp\n", "Hc\n", "=\n", "=1\n", "=20\n", "W0\n", "W9\n", "W99999\n", "+1\n",
	        "+999\n", "+19999\n", "E0\n", "E9\n", "E768\n", "!", "Z\n", "Zx\n", "XNo\n",
	        "A{}\n", "B{}\n", "B{\"blocks\":[]}\n", "A{\"title\":\"T\"}\n",
	        "Y{\"title\":\"T\",\"blocks\":[{\"type\":\"rule\"}]}\n",
	        "B{\"recommendations\":[{\"title\":\"R\",\"url\":\"https://x.example/\"}]}\n",
	        "A{\"blocks\":[{\"type\":\"paragraph\",\"spans\":[{\"text\":\"One\"}]}]}\n",
	        "B{\"blocks\":[{\"type\":\"paragraph\",\"spans\":[{\"text\":\"Two\"}]}]}\n",
	        "B{\"comments\":[{\"text\":\"C\",\"replies\":[{\"text\":\"D\"}]}]}\n", "T", "D",
	        "I", "null", "[", "]", "{\"type\":\"rule\"},", "\xc2\x9b", "\xe2\x80\xae",
	        "\"style\":\"code\",", "\"href\":\"javascript:x\","};

	return mutate_words(data, size, max, seed, words, sizeof words / sizeof *words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct cost most = {100, 50, 2 << 20, 600};

	cost_check(&most, play, data, size);
	return 0;
}
