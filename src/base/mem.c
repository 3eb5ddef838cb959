#include "kread/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*oom_hook)(void);

void kr_mem_on_oom(void (*hook)(void))
{
	oom_hook = hook;
}

static _Noreturn void die(void)
{
	static const char msg[] = "kread: out of memory\n";
	void (*hook)(void) = oom_hook;

	oom_hook = NULL;
	if (hook)
		hook();
	if (write(STDERR_FILENO, msg, sizeof msg - 1) < 0)
		abort();
	abort();
}

static size_t product(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die();
	return count * size;
}

void *kr_mem_alloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		die();
	return p;
}

void *kr_mem_zalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		die();
	return p;
}

void *kr_mem_realloc(void *p, size_t size)
{
	p = realloc(p, size ? size : 1);
	if (!p)
		die();
	return p;
}

void *kr_mem_array(void *p, size_t count, size_t size)
{
	return kr_mem_realloc(p, product(count, size));
}

char *kr_mem_strdup(const char *s)
{
	return s ? kr_mem_strndup(s, strlen(s)) : NULL;
}

char *kr_mem_strndup(const char *s, size_t len)
{
	char *p = kr_mem_alloc(len + 1);

	if (len)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

void *kr_mem_grow(void *array, size_t count, size_t *cap, size_t size)
{
	if (count < *cap)
		return array;
	*cap = *cap ? product(*cap, 2) : 8;
	return kr_mem_array(array, *cap, size);
}
