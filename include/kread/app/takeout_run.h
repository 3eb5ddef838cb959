/* kread --export and --import: the library to standard output, and files into the library. */
#ifndef KREAD_APP_TAKEOUT_RUN_H
#define KREAD_APP_TAKEOUT_RUN_H

enum kr_export_format { /* the values of the option, in its order */
	KR_EXPORT_JSON, /* all of it, a JSON object a line */
	KR_EXPORT_OPML, /* subscriptions */
	KR_EXPORT_HTML, /* lists for people to read */
	KR_EXPORT_MARKDOWN,
};

/* Both return the exit status: 0, or 1 with a message on standard error. path: "-" for standard
 * input. */
int kr_takeout_run_export(enum kr_export_format format);
int kr_takeout_run_import(const char *path);

#endif
