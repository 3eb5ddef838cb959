#include "kread/base/intl.h"
#include "kread/load/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/net.h"

enum { CHUNK = 256 << 10 };

static bool has_scheme(const char *s)
{
	struct kr_url u;

	kr_url_split(s, strlen(s), &u);
	return u.scheme.len > 1 && u.authority.data;
}

bool kr_source_url_path(const char *url, struct kr_str *out)
{
	struct kr_url u;

	kr_str_clear(out);
	kr_url_split(url, strlen(url), &u);
	if (!kr_slice_ieq(u.scheme, "file") || (u.host.len && !kr_slice_ieq(u.host, "localhost")))
		return false;
	kr_url_decode(u.path, out);
	return out->len > 0;
}

bool kr_source_is_path(const char *typed, struct kr_str *out)
{
	const char *home = getenv("HOME");

	kr_str_clear(out);
	typed += strspn(typed, " ");
	if (kr_str_starts(typed, "~/") && !kr_str_empty(home))
		kr_str_addf(out, "%s%s", home, typed + 1);
	else if ((typed[0] == '/' && typed[1] != '/') || kr_str_starts(typed, "./") ||
	         kr_str_starts(typed, "../"))
		kr_str_addz(out, typed);
	kr_str_trim(out);
	return out->len > 0;
}

/* "pages/a.html", if there is a folder "pages": hosts on the web have a dot in their names. */
static bool is_in_folder(const char *s)
{
	const size_t len = strcspn(s, "/.:");
	struct stat st;
	char *folder;
	bool is;

	if (!len || s[len] != '/')
		return false;
	folder = kr_mem_strndup(s, len);
	is = stat(folder, &st) == 0 && S_ISDIR(st.st_mode);
	free(folder);
	return is;
}

/* For names that do not exist. No top-level domain is named like the endings of saved pages. */
static bool looks_like_path(const char *s)
{
	return s[0] == '.' || (s[0] == '/' && s[1] != '/') || is_in_folder(s) ||
	       (!strchr(s, '/') && (kr_str_ends(s, ".html") || kr_str_ends(s, ".htm") ||
	                                   kr_str_ends(s, ".txt")));
}

int kr_source_parse(
        const char *arg, enum kr_source_kind *ret_kind, struct kr_str *out, struct kr_err *err)
{
	struct stat st;

	kr_str_clear(out);
	if (kr_str_eq(arg, "-")) {
		kr_str_addz(out, arg);
		*ret_kind = KR_SOURCE_STDIN;
		return 0;
	}
	*ret_kind = KR_SOURCE_FILE;
	if (kr_str_istarts(arg, "file://"))
		return kr_source_url_path(arg, out)
		               ? 0
		               : kr_err_set(err, KR_E_USAGE, "not a file on this machine");
	if (has_scheme(arg) || (stat(arg, &st) < 0 && !looks_like_path(arg))) {
		*ret_kind = KR_SOURCE_URL;
		return kr_paste_url(arg, strlen(arg), out, err);
	}
	kr_str_addz(out, arg);
	return 0;
}

int kr_source_open(const char *path, bool regular, struct kr_err *err)
{
	struct stat st;
	int fd;

	if (kr_str_eq(path, "-"))
		return STDIN_FILENO;
	/* checked first, because opening has an effect on some devices */
	if (regular && stat(path, &st) < 0)
		return kr_err_set(err, KR_E_SYS, "no such file");
	if (regular && !S_ISREG(st.st_mode))
		return kr_err_set(err, KR_E_TYPE, "not a regular file");
	/* do not wait until somebody opens a pipe for writing */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return kr_err_sys(err, errno, "cannot open");
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		return kr_err_set(err, KR_E_TYPE, "is a directory");
	}
	return fd;
}

void kr_source_close(int fd)
{
	if (fd > STDERR_FILENO)
		close(fd);
}

int kr_source_read_some(int fd, size_t max, struct kr_str *out, struct kr_err *err)
{
	ssize_t n;

	kr_str_reserve(out, CHUNK);
	n = read(fd, out->data + out->len, CHUNK - 1);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 1;
	if (n < 0)
		return kr_err_sys(err, errno, "cannot read");
	out->len += (size_t)n;
	out->data[out->len] = '\0';
	if (out->len > max)
		return kr_err_set(err, KR_E_LIMIT, "larger than %zu MB", max >> 20);
	return n > 0;
}

int kr_source_read(const char *path, size_t max, struct kr_str *out, struct kr_err *err)
{
	int fd = kr_source_open(path, false, err), rc = 1;

	if (fd < 0)
		return fd;
	while (rc > 0) {
		struct pollfd p = {.fd = fd, .events = POLLIN};

		if (poll(&p, 1, -1) >= 0 || errno != EINTR)
			rc = kr_source_read_some(fd, max, out, err);
	}
	kr_source_close(fd);
	return rc;
}

