#include "extract/body/segment_codes_priv.h"

#include "extract/body/segment_features_priv.h"

int kr_segment_codes_tag(int tag)
{
	static const uint8_t order[] = {KR_TAG_p, KR_TAG_blockquote, KR_TAG_pre, KR_TAG_h1,
	        KR_TAG_h2, KR_TAG_h3, KR_TAG_h4, KR_TAG_h5, KR_TAG_h6, KR_TAG_li, KR_TAG_dd,
	        KR_TAG_dt, KR_TAG_td, KR_TAG_th, KR_TAG_div, KR_TAG_section, KR_TAG_article,
	        KR_TAG_main, KR_TAG_body, KR_TAG_figcaption, KR_TAG_figure, KR_TAG_address,
	        KR_TAG_header, KR_TAG_footer, KR_TAG_nav, KR_TAG_aside, KR_TAG_summary,
	        KR_TAG_legend, KR_TAG_button, KR_TAG_option, KR_TAG_form, KR_TAG_UNKNOWN};

	for (size_t k = 0; k < sizeof order; k++)
		if (order[k] == tag)
			return (int)k;
	return sizeof order;
}

int kr_segment_codes_inline(int tag)
{
	switch (tag) {
	case KR_TAG_a:
		return 1;
	case KR_TAG_span:
		return 2;
	case KR_TAG_b:
	case KR_TAG_strong:
		return 3;
	case KR_TAG_em:
	case KR_TAG_i:
		return 4;
	case KR_TAG_time:
		return 5;
	case KR_TAG_small:
		return 6;
	case KR_TAG_label:
		return 7;
	case KR_TAG_code:
		return 8;
	case KR_TAG_font:
		return 9;
	default:
		return kr_dom_is_block(tag) ? 0 : 10;
	}
}

int kr_segment_codes_ancestor(int tag)
{
	switch (tag) {
	case KR_TAG_article:
		return KR_F_tag_article;
	case KR_TAG_main:
		return KR_F_tag_main;
	case KR_TAG_section:
		return KR_F_tag_section;
	case KR_TAG_aside:
		return KR_F_tag_aside;
	case KR_TAG_nav:
		return KR_F_tag_nav;
	case KR_TAG_footer:
		return KR_F_tag_footer;
	case KR_TAG_header:
		return KR_F_tag_header;
	case KR_TAG_form:
		return KR_F_tag_form;
	case KR_TAG_figure:
		return KR_F_tag_figure;
	case KR_TAG_table:
		return KR_F_tag_table;
	case KR_TAG_ul:
	case KR_TAG_ol:
		return KR_F_tag_list;
	case KR_TAG_blockquote:
		return KR_F_tag_quote;
	case KR_TAG_details:
		return KR_F_tag_details;
	case KR_TAG_pre:
		return KR_F_tag_pre;
	case KR_TAG_button:
	case KR_TAG_label:
	case KR_TAG_summary:
		return KR_F_tag_button;
	case KR_TAG_dl:
		return KR_F_tag_dl;
	default:
		return -1;
	}
}

int kr_segment_codes_end(uint32_t c)
{
	switch (c) {
	case '.':
	case '!':
	case '?':
	case 0x2026:
	case 0x3002:
	case 0xff01:
	case 0xff1f:
		return 3;
	case '"':
	case ')':
	case 0x201d:
	case 0x2019:
	case 0x300d:
	case 0x300b:
	case 0xff09:
		return 2;
	case ':':
	case 0xff1a:
		return 1;
	default:
		return 0;
	}
}

int kr_segment_codes_begin(uint32_t c)
{
	if (c >= 'a' && c <= 'z')
		return 1;
	if (c >= 'A' && c <= 'Z')
		return 2;
	if (c >= '0' && c <= '9')
		return 3;
	if (c == '"' || c == 0x201c || c == 0x2018 || c == 0x300c || c == 0x201e || c == 0xab)
		return 5;
	if (c == 0x2022 || c == '-' || c == 0x2013 || c == 0x2014 || c == '*' || c == 0xb7 ||
	        c == 0xbb || c == '>' || c == 0x25cf || c == 0x25a0)
		return 6;
	if (c == 0xa9)
		return 7;
	return c > 0xbf ? 4 : 0;
}

bool kr_segment_codes_is_bracket(uint32_t c)
{
	return c == '(' || c == ')' || c == '[' || c == ']' || c == 0xff08 || c == 0xff09 ||
	       c == 0x3010 || c == 0x3011;
}
