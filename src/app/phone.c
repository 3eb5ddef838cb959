/* Reading on the phone: the address as a QR code. */
#include <stdlib.h>

#include "app_priv.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

static bool has_half_blocks(const struct kr_app *a)
{
	return !kr_options_number(a->opts, KR_OPT_ASCII) &&
	       kr_options_number(a->opts, KR_OPT_AMBIGUOUS) != KR_AMBIGUOUS_WIDE;
}

/* Over the page, without the title line. */
static void open_code(struct kr_app *a)
{
	const int rows = a->rows - 1;
	struct kr_qr_place place;
	struct kr_doc *doc;
	struct kr_err err;
	struct kr_qr qr;

	if (kr_qr_open(&qr, a->phone_address, &err) < 0) {
		kr_message_error(a, "%s", err.msg);
		return;
	}
	if (!kr_qr_fit(&qr, rows, a->cols, has_half_blocks(a), &place)) {
		kr_overlay_close(a);
		kr_areas_update(a);
		kr_message_error(a,
		        "the QR code of this address needs a screen of %d columns and %d rows",
		        place.cols, place.rows + 1);
		kr_qr_close(&qr);
		return;
	}
	doc = kr_doc_new();
	kr_overlay_open(a, doc, open_code);
	a->overlay.qr = qr;
	kr_areas_update(a);
}

void kr_phone_show(struct kr_app *a, const struct kr_call *c)
{
	struct kr_target t;

	(void)c;
	kr_target_init(a, &t);
	free(a->phone_address);
	a->phone_address = t.url && kr_url_is_web(t.url) ? kr_mem_strdup(t.url) : NULL;
	kr_target_fini(&t);
	if (a->phone_address)
		open_code(a);
	else
		kr_message_error(a, "no address that a phone could open");
}

void kr_phone_screen(const struct kr_app *a, struct kr_screen *ret)
{
	if (!a->overlay.qr.size)
		return;
	ret->qr = &a->overlay.qr;
	ret->qr_address = a->phone_address;
	ret->qr_halves = has_half_blocks(a);
	kr_qr_fit(ret->qr, a->areas.article.rows, a->areas.article.cols, ret->qr_halves,
	        &ret->qr_place);
}
