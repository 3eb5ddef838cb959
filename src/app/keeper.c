/* The library is kept in order by a process of its own, this program with --upkeep: it has to wait
 * for the disk, and the screen must not. One at a time; nobody waits for it, and it may outlive
 * kread. If there can be none, it is done here in steps. */
#include <string.h>
#include <sys/wait.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/store/upkeep.h"

enum {
	MUCH_MS = 1000,    /* from one process to the next */
	SOME_MS = 15000,   /* likewise, or from the start, if there is little to do */
	FAR_BEHIND = 10000 /* pages of the log */
};

/* --- the process ------------------------------------------------------------------------------ */

static void set_steps(struct kr_app *a, bool on)
{
	a->keeper.steps = on;
	kr_upkeep_leave(a->store, !on);
}

static void start(struct kr_app *a)
{
	char name[] = "kread", option[] = "--upkeep";
	char *const argv[] = {name, option, NULL};
	struct kr_keeper *k = &a->keeper;
	int rc = kr_launch_spawn("/proc/self/exe", argv, 0, false, &k->pid);

	k->started = kr_clock_ms();
	k->some_at = k->started + SOME_MS;
	k->much_at = k->started + MUCH_MS;
	if (rc) {
		k->pid = 0;
		kr_log_write("cannot start the upkeep of the library: %s", strerror(rc));
		set_steps(a, true);
	} else {
		kr_log_write("upkeep of the library: process %d", (int)k->pid);
		kr_upkeep_begin(a->store);
	}
}

void kr_keeper_reap(struct kr_app *a)
{
	struct kr_keeper *k = &a->keeper;
	int status = 1;

	if (!k->pid || waitpid(k->pid, &status, WNOHANG) == 0)
		return;
	k->pid = 0;
	if (!a->store)
		return;
	kr_log_write("upkeep of the library: %s after %lld ms", status ? "failed" : "done",
	        (long long)(kr_clock_ms() - k->started));
	kr_upkeep_end(a->store, status == 0);
	/* the steps find out why */
	set_steps(a, status != 0);
	a->upkeep_due = true;
}

/* --- when ------------------------------------------------------------------------------------- */

void kr_keeper_open(struct kr_app *a)
{
	a->upkeep_due = true;
	a->keeper.some_at = kr_clock_ms() + SOME_MS;
	set_steps(a, false);
}

/* Another program that writes at the moment may do it, or the next run. */
static void take_step(struct kr_app *a)
{
	struct kr_err err;
	int rc = kr_upkeep_step(a->store, &err);

	if (rc < 0)
		kr_log_write("%s", err.msg);
	a->upkeep_due = rc == 1;
	if (rc != 1)
		set_steps(a, false);
}

int kr_keeper_timeout(const struct kr_app *a)
{
	const struct kr_keeper *k = &a->keeper;
	const int64_t left = k->at - kr_clock_ms();

	if (!a->upkeep_due || k->pid)
		return -1;
	return left < 0 ? 0 : (int)left;
}

void kr_keeper_pump(struct kr_app *a)
{
	struct kr_keeper *k = &a->keeper;
	enum kr_upkeep_need need;

	if (!a->upkeep_due || k->pid)
		return;
	need = k->steps ? KR_UPKEEP_HERE : kr_upkeep_need(a->store);
	k->at = 0;
	if (need == KR_UPKEEP_NOTHING) {
		a->upkeep_due = false;
	} else if (need == KR_UPKEEP_HERE) {
		take_step(a);
	} else {
		k->at = need == KR_UPKEEP_MUCH ? k->much_at : k->some_at;
		if (kr_clock_ms() >= k->at)
			start(a);
	}
}

bool kr_keeper_is_busy(const struct kr_app *a)
{
	return a->keeper.pid != 0;
}

bool kr_keeper_is_behind(const struct kr_app *a)
{
	return a->keeper.pid && kr_upkeep_log_pages(a->store) > FAR_BEHIND;
}
