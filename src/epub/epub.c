/* The files of the book, and the archive that holds them, which is made in memory. */
#include "kread/epub/epub.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "kread/base/mem.h"
#include "kread/doc/export.h"

#ifdef KR_HAVE_MINIZIP
#include "zip_priv.h"

/* --- an archive in memory ------------------------------------------------------------------- */

struct archive {
	struct kr_zip zip;
	zipFile file;
	struct kr_str *out;
	size_t start, at; /* in out: where the archive begins, and where is written next */
};

static void *on_open(void *a, const char *name, int mode)
{
	(void)name;
	(void)mode;
	return a;
}

static uLong on_read(void *a, void *stream, void *to, uLong n)
{
	(void)a, (void)stream, (void)to, (void)n;
	return 0;
}

static uLong on_write(void *opaque, void *stream, const void *data, uLong n)
{
	struct archive *a = opaque;
	const size_t over = a->out->len - a->at, inside = over < n ? over : n;

	(void)stream;
	memcpy(a->out->data + a->at, data, inside); /* headers are written again at the end */
	kr_str_add(a->out, (const char *)data + inside, n - inside);
	a->at += n;
	return n;
}

static long on_tell(void *opaque, void *stream)
{
	const struct archive *a = opaque;

	(void)stream;
	return (long)(a->at - a->start);
}

static long on_seek(void *opaque, void *stream, uLong to, int origin)
{
	struct archive *a = opaque;
	const size_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? a->start
	                    : origin == ZLIB_FILEFUNC_SEEK_CUR ? a->at
	                                                       : a->out->len;

	(void)stream;
	if (base + to > a->out->len)
		return -1;
	a->at = base + to;
	return 0;
}

static int on_close(void *a, void *stream)
{
	(void)a;
	(void)stream;
	return 0;
}

static int on_error(void *a, void *stream)
{
	(void)a;
	(void)stream;
	return 0;
}

static int add_file(struct archive *a, const char *name, bool packed, const struct tm *when,
        const char *data, size_t len, struct kr_err *err)
{
	const zip_fileinfo info = {.tmz_date = {
	                                   .tm_sec = (uInt)when->tm_sec,
	                                   .tm_min = (uInt)when->tm_min,
	                                   .tm_hour = (uInt)when->tm_hour,
	                                   .tm_mday = (uInt)when->tm_mday,
	                                   .tm_mon = (uInt)when->tm_mon,
	                                   .tm_year = (uInt)(when->tm_year + 1900),
	                           }};

	if (a->zip.zipOpenNewFileInZip(a->file, name, &info, NULL, 0, NULL, 0, NULL,
	            packed ? Z_DEFLATED : 0, Z_DEFAULT_COMPRESSION) != ZIP_OK ||
	        a->zip.zipWriteInFileInZip(a->file, data, (unsigned)len) != ZIP_OK ||
	        a->zip.zipCloseFileInZip(a->file) != ZIP_OK)
		return kr_err_set(err, KR_E_FORMAT, "cannot write %s into the book", name);
	return 0;
}

/* --- the files of the book ------------------------------------------------------------------ */

static const char mimetype[] = "application/epub+zip";

