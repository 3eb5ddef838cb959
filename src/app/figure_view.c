/* What the reader does with the pictures of the article. */
#include "app_priv.h"
#include "kread/base/intl.h"

void kr_figure_view_toggle(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const bool shown = p && p->reader.opts.pictures == KR_LAYOUT_BOXES;

	(void)c;
	if (!shown && !kr_pictures_can(a->pictures)) {
		kr_message_error(a, "this kread was built without pictures");
		return;
	}
	kr_options_set(a->opts, "pictures", shown ? "captions" : "on", NULL);
	kr_areas_update(a);
	kr_message_info(a, shown ? N_("captions only") : N_("pictures are shown"));
}
