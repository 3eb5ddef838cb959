/* Dates as news sites write them in many languages and calendars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "extract/meta/date/date_words_priv.h"

enum { NOW = 1716200000 }; /* 2024-05-20T10:13:20Z */

struct test_date {
	const char *language, *text, *want;
};

static int check(const struct test_date *c)
{
	struct kr_date_hints hints = {.now = NOW, .republic = !strcmp(c->language, "tw")};
	char iso[KR_DATE_ISO] = "none";
	struct kr_date d;

	snprintf(hints.language, sizeof hints.language, "%s", hints.republic ? "zh" : c->language);
	if (kr_date_parse_find(c->text, strlen(c->text), &hints, &d, NULL, NULL))
		kr_date_calendar_iso(&d, iso);
	if (!strcmp(iso, c->want))
		return 0;
	print_error("'%s' (%s) gives %s, not %s\n", c->text, c->language, iso, c->want);
	return 1;
}

static void check_all(const struct test_date *cases, size_t n)
{
	int failed = 0;

	for (size_t i = 0; i < n; i++)
		failed += check(&cases[i]);
	assert_int_equal(failed, 0);
}

static const struct test_date named_months_cases[] = {
        {"en", "Monday 20 May 2024 at 9.05pm", "2024-05-20"},
        {"en", "20 Sept. 2024", "2024-09-20"},
        {"en", "Tue, Sep 15 2020 10:01:41 EDT", "2020-09-15T10:01:41-04:00"},
        {"de", "Montag, 20. Mai 2024, 18:05 Uhr", "2024-05-20T18:05"},
        {"de", "Mo., 20. Jän. 2024", "2024-01-20"},
        {"fr", "Publié le lundi 20 mai 2024 à 18h05", "2024-05-20T18:05"},
        {"fr", "mar. 5 mars 2024", "2024-03-05"},
        {"fr", "20 FEVRIER 2024", "2024-02-20"},
        {"fr", "20 déc. 2024", "2024-12-20"},
        {"es", "20 de mayo de 2024, 6:05 p. m.", "2024-05-20T18:05"},
        {"es", "20 ene. 2024", "2024-01-20"},
        {"pt", "20 de março de 2024 às 18h05", "2024-03-20T18:05"},
        {"pt", "20 fev 2024 6:05 da tarde", "2024-02-20T18:05"},
        {"it", "lunedì 20 maggio 2024, ore 18.05", "2024-05-20T18:05"},
        {"it", "mar 5 giu 2024", "2024-06-05"},
        {"nl", "maandag 20 mei 2024, 18:05", "2024-05-20T18:05"},
        {"nl", "20 mrt. 2024", "2024-03-20"},
        {"pl", "poniedziałek, 20 maja 2024, godz. 18.05", "2024-05-20T18:05"},
        {"pl", "20 października 2024", "2024-10-20"},
        {"pl", "20 paź 2024", "2024-10-20"},
        {"ru", "20 мая 2024 года, 18:05 (МСК)", "2024-05-20T18:05+03:00"},
        {"ru", "20-го сентября 2024 г.", "2024-09-20"},
        {"ru", "20 НОЯБРЯ 2024", "2024-11-20"},
        {"uk", "20 травня 2024 року, 18:05", "2024-05-20T18:05"},
        {"uk", "20 листопада 2024 р.", "2024-11-20"},
        {"tr", "20 Mayıs 2024 Pazartesi 18:05", "2024-05-20T18:05"},
        {"tr", "20 AĞUSTOS 2024", "2024-08-20"},
        {"tr", "20 KASIM 2024", "2024-11-20"},
        {"ar", "الاثنين، 20 مايو، 2024", "2024-05-20"},
        {"ar", "٢٠ مايو ٢٠٢٤ 6:05 م", "2024-05-20T18:05"},
        {"ar", "20 كانون الثاني 2024", "2024-01-20"},
        {"ar", "20 تشرين الأول 2024", "2024-10-20"},
        {"ar", "20 تشرين الاول 2024", "2024-10-20"},
        {"ar", "20 أيار/مايو 2024", "2024-05-20"},
        {"ar", "20 يناير/ كانون الثاني 2024", "2024-01-20"},
        {"ar", "20 يناير 2024", "2024-01-20"},
        {"ar", "20 غشت 2024", "2024-08-20"},
        {"ar", "20 جانفي 2024", "2024-01-20"},
        {"ar", "20 في 2024", "none"},
        {"fa", "۲۰ مه ۲۰۲۴", "2024-05-20"},
        {"hi", "२० मई २०२४", "2024-05-20"},
        {"hi", "20 मई 2024, शाम 6:05 बजे", "2024-05-20T18:05"},
        {"hi", "20 फ़रवरी 2024", "2024-02-20"},
        {"hi", "20 फरवरी 2024", "2024-02-20"},
        {"hi", "20 सितम्बर 2024", "2024-09-20"},
        {"hi", "Updated: 20 May 2024 06:05 PM IST", "2024-05-20T18:05+05:30"},
        {"th", "20 พฤษภาคม 2567 เวลา 18.05 น.", "2024-05-20T18:05"},
        {"th", "20 พ.ค. 2567 18:05 น.", "2024-05-20T18:05"},
        {"th", "๒๐ พ.ค. ๖๗", "2024-05-20"},
        {"th", "20/05/67", "2024-05-20"},
        {"th", "20 ก.ค. 2024", "2024-07-20"},
        {"vi", "Thứ hai, 20/5/2024, 18:05 (GMT+7)", "2024-05-20T18:05+07:00"},
        {"vi", "ngày 20 tháng 5 năm 2024", "2024-05-20"},
        {"vi", "20 Thg 5, 2024 6:05 CH", "2024-05-20T18:05"},
        {"vi", "20 tháng mười một, 2024", "2024-11-20"},
        {"id", "Senin, 20 Mei 2024 18:05 WIB", "2024-05-20T18:05+07:00"},
        {"id", "20 Agu 2024 | 18.05 WIB", "2024-08-20T18:05+07:00"},
        {"sv", "20 maj 2024 kl. 18.05", "2024-05-20T18:05"},
        {"no", "20. mai 2024, kl. 18.05", "2024-05-20T18:05"},
        {"no", "20. des. 2024", "2024-12-20"},
        {"da", "20. maj 2024 kl. 18.05", "2024-05-20T18:05"},
        {"fi", "20. toukokuuta 2024 klo 18.05", "2024-05-20T18:05"},
        {"fi", "20. elo 2024", "2024-08-20"},
        {"fi", "20.5.2024 18.05", "2024-05-20T18:05"},
        {"el", "Δευτέρα, 20 Μαΐου 2024, 6:05 μ.μ.", "2024-05-20T18:05"},
        {"el", "20 ΜΑΪΟΥ 2024", "2024-05-20"},
        {"el", "20 Νοε 2024", "2024-11-20"},
        {"cs", "20. května 2024 v 18:05", "2024-05-20T18:05"},
        {"cs", "20. července 2024", "2024-07-20"},
        {"cs", "20. června 2024", "2024-06-20"},
        {"cs", "20. pro 2024", "2024-12-20"},
        {"hu", "2024. május 20., hétfő 18:05", "2024-05-20T18:05"},
        {"hu", "2024. szept. 20. 18:05", "2024-09-20T18:05"},
        {"lt", "2024 m. gegužės 20 d.", "2024-05-20"},
        {"ko", "2024년 5월 20일 오전 12:05", "2024-05-20T00:05"},
        {"zh", "2024年5月20日 凌晨12:05", "2024-05-20T00:05"},
};

