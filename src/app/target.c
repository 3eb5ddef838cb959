/* What commands are about. */
#include "app_priv.h"

/* Words of the page for a media file or picture that is a line of its own. */
static const char *media_title(const struct kr_doc *doc, const char *url)
{
	for (size_t i = 0; i < doc->nmedia; i++)
		if (kr_str_eq(doc->media[i].url, url))
			return doc->media[i].title;
	return NULL;
}

static void take_link(struct kr_pane_reader *r, const struct kr_doc *doc, struct kr_target *t)
{
	t->link = kr_pane_reader_selected(r);
	t->url = t->link->href;
	if (t->link->elsewhere)
		kr_str_addz(&t->words, media_title(doc, t->url));
	else
		kr_pane_reader_link_words(r, &t->words);
	t->title = t->words.len ? t->words.data : t->url;
}

void kr_target_init(struct kr_app *a, struct kr_target *t)
{
	struct kr_stack_page *p = kr_current_page(a);
	const struct kr_pane_list *l = kr_current_list(a);
	const struct kr_rec *rec = l ? &l->doc->recs[l->selected] : NULL;

	*t = (struct kr_target){.url = p->url, .title = p->doc->title};
	kr_str_init(&t->words);
	if (rec) {
		t->url = rec->url;
		t->title = rec->title;
	} else if (kr_pane_reader_link(&p->reader)) {
		take_link(&p->reader, p->doc, t);
	}
}

void kr_target_fini(struct kr_target *t)
{
	kr_str_fini(&t->words);
}
