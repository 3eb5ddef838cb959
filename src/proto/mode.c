#include "kread/proto/mode.h"

#include "kread/base/str.h"

static const char *const names[KR_MODES] = {
        [KR_MODE_ARTICLE] = "article",
        [KR_MODE_RAW] = "raw",
        [KR_MODE_TEXT] = "text",
        [KR_MODE_FEED] = "feed",
        [KR_MODE_IMPORT] = "import",
        [KR_MODE_OPML] = "opml",
        [KR_MODE_LIST_HTML] = "list-html",
        [KR_MODE_LIST_MARKDOWN] = "list-markdown",
};

const char *kr_mode_name(enum kr_mode mode)
{
	return names[mode];
}

int kr_mode_find(const char *name)
{
	for (int i = 0; i < KR_MODES; i++)
		if (kr_str_eq(names[i], name))
			return i;
	return -1;
}
