"""How numbers, dates and what only looks like a number are written: one expression for all."""

from __future__ import annotations

import re

from kejidata.reports.lexicon.alternatives import one_of

# Most numbers have nothing that parts their digits. Thousands are parted by commas, or by spaces as
# GB/T 15835 has it; some typists part every digit.
_ARABIC = (
    r"(?:\d{1,18}+(?:\.\d{1,9}+)?+(?![\d,. ])"
    r"|\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?!\d)"
    r"|\d{1,3}(?: \d{3}){1,6}(?![ \d])(?:\.\d{1,9})?"
    r"|(?<![ \d])\d(?: \d){1,6}(?=[%个家项件人名亿万元])|\d{1,18}(?:\.\d{1,9})?)"
)
# 五百一十七 (517), 九十九点五 (99.5).
_CHINESE = (
    "[一二三四五六七八九两十][零一二三四五六七八九两十百千万亿]{0,20}"
    "(?:点[零一二三四五六七八九]{1,9})?"
)
# 6000余, 2000+ (over so many).
_VAGUE = "[余多来几+]?"
# Areas, weights, visits, vehicles; then what a character more would make another word: 人民 is
# the people, 名列 ranks, 方面 an aspect.
_COUNTED = one_of(r"""
    平方公里 平方千米 平方米 平米 ㎡ 立方米 吨标准?煤 标准煤 场次 人次 [家户]次 [人场]\(次\)
    台件 台\(套\) 台套 人年 人日 批次 项次 班次 例次 车次 台次 公里 公斤 公顷 千米 千瓦时 千瓦 兆瓦
    万吨 毫米 厘米 英寸 (?:[TGMk]Wh?|[kmcn]m|kg|[TGP]B|[TGPE]FLOPS)(?![A-Za-z])
    [家个项件户台盏宗枚套篇种类条只所处座门亩吨辆册份笔幅对支组款株头架艘例课棵粒块羽颗栋]
    (?<=万)方(?![面案式向法位]) (?<=[万亿])度(?!假|过) 倍 番
    部(?!门|委|队|长|分)
    分(?!钟|别|布|公司|之|析|类|支|中心|行|批|享|散|局|校|院|期|层|工) 次(?!月|日|年)
    人(?!民|大|才|工|均|物|口|力) 名(?!列) 位(?!数) 起(?!步|点|草|源|飞|到|重) 批(?!准|复) 期
    场(?!景|地|馆) 张 间(?![接隔断距谍歇]) 本(?!市|省|县|区|年|级|地|科|土) 区(?!间|域) 米(?!波)
    级(?!别|联) 大(?!学|会|力|幅|量|数|型|赛|道|厦|专|中)
    """)
