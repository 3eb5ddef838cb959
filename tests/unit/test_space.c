/* Which addresses are on the internet, in the local network, on this machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "net/net_priv.h"

static const struct {
	const char *ip;
	enum kr_space space;
} addresses[] = {
        {"8.8.8.8", KR_SPACE_PUBLIC},
        {"9.255.255.255", KR_SPACE_PUBLIC},
        {"10.0.0.0", KR_SPACE_LOCAL},
        {"10.255.255.255", KR_SPACE_LOCAL},
        {"11.0.0.0", KR_SPACE_PUBLIC},
        {"100.63.255.255", KR_SPACE_PUBLIC},
        {"100.64.0.1", KR_SPACE_LOCAL},
        {"100.128.0.0", KR_SPACE_PUBLIC},
        {"126.255.255.255", KR_SPACE_PUBLIC},
        {"127.0.0.1", KR_SPACE_HOST},
        {"127.255.255.255", KR_SPACE_HOST},
        {"128.0.0.1", KR_SPACE_PUBLIC},
        {"0.0.0.0", KR_SPACE_HOST},
        {"0.1.2.3", KR_SPACE_HOST},
        {"169.254.169.254", KR_SPACE_LOCAL},
        {"172.15.255.255", KR_SPACE_PUBLIC},
        {"172.16.0.1", KR_SPACE_LOCAL},
        {"172.31.255.255", KR_SPACE_LOCAL},
        {"172.32.0.0", KR_SPACE_PUBLIC},
        {"192.0.0.8", KR_SPACE_LOCAL},
        {"192.168.1.1", KR_SPACE_LOCAL},
        {"192.169.0.0", KR_SPACE_PUBLIC},
        {"198.18.0.1", KR_SPACE_PUBLIC},
        {"203.0.113.5", KR_SPACE_PUBLIC},
        {"224.0.0.251", KR_SPACE_LOCAL},
        {"255.255.255.255", KR_SPACE_LOCAL},
        {"127.1", KR_SPACE_HOST},
        {"0x7f000001", KR_SPACE_HOST},
        {"2130706433", KR_SPACE_HOST},
        {"0300.0250.1.1", KR_SPACE_LOCAL},
        {"::", KR_SPACE_HOST},
        {"::1", KR_SPACE_HOST},
        {"::127.0.0.1", KR_SPACE_HOST},
        {"::ffff:127.0.0.1", KR_SPACE_HOST},
        {"::ffff:10.1.2.3", KR_SPACE_LOCAL},
        {"::ffff:8.8.8.8", KR_SPACE_PUBLIC},
        {"64:ff9b::192.168.0.1", KR_SPACE_LOCAL},
        {"64:ff9b::8.8.8.8", KR_SPACE_PUBLIC},
        {"2002:7f00:1::", KR_SPACE_HOST},
        {"2002:c0a8:101::1", KR_SPACE_LOCAL},
        {"2002:808:808::1", KR_SPACE_PUBLIC},
        {"2606:4700::1111", KR_SPACE_PUBLIC},
        {"fc00::1", KR_SPACE_LOCAL},
        {"fd12:3456::1", KR_SPACE_LOCAL},
        {"fe80::1", KR_SPACE_LOCAL},
        {"fec0::1", KR_SPACE_LOCAL},
        {"ff02::fb", KR_SPACE_LOCAL},
};

static void addresses_have_spaces(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		enum kr_space space = KR_SPACE_PUBLIC;

		assert_true(kr_space_of_ip(addresses[i].ip, &space));
		if (space != addresses[i].space)
			fail_msg("%s: %d", addresses[i].ip, space);
	}
}

static void names_say_where_they_lead(void **state)
{
	static const struct {
		const char *url;
		enum kr_space space;
	} cases[] = {
	        {"http://news.example/", KR_SPACE_PUBLIC},
	        {"http://10.example/", KR_SPACE_PUBLIC},
	        {"http://localhost:8080/", KR_SPACE_HOST},
	        {"http://LOCALHOST./", KR_SPACE_HOST},
	        {"http://a.localhost/", KR_SPACE_HOST},
	        {"http://user@127.0.0.1/", KR_SPACE_HOST},
	        {"http://[::1]:80/", KR_SPACE_HOST},
	        {"http://[fd00::1]/", KR_SPACE_LOCAL},
	        {"http://192.168.0.1/x", KR_SPACE_LOCAL},
	        {"http://192.168.0.1./x", KR_SPACE_LOCAL},
	        {"http://3232235521/", KR_SPACE_LOCAL},
	        {"http://%31%32%37.0.0.1/", KR_SPACE_HOST},
	        {"http://１２７.０.０.１/", KR_SPACE_HOST},
	        {"file:///etc/passwd", KR_SPACE_PUBLIC},
	        {"", KR_SPACE_PUBLIC},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (kr_space_of_url(cases[i].url) != cases[i].space)
			fail_msg("%s: %d", cases[i].url, kr_space_of_url(cases[i].url));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(addresses_have_spaces),
	        cmocka_unit_test(names_say_where_they_lead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
