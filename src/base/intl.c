#include "kread/base/intl.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kread/base/str.h"

#ifdef KR_NLS

/* The language that the environment asks for, as POSIX orders the variables; NULL: none. */
static const char *wanted(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *v = getenv(names[i]);

		if (!kr_str_empty(v))
			return !strcmp(v, "C") || !strcmp(v, "POSIX") || !strncmp(v, "C.", 2) ? NULL
			                                                                      : v;
	}
	return NULL;
}

/* Chinese is asked for by region or script: zh_SG, zh_HK, zh_Hant. */
static void add_chinese(struct kr_str *out)
{
	static const char *const traditional[] = {"TW", "HK", "MO", "Hant"};

	for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++)
		if (strstr(out->data, traditional[i])) {
			kr_str_addz(out, ":zh_TW");
			break;
		}
	kr_str_addz(out, ":zh_CN");
}

/* gettext translates nothing in the locale C. In any other it follows LANGUAGE, so that the system
 * need not have the reader's own. */
static void choose_language(const char *name)
{
	bool chinese = !strncmp(name, "zh", 2);
	struct kr_str language;

	if (!setlocale(LC_MESSAGES, "") && !setlocale(LC_MESSAGES, "C.UTF-8") &&
	        !setlocale(LC_MESSAGES, "en_US.UTF-8"))
		return;
	if (!kr_str_empty(getenv("LANGUAGE")))
		return;
	kr_str_init(&language);
	kr_str_add(&language, name, strcspn(name, ".@"));
	if (chinese)
		add_chinese(&language);
	setenv("LANGUAGE", language.data, 1);
	kr_str_fini(&language);
}

/* The catalogues beside a program that was built and not installed, or the installed ones. */
static const char *directory(struct kr_str *path)
{
	char buf[4096];
	ssize_t n = readlink("/proc/self/exe", buf, sizeof buf);
	const char *slash;

	if (n <= 0 || n >= (ssize_t)sizeof buf)
		return KR_LOCALE_DIR;
	kr_str_add(path, buf, (size_t)n);
	slash = strrchr(path->data, '/');
	if (!slash)
		return KR_LOCALE_DIR;
	kr_str_cut(path, (size_t)(slash - path->data));
	kr_str_addz(path, "/po/zh_CN/LC_MESSAGES/kread.mo");
	if (access(path->data, R_OK) == 0) {
		kr_str_cut(path, path->len - strlen("/zh_CN/LC_MESSAGES/kread.mo"));
		return path->data;
	}
	return KR_LOCALE_DIR;
}

static void open_catalogues(void)
{
	const char *name = wanted();
	struct kr_str path;

	if (!name)
		return;
	choose_language(name);
	kr_str_init(&path);
	bindtextdomain("kread", directory(&path));
	bind_textdomain_codeset("kread", "UTF-8");
	textdomain("kread");
	kr_str_fini(&path);
}

#else

static void open_catalogues(void)
{
}

#endif

bool kr_intl_open(void)
{
	open_catalogues();
	setlocale(LC_CTYPE, "");
	return !strcmp(nl_langinfo(CODESET), "UTF-8") || setlocale(LC_CTYPE, "C.UTF-8") ||
	       setlocale(LC_CTYPE, "en_US.UTF-8");
}
