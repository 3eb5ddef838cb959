#include "kread/app/words.h"

#include <stdbool.h>
#include <stdlib.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"

/* The word at s, appended to out. Returns where it ends. */
static const char *read_word(const char *s, const char *end, struct kr_str *out)
{
	char quote = '\0';

	for (; s < end && (quote || (*s != ' ' && *s != '\t')); s++) {
		if (quote ? *s == quote : *s == '"' || *s == '\'')
			quote = quote ? '\0' : *s;
		else if (*s == '\\' && quote != '\'' && s + 1 < end)
			kr_str_addc(out, *++s);
		else
			kr_str_addc(out, *s);
	}
	return s;
}

char **kr_words_split(const char *line, size_t len)
{
	const char *s = line, *end = line + len;
	char **words = NULL;
	size_t n = 0, cap = 0;

	for (;;) {
		struct kr_str word;

		while (s < end && (*s == ' ' || *s == '\t'))
			s++;
		words = kr_mem_grow(words, n, &cap, sizeof *words);
		if (s == end)
			break;
		kr_str_init(&word);
		s = read_word(s, end, &word);
		words[n++] = kr_str_take(&word);
	}
	words[n] = NULL;
	return words;
}

void kr_words_free(char **words)
{
	for (char **p = words; p && *p; p++)
		free(*p);
	free(words);
}
