/* What all need that keep something in the library. */
#include "app_priv.h"
#include "kread/base/log.h"
#include "kread/store/store.h"

/* What stands for an article is none. */
bool kr_record_is_article(const struct kr_doc *doc)
{
	return doc->nblocks && !kr_doc_problem(doc);
}

bool kr_record_notice(struct kr_app *a)
{
	const char *notice = a->store ? kr_store_notice(a->store) : NULL;

	if (notice && notice != a->noticed)
		kr_message_error(a, "%s", notice);
	a->noticed = notice;
	return notice && !kr_store_is_kept(a->store);
}

bool kr_record_is_kept(struct kr_app *a)
{
	const bool kept = a->store && kr_store_is_kept(a->store);

	if (!kept)
		kr_message_info(a, "nothing is kept in this run");
	return kept;
}

void kr_record_fail(struct kr_app *a, const struct kr_err *err)
{
	kr_log_write("%s", err->msg);
	if (kr_record_notice(a))
		return;
	if (err->code == KR_E_RETRY) {
		kr_message_error(a, "%s", err->msg);
		return;
	}
	/* a full disk, for example: once is enough */
	if (!a->store_failed)
		kr_message_error(a, "%s; no history is kept", err->msg);
	a->store_failed = true;
}