static void named_months(void **state)
{
	(void)state;
	check_all(named_months_cases, sizeof named_months_cases / sizeof *named_months_cases);
}

/* Names that are another month, or no month, in another language. */
static void alike(void **state)
{
	static const struct test_date cases[] = {
	        {"pl", "20 listopada 2024", "2024-11-20"},
	        {"cs", "20. listopadu 2024", "2024-11-20"},
	        {"hr", "20. listopada 2024.", "2024-10-20"},
	        {"", "20 listopada 2024", "2024-11-20"},
	        {"cs", "20. srp 2024", "2024-08-20"},
	        {"hr", "20. srp 2024.", "2024-07-20"},
	        {"pl", "20 lip 2024", "2024-07-20"},
	        {"hr", "20. lip 2024.", "2024-06-20"},
	        {"en", "The 12 Pro 2020 model", "none"},
	        {"en", "20 led 2024", "none"},
	        {"en", "04-ago-2021 5:11", "2021-08-04T05:11"},
	        {"en", "Rated 4.6 out of 5, 1st Gen", "none"},
	        {"pt", "20 out. 2024", "2024-10-20"},
	        {"", "20 out 2024", "2024-10-20"},
	        {"tr", "Paz 5 May 2024", "2024-05-05"},
	        {"fr", "mar. 5 mai", "0000-05-05"},
	        {"fr", "20 jui 2024", "none"},
	        {"ca", "20 d'agost de 2024", "2024-08-20"},
	        {"es", "20 ago 2024", "2024-08-20"},
	};

	(void)state;
	check_all(cases, sizeof cases / sizeof *cases);
}

