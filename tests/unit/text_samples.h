/* Texts for the tests of line breaking, layout and panes. */
#ifndef TESTS_TEXT_SAMPLES_H
#define TESTS_TEXT_SAMPLES_H

#define SAMPLE_ZH_1                                                                                \
	"本报讯（记者林晓）昨天上午10时，沿江新区的“海风号”渡轮"      \
	"恢复通航。船长说：“等了整整三年，"                                      \
	"今天终于又能把大家送"                                                           \
	"过江了！”岸上的人群"                                                           \
	"鼓起掌来……——这一幕，让不少老乘客红了眼眶。渡轮全长86."     \
	"5米，可载客400人，单程约12分钟，票价￥5；60岁以上的老人、学"     \
	"生和残疾人凭证"                                                                    \
	"减免50％。首班船早上6：30开出，末班船晚上22：00返航。"
#define SAMPLE_ZH_2                                                                                \
	"新区交通局副局长方圆在接受采访时表示，停航期间对船体做了"     \
	"全面检修，更换了2台柴油机（型号"                                           \
	"为K-"                                                                                    \
	"200），加装了GPS定位与AIS避碰系统，"                                         \
	"维修费用合计1280万元。“安全是第一位的，”他说，“宁可慢"       \
	"一点、再慢一点，也不能出一丁点儿差"                                      \
	"错。”据《沿江晚报》报"                                                        \
	"道，今年1—6月，"                                                                  \
	"两岸公交客流同比增长17.3％，高峰时段拥堵里程约9km，渡轮恢"       \
	"复后有望分流5%～8%"                                                                \
	"的车流。详情见 "                                                                   \
	"https://news.example/2024/05/20/ferry-line-reopens-after-three-years/"                    \
	"index.html?from=app&page=1 的专题报道。"
#define SAMPLE_ZH_3                                                                                \
	"《渡口》的作者、诗人史蒂芬·林说：“每一个渡口都是一座城"      \
	"市的开始。”他列举了三个例子：①东门"                                   \
	"渡；②西塘渡；③“老鸦"                                                        \
	"渡”（今已不存）。"                                                              \
	"然而……时代变了。谁还记得那首老歌？“摇啊摇，摇到外婆桥——”没有人接下去唱。【编辑：韦一】"
#define SAMPLE_JA                                                                                  \
	"今年の夏、町の図書館に小さな「おはなしカフェ」がオープン"     \
	"した。コーヒーやジュースを飲みな"                                         \
	"がら、絵本の読み聞か"                                                           \
	"せを楽しめる場所だ。"                                                           \
	"「子どもたちがもっと本を好きになってくれたら」と、館長の"     \
	"佐々木さんは話す。営業時間は午前"                                         \
	"10時〜午後4時、１杯2"                                                             \
	"00円（税込）。"                                                                     \
	"ちょっと休んでいっては、どうですか？"
#define SAMPLE_EN                                                                                  \
	"The old ferry is running again. “I waited three years for this,” said its "           \
	"captain, who "                                                                            \
	"is 61, “and I would "                                                                   \
	"have waited ten.” "                                                                     \
	"The state-of-the-art engines (two of them) were tested for 1,200 hours and 35 km of "     \
	"rough water; they burn "                                                                  \
	"17.5% less fuel "                                                                         \
	"than before. Tickets cost $5.50—half of that for children—and can’t be bought "     \
	"on "                                                                                      \
	"board... Details: "                                                                       \
	"https://news.example/2024/05/20/ferry-line-reopens-after-three-years/index.html"

#endif