UNIT = (
    f"(?:%|‰|个?百分点|(?:人民币|美|欧|日|港|新台)?元|{_COUNTED})"
    "(?:/[百千万亿]?"
    + one_of("""
        人·?年 平方公里 平方米 立方米 公顷 千瓦时 [人年家项个件亩吨元天月日户度台辆次篇名]
        """)
    + ")?"
)
"""A unit: percent, percentage points, money, what is counted, and for each of what."""
_MONTHS = (
    r"(?:前\d{1,2}个?月|\d{1,2}月?[-~—–至到]{1,3}\d{1,2}月份?|\d{1,2}月(?:份|\d{1,2}日)?|\d{1,2}日)"
)
QUARTERS = (
    r"(?:[一二三四1-4](?:季度)?[-~—–至到]{1,3}[一二三四1-4]季度"
    r"|前[一二三四1-4]个?季度|第?[一二三四1-4]季度)"
)
"""A quarter or several: 三季度 (the third), 前三季度 and 1-3季度 (the first three)."""
# 「二、三季度5亿元」 the second and third quarter; 「二、三季度情况」, no figure, is heading 2.
QUARTERS_OPEN = r"(?:一(?=、二季)|二(?=、三季)|三(?=、四季))(?=、.季度[^\n:]{0,60}?\d)"
# 「二」 the second, before 、三季度 (and third quarter).
_QUARTER_AND = rf"(?:(?<=[^\n])第?[一二三四](?=[、和与及]第?[一二三四]季度)|{QUARTERS_OPEN})"
# 2020年1-11月 (January to November 2020), 上半年 (first half), 十三五 (13th five-year plan). Few
# numbers are dates, and what tells one stands right behind its first digits.
_DATE = (
    r"(?=\D|\d{1,4}+[-./:年月日季~—–至到xX×*相底末)])"
    r"(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)/?(?: ?\d{1,2}:\d\d(?::\d\d)?)?"
    r"|\d{1,2}:\d\d(?::\d\d)?"
    r"|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d(?!\d)|\d\d-\d\d(?: \d{1,2}:\d\d)"
    r"|(?:19|20)\d\d年?[-~—–至到]{1,3}(?:19|20)\d\d年?"
    r"|20(?:[xX×*]{2}|\d[xX×*])年度?"
    r"|(?:19|20)\d\d年十?[一二三四五六七八九十]月份?"
    r"|(?:19|20)\d\d年(?:度|底|末|初|以来)?"
    r"(?:前?\d{1,2}(?:[-~—–至到]{1,3}\d{1,2})?个?月份?(?:\d{1,2}日)?"
    rf"|[上下]半年|{QUARTERS})?"
    r"|(?<=[与较比同])20[0-4]\d(?=[底末]?相比)|(?<=\()(?:19|20)\d\d(?=\)[、,，。;])"
    rf"|{_MONTHS}|[上下]半年|半年|{QUARTERS}|{_QUARTER_AND}|十[一二三四五六]五"
    r"|[今去本当上明]年[度底末]?|20\d\d-20\d\d)"
)
# 三年 (three years), 62天 (62 days), 第5届 (the 5th): time, and what is numbered.
_SPAN = (
    r"(?:\d{1,9}+(?:\.\d{1,4})?+|[一二三四五六七八九两十百]{1,6}+)[余多]?(?:个(?:多|半)?)?"
    + one_of("""
        年(?!级|产|营|销|均|收入|利润|会|报|鉴|检|度[^过]) 季度 月 周年 周 天 日 小时 分钟 工作日
        学时 课时 岁 秒 届 号 页 版 楼 层 路
        """)
)
# 第2位 (2nd place).
_RANK = r"第(?:\d{1,4}|[一二三四五六七八九十百]{1,4})(?:位|名)?"
# 前十 (among the first ten); 前两年 (the two years before) is a span of time, 目前6家 are six at
# present.
_FRONT = r"(?<!目)前(?:\d{1,4}+|[二两三四五六七八九十百]{1,4}+)(?!个?[年月天日周])(?:位|名|强)?"
# XX亿元 (so many billions): a number that is masked.
_MASKED = (
    r"[XxＸ×*＊○◯]{1,9}+\.?[XxＸ×*＊\d]{0,9}+(?:[十百千万亿]{0,3}(?:%|元|家|个|项|件|人|名)|%)"
)
# A telephone, an address, 〔2020〕17号 (no. 17 of 2020), a code, 5G: numbers that are names.
_TEXT = (
    r"\d{5,20}-\d{4,20}|https?://[^\s一-鿿]{1,200}|\[(?:19|20)\d\d\](?:第?\d{1,6}号)?"
    r"|\([\d ]{1,3}\)"
    r"|[A-Za-z]{1,9}[-.]?\d[\dA-Za-z.]{0,9}(?![\d.]{0,9}(?:,\d{3}){0,6}(?:%|[十百千万亿]{0,3}元|[家项件]))"
    r"|\d{1,4}(?:\+(?:\d{1,4}|N|X)){1,6}|\d{1,4}[GDgd](?![A-Za-z])"
)
# 万亿 (a million million); 千瓦 (kilowatt) and 千克 (kilogram) are units.
_MAGNITUDE = "(?:[十百万亿]|千(?![瓦克米伏卡帕])){0,3}"
_NUMBER = (
    rf"(?<!\d)(?P<a>{_ARABIC})(?P<av>{_VAGUE})(?P<am>{_MAGNITUDE})(?P<aw>{_VAGUE})"
    rf"(?:(?=\D{{0,12}}[-~—–至到]\d)"
    rf"(?P<au>{UNIT})?[-~—–至到](?P<b>{_ARABIC})(?P<bm>{_MAGNITUDE}))?(?P<unit>{UNIT})?"
)
_SPELLED = (
    rf"(?P<c>{_CHINESE})(?:[-~至到](?P<d>{_CHINESE}))?"
    rf"(?P<cv>[余多]?)(?P<cm>[万亿]?)(?P<cunit>{UNIT})"
)
# 百分之五 (5 percent), 三分之一 (a third), 七成 (70 percent), 翻一番 (doubled), 1/3. Few numbers
# are parts, and what tells one stands right behind its digits.
_PARTS = (
    r"(?=[百翻]|[\d., 零一二三四五六七八九两十百千万亿点]{1,40}[分成/])"
    rf"(?:百分之(?P<hundred>{_ARABIC}|{_CHINESE}|百)|(?P<over>{_ARABIC}"
    rf"|{_CHINESE})分之(?P<top>{_ARABIC}|{_CHINESE})"
    r"|(?P<tenths>[一二三四五六七八九两]"
    r"|\d(?:\.\d)?)成(?P<half>[半一二三四五六七八九]?)(?![为员立果功长效本熟都品交])"
    r"|(?P<twice>翻[一两二三四五]?\d?番)"
    r"|(?<![\d/.])(?P<part>[1-9])/(?P<whole>[2-9]|1\d)(?![\d/.]))"
)
# 亿元以上企业 (firms of 100 million and more), 超千家 (over a thousand), 百余项 (over a hundred):
# a magnitude alone is one of it.
_BARE = (
    r"(?P<bare>(?:十|百|千)?[亿万]元(?=(?:及)?以[上下])"
    r"|(?<=[破超过达])(?:万亿|[十百千]?亿|[十百千]万)元?(?=大关|[,，。;、)])"
    r"|(?:(?<=[破超过逾近])|(?<!以上)(?<=上))(?:[十百千]?[亿万]元"
    r"|(?:[百千]|[十百千]?万)[家人户项件名个台篇辆](?!才|民|大|工))"
    r"|[百千万]余万?(?:[人场]次|元|[家人户项件名个台篇辆]))"
)
# 「26.82亿元」 2.682 billion yuan: a number, or what looks like one. Most characters begin none,
# which the first lookahead sees before the alternatives are tried.
ANY = re.compile(
    r"(?=[\d第前百十今去本当上下明半一二三四五六七八九两千万亿翻XxＸ×*＊○◯h\[(A-Z])"
    rf"(?:(?P<date>{_DATE})|(?P<span>{_SPAN})|(?P<text>{_TEXT})|(?P<rank>{_RANK})"
    rf"|(?P<front>{_FRONT})"
    rf"|(?P<masked>{_MASKED})|{_PARTS}|(?P<number>{_NUMBER})|(?P<spelled>{_SPELLED})|{_BARE})",
    re.ASCII,
)