void kr_source_file_url(const char *path, struct kr_str *out)
{
	char *full = realpath(path, NULL);
	const char *p = full ? full : path;

	kr_str_clear(out);
	kr_str_addz(out, "file://");
	for (; *p; p++)
		if (*p <= ' ' || *p >= 0x7f || strchr("%?#\"<>\\^`{|}", *p))
			kr_str_addf(out, "%%%02X", (unsigned char)*p);
		else
			kr_str_addc(out, *p);
	free(full);
}

/* --- kinds of content --------------------------------------------------------------------- */

static const struct {
	size_t at;
	const char *bytes;
	size_t len;
	const char *what;
} magics[] = {
        {0, "%PDF-", 5, N_("a PDF document")},
        {0, "\x89PNG\r\n\x1a\n", 8, N_("a picture (PNG)")},
        {0, "\xff\xd8\xff", 3, N_("a picture (JPEG)")},
        {0, "GIF87a", 6, N_("a picture (GIF)")},
        {0, "GIF89a", 6, N_("a picture (GIF)")},
        {8, "WEBP", 4, N_("a picture (WebP)")},
        {4, "ftypavif", 8, N_("a picture (AVIF)")},
        {4, "ftypheic", 8, N_("a picture (HEIC)")},
        {4, "ftyp", 4, N_("a video (MP4)")},
        {0, "\x1a\x45\xdf\xa3", 4, N_("a video (WebM or Matroska)")},
        {0, "FLV\x01", 4, N_("a video (FLV)")},
        {8, "AVI ", 4, N_("a video (AVI)")},
        {8, "WAVE", 4, N_("an audio file (WAV)")},
        {0, "ID3", 3, N_("an audio file (MP3)")},
        {0, "OggS", 4, N_("audio or video (Ogg)")},
        {0, "fLaC", 4, N_("an audio file (FLAC)")},
        {0, "PK\x03\x04", 4, N_("a ZIP archive or an office document")},
        {0, "\x1f\x8b", 2, N_("a compressed file (gzip)")},
        {0, "\x28\xb5\x2f\xfd", 4, N_("a compressed file (zstd)")},
        {0,
                "\xfd"
                "7zXZ",
                5, N_("a compressed file (xz)")},
        {0, "BZh", 3, N_("a compressed file (bzip2)")},
        {0, "7z\xbc\xaf", 4, N_("a 7z archive")},
        {0, "Rar!", 4, N_("a RAR archive")},
        {0, "\xd0\xcf\x11\xe0", 4, N_("an office document")},
        {0, "{\\rtf", 5, N_("a document (RTF)")},
        {0,
                "\x7f"
                "ELF",
                4, N_("a program")},
        {0, "\0asm", 4, N_("a program (WebAssembly)")},
        {0, "wOF2", 4, N_("a font")},
        {0, "wOFF", 4, N_("a font")},
};

static const struct {
	const char *type; /* a prefix */
	int mode;         /* -1: decided by the bytes, unless what names a type that is not read */
	const char *what;
} types[] = {
        {"text/html", KR_MODE_ARTICLE, NULL},
        {"application/xhtml+xml", KR_MODE_ARTICLE, NULL},
        {"application/rss+xml", KR_MODE_FEED, NULL},
        {"application/atom+xml", KR_MODE_FEED, NULL},
        {"application/feed+json", KR_MODE_FEED, NULL},
        {"text/xml", -1, NULL},
        {"application/xml", -1, NULL},
        {"application/octet-stream", -1, NULL},
        {"text/", KR_MODE_TEXT, NULL},
        {"application/json", KR_MODE_TEXT, NULL},
        {"application/javascript", KR_MODE_TEXT, NULL},
        {"image/", -1, N_("a picture")},
        {"application/vnd.apple.mpegurl", -1, N_("a video stream")},
        {"application/x-mpegurl", -1, N_("a video stream")},
        {"application/epub+zip", -1, N_("a book (EPUB)")},
        {"application/msword", -1, N_("an office document")},
        {"application/vnd.", -1, N_("an office document")},
};

enum {
	LOOK = 4096,
	TAIL = 256 << 10 /* scripts may follow the end */,
	NTYPES = sizeof types / sizeof *types
};

static const char *by_magic(const char *data, size_t len)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (len >= magics[i].at + magics[i].len &&
		        !memcmp(data + magics[i].at, magics[i].bytes, magics[i].len))
			return magics[i].what;
	return NULL;
}

/* Words that only pages begin with. */
static bool has_page_words(const char *data, size_t len)
{
	static const char *const words[] = {
	        "<!doctype html", "<html", "<head", "<title", "<body", "<meta"};
	size_t n = len < LOOK ? len : LOOK;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kr_str_ifind(data, n, words[i]))
			return true;
	return false;
}

