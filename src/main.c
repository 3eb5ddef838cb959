/* kread: a terminal news reader. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kread/app/dump.h"

static int usage(const char *what, const char *why)
{
	fprintf(stderr, "kread: %s: %s\n", what, why);
	return 2;
}

int main(int argc, char **argv)
{
	struct kr_dump_opts opts = {0};
	int i = 1, format;

	for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
		if (!strcmp(argv[i], "--dump"))
			continue;
		if (!strncmp(argv[i], "--dump=", 7)) {
			format = kr_dump_format_of(argv[i] + 7);
			if (format < 0)
				return usage(argv[i], "unknown format");
			opts.format = (enum kr_dump_format)format;
		} else if (!strcmp(argv[i], "--url") && i + 1 < argc) {
			opts.base_url = argv[++i];
		} else if (!strcmp(argv[i], "--width") && i + 1 < argc) {
			opts.width = atoi(argv[++i]);
		} else {
			return usage(argv[i], "unknown option");
		}
	}
	opts.sources = (const char *const *)argv + i;
	opts.nsources = (size_t)(argc - i);
	if (!opts.nsources)
		return usage("--dump", "needs an address or a file");
	return kr_dump_run(&opts);
}
