/* The story that tests of page states put into them, and a page that shows none of it. */
#ifndef TESTS_UNIT_BRIDGE_STORY_H
#define TESTS_UNIT_BRIDGE_STORY_H

#define ONE "The council met on Monday, and after a long debate it decided to close the old bridge."
#define TWO                                                                                        \
	"Drivers will have to take the road by the mill, said the mayor; buses will be late as "   \
	"well."
#define SHELL                                                                                      \
	"<html lang=en><head><title>Bridge closed - The Mill</title></head><body><div "            \
	"id=app></div>"

#endif
