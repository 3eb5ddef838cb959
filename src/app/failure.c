/* The last load that failed, and what the reader can do about it. */
#include <stdlib.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"

void kr_failure_set(struct kr_app *a, const char *url, int code)
{
	free(a->failure.url);
	a->failure = (struct kr_failure){.url = kr_mem_strdup(url), .code = code};
}

const char *kr_failure_url(const struct kr_app *a, int code)
{
	return a->failure.code == code ? a->failure.url : NULL;
}

const char *kr_failure_take_up(const struct kr_app *a, int code)
{
	return a->failure.commands <= 1 || !kr_current_page(a) ? kr_failure_url(a, code) : NULL;
}

void kr_failure_keep_address(struct kr_app *a)
{
	if (!kr_current_page(a) && !a->prompt.kind)
		kr_prompt_reopen(&a->prompt, KR_PROMPT_ADDRESS);
	kr_areas_update(a);
}

bool kr_failure_is_below_field(const struct kr_app *a)
{
	enum { ROWS = 12 }; /* of the start screen, so that there is room */

	return kr_current_place(a) == KR_IN_START && a->severity == KR_SEVERITY_ERROR &&
	       a->rows >= ROWS;
}

/* "; r retries", with the key bound to a command that is available. On the start screen keys go to
 * the field, which has the address. */
static void add_key(const struct kr_app *a, int command, const char *verb, struct kr_str *out)
{
	struct kr_str key;

	if (!kr_current_page(a)) {
		kr_str_addf(out, "; %s%s %s", command == KR_CMD_RELOAD ? "" : ":",
		        command == KR_CMD_RELOAD ? "Enter" : kr_commands_get(command)->name,
		        _(verb));
		return;
	}
	kr_str_init(&key);
	kr_keymap_first(a->keys, command, &key);
	if (key.len && (kr_commands_get(command)->where & kr_current_place(a)))
		kr_str_addf(out, "; %s %s", key.data, _(verb));
	kr_str_fini(&key);
}

void kr_failure_add_hint(const struct kr_app *a, struct kr_str *out)
{
	if (kr_failure_url(a, KR_E_CERT))
		kr_str_addz(out, _(" (:insecure opens it unchecked)"));
	else if (kr_failure_url(a, KR_E_RETRY))
		add_key(a, KR_CMD_RELOAD, N_("retries"), out);
	else if (kr_failure_url(a, KR_E_REFUSED))
		add_key(a, KR_CMD_BROWSER, N_("tries your browser"), out);
	else if (kr_failure_url(a, KR_E_TYPE))
		add_key(a, KR_CMD_BROWSER, N_("opens it elsewhere"), out);
}
