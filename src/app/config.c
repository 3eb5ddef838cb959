#include "kread/app/config.h"

#include <errno.h>
#include <ini.h>
#include <string.h>
#include <unistd.h>

#include "kread/base/budgets.h"
#include "kread/base/intl.h"
#include "kread/base/utf8.h"
#include "kread/base/xdg.h"
#include "kread/load/source.h"

struct parse {
	struct kr_options *o;
	struct kr_keymap *m;
	struct kr_err *err;
	bool keys; /* this pass is for the section [keys] */
	bool failed;
};

static int set_option(struct parse *p, const char *name, const char *value)
{
	int id = kr_options_find(name);

	if (id >= 0 && p->o->v[id].given)
		return 0;
	return kr_options_set(p->o, name, value, p->err);
}

/* What is read here gets into messages and lists. */
static bool is_text(const char *s)
{
	const size_t len = strlen(s);
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += kr_utf8_decode(s + i, len - i, &c);
		if (kr_utf8_is_unsafe(c))
			return false;
	}
	return kr_utf8_valid(s, len);
}

static int entry(struct parse *p, const char *section, const char *name, const char *value)
{
	if (!is_text(section) || !is_text(name) || !is_text(value))
		return kr_err_set(
		        p->err, KR_E_USAGE, "this is not UTF-8 text, or has control characters");
	if (!strcmp(section, "options"))
		return p->keys ? 0 : set_option(p, name, value);
	if (!strcmp(section, "keys"))
		return p->keys ? kr_keymap_bind(p->m, name, value, p->err) : 0;
	if (!strcmp(section, "commands"))
		return p->keys ? 0 : kr_keymap_add(p->m, name, value, p->err);
	if (!strcmp(section, "media"))
		return p->keys ? 0 : kr_programs_add(&p->m->media, name, value, p->err);
	if (!*section)
		return kr_err_set(
		        p->err, KR_E_USAGE, "%.80s must come after [options] or [keys]", name);
	return kr_err_set(p->err, KR_E_USAGE,
	        "unknown section [%.80s]; there are [options], [keys], [commands] and [media]",
	        section);
}

static int on_entry(void *user, const char *section, const char *name, const char *value)
{
	struct parse *p = user;

	if (!p->failed && entry(p, section, name, value) < 0)
		p->failed = true;
	return !p->failed;
}

static int too_long(const char *text)
{
	for (int line = 1; *text; line++) {
		size_t len = strcspn(text, "\n");

		if (len > KR_CONFIG_LINE_MAX)
			return line;
		text += len + (text[len] != '\0');
	}
	return 0;
}

static int at_line(const char *name, int line, struct kr_err *err)
{
	struct kr_str where;

	kr_str_init(&where);
	kr_str_addf(&where, "%s:%d", name, line);
	kr_err_prefix(err, where.data);
	kr_str_fini(&where);
	return KR_E_USAGE;
}

static int pass(const char *name, const char *text, struct parse *p)
{
	int line = ini_parse_string(text, on_entry, p);

	if (line == 0)
		return 0;
	if (!p->failed)
		kr_err_set(p->err, KR_E_USAGE, "neither [section] nor name = value");
	return at_line(name, line, p->err);
}

int kr_config_parse(const char *name, const char *text, struct kr_options *o, struct kr_keymap *m,
        struct kr_err *err)
{
	struct parse p = {.o = o, .m = m, .err = err};
	struct kr_str word;
	int rc, line = too_long(text);

	if (line) {
		kr_err_set(err, KR_E_USAGE, "longer than %d bytes", KR_CONFIG_LINE_MAX);
		return at_line(name, line, err);
	}
	rc = pass(name, text, &p);
	if (rc < 0)
		return rc;
	/* keys of the file override those of the preset, wherever they are */
	kr_str_init(&word);
	rc = kr_keymap_preset(m, kr_options_word(o, KR_OPT_PRESET, &word), err);
	kr_str_fini(&word);
	p.keys = true;
	return rc < 0 ? rc : pass(name, text, &p);
}

int kr_config_load(const char *path, struct kr_options *o, struct kr_keymap *m, struct kr_err *err)
{
	struct kr_str file, text;
	int rc = 0;

	kr_str_init(&file);
	kr_str_init(&text);
	if (path)
		kr_str_addz(&file, path);
	else if (!kr_xdg_path(KR_XDG_CONFIG, "config", &file) || access(file.data, F_OK) < 0)
		kr_str_clear(&file);
	if (file.len)
		rc = kr_source_read(file.data, KR_CONFIG_MAX, &text, err);
	if (rc < 0)
		kr_err_prefix(err, file.data);
	else
		rc = kr_config_parse(file.data, text.data, o, m, err);
	kr_str_fini(&file);
	kr_str_fini(&text);
	return rc;
}

void kr_config_print(struct kr_str *out)
{
	struct kr_keymap m;

	kr_str_addz(out, _("# Configuration of kread: $XDG_CONFIG_HOME/kread/config, usually "
	                   "~/.config/kread/config.\n"
	                   "# These are the defaults; remove the # to change one.\n\n"));
	kr_options_print(out);
	kr_str_addz(
	        out, _("# Keys: characters, ^X for control, Space Tab S-Tab Enter Esc Backspace "
	               "Up Down Left Right PgUp\n"
	               "# PgDn Home End Del Ins F1...F12 Semicolon; sequences as gg or g<Home>; "
	               "several with blanks between.\n"));
	kr_keymap_init(&m);
	kr_keymap_print(&m, out);
	kr_keymap_fini(&m);
	kr_str_addz(out,
	        _("\n# Your own commands, run by :NAME and by keys in [keys]: a program and its "
	          "arguments, without a shell.\n"
	          "# {url} {title}: of the page; {file} {file.md} {file.html} {file.json} "
	          "{file.epub}: a file with the article.\n"
	          "# The first word may be terminal (the program gets the terminal) or "
	          "detached.\n"));
	kr_str_addz(out,
	        "[commands]\n#mail = terminal mutt -s {title} -i {file} --\n"
	        "#mastodon = xdg-open https://social.example/share?text={title}%20{url}\n\n");
	kr_str_addz(out,
	        _("# What plays media: video, audio, picture, or a pattern for the host or the "
	          "file.\n"));
	kr_str_addz(out, "[media]\n#*.mp3 = terminal mpv --no-video\n#video = mpv --fs {url}\n");
}
