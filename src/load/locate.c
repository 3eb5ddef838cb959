/* Finds the worker and folders of data among the installed files. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kread/base/xdg.h"
#include "kread/load/locate.h"
#include "kread/load/picture_client.h"
#include "kread/load/worker_client.h"

/* Cut the last part off a path. False: there is only one. */
static bool parent(struct kr_str *path)
{
	const char *slash = strrchr(path->data, '/');

	if (!slash || slash == path->data)
		return false;
	kr_str_cut(path, (size_t)(slash - path->data));
	return true;
}

/* The folder of the running program. False: there is no /proc. */
static bool own_directory(struct kr_str *out)
{
	char buf[4096];
	ssize_t n = readlink("/proc/self/exe", buf, sizeof buf);

	kr_str_clear(out);
	if (n <= 0 || n >= (ssize_t)sizeof buf)
		return false;
	kr_str_add(out, buf, (size_t)n);
	return parent(out);
}

/* A program of libexec; yours. NULL: it is not there, unless always is set. */
static char *locate(const char *name, bool always)
{
	struct kr_str path;

	kr_str_init(&path);
	if (own_directory(&path)) {
		size_t dir = path.len;

		kr_str_addf(&path, "/%s", name);
		if (access(path.data, X_OK) == 0)
			return kr_str_take(&path);
		kr_str_cut(&path, dir);
		kr_str_addf(&path, "/" KR_LIBEXEC_FROM_BIN "/%s", name);
		if (access(path.data, X_OK) == 0)
			return kr_str_take(&path);
	}
	kr_str_clear(&path);
	kr_str_addf(&path, KR_LIBEXEC "/%s", name);
	if (always || access(path.data, X_OK) == 0)
		return kr_str_take(&path);
	kr_str_fini(&path);
	return NULL;
}

char *kr_locate_worker(void)
{
	return locate("kread-worker", true);
}

char *kr_locate_picture(void)
{
	return locate("kread-picture", false);
}

bool kr_locate_data(const char *folder, struct kr_str *out)
{
	static const char *const places[] = {"/data", "/" KR_DATA_FROM_BIN};

	if (own_directory(out)) {
		size_t dir = out->len;

		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			kr_str_cut(out, dir);
			kr_str_addf(out, "%s/%s", places[i], folder);
			if (access(out->data, X_OK) == 0)
				return true;
		}
	}
	kr_str_clear(out);
	kr_str_addf(out, KR_DATA "/%s", folder);
	return access(out->data, X_OK) == 0;
}

static bool has_line(const struct kr_str *lines, const char *text, size_t len)
{
	for (const char *p = lines->data; *p; p += strcspn(p, "\n") + 1)
		if (strcspn(p, "\n") == len && !memcmp(p, text, len))
			return true;
	return false;
}

static void add_names(const char *path, const char *suffix, struct kr_str *out)
{
	struct dirent **entries;
	const int n = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		const size_t len = strlen(name) - (kr_str_ends(name, suffix) ? strlen(suffix) : 0);

		if (*name != '.' && name[len] && !strchr(name, '\n') && !has_line(out, name, len))
			kr_str_addf(out, "%.*s\n", (int)len, name);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

void kr_locate_names(const char *folder, const char *suffix, struct kr_str *out)
{
	struct kr_str path;

	kr_str_init(&path);
	if (kr_xdg_path(KR_XDG_CONFIG, folder, &path))
		add_names(path.data, suffix, out);
	if (kr_locate_data(folder, &path))
		add_names(path.data, suffix, out);
	kr_str_fini(&path);
}
