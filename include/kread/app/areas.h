/* Where things are on the screen. */
#ifndef KREAD_APP_AREAS_H
#define KREAD_APP_AREAS_H

struct kr_area {
	int row, col, rows, cols;
};

struct kr_areas { /* an absent one has no rows */
	struct kr_area title, article, list, status;
	int rule;  /* column of the line between article and list; -1: none */
	int shelf; /* row of the line above the list, if that is below the article; -1: none */
};

struct kr_app;

/* Lay the screen out: after a change of page, focus, options, size. */
void kr_areas_update(struct kr_app *a);

/* How wide the texts of kread itself are, in columns. */
int kr_areas_own_width(const struct kr_app *a);

#endif
