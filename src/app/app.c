#include "app_priv.h"

#include <stdlib.h>

#include "kread/app/session.h"
#include "kread/base/mem.h"
#include "kread/load/worker_client.h"

struct kr_app *kr_app_open(
        struct kr_options *opts, const struct kr_keymap *keys, struct kr_err *err)
{
	struct kr_app *a = kr_mem_zalloc(1, sizeof *a);
	char *worker = kr_locate_worker();
	struct kr_session_opts session;
	struct kr_net_opts net;

	kr_options_net(opts, &net);
	a->opts = opts;
	a->keys = keys;
	a->net = kr_net_open(&net);
	a->loader = kr_load_open(a->net, worker, true);
	kr_figures_open(a);
	kr_stack_init(&a->stack);
	kr_prompt_init(&a->prompt);
	kr_str_init(&a->message);
	kr_str_init(&a->clipboard);
	kr_copier_init(&a->copier);
	kr_str_init(&a->title);
	kr_str_init(&a->host);
	kr_str_init(&a->left);
	kr_str_init(&a->right);
	kr_str_init(&a->reason);
	kr_str_init(&a->next);
	kr_str_init(&a->after);
	kr_str_init(&a->window);
	kr_str_init(&a->session_notice);
	a->areas.rule = a->areas.shelf = -1;
	a->dirty = true;
	free(worker);
	kr_session_options(opts, &session);
	if (kr_session_open(a->net, &session, &a->session_notice, err) < 0) {
		kr_app_close(a);
		return NULL;
	}
	return a;
}

void kr_app_close(struct kr_app *a)
{
	if (!a)
		return;
	kr_job_cancel(a);
	kr_prefetch_close(a);
	kr_recall_close(a);
	kr_library_close(a);
	kr_overlay_close(a);
	kr_pictures_close(a->pictures);
	kr_load_close(a->loader);
	kr_net_close(a->net);
	kr_stack_fini(&a->stack);
	kr_prompt_fini(&a->prompt);
	kr_str_fini(&a->message);
	kr_str_fini(&a->clipboard);
	kr_copier_fini(&a->copier);
	kr_str_fini(&a->title);
	kr_str_fini(&a->host);
	kr_str_fini(&a->left);
	kr_str_fini(&a->right);
	kr_str_fini(&a->reason);
	kr_str_fini(&a->next);
	kr_str_fini(&a->after);
	kr_str_fini(&a->window);
	kr_str_fini(&a->session_notice);
	kr_visited_fini(&a->visited);
	kr_start_fini(&a->start);
	kr_launch_drop(&a->launch);
	free(a->comments.folded);
	free(a->phone_address);
	free(a->saved_ending);
	kr_complete_end(a);
	free(a->search);
	free(a->failure.url);
	free(a);
}

void kr_app_resize(struct kr_app *a, int rows, int cols)
{
	const bool other = cols != a->cols || (a->overlay.qr.size && rows != a->rows);

	a->rows = rows < 1 ? 1 : rows;
	a->cols = cols < 1 ? 1 : cols;
	kr_areas_update(a);
	if (other)
		kr_overlay_refit(a);
}