static void calendars(void **state)
{
	static const struct test_date cases[] = {
	        {"fa", "۱ خرداد ۱۴۰۳", "2024-05-21"},
	        {"fa", "یکشنبه ۳۰ اردیبهشت ۱۴۰۳ - ۱۸:۰۵", "2024-05-19T18:05"},
	        {"fa", "۱ خرداد ماه ۱۴۰۳ ساعت ۱۸:۰۵", "2024-05-21T18:05"},
	        {"fa", "30 اسفند 1403", "2025-03-20"},
	        {"fa", "30 اسفند 1402", "none"},
	        {"fa", "1 فروردین 1404", "2025-03-21"},
	        {"fa", "29 دی 1399", "2021-01-18"},
	        {"fa", "۱۴۰۳/۰۳/۰۱", "2024-05-21"},
	        {"fa", "1403/3/1 18:05", "2024-05-21T18:05"},
	        {"", "۱۴۰۳-۰۳-۰۱", "2024-05-21"},
	        {"en", "1403/03/01", "none"},
	        {"fa", "۳۰ اردیبهشت", "2024-05-19"},
	        {"fa", "۱ دی", "2023-12-22"},
	        {"en", "31 Khordad 1403", "none"},
	        {"zh", "民國113年5月20日", "2024-05-20"},
	        {"zh", "中華民國一一三年五月二十日", "2024-05-20"},
	        {"tw", "113年5月20日", "2024-05-20"},
	        {"tw", "113/05/20 18:05", "2024-05-20T18:05"},
	        {"tw", "113-05-20", "2024-05-20"},
	        {"tw", "2024/05/20", "2024-05-20"},
	        {"zh", "113-05-20", "none"},
	        {"ja", "令和6年5月20日", "2024-05-20"},
	        {"ja", "令和元年5月20日", "2019-05-20"},
	        {"ja", "平成31年4月30日 18時05分", "2019-04-30T18:05"},
	        {"ja", "2024年5月20日（月）午後6時05分", "2024-05-20T18:05"},
	        {"th", "20/5/2567", "2024-05-20"},
	};

	(void)state;
	check_all(cases, sizeof cases / sizeof *cases);
}

