#include "extract/meta/duration_priv.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "extract/data/js_value_priv.h"

enum { LONGEST = 48 * 3600 };

static int unit_of(int letter)
{
	switch (letter) {
	case 'D':
		return 86400;
	case 'H':
		return 3600;
	case 'M':
		return 60;
	case 'S':
		return 1;
	default:
		return 0;
	}
}

/* The sum of all parts, 0 to LONGEST - 1; -1 if it is more or the text has anything else. */
static int32_t read(struct kr_slice s)
{
	const bool iso = s.len && (s.data[0] | 0x20) == 'p';
	int64_t total = 0, n = 0;
	bool digits = false, fraction = false;

	for (size_t i = iso; i < s.len && total < LONGEST && n < LONGEST; i++) {
		const int c = toupper((unsigned char)s.data[i]);

		if (isdigit(c)) {
			n = fraction ? n : n * 10 + (c - '0');
			digits = true;
			continue;
		}
		fraction = c == '.';
		if (!iso && c == ':') {
			total = (total + n) * 60;
			n = 0;
		} else if (iso && unit_of(c)) {
			total += n * unit_of(c);
			n = 0;
		} else if (!fraction && !(iso && c == 'T')) {
			return -1;
		}
	}
	total += n;
	return digits && total < LONGEST ? (int32_t)total : -1;
}

int32_t kr_duration_parse(struct kr_slice s)
{
	const int32_t seconds = read(s);

	return seconds > 0 ? seconds : -1;
}

/* Two or three groups of up to three digits. The last has two digits; it, and the minutes after
 * hours, are at most 59. */
static bool is_clock(struct kr_slice s)
{
	int groups = 1, digits = 0, value = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (isdigit((unsigned char)s.data[i]) && digits < 3) {
			value = value * 10 + (s.data[i] - '0');
			digits++;
		} else if (s.data[i] == ':' && digits && groups < 3 &&
		           (groups == 1 || value <= 59)) {
			groups++;
			digits = value = 0;
		} else {
			return false;
		}
	}
	return groups > 1 && digits == 2 && value <= 59;
}

int32_t kr_duration_clock(struct kr_slice s)
{
	return is_clock(s) ? read(s) : -1;
}

int32_t kr_duration_value(const struct kr_js_value *v)
{
	const double n = kr_js_value_num(v, -1);

	if (n > 0 && n < LONGEST)
		return (int32_t)n;
	return kr_duration_parse(kr_slice_of(kr_js_value_str(v)));
}
