"""Words of report Chinese for things and properties: what is counted, and whose it is."""

from __future__ import annotations

import re

from kejidata.reports.lexicon.alternatives import pattern, remembered

# 「占比」 share, 「与生产总值之比」 ratio to GDP: what is told of a whole named before.
WHOLE = pattern("""
    ^ ( 与.+之比 占(?!地面|用|有) 强度 覆盖率 比重 占比 比例 贡献率 投入强度 位次 增幅 增速 增量
    增长率 增长速度 [涨降]幅 完成率 到[位账]率 执行率 对.{2,20}贡献率 )
    """)
is_of_whole = remembered(WHOLE.match)
# 「营业收入」 turnover: a property, which must be somebody's.
PART = pattern("""
    (?:合同|协议|年(?:新增|均)?)? ( 总?投资 注册资本金? 总?金额 资金 总额 总量 总数 数量 成交总?额
    合同额 成交金额 交易额 经费(?:支出|投入)? (?:工业)?总?产值 原值 指数 产出 (?:[一-鿿]{2,3})?面积
    余额 (?:资金|基金)?总?规模 (?:[一-鿿]{2})?人数 得分 增加值 申请量 授权量 拥有量 受理量 保有量
    申请数 授权数 营收 税费 (?:折合)?全时当量 奖金总额
    [进出]口(?:总额|额)? (?:研发|科研)费用 (?:主营业务|营业|产品销售|销售|技术|产品|技工贸)?总?收入
    (?:实际)?上缴(?:税[费金收]|利税) 利润 净利润 利税 税收 税金 纳税额?
    (?:补助|资助|扶持|奖励|支持|项目)(?:资金|经费) 总收入
    (?:争取|到[位账]|下达|拨付|揭榜|立项)(?:总?资金|经费|总?金额) (?:获得?)?(?:经费|资金)支持
    (?:投入|安排|下达|争取)(?:中央|[省市县区]级)?(?:财政)?资金 成交额 实到资金 增幅 增速
    (?:研发|研究开发|科[技研]|技术|从业|工作)?人员 职工 员工 投入 支出 贷款 放贷 贷款额 授信 奖金 )
    """)
is_part = remembered(PART.fullmatch)
# 「设立服务站」 set up a service station: what is somebody's without its saying so.
BARE_SITE = re.compile(
    "(^|建有|新?建|设有?|设立|建立|建成|成立|新增)"
    "((?:培训机构|服务站|工作站|服务点|服务队|创业基地|示范基地|工作室)$)"
)
# 「投资增速」 growth of investment: a name that ends with the word for growth.
PACE = re.compile("增[速幅]$")
# 「增速达」 growth reaches: a growth rate that is called so, whose rank may follow.
PACE_OF = re.compile("(增[速幅])(?:分别)?(?:为|达到?|约|近)?$")
# 「甲、乙和丙领域技术交易」 trade in the fields A, B and C: each of them is a field.
KIND_END = re.compile("(?<=.)(?:领域|行业)[^、和]{0,40}$")
# 「均超额」 all exceeded: what follows speaks of all that were counted before.
ALL_OF = re.compile("(?:指标|任务|目标)?(?:均|都|全部)")
ASPECTS = frozenset(("方面", "领域", "环节", "方向"))
"""Words for an aspect (aspect, field, link, direction), which is one of something."""
# 「分别」 respectively: each of several has a figure of its own.
IN_TURN = re.compile("分别|分列|依次")
# 「人均投入」 spending a head: a property for each of those counted.
PER_HEAD = re.compile("[人户]均(?:经费|投入|支出|产值|营业收入|增加值)")
# 「户均」 a household, 「平均每项」 for each project, 「单户」 for one firm.
A_HEAD = re.compile("(?:[人户亩家项笔]均|平均每[人名家户个项件笔亩]次?|单[户笔项])")
_GRADED = "本级|市本级|县本级|(?:国家|省部?|市|县|区|自治区|部|厅)级(?:及?以上)?"
# 「省级以上」 of the province's level or higher.
LEVEL = re.compile(f"(?:{_GRADED}|国家(?=$|[、和与及]))")
# 「国家级和省级」 national and provincial, at the beginning of a name.
LEVELS = re.compile(f"^(?:(?:{_GRADED}|[省市县]以上|国家|各[级类])[、和与及]?)+")
# 「国家级」 national, at the end of a name.
LEVEL_END = re.compile(f"(?:{LEVEL.pattern})$")
# 「高新区」 high-tech zone: what may have properties.
ENTITY = pattern("""
    ( 企业 产业 机构 园区 开发区 高新区 中心 平台 项目 合同 孵化器 基地 基金 专利 成果 实验室 大学
    学校 院校 院所 示范区 工业(?:企业)? 人才 贷(?!款) 奖(?!励) 集团 公司 )
    """)
