/* How the fake worker behaves. It has no environment, so it reads that from a file without a name
 * that the test has open and all children inherit. */
#ifndef FAKE_HOW_H
#define FAKE_HOW_H

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FAKE_HOW_FD = 99, FAKE_HOW_LEN = 64 };

static inline void fake_how(const char *how)
{
	char text[FAKE_HOW_LEN] = {0};
	FILE *f = lseek(FAKE_HOW_FD, 0, SEEK_CUR) < 0 ? tmpfile() : NULL;

	if (f) {
		dup2(fileno(f), FAKE_HOW_FD);
		fclose(f);
	}
	strncpy(text, how, sizeof text - 1);
	if (pwrite(FAKE_HOW_FD, text, sizeof text, 0) != sizeof text)
		perror("how the fake worker behaves");
}

#endif