static const char container[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<container version=\"1.0\" "
                                "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
                                "<rootfiles>\n"
                                "<rootfile full-path=\"EPUB/package.opf\" "
                                "media-type=\"application/oebps-package+xml\"/>\n"
                                "</rootfiles>\n"
                                "</container>\n";

static void element(const char *name, const char *attributes, const char *text, struct kr_str *out)
{
	if (kr_str_empty(text))
		return;
	kr_str_addf(out, "<%s%s>", name, attributes);
	kr_export_html_text(text, out);
	kr_str_addf(out, "</%s>\n", name);
}

/* The root of a document, with its language. */
static void begin(const struct kr_doc *doc, const char *root, struct kr_str *out)
{
	kr_str_addf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n%s", root);
	kr_str_addz(out, " xml:lang=\"");
	kr_export_html_lang(doc, out);
	if (out->data[out->len - 1] == '"') /* none is known */
		kr_str_addz(out, "und");
	kr_str_addz(out, "\">\n");
}

static const char *title_of(const struct kr_doc *doc)
{
	return doc->title ? doc->title : doc->url ? doc->url : "kread";
}

/* An identifier is required: the address, or the title. */
static const char *identifier_of(const struct kr_doc *doc)
{
	return doc->canonical_url ? doc->canonical_url : doc->url ? doc->url : title_of(doc);
}

static void write_package(const struct kr_doc *doc, const struct tm *now, struct kr_str *out)
{
	struct kr_str lang;
	char modified[32];

	kr_str_init(&lang);
	kr_export_html_lang(doc, &lang);
	strftime(modified, sizeof modified, "%Y-%m-%dT%H:%M:%SZ", now);
	begin(doc,
	        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
	        "unique-identifier=\"id\"",
	        out);
	kr_str_addz(out, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
	element("dc:identifier", " id=\"id\"", identifier_of(doc), out);
	element("dc:title", "", title_of(doc), out);
	element("dc:language", "", lang.len ? lang.data : "und", out);
	for (size_t i = 0; i < doc->authors.n; i++)
		element("dc:creator", "", doc->authors.v[i], out);
	element("dc:publisher", "", doc->source ? doc->source : doc->site, out);
	element("dc:date", "", doc->published, out);
	element("dc:source", "", doc->url, out);
	element("dc:description", "", doc->summary, out);
	for (size_t i = 0; i < doc->keywords.n; i++)
		element("dc:subject", "", doc->keywords.v[i], out);
	element("meta", " property=\"dcterms:modified\"", modified, out);
	kr_str_addz(out, "</metadata>\n<manifest>\n"
	                 "<item id=\"nav\" href=\"nav.xhtml\" "
	                 "media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
	                 "<item id=\"article\" href=\"article.xhtml\" "
	                 "media-type=\"application/xhtml+xml\"/>\n"
	                 "</manifest>\n<spine>\n<itemref idref=\"article\"/>\n</spine>\n"
	                 "</package>\n");
	kr_str_fini(&lang);
}

static void begin_page(const struct kr_doc *doc, struct kr_str *out)
{
	begin(doc,
	        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
	        "xmlns:epub=\"http://www.idpf.org/2007/ops\"",
	        out);
	kr_str_addz(out, "<head>\n");
	element("title", "", title_of(doc), out);
	kr_str_addz(out, "</head>\n<body>\n");
}

static void write_nav(const struct kr_doc *doc, struct kr_str *out)
{
	begin_page(doc, out);
	kr_str_addz(out, "<nav epub:type=\"toc\">\n<ol>\n<li>");
	element("a", " href=\"article.xhtml\"", title_of(doc), out);
	kr_str_addz(out, "</li>\n</ol>\n</nav>\n</body>\n</html>\n");
}

static void write_article(const struct kr_doc *doc, struct kr_str *out)
{
	begin_page(doc, out);
	kr_export_html_article(doc, out);
	kr_str_addz(out, "</body>\n</html>\n");
}

static int add_files(
        struct archive *a, const struct kr_doc *doc, const struct tm *now, struct kr_err *err)
{
	struct kr_str package, nav, article;
	int rc;

	kr_str_init(&package);
	kr_str_init(&nav);
	kr_str_init(&article);
	write_package(doc, now, &package);
	write_nav(doc, &nav);
	write_article(doc, &article);
	/* readers tell by its place that this is a book: first, and not packed */
	rc = add_file(a, "mimetype", false, now, mimetype, sizeof mimetype - 1, err);
	if (rc == 0)
		rc = add_file(a, "META-INF/container.xml", true, now, container,
		        sizeof container - 1, err);
	if (rc == 0)
		rc = add_file(a, "EPUB/package.opf", true, now, package.data, package.len, err);
	if (rc == 0)
		rc = add_file(a, "EPUB/nav.xhtml", true, now, nav.data, nav.len, err);
	if (rc == 0)
		rc = add_file(a, "EPUB/article.xhtml", true, now, article.data, article.len, err);
	kr_str_fini(&package);
	kr_str_fini(&nav);
	kr_str_fini(&article);
	return rc;
}

int kr_epub_write(const struct kr_doc *doc, long now, struct kr_str *out, struct kr_err *err)
{
	struct archive a = {.out = out, .start = out->len, .at = out->len};
	zlib_filefunc_def io = {
	        .zopen_file = on_open,
	        .zread_file = on_read,
	        .zwrite_file = on_write,
	        .ztell_file = on_tell,
	        .zseek_file = on_seek,
	        .zclose_file = on_close,
	        .zerror_file = on_error,
	        .opaque = &a,
	};
	const time_t t = now;
	struct tm when;
	int rc;

	rc = kr_zip_load(&a.zip, err);
	if (rc < 0)
		return rc;
	gmtime_r(&t, &when);
	a.file = a.zip.zipOpen2("", APPEND_STATUS_CREATE, NULL, &io);
	if (!a.file)
		return kr_err_set(err, KR_E_FORMAT, "cannot make the book");
	rc = add_files(&a, doc, &when, err);
	if (a.zip.zipClose(a.file, NULL) != ZIP_OK && rc == 0)
		rc = kr_err_set(err, KR_E_FORMAT, "cannot finish the book");
	return rc;
}

#else

int kr_epub_write(const struct kr_doc *doc, long now, struct kr_str *out, struct kr_err *err)
{
	(void)doc, (void)now, (void)out;
	return kr_err_set(err, KR_E_USAGE, "kread was built without minizip: it makes no EPUB");
}

#endif