# 「经费方面」 in funds: the property that a sentence goes on to tell.
RESPECT = re.compile("([^,，、]{2,16})方面$")
# 「申请量」 applications: a name that ends as names do.
NAMED = pattern("""
    ( [量数额率值户所站库奖器台心院] 企业 机构 园区 开发区 高新区 项目 合同 基地 基金 专利 成果 学校
    人才 人员 工业 [个件项条] )$
    """)
# 「重大项目」 major projects: things that are counted.
THING = pattern("""
    ( 高企 企业 机构 园区 开发区 高新区 中心 平台 项目 合同 孵化器 基地 基金 专利 成果 实验室 大学
    学校 院校 院所 示范区 人才 )
    """)
# 「32个县(市、区)」 are 32 counties, some of which are called otherwise.
COUNTIES = re.compile(r"([县市区])\((?:[市县区旗州]、?){1,3}\)")
# 「每名补助」 the subsidy for each: what each of the things named before gets.
EACH = re.compile("每[名人家户个项件](?=.{2})")
# 「乡镇中列第6位」 townships, among which the 6th: those among whom one is ranked.
PEERS = pattern(r"""
    ^((?:[^,，。;、:()\d]{0,7}[区县市州省盟旗镇乡国])?)(?:\([^)]{1,6}\))?[中里]?(?:综合|总)? ( 排名?
    位列 位居 名列 居 列 位 排行 )? ( 第[一二三四五六七八九十\d]{1,3}(?:[位名,，。;、:)]|$)
    前[一二三四五六七八九十\d]{1,2}(?:[位名强,，。;]|$) 首位 末位 )
    """)
# 「各县市区中」 among the counties: whom one is ranked among, and no name.
AMONG = re.compile(r"[省市区县州国镇乡](?:\([^()]{1,6}\))?中$")
# 「投资超10亿元」 investment past a limit: the limit that a name opens with.
LIMITED = re.compile(
    r"^(.{0,12}?)(?:超[\d.]{0,12}[十百千万亿]{0,4}元|[\d.]{0,12}[十百千万亿]{0,4}元以[上下])"
)
# 「甲和乙」 A and B: what parts a list.
LIST = re.compile("[、和与及]")
# 「共计」 in all: the number is that of all that was told.
IN_ALL = re.compile("(?:共计|合计|总计|总共|共有?)$")
# 「总量」 the total: how much, of something named before.
AMOUNT = re.compile("总[量数额]|规模|数量")
# 「企业总数」 the number of firms in all, 「企业数」 their number: and no index (指数).
SUMMED = re.compile("(?<=..)(?:总[量数额]|数量|(?<![指系分])数)$")
# 「一等奖」 first prize: the grade of a prize.
GRADE = re.compile("(?:[特一二三]等|金|银|铜|优秀|优胜)奖$")
# 「第八届创新创业大赛」 the 8th contest: where a prize was won.
CONTEST_END = re.compile(
    "(?:(?<=届)|(?<=[加在]))[^,，。届]{3,20}?(?:大赛|竞赛|比赛|博览会|展览会|挑战赛)(?:上|中)?$"
)
# 「在全国高新区排名中」 in the ranking of zones: what one is ranked in.
CONTEST = re.compile("在([^,，在]{3,30}?)[中里]")
# 「武汉」 a short word for a place or a kind, of which half is told.
SOMEWHERE = re.compile("(?!投|支|产|收)[一-鿿]{2,3}(?<![业品资入出值额量数员])")
# 「规上工业企业中,有」 among firms above the size: those of whom some did something.
AMID = re.compile("([^,，;；。]{3,20})中(?:[,，]|(?=[仍还尚]?有$))[仍还尚]?有?$")
# 「全市经济」 of the whole city: what is told of a whole region has no other owner.
WIDE = re.compile("(?:全[国省市区县州]|[我本][省市区县])[^,，:]{0,90}$")
# 「规模」 size: one of several sides of a thing.
SIDE = re.compile("总[量数额]|规模|数量|增[速幅量]|占比|比重|强度|位次")
# 「次之」 come next: what is said of places that are listed behind the first.
NEXT = re.compile("(?:次之|紧随其后|分列其后)$")
# 「上限」 ceiling: a limit of what was named before.
LIMIT = re.compile("[上下]限|最高(?:限?额)?")
# 「登记金额」 the sum registered: how much of what a verb named before.
TALLY = re.compile(".{2}(?:总?金额|总额|总量|总数|数量?|额|[笔户个人件]数)")
# 「发明」 inventions: a kind of patents.
PATENTS = re.compile("(?:发明|实用新型|外观设计)(?:专利)?")
# 「成交额」 turnover: a name that ends with a noun.
NOUN_END = re.compile(
    "[量数额率值业人者户企项室所站库奖利器台心才院会入出比模资金款益润重度用费力平耗电碳间]$"
)
ends_as_noun = remembered(NOUN_END.search)
_WORD = r"(?:[^,，。;、:()\[\]！!?《》\n|\d]|(?<=[家省市县])、(?=[省市县部]))"
# 「余的重点项目」 (over so many) key projects: the noun behind a number.
AFTER = re.compile(
    r"^(?:余|多)?(?:\([^)]{1,6}\))?(?:以上|左右|以下)?的?"
    rf"({_WORD}{{2,24}}|[班组村镇乡县市区校院站厂](?=[,，。;、]))"
)
# 「的国家重点实验室」 of the key laboratories: what a percent number before it is the share of.
WHOLE_AFTER = pattern(r"""
    ^(?:以上|左右|多)?(?:的|(?=[^,，]{0,6}?(?:企业|行业|单位|高校|院所|机构|产品|人员|领域)))(?!
    ( 增 [的居位是以和与及到至奖补给] 高(?![新校企技等层端价]) 资助 速 比 目标 任务 考核 水平 年均
    复合 ))([^,，。;、:()\[\]！!?《》\n|\d]{2,24})
    """)
