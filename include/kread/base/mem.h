/* Memory that never fails: when there is none left, the hook runs (it restores the terminal) and
 * the program aborts. Sizes that come from outside must be capped before they get here. What these
 * return is freed with free(). */
#ifndef KREAD_BASE_MEM_H
#define KREAD_BASE_MEM_H

#include <stddef.h>

/* Called once, before abort(); async-signal-safe work only. NULL takes it away. */
void kr_mem_on_oom(void (*hook)(void));

void *kr_mem_alloc(size_t size);                /* uninitialised; size 0 gives a valid pointer */
void *kr_mem_zalloc(size_t count, size_t size); /* zeroed; aborts on overflow of the product */
void *kr_mem_realloc(void *p, size_t size);
void *kr_mem_array(
        void *p, size_t count, size_t size);     /* realloc to count * size, aborts on overflow */
char *kr_mem_strdup(const char *s);              /* NULL gives NULL */
char *kr_mem_strndup(const char *s, size_t len); /* copies len bytes and ends them with NUL */

/* Make room for one more element in a growing array: doubles *cap when *cap == count. Returns the
 * array. */
void *kr_mem_grow(void *array, size_t count, size_t *cap, size_t size);

#endif
