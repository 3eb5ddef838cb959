/* Allocation that never fails: when memory runs out, a hook is called (it restores the terminal)
 * and the program aborts. Sizes from outside must be limited before they get here. Free the memory
 * with free(). */
#ifndef KREAD_BASE_MEM_H
#define KREAD_BASE_MEM_H

#include <stddef.h>

/* Set the hook, which is called once, before abort(). It may do async-signal-safe work only. NULL
 * removes it. */
void kr_mem_on_oom(void (*hook)(void));

/* Uninitialised memory. Size 0 gives a valid pointer. */
void *kr_mem_alloc(size_t size);

/* Zeroed memory for count elements of size bytes. Aborts if the product overflows. */
void *kr_mem_zalloc(size_t count, size_t size);

/* Resize to size bytes, or to count elements of size bytes; p may be NULL. The latter aborts if the
 * product overflows. */
void *kr_mem_realloc(void *p, size_t size);
void *kr_mem_array(void *p, size_t count, size_t size);

/* A copy of a string. NULL gives NULL. */
char *kr_mem_strdup(const char *s);

/* A NUL-terminated copy of len bytes. */
char *kr_mem_strndup(const char *s, size_t len);

/* Make room for one more element in an array (NULL at first): doubles *cap if count has reached it.
 * Returns the array, which may have moved. size: of one element. */
void *kr_mem_grow(void *array, size_t count, size_t *cap, size_t size);

#endif
