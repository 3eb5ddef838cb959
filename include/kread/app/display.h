/* What the screen can show of pictures. */
#ifndef KREAD_APP_DISPLAY_H
#define KREAD_APP_DISPLAY_H

#include "kread/proto/picture.h"

struct kr_display {
	enum kr_picture_colours colours;
	int cell_width, cell_height; /* pixels; 0: not known */
	enum kr_picture_form form;   /* the best that it can show */
};

#endif
