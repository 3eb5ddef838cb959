#include "modes_priv.h"

#include <string.h>
#include <unistd.h>

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON  "\033[?1000h\033[?1006h" /* clicks and the wheel; in numbers */
#define MOUSE_OFF "\033[?1006l\033[?1000l"
/* the terminal remembers the title before, and sets it again */
#define TITLE_KEEP   "\033[22;2t"
#define TITLE_RETURN "\033[23;2t"

static void send(const struct kr_modes *m, const char *sequence)
{
	fputs(sequence, m->out);
	fflush(m->out);
}

/* The program may be continued without having been stopped: what is kept already stays so. */
static void send_title(struct kr_modes *m)
{
	if (!m->kept)
		send(m, TITLE_KEEP);
	m->kept = true;
	send(m, "\033]2;");
	send(m, m->title);
	send(m, "\033\\");
}

void kr_modes_enter(struct kr_modes *m)
{
	send(m, PASTE_ON);
	if (m->mouse)
		send(m, MOUSE_ON);
	if (m->titled)
		send_title(m);
}

void kr_modes_leave(struct kr_modes *m)
{
	send(m, PASTE_OFF);
	if (m->mouse)
		send(m, MOUSE_OFF);
	if (m->kept)
		send(m, TITLE_RETURN);
	m->kept = false;
}

void kr_modes_restore(const struct kr_modes *m, int fd)
{
	static const char off[] = PASTE_OFF MOUSE_OFF, title[] = TITLE_RETURN;

	(void)!write(fd, off, sizeof off - 1);
	if (m->kept)
		(void)!write(fd, title, sizeof title - 1);
}

void kr_modes_set_mouse(struct kr_modes *m, bool on)
{
	if (on == m->mouse)
		return;
	m->mouse = on;
	send(m, on ? MOUSE_ON : MOUSE_OFF);
}

void kr_modes_set_title(struct kr_modes *m, const char *text, size_t len)
{
	if (len > KR_MODES_TITLE)
		for (len = KR_MODES_TITLE; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
			len--;
	if (len == strlen(m->title) && !memcmp(text, m->title, len))
		return;
	memcpy(m->title, text, len);
	m->title[len] = '\0';
	m->titled = len > 0;
	if (len) {
		send_title(m);
	} else {
		send(m, TITLE_RETURN);
		m->kept = false;
	}
}
