/* Dates as people write them. */
#ifndef KREAD_TEXT_DATE_H
#define KREAD_TEXT_DATE_H

#include <stdbool.h>

#include "kread/base/str.h"

/* Appends the date of an ISO time as those who write lang (as in HTML) do: "26 Sep 2016, 14:05" or
 * "2016年9月26日 14:05"; in languages that are not known as 2016-09-26 14:05. If lang is NULL, the
 * script of sample (may be NULL) tells it, and otherwise it is English. The time of day is that of
 * the page, and left out without clock. What is no ISO time is appended as it is. */
void kr_date_add(
        const char *iso, const char *lang, const char *sample, bool clock, struct kr_str *out);

#endif
