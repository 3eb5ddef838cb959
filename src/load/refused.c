/* Pages that come with an error status (404, 403): some carry the whole article that was asked for,
 * most only an apology. */
#include "load_priv.h"

#include <string.h>

enum {
	PARAGRAPH = 60, /* bytes; shorter ones are no text of an article */
	/* bytes in such paragraphs that make an article: of a page without a word about an error,
	 * of one that has such words */
	ARTICLE = 300,
	ARTICLE_DESPITE_WORDS = 1500,
	LOOK = 2, /* first paragraphs that may say it */
};

/* What pages say when the one that was asked for is not there, or not for everybody. */
static const char *const phrases[] = {
        "not found",
        "not be found",
        "can't find",
        "can’t find",
        "cannot find",
        "couldn't find",
        "couldn’t find",
        "could not find",
        "doesn't exist",
        "doesn’t exist",
        "does not exist",
        "no longer available",
        "no longer exist",
        "you are looking for",
        "you're looking for",
        "you’re looking for",
        "you were looking for",
        "you requested",
        "requested page",
        "broken link",
        "您访问的",
        "您要找的",
        "您查看的",
        "您所查找",
        "返回首页",
        "お探しの",
        "요청하신",
        "gewünschte seite",
        "angeforderte",
        "page demandée",
        "page que vous",
        "página que busca",
        "página que está",
        "página que você",
        "pagina richiesta",
        "запрашиваем",
        "the page you",
        "this page may",
        "找不到",
        "未找到",
        "沒有找到",
        "没有找到",
        "无法找到",
        "無法找到",
        "不存在",
        "已删除",
        "已刪除",
        "已被删除",
        "无法访问",
        "無法訪問",
        "見つかりません",
        "存在しません",
        "削除され",
        "アクセスできません",
        "찾을 수 없",
        "존재하지 않",
        "삭제된",
        "не найден",
        "не существует",
        "не знайден",
        "nicht gefunden",
        "existiert nicht",
        "introuvable",
        "n'existe",
        "n’existe",
        "pas trouvé",
        "no encontrad",
        "no existe",
        "não encontrad",
        "não existe",
        "non trovat",
        "non esiste",
        "niet gevonden",
        "bestaat niet",
        "hittades inte",
        "finns inte",
        "ikke fundet",
        "ikke funnet",
        "findes ikke",
        "ei löydy",
        "nie znaleziono",
        "nie istnieje",
        "nenalezen",
        "neexistuje",
        "nem található",
        "bulunamadı",
        "tidak ditemukan",
        "không tìm thấy",
        "không tồn tại",
        "غير موجود",
        "לא נמצא",
        "εν βρέθηκε",
        "ไม่พบ",
        "नहीं मिला",
};

/* What only their titles and headings say: articles have these words, too. */
static const char *const title_words[] = {
        "404",
        "403",
        "410",
        "not available",
        "isn't available",
        "isn’t available",
        "unavailable",
        "error",
        "forbidden",
        "denied",
        "not authorized",
        "oops",
        "something went wrong",
        "出错",
        "错误",
        "錯誤",
        "fehler",
        "erreur",
        "errore",
        "шибка",
        "nicht verfügbar",
        "no disponible",
        "non disponibile",
        "拒绝访问",
        "禁止访问",
};

static bool has_words(const char *const *words, size_t n, const char *text, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (kr_str_ifind(text, len, words[i]))
			return true;
	return false;
}

static bool says_so(const char *text, size_t len, bool title)
{
	return has_words(phrases, sizeof phrases / sizeof *phrases, text, len) ||
	       (title &&
	               has_words(title_words, sizeof title_words / sizeof *title_words, text, len));
}

static bool is_text(const struct kr_block *b, struct kr_str *ret_text)
{
	kr_str_clear(ret_text);
	if (b->type != KR_BLOCK_PARAGRAPH && b->type != KR_BLOCK_HEADING)
		return false;
	kr_doc_block_text(b, ret_text);
	return b->type == KR_BLOCK_PARAGRAPH && ret_text->len >= PARAGRAPH;
}

bool kr_refused_has_article(const struct kr_doc *doc)
{
	const char *title = doc->title ? doc->title : "";
	bool worded = says_so(title, strlen(title), true);
	size_t bytes = 0, n = 0;
	struct kr_str text;

	if (doc->redirect || kr_doc_has_warning(doc, "needs-javascript"))
		return false;
	kr_str_init(&text);
	for (size_t i = 0; i < doc->nblocks; i++) {
		bool counts = is_text(&doc->blocks[i], &text);

		if (n < LOOK)
			worded |= says_so(text.data, text.len, !counts);
		bytes += counts ? text.len : 0;
		n += counts;
	}
	kr_str_fini(&text);
	return bytes >= (worded ? ARTICLE_DESPITE_WORDS : ARTICLE);
}