/* Neither text nor a page: it has NUL bytes and is not UTF-16. */
static bool is_binary(const char *data, size_t len)
{
	size_t nuls = 0, n = len < LOOK ? len : LOOK;

	if (len >= 2 && (!memcmp(data, "\xff\xfe", 2) || !memcmp(data, "\xfe\xff", 2)))
		return false;
	for (size_t i = 0; i < n; i++)
		nuls += !data[i];
	/* in UTF-16 without a byte order mark every second byte of a tag is NUL */
	return nuls > 8 && !has_page_words(data, len) &&
	       !(n > 4 && ((data[0] == '<' && !data[1]) || (!data[0] && data[1] == '<')));
}

static bool has_tags(const char *data, size_t len)
{
	size_t n = len < 16 * LOOK ? len : 16 * LOOK;

	for (size_t i = 0; i + 1 < n; i++) {
		char c = data[i + 1] ? data[i + 1] : i + 2 < n ? data[i + 2] : '\0';

		if (data[i] == '<' &&
		        ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '!' || c == '/'))
			return true;
	}
	return false;
}

/* The ">" of a declaration, which may have others in brackets. */
static const char *declaration_end(struct kr_slice s)
{
	const char *end = memchr(s.data, '>', s.len), *open = memchr(s.data, '[', s.len);
	const char *close = end && open && open < end
	                            ? memmem(open, s.len - (size_t)(open - s.data), "]>", 2)
	                            : NULL;

	return close ? close + 1 : end;
}

/* The bytes of what may come before the first element of XML: blanks, a byte order mark,
 * declarations and comments. */
static size_t prolog(const char *data, size_t len)
{
	size_t i = len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3) ? 3 : 0;

	while (i < len) {
		const struct kr_slice rest = {data + i, len - i};
		const char *end = NULL;

		if (strchr(" \t\r\n", data[i])) {
			i++;
			continue;
		}
		if (kr_slice_starts(rest, "<!--"))
			end = memmem(rest.data, rest.len, "-->", 3);
		else if (kr_slice_starts(rest, "<?") || kr_slice_starts(rest, "<!"))
			end = declaration_end(rest);
		if (!end)
			break;
		i = (size_t)(end - data) + (*end == '-' ? 3 : 1);
	}
	return i;
}

/* Servers send feeds with all kinds of types. The beginning of the data does not lie. */
static bool is_feed(const char *data, size_t len)
{
	static const char *const roots[] = {"<rss", "<feed", "<rdf:RDF", "<atom:feed"};
	const size_t at = prolog(data, len);

	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		const size_t n = strlen(roots[i]);

		if (len - at > n && !memcmp(data + at, roots[i], n) &&
		        strchr(" \t\r\n>", data[at + n]))
			return true;
	}
	/* in JSON, slashes may be escaped */
	return at < len && data[at] == '{' &&
	       (kr_str_ifind(data, len, "jsonfeed.org/version/") ||
	               kr_str_ifind(data, len, "jsonfeed.org\\/version"));
}

static int type_of(const char *content_type)
{
	for (int i = 0; content_type && i < NTYPES; i++)
		if (kr_str_istarts(content_type, types[i].type))
			return i;
	return -1;
}

static int refuse_type(const char *what, size_t len, struct kr_err *err)
{
	if (len >= 1 << 20)
		return kr_err_set(err, KR_E_TYPE, "this is %s (%.1f MB), not a page", _(what),
		        (double)len / (1 << 20));
	return kr_err_set(
	        err, KR_E_TYPE, "this is %s (%zu KB), not a page", _(what), (len + 1023) / 1024);
}

int kr_source_mode(const char *content_type, const char *name, const char *data, size_t len,
        enum kr_mode *ret_mode, struct kr_err *err)
{
	const char *what = by_magic(data, len);
	int type = type_of(content_type);
	size_t head = len < LOOK ? len : LOOK;

	if (!what && content_type)
		what = type >= 0 ? types[type].what : kr_header_media(content_type);
	if (!what && is_binary(data, len))
		what = N_("binary data");
	if (what)
		return refuse_type(what, len, err);
	if (is_feed(data, head)) {
		*ret_mode = KR_MODE_FEED;
		return 0;
	}
	if (type >= 0 && types[type].mode >= 0) {
		*ret_mode = (enum kr_mode)types[type].mode;
		return 0;
	}
	if (kr_str_ends(name, ".txt") || kr_str_ends(name, ".md"))
		*ret_mode = KR_MODE_TEXT;
	else
		*ret_mode = has_tags(data, len) ? KR_MODE_ARTICLE : KR_MODE_TEXT;
	return 0;
}

bool kr_source_is_cut(const char *data, size_t len, bool open_ended)
{
	size_t head = len < LOOK ? len : LOOK, tail = len < TAIL ? len : TAIL;
	const char *last = data + len - tail;

	if (!kr_str_ifind(data, head, "<html") && !kr_str_ifind(data, head, "<body"))
		return false;
	if (kr_str_ifind(last, tail, "</html") || kr_str_ifind(last, tail, "</body"))
		return false;
	while (len && strchr(" \t\r\n", data[len - 1]))
		len--;
	return open_ended || (len && data[len - 1] != '>');
}
