/* A web server in a process of its own, for unit tests. It answers one request after the other from
 * a table. All pages have the ETag WEB_ETAG; who sends it back is told that they have not changed.
 */
#ifndef KREAD_TESTS_WEB_SERVER_H
#define KREAD_TESTS_WEB_SERVER_H

#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define WEB_ETAG "\"v1\""

enum web_kind {
	WEB_PAGE,
	WEB_HANG,  /* no answer */
	WEB_STALL, /* the body, and then nothing, although more was promised */
	WEB_MOVED, /* a redirect to the path that is the body */
	WEB_HEX,   /* the body is in hexadecimal */
	WEB_RESET, /* closes the connection without an answer */
};

struct web_route {
	const char *path; /* NULL ends the table; other paths are not found */
	const char *body; /* "$" stands for the address of the server */
	enum web_kind kind;
};

struct web_server {
	pid_t pid;
	int port;
	int *asked; /* [route]: how often; shared with the process */
	const struct web_route *routes;
};

static inline int web_find(const struct web_route *routes, const char *request)
{
	for (int i = 0; routes[i].path; i++) {
		size_t n = strlen(routes[i].path);

		if (!strncmp(request, "GET ", 4) && !strncmp(request + 4, routes[i].path, n) &&
		        request[4 + n] == ' ')
			return i;
	}
	return -1;
}

static inline void web_expand(const struct web_server *s, const char *text, char *out, size_t size)
{
	size_t at = 0;

	for (; *text && at + 64 < size; text++) {
		if (*text == '$')
			at += (size_t)snprintf(out + at, size - at, "http://127.0.0.1:%d", s->port);
		else
			out[at++] = *text;
	}
	out[at] = '\0';
}

static inline size_t web_from_hex(const char *hex, char *out)
{
	size_t n = 0;

	for (unsigned byte; sscanf(hex + 2 * n, "%2x", &byte) == 1; n++)
		out[n] = (char)byte;
	return n;
}

/* Returns false if the connection stays open. */
static inline bool web_answer(const struct web_server *s, int fd, int i, const char *request)
{
	const struct web_route *r = i < 0 ? NULL : &s->routes[i];
	char head[400], body[8192];
	size_t len;
	bool same = r && strstr(request, "\r\nIf-None-Match: " WEB_ETAG "\r\n");
	int n;

	web_expand(s, r && r->body ? r->body : "<p>Nothing here</p>", body, sizeof body);
	len = r && r->kind == WEB_HEX ? web_from_hex(r->body, body) : strlen(body);
	if (r && r->kind == WEB_HANG)
		return false;
	if (r && r->kind == WEB_RESET)
		return true;
	if (r && r->kind == WEB_MOVED)
		n = snprintf(head, sizeof head,
		        "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n"
		        "Connection: close\r\n\r\n",
		        body);
	else
		n = snprintf(head, sizeof head,
		        "HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %zu\r\n"
		        "ETag: " WEB_ETAG "\r\nConnection: close\r\n\r\n",
		        same ? "304 Not Modified"
		        : r  ? "200 OK"
		             : "404 Not Found",
		        len + (r && r->kind == WEB_STALL ? 100 : 0));
	(void)!write(fd, head, (size_t)n);
	if (!same && (!r || r->kind != WEB_MOVED))
		(void)!write(fd, body, len);
	return !r || r->kind != WEB_STALL;
}

static inline void web_serve(struct web_server *s, int listener)
{
	for (;;) {
		int fd = accept(listener, NULL, NULL), i;
		char request[4096] = "";
		size_t len = 0;
		ssize_t n;

		while (len < sizeof request - 1 && !strstr(request, "\r\n\r\n") &&
		        (n = read(fd, request + len, sizeof request - 1 - len)) > 0) {
			len += (size_t)n;
			request[len] = '\0';
		}
		i = web_find(s->routes, request);
		if (i >= 0)
			s->asked[i]++;
		if (web_answer(s, fd, i, request))
			close(fd);
	}
}

static inline void web_start(struct web_server *s, const struct web_route *routes)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	s->routes = routes;
	s->asked = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (bind(fd, (struct sockaddr *)&a, sizeof a) < 0 || listen(fd, 64) < 0 ||
	        getsockname(fd, (struct sockaddr *)&a, &len) < 0)
		abort();
	s->port = ntohs(a.sin_port);
	s->pid = fork();
	if (s->pid == 0) {
		signal(SIGPIPE, SIG_IGN);
		web_serve(s, fd);
	}
	close(fd);
}

static inline void web_stop(struct web_server *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	munmap(s->asked, 4096);
}

static inline int web_asked(const struct web_server *s, const char *path)
{
	for (int i = 0; s->routes[i].path; i++)
		if (!strcmp(s->routes[i].path, path))
			return s->asked[i];
	abort();
}

#endif