# 「的专项资金」 of special funds: what an amount of money is.
FUNDS = re.compile("^的?[一-鿿]{0,6}(?:资金|经费|贷款|订单|补助|补贴|资助|奖励|奖金|基金)")
# 「企业建立机构5」 firms set up 5: where a second figure stands, the noun ends with the verb.
SECOND = re.compile(r"^[^,，、。;:]{0,90}?\d")
# 「以上」 or more, 「左右」 about: what follows a number and is no noun.
NO_NOUN = pattern("""
    ^ ( / 大关 里面? [至到] 当中 之中 和 与 及 以上 以下 左右 的 , 其中 增 同比 较 比 占 居 列(?!入)
    达 位 为 分别 上升 下降 均 [区县市省个]?(?:城市)?中(?![试小医药国学央心关外西型高职]) 考核 任务
    目标 [一二三四五六七八九十两]+[家个项件名人] )
    """)
SHORT = 3
"""Characters of a name that needs an owner."""
# 「研发经费支出」 R&D spending: a property of money, which a list may share.
INDICATOR = re.compile(
    "(?:增加值|总产值|产值|营业收入|主营业务收入|投资|出口额?|利润|(?:技术)?合同(?:成交)?额|成交额|(?:技术)?交易额|销售额"
    "|(?:R&D|研究与[试实]验发展|研发|科技|科学技术)?(?:经费|活动)?(?:内部|外部)?"
    "(?:支出|投入|经费))$"
)
money_of = remembered(INDICATOR.search)
# 「制造业」 manufacturing: who has properties.
ACTOR = pattern(
    "( 业 领域 企业 机构 院校 高校 学校 院所 单位 部门 主体 财政 基础研究 应用研究 试验发展 )$"
)
# 「专利」 patents: short names that stand alone.
ALONE = pattern("""
    ( 高企 专利 论文 照片 专著 院士 税收 利税 标准 博士 硕士 成果 项目 企业 平台 人才 高校 院所 机构
    单位 国家 省 市 县 GDP R&D PCT 品种 [业量值费税村户士员师]$ )
    """)
