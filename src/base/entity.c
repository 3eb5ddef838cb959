/* The named character references of HTML. */
#include "kread/base/entity.h"

#include <string.h>

static const struct entity {
	const char *name;
	uint32_t c;
	enum { OPEN, HTML4, HTML5 } age;
} entities[] = {
#define ENTITY(name, c, age) {name, c, age},
#include "entity.def"
#undef ENTITY
};

static const struct entity *find(const char *name, size_t len)
{
	size_t low = 0, high = sizeof entities / sizeof *entities;

	while (low < high) {
		const size_t mid = low + (high - low) / 2, n = strlen(entities[mid].name);
		const int c = memcmp(entities[mid].name, name, n < len ? n : len);

		if (!c && n == len)
			return &entities[mid];
		if (c < 0 || (!c && n < len))
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

uint32_t kr_entity_find(const char *name, size_t len)
{
	const struct entity *e = find(name, len);

	return e ? e->c : 0;
}

uint32_t kr_entity_find_new(const char *name, size_t len)
{
	const struct entity *e = find(name, len);

	return e && e->age == HTML5 ? e->c : 0;
}

uint32_t kr_entity_find_open(const char *name, size_t len)
{
	const struct entity *e = find(name, len);

	return e && e->age == OPEN ? e->c : 0;
}
