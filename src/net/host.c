#include "kread/net/host.h"

#include <idn2.h>
#include <string.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "net_priv.h"

enum {
	LATIN = 1,
	HAN = 2,
	KANA = 4,
	HANGUL = 8,
	BOPOMOFO = 16,
	OTHER = 32, /* any other script in general use today */
	FORBIDDEN = 64,
	STROKE = 128, /* looks like a slash or a dash */
};

/* The other scripts that UAX 31, table 5, recommends for identifiers, and their letters and digits
 * that look Latin: those of confusables.txt (UTS 39) and some more. All other scripts are rare,
 * historic, or made after the Latin one, as Cherokee and Lisu. */
static const struct {
	const char *script, *letters;
} others[] = {
        {"Arabic", "اآأإهھہۀۂە١٥٧٩۱۵۷۹"},
        {"Armenian", "ագզէհյնոռսցքօւլ"},
        {"Bengali", "০৪৭"},
        {"Cyrillic", "асԁеһіїјкӏорԛѕԝхуўүұъьҽпгѵѡмнтвԍѐёѓћѳѷѽғҫҿӑӓӕӗөӧӫӯӱӳꙇꚕ"
                     "ꚙ"
                     "ѣ"
                     "ҍ"},
        {"Devanagari", "ऽ०ॱ"},
        {"Ethiopic", "ሀሁሠሰስበነተቱኀኸዐዕዘየደጠፐ"},
        {"Georgian", "იოყძხჽჿ"},
        {"Greek", "αγηθικνορσςτυχωβάέήίόύώϊϋΐΰϳ"},
        {"Gujarati", "ડટ૦૧"},
        {"Gurmukhi", "੦੧੪"},
        {"Hebrew", "וטןסװדחיײ"},
        {"Kannada", "ಂಽ೦೧"},
        {"Khmer", ""},
        {"Lao", "ທນບພຣຫເແ໐"},
        {"Malayalam", "ംഃടഠധനറ൦൭"},
        {"Myanmar", "ခဂငထပဝ၀၂ၔၕႁ"},
        {"Oriya", "ଃଠ୦୨୮"},
        {"Sinhala", "ංඃට"},
        {"Tamil", "டப௦"},
        {"Telugu", "ంః౦౧"},
        {"Thaana", ""},
        {"Thai", "ทนบพรหเแ๐ดลปฟม"},
        {"Tibetan", ""},
};

static const struct {
	const char *script;
	unsigned bit;
} scripts[] = {{"Latin", LATIN}, {"Han", HAN}, {"Hiragana", KANA}, {"Katakana", KANA},
        {"Hangul", HANGUL}, {"Bopomofo", BOPOMOFO}};

static bool contains(const char *letters, uint32_t c)
{
	char utf8[5] = {0};

	kr_utf8_encode(c, utf8);
	return strstr(letters, utf8) != NULL;
}

/* Non-ASCII Latin letters that many readers know: neither the dotless i nor phonetic letters. */
static bool is_familiar_latin(uint32_t c)
{
	return (c < 0x180 && c != 0x131 && c != 0x138) || (c >= 0x1cd && c <= 0x1dc) ||
	       c == 0x1a1 || c == 0x1b0 || (c >= 0x218 && c <= 0x21b) ||
	       (c >= 0x1e00 && c <= 0x1eff);
}

/* The letters of a script that look Latin. NULL: it is not one of the others. */
static const char *letters_of(const char *script)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(others[i].script, script))
			return others[i].letters;
	return NULL;
}

static unsigned kind_of(uint32_t c, const char *script)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? LATIN : 0;
	if (c == 0x30fc) /* the prolonged sound mark, whose script is Common */
		return KANA | STROKE;
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (!strcmp(scripts[i].script, script)) {
			if (scripts[i].bit == LATIN && !is_familiar_latin(c))
				return FORBIDDEN;
			return scripts[i].bit |
			       (contains("一丨丶丿乙亅人入ノニンソゾゝ々〆〇", c) ? STROKE : 0);
		}
	return letters_of(script) ? OTHER : FORBIDDEN;
}

/* The kinds of characters in a label. *ret_looks_latin: whether all letters look Latin. */
static unsigned kinds_in(const char *s, size_t len, bool *ret_looks_latin)
{
	const char *one = NULL; /* the script, if it may not be mixed with others */
	unsigned all = 0;

	*ret_looks_latin = true;
	for (size_t i = 0; i < len;) {
		uint32_t c;
		const char *script;
		unsigned kind;

		i += kr_utf8_decode(s + i, len - i, &c);
		script = kr_utf8_script(c);
		kind = kind_of(c, script);
		if (kind == OTHER && one && strcmp(one, script))
			kind = FORBIDDEN;
		if (kind == OTHER) {
			one = script;
			*ret_looks_latin &= contains(letters_of(script), c);
		}
		all |= kind;
	}
	return all;
}