# 「出口额占全市比重」 share of the city's exports: what grows is the whole, not this.
SHARED = re.compile("占(?:.{2,90}|比)$")
# 「占到」 makes up: what leads to a share.
SHARE_LED = re.compile("占(?:到了?|了|约|近|逾|超过?|高达|[^占,，]{0,2}达到?)?$")
# 「收入占生产总值」 turnover, of GDP: a share that only its verb tells.
PARTED = re.compile("(?:占|相当于)[^占]{2,90}(?<![比重率例])$")
# 「苏南」 the south of Jiangsu, 「东部地区」 the east: places that no gazetteer names.
DIRECTION = re.compile(
    "[一-鿿][东南西北中]|[一-鿿]{2,3}地区|[^国级]{2,3}新区"
    "|(?![全我各])[一-鿿]{2,4}?(?:街道|(?<![下城家水])乡|(?<![小强名集重城村业乡])镇)"
    "|(?![全我本各该]|.{0,90}(?:级|[园新城发范]区|城市|[县地]市|联盟))[一-鿿]{1,3}[省市区县州盟旗]"
)
# 「申请量」 number applied for: a property of things.
PROPERTY = re.compile("(?:申请|授权|受理|申报|拥有|保有)[量数]$|总[量数额]$")
# 「中天集团合同」 contracts of a group: the organisation that a name opens with.
ORGANISATION = re.compile("^.{2,12}?(?:集团|公司)(?=.)")
# 「净利润」 net profit: accounts of an organisation.
ACCOUNTS = re.compile(
    "(?:利润总额|利税总额|净利润|营业收入|主营业务收入|利税|营业利润|销售额|销售收入)"
)
# 「利润」 profit: a property that must be somebody's, be it of a thing or of an organisation.
HELD = re.compile(f"{PART.pattern}|{ACCOUNTS.pattern}")
# 「年产量」 output: how many pieces; 「折合全时当量」 full-time equivalents: how many man-years.
OUTPUT = re.compile("(?:(?:产销?|销|出货)量|(?:折合)?全时当量)$")
# 「长三角部分」 the part of the delta: a part of what the figure before counts.
SHARE_OF = re.compile("(.{2,8})部分")
# 「农民」 farmers: persons.
PERSONS = re.compile("[员家人才生者师农民]$|骨干|群众|干部")
# 「学员」 trainees: other people than those whom the sentence counted first.
OTHERS = pattern("""
    ( 就业 农民 群众 (?<!大)学生 学员 院士 职工 员工 人口 人数 参训 观众 代表 专家 骨干
    [人者师员]$ )
    """)
# 「芯片产量」 output of chips: a property that the last of a list spells out for all.
PROPERTY_END = re.compile(
    f"(?:{INDICATOR.pattern[:-1]}|{OUTPUT.pattern[:-1]}|(?:技术)?合同(?:成交)?(?:金额|额))$"
)
# 「专利产品销售收入」 turnover of patented products: a property behind whose it is.
OWN = re.compile(f"(?<=.{{3}})(?:{ACCOUNTS.pattern}|总投资|技工贸总?收入|税收|利润)$")
# 「分行业看:电子」 seen by industry, electronics: a property is told kind by kind.
BY_KIND = re.compile("(?:^|[,，。;])(?:其中,?)?(?:分|从|按)[^,，。;:]{0,6}看[:,，][^,，。;:]{2,8}$")
# 「成交额」 turnover: a sum of money.
SUM = re.compile("(?:[额值]|收入|支出|经费|投入|投资|资金|利润|税收)$")
# 「申请量」 applications: a name of what is measured, not of a thing.
MEASURED = re.compile("(?:[量数额率值比度费入资]|GDP)$")
is_measured = remembered(MEASURED.search)
# 「新能源占工业比重」 share of industry: what a list says of each of its parts.
SHARED_END = re.compile("(?:占[^、和占]{1,12}比重|所占比重|占比|比重|增速|增幅|完成率)$")
# 「基础研究」 basic research: a kind of research, whose property is money.
RESEARCH = re.compile("(?:基础研究|应用研究|试验发展)$")
# 「科技特派员」 technical envoys: people that are counted by kind.
PEOPLE = re.compile(
    "(?:[一-鿿]{0,4}(?:特派员|人才|辅导员|专家)|(?:科技活动|[一-鿿]{2}|R&D|^)人员)$"
)
# 「规模以上工业企业中,有」 among industrial firms above a size: those whom a sentence tells of.
AMONG_ALL = re.compile(
    "(?:在?全[国省市区县])?([^,，、。]{3,16}(?:企业|机构|院所|高校|单位))中[,，]"
)
# 「平均每家企业拥有」 owned by each firm: a name that says whose it is.
ACTOR_IN = re.compile("企业|机构|院所|高校|单位|部门|人员")
# 「为太原(」 are Taiyuan (so much): the place whose figure a bracket holds.
LISTED_PLACE = re.compile(r"([一-鿿]{2,4})\($")
# 「占比重」 share: the words before a number that is one.
SHARE_END = re.compile("(?:占|率|占比|比重|比例|强度)[^,，]{0,3}$")
# 「覆盖率」 coverage: a name of a share or a rate.
SHARE = re.compile("(?:投入)?强度$|占比$|比重$|[一-鿿]{1,3}率$")
