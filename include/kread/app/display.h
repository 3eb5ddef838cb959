/* What the screen can show of pictures. */
#ifndef KREAD_APP_DISPLAY_H
#define KREAD_APP_DISPLAY_H

#include "kread/proto/picture.h"

struct kr_display {
	enum kr_picture_colours colours;
	int cell_width, cell_height; /* pixels; 0: not known */
	enum kr_picture_form form;   /* the best that it can show */
	bool none;                   /* it shows text alone */
	bool true_colour;            /* it shows cells in 24 bit, over others */
};

#endif