static bool may_be_mixed(unsigned all)
{
	static const unsigned sets[] = {
	        LATIN | HAN | KANA, LATIN | HAN | BOPOMOFO, LATIN | HAN | HANGUL, OTHER};
	const unsigned used = all & ~(unsigned)STROKE;

	if ((all & STROKE) && (all & LATIN))
		return false;
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		if (!(used & ~sets[i]))
			return true;
	return false;
}

/* Whether no label of host, in UTF-8, could be confused with another. */
static bool is_unambiguous(const char *host)
{
	const char *last = strrchr(host, '.');
	bool latin_top = last && (unsigned char)last[1] < 0x80;

	while (*host) {
		size_t len = strcspn(host, ".");
		bool looks_latin;
		unsigned all = kinds_in(host, len, &looks_latin);

		if (!may_be_mixed(all) || ((all & OTHER) && looks_latin && latin_top))
			return false;
		host += len + (host[len] == '.');
	}
	return true;
}

/* A shortcut: most hosts are shown as they are. */
static bool is_plain(struct kr_slice host)
{
	static const char punycode[] = "xn--";

	for (size_t i = 0; i < host.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", host.data[i]))
			return false;
	return host.len && !memmem(host.data, host.len, punycode, sizeof punycode - 1);
}

static void show(struct kr_slice raw, struct kr_str *out)
{
	struct kr_str ascii, again;
	char *letters = NULL;
	const char *best;

	if (is_plain(raw)) {
		kr_str_add(out, raw.data, raw.len);
		return;
	}
	kr_str_init(&ascii);
	kr_str_init(&again);
	if (kr_wire_add_host(raw, &ascii, NULL) < 0) {
		kr_utf8_clean(out, raw.data, raw.len < 255 ? raw.len : 255, KR_UTF8_LINE);
		goto out;
	}
	best = ascii.data;
	/* Show letters only if they convert back to the same host. */
	if (idn2_to_unicode_8z8z(ascii.data, &letters, 0) == IDN2_OK && is_unambiguous(letters) &&
	        kr_wire_add_host(kr_slice_of(letters), &again, NULL) == 0 &&
	        kr_str_eq(again.data, ascii.data))
		best = letters;
	kr_utf8_clean(out, best, strlen(best), KR_UTF8_LINE);
out:
	idn2_free(letters);
	kr_str_fini(&again);
	kr_str_fini(&ascii);
}

void kr_host_show(const char *url, struct kr_str *out)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	if (u.host.len)
		show(u.host, out);
}

void kr_host_address(const char *url, struct kr_str *out)
{
	struct kr_url u;
	const char *rest = url;

	kr_url_split(url, strlen(url), &u);
	if (kr_url_is_web(url) && u.host.len) {
		kr_str_add(out, url, (size_t)(u.host.data - url));
		show(u.host, out);
		rest = u.host.data + u.host.len;
	}
	kr_str_addz(out, rest);
}

void kr_host_display(const char *url, bool short_form, struct kr_str *out)
{
	struct kr_str shown;

	kr_str_init(&shown);
	kr_host_address(url ? url : "", &shown);
	kr_url_display(shown.data, short_form, out);
	kr_str_fini(&shown);
}

/* Compares two addresses, whichever form the hosts are written in. */
static bool are_same(const char *a, const char *b, bool (*compare)(const char *a, const char *b))
{
	struct kr_str x, y;
	bool same;

	kr_str_init(&x);
	kr_str_init(&y);
	kr_host_address(a, &x);
	kr_host_address(b, &y);
	same = compare(x.data, y.data);
	kr_str_fini(&x);
	kr_str_fini(&y);
	return same;
}

bool kr_host_same_page(const char *a, const char *b)
{
	return are_same(a, b, kr_url_same_page);
}

static bool are_equal(const char *a, const char *b)
{
	const size_t n = strcspn(a, "#");

	return n == strcspn(b, "#") && !memcmp(a, b, n);
}

bool kr_host_same_address(const char *a, const char *b)
{
	return are_same(a, b, are_equal);
}

bool kr_host_ascii(const char *url, struct kr_str *out)
{
	struct kr_url u;

	kr_str_clear(out);
	kr_url_split(url, strlen(url), &u);
	if (!u.host.len || kr_wire_add_host(u.host, out, NULL) < 0)
		return false;
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] >= 'A' && out->data[i] <= 'Z')
			out->data[i] = (char)(out->data[i] - 'A' + 'a');
	return true;
}

bool kr_host_is_loopback(const char *url)
{
	struct kr_str wire;
	bool is;

	kr_str_init(&wire);
	is = kr_wire_url(url, &wire, NULL) == 0 && kr_wire_is_loopback(wire.data);
	kr_str_fini(&wire);
	return is;
}