static const struct test_date relative_cases[] = {
        {"en", "an hour ago", "2024-05-20T09:13Z"},
        {"en", "20 mins ago", "2024-05-20T09:53Z"},
        {"en", "for 3 days", "none"},
        {"en", "5 min read", "none"},
        {"en", "7m ago", "2024-05-20T10:06Z"},
        {"en", "3 days once", "none"},
        {"de", "vor einer Stunde", "2024-05-20T09:13Z"},
        {"de", "vor 3 Tagen", "2024-05-17"},
        {"fr", "il y a une heure", "2024-05-20T09:13Z"},
        {"fr", "il y a 3 jours", "2024-05-17"},
        {"fr", "hier à 18h05", "2024-05-19T18:05"},
        {"nl", "hier", "none"},
        {"es", "hace una hora", "2024-05-20T09:13Z"},
        {"es", "hace 3 días", "2024-05-17"},
        {"pt", "há 3 dias", "2024-05-17"},
        {"pt", "3 dias atrás", "2024-05-17"},
        {"it", "un'ora fa", "2024-05-20T09:13Z"},
        {"it", "3 giorni fa", "2024-05-17"},
        {"it", "ma 3 giorni", "none"},
        {"nl", "3 uur geleden", "2024-05-20T07:13Z"},
        {"nl", "gisteren om 18:05", "2024-05-19T18:05"},
        {"pl", "godzinę temu", "2024-05-20T09:13Z"},
        {"pl", "3 dni temu", "2024-05-17"},
        {"ru", "час назад", "2024-05-20T09:13Z"},
        {"ru", "3 часа назад", "2024-05-20T07:13Z"},
        {"ru", "Вчера, 18:05", "2024-05-19T18:05"},
        {"uk", "3 години тому", "2024-05-20T07:13Z"},
        {"tr", "3 saat önce", "2024-05-20T07:13Z"},
        {"tr", "3 gün önce", "2024-05-17"},
        {"ar", "منذ ساعة", "2024-05-20T09:13Z"},
        {"ar", "منذ يومين", "2024-05-18"},
        {"ar", "قبل 3 أيام", "2024-05-17"},
        {"ar", "منذ ٣ ساعات", "2024-05-20T07:13Z"},
        {"fa", "۳ ساعت پیش", "2024-05-20T07:13Z"},
        {"fa", "۳ روز قبل", "2024-05-17"},
        {"fa", "یک ساعت پیش", "2024-05-20T09:13Z"},
        {"hi", "3 घंटे पहले", "2024-05-20T07:13Z"},
        {"hi", "३ दिन पहले", "2024-05-17"},
        {"th", "3 ชั่วโมงที่แล้ว", "2024-05-20T07:13Z"},
        {"th", "3 วันที่ผ่านมา", "2024-05-17"},
        {"th", "3 วันก่อน", "2024-05-17"},
        {"vi", "3 giờ trước", "2024-05-20T07:13Z"},
        {"vi", "Hôm qua 18:05", "2024-05-19T18:05"},
        {"id", "3 jam yang lalu", "2024-05-20T07:13Z"},
        {"id", "3 hari lalu", "2024-05-17"},
        {"id", "Kemarin, 18:05", "2024-05-19T18:05"},
        {"sv", "för 3 timmar sedan", "2024-05-20T07:13Z"},
        {"sv", "i går 18:05", "2024-05-19T18:05"},
        {"sv", "Igår 18.05", "2024-05-19"},
        {"no", "for en time siden", "2024-05-20T09:13Z"},
        {"no", "3 dager siden", "2024-05-17"},
        {"da", "for 3 dage siden", "2024-05-17"},
        {"da", "i går kl. 18.05", "2024-05-19T18:05"},
        {"fi", "3 tuntia sitten", "2024-05-20T07:13Z"},
        {"fi", "eilen klo 18.05", "2024-05-19T18:05"},
        {"el", "πριν από 3 ώρες", "2024-05-20T07:13Z"},
        {"el", "πριν 3 ώρες", "2024-05-20T07:13Z"},
        {"cs", "před hodinou", "2024-05-20T09:13Z"},
        {"cs", "před 3 dny", "2024-05-17"},
        {"cs", "včera v 18:05", "2024-05-19T18:05"},
        {"hu", "3 órája", "2024-05-20T07:13Z"},
        {"hu", "3 nappal ezelőtt", "2024-05-17"},
        {"hu", "ma 18:05", "2024-05-20T18:05"},
        {"ja", "3時間前", "2024-05-20T07:13Z"},
        {"ja", "昨日 18:05", "2024-05-19T18:05"},
        {"ko", "3시간 전", "2024-05-20T07:13Z"},
        {"ko", "어제 18:05", "2024-05-19T18:05"},
        /* a word of a sentence tells no date */
        {"ru", "Пожар на складе в порту начался час назад, сообщили в управлении", "none"},
        {"en", "The ferry leaves earlier today, and the captain says it is full", "none"},
        {"ar", "تغادر العبارة الميناء اليوم في وقت مبكر كما قال القبطان للركاب", "none"},
};

static void relative(void **state)
{
	(void)state;
	check_all(relative_cases, sizeof relative_cases / sizeof *relative_cases);
}

/* All words of the table are folded as those of pages are. */
static void folded(void **state)
{
	static const char *const words[] = {
#define WORD(kind, language, value, bare, text) text,
#include "extract/meta/date/date_words.def"
#undef WORD
	};
	static const struct kr_date_hints hints = {0};

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct kr_date_scan sc;
		char joined[4 * KR_DATE_SCAN_WORD] = "";

		kr_date_scan_tokens(&sc, &hints, words[i], strlen(words[i]));
		for (int k = 0; k < sc.n; k++) {
			strcat(joined, k ? " " : "");
			strcat(joined, sc.t[k].word);
		}
		assert_string_equal(joined, words[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(named_months),
	        cmocka_unit_test(alike),
	        cmocka_unit_test(calendars),
	        cmocka_unit_test(relative),
	        cmocka_unit_test(folded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
