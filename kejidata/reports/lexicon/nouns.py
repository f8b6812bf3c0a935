"""Words of report Chinese for things, acts and properties: what is counted, and whose it is."""

from __future__ import annotations

import re

from kejidata.reports.lexicon.remembered import Remembered

WHOLE = Remembered(
    r"^(?:与.+之比|占(?!地面|用|有)|强度|覆盖率|比重|占比|比例|贡献率|投入强度|位次|增幅|增速|增量|完成率|对.{2,20}贡献率)"
)
PART = Remembered(
    r"(?:合同)?(?:总?投资|总?金额|资金|总额|总量|总数|数量|成交总?额|合同额|成交金额|交易额"
    r"|经费(?:支出|投入)?|(?:工业)?总?产值|原值|指数|产出|面积|余额|人数|得分|增加值|申请量|授权量|拥有量|受理量|保有量"
    r"|申请数|授权数|(?:主营业务|营业|产品销售|销售|技术|产品)?总?收入|(?:实际)?上缴(?:税[费金收]|利税)|利润|净利润|利税|税收|税金"
    r"|纳税额?|(?:补助|资助|扶持|奖励|支持|项目)(?:资金|经费)|总收入|成交额|实到资金|增幅|增速|(?:研发|科技|技术|从业|工作)?人员|职工|员工|投入|支出|贷款|放贷|贷款额"
    r"|授信|奖金)"
)
# What is somebody's without its saying so.
BARE_SITE = re.compile(
    r"(^|建有|新?建|设有?|设立|建立|建成|成立|新增)"
    r"((?:培训机构|服务站|工作站|服务点|服务队|创业基地|示范基地|工作室)$)"
)
PACE = Remembered(r"增[速幅]$")
# 甲、乙和丙领域技术交易: each of them is a field.
KIND_END = Remembered(r"(?<=.)(?:领域|行业)[^、和]*$")
# All of those that were counted before: 四项均超额.
ALL_OF = re.compile(r"(?:指标|任务|目标)?(?:均|都|全部)")
ALL_BEGINS = frozenset("指任目均都全")
ASPECTS = frozenset(("方面", "领域", "环节", "方向"))
# Each of several has a figure of its own.
IN_TURN = re.compile("分别|分列|依次")
# Those who got money, which is named after why they got it: 获奖励企业, 奖励资金.
GOT = Remembered(
    r"获得?(奖励|奖补|资助|补助|补贴|扶持)(企业|单位|机构|项目|人员|人才|高校|院所|团队)$"
)
PER_HEAD = Remembered(r"[人户]均(?:经费|投入|支出|产值|营业收入|增加值)")
LEVEL = Remembered(
    r"(?:本级|国家(?=$|[、和与及])|市本级|县本级|(?:国家|省部?|市|县|区|自治区|部|厅)级(?:及?以上)?)"
)
LEVELS = Remembered(rf"^(?:(?:{LEVEL.pattern}|[省市县]以上|国家|各[级类])[、和与及]?)+")
LEVEL_END = Remembered(rf"(?:{LEVEL.pattern})$")
ENTITY = Remembered(
    r"(?:企业|产业|机构|园区|开发区|高新区|中心|平台|项目|合同|孵化器|基地|基金|专利|成果"
    r"|实验室|大学|学校|院校|院所|示范区|工业|人才|贷(?!款)|奖(?!励)|集团|公司)"
)
NAMED = Remembered(
    r"(?:[量数额率值户所站库奖器台心院]|企业|机构|园区|开发区|高新区|项目|合同|基地|基金|专利|成果|学校|人才"
    r"|人员|工业|[个件项条])$"
)
# What a number counts, where more words follow: 16个高新区重大项目开工.
ATTAINED = re.compile(
    r"^([^的]{2,12}?)(?:成功|均|被|已)*((?:荣?获|摘得|当选|入选|入围|[列纳]入|进入|上榜|参训|参加|参与|通过|入库|申报|签约|受益|挂牌|上市"
    r"|成为|晋级|认定为|评为|升级为).{0,20})$"
)
THING = Remembered(
    r"高企|企业|机构|园区|开发区|高新区|中心|平台|项目|合同|孵化器|基地|基金|专利|成果|实验室|大学|学校"
    r"|院校|院所|示范区|人才"
)
VERBS = (
    "新增|净增|获批|获得|引进|受理|建成|建设|孵化|突破|推介|资助|签约|签订|签署|建立|提供|办理|办结|拥有|培育|发放"
    "|投放|支持|带动|争取|引育|转化|出台|覆盖|服务|组织|举办|开展|新建|实施|承担|成立|选派"
    "|认定|扶持|推荐|申报|立项|入选|入库|备案|登记|帮助|指导|走访|吸引|集聚|聚集|完成|实现|兑现"
    "|兑付|下达|奖励|补助|通过|达成|促成|征集|发布|收集|解决|培训|奖补|拨付|落实|投入|列入|安排"
    "|获|与|为|给予|对接|共建|建有|设立|组建|授予|评选|遴选|派出|选聘|聘请|推广|示范|种植|试点"
    "|拟推|选用|惠及|辐射|助力|配备|购置|形成|推动|推进|促进|制定|修订|办|有(?!效|机|色)|达|共|复[审评核]|审核|评审|输出|吸纳|牵建|参建|牵头|参与"
    "|下设|设|集中在|分"
)
VERB_END = Remembered(rf"(?:{VERBS})(?:了|各类|各级|各)?$")
DONE_TO = Remembered(rf"^(?:{VERBS}|新(?![型兴产材能品技一经业药区]))+")
# 32个县(市、区) are 32 counties, some of which are called otherwise.
COUNTIES = re.compile(r"([县市区])\((?:[市县区旗州]、?){1,3}\)")
# 技术交易合同登记: what was done to a thing may follow it.
DONE_AFTER = Remembered(
    r"(?:通过|已|累计)*(?:登记|备案|申报|认定|入库|立项|签约|评审|招生|新增|净增)+$"
)
ACTS = Remembered(rf"^(?:{VERBS})")
# What each of the things named before gets: 每名补助.
EACH = Remembered(r"每[名人家户个项件](?=.{2})")
# Those among whom one is ranked: 12个乡镇中列第6位.
PEERS = re.compile(
    r"^((?:[^,，。;、:()\d]{0,7}[区县市州省盟旗镇乡国])?)(?:\([^)]{1,6}\))?[中里]?(?:综合|总)?(?:排名?|位列|位居|名列|居|列|位|排行)?"
    r"(?:第[一二三四五六七八九十\d]{1,3}(?:[位名,，。;、:)]|$)|前[一二三四五六七八九十\d]{1,2}(?:[位名强,，。;]|$)|首位|末位)"
)
AMONG = Remembered(r"[省市区县州国镇乡](?:\([^()]{1,6}\))?中$")
LIMITED = Remembered(r"^(.{0,12}?)(?:超[\d.]*[十百千万亿]*元|[\d.]*[十百千万亿]*元以[上下])")
LIST = Remembered("[、和与及]")
IN_ALL = re.compile(r"(?:共计|合计|总计|总共|共有?)$")
AMOUNT = Remembered(r"总[量数额]|规模|数量")
GRADE = Remembered("(?:[特一二三]等|金|银|铜|优秀|优胜)奖$")
CONTEST_END = re.compile(
    r"(?:(?<=届)|(?<=[加在]))[^,，。届]{3,20}?(?:大赛|竞赛|比赛|博览会|展览会|挑战赛)(?:上|中)?$"
)
CONTEST = re.compile(r"在([^,，在]{3,30}?)[中里]")
# A step on one road: 专利申请, then 授权.
STEP = Remembered(r"(?:申请|受理|授权|申报|推荐|评审|鉴定|登记|认定|备案|入库|立项|办结|结案)$")
STEP_DONE = Remembered(r"(?:申请|受理|授权|申报)(?=.)")
# 武汉占五成: a short word for a place or a kind.
SOMEWHERE = Remembered(r"(?!投|支|产|收)[一-鿿]{2,3}(?<![业品资入出值额量数员])")
# Those of whom some did something: 规上企业中,有5家建立了机构.
AMID = re.compile(r"([^,，;；。]{3,20})中[,，]有?$")
# What is told of a whole region has no other owner.
WIDE = re.compile(r"(?:全[国省市区县州]|[我本][省市区县])[^,，:]*$")
# Several sides of one thing: 总量和增速分列第3位和第2位.
SIDE = Remembered(r"总[量数额]|规模|数量|增[速幅量]|占比|比重|强度|位次")
LIMIT = Remembered(r"[上下]限|最高(?:限?额)?")
# How many or how much of what a verb named before: 融资金额 of 专利权质押融资登记.
TALLY = Remembered(r".{2}(?:总?金额|总额|总量|总数|数量?|额|[笔户个人件]数)")
PATENTS = Remembered(r"(?:发明|实用新型|外观设计)(?:专利)?")
ONLY_VERB = Remembered(rf"^(?:{VERBS}|新|重新|首次|经|已|共|累计|全年|近期|拟)+$")
# Who did it is no part of what was done: 省委出台, 高新区签约.
DOER = Remembered(
    rf"^(?!{VERBS}).*?(?:[省市区县]委|政府|[省市区县局厅]|财政|集团|公司|学院|大学|中心|协会|联盟)(?=(?:先后|已|共|新|加快|积极|大力|持续|深入|扎实|全面|成功)*(?:{VERBS}))"
)
NOUN_END = Remembered(
    r"[量数额率值业人者户企项室所站库奖利器台心才院会入出比模资金款益润重度用费力平耗电碳]$"
)
AFTER = re.compile(
    r"^(?:余|多)?(?:\([^)]{1,6}\))?(?:以上|左右|以下)?的?"
    r"((?:[^,，。;、:()\[\]！!?《》\n|\d]|(?<=[家省市县])、(?=[省市县部]))"
    r"(?:[^,，。;、:()\[\]！!?《》\n|\d]|(?<=[家省市县])、(?=[省市县部])){1,23}"
    r"|[班组村镇乡县市区校院站厂](?=[,，。;、]))"
)
# 认定15家企业为高新技术企业, 10家企业与高校合作: what a word for all kinds goes on with.
KIND = Remembered(rf"^(?:企业|单位|机构|公司|项目|高校)(?:(为)|(?=[与同对向]|{VERBS}))")
# What a percent number before it is the share of: 84%的国家重点实验室.
WHOLE_AFTER = re.compile(
    r"^(?:以上|左右|多)?(?:的|(?=[^,，]{0,6}?(?:企业|行业|单位|高校|院所|机构|产品|人员|领域)))(?!增|[的高居位是以和与及到至奖补给]|资助|速|比|目标|任务|考核|水平|年均|复合)([^,，。;、:()\[\]！!?《》\n|\d]{2,24})"
)
FUNDS = re.compile(r"^的?[一-鿿]{0,6}(?:资金|经费|贷款|订单|补助|补贴|资助|奖励|奖金|基金)")
# Where a second figure stands in the clause, the noun ends with the verb between the two.
SECOND = re.compile(r"^[^,，。;:]*?\d")
PREDICATE = Remembered(
    r"在|分别|中(?=属|有|的)|户均|[人亩]均|营[收业]|创造|贡献|获|拥有|建有|设有|对口|联系|担保|放贷|实现|完成|当选|入选|通过|入库|签约|达|超|投入|共|累计|新增|的"
)
# 两个高新区实现总收入115亿元: theirs.
HAS = re.compile(r"(?:共|累计|全年)?(?:实现|完成)(?=.*[额值入税润])")
NO_NOUN = Remembered(
    r"^(?:大关|里面?|[至到]|当中|之中|和|与|及|以上|以下|左右|的|,|其中|增|同比|较|比|占|居|列|达|位|为|分别|上升|下降|均"
    r"|[区县市省个]?(?:城市)?中(?![试小医药国学央心关外西型高职])|考核|任务|目标|[一二三四五六七八九十两]+[家个项件名人])"
)
SHORT = 3
"""Characters of a name that needs an owner."""
INDICATOR = Remembered(
    r"(?:增加值|总产值|产值|营业收入|主营业务收入|投资|出口额?|利润"
    r"|(?:R&D|研究与[试实]验发展|研发|科技|科学技术)?(?:经费|活动)?(?:内部|外部)?(?:支出|投入|经费))$"
)
ACTOR = Remembered(
    r"(?:业|领域|企业|机构|院校|高校|学校|院所|单位|部门|主体|财政|基础研究|应用研究|试验发展)$"
)
# Short names that stand alone.
ALONE = Remembered(
    r"高企|专利|论文|照片|专著|院士|税收|利税|标准|博士|硕士|成果|项目|企业|平台|人才|高校|院所|机构|单位|国家|省|市|县"
    r"|GDP|R&D|PCT|品种|[业量值费税村户士员师]$"
)
# A gap in growth is one of the whole, not of the share told before it.
SHARED = Remembered(r"占(?:.{2,}|比)$")
SHARE_LED = re.compile(r"占(?:到了?|了|约|近|逾|超过?|高达|[^占,，]{0,2}达到?)?$")
PARTED = Remembered(r"(?:占|相当于)[^占]{2,}(?<![比重率例])$")
# Verbs whose object a number may leave out: 引进120家.
TRANSITIVE = Remembered(
    r"(?:扶持|支持|资助|培育|引进|(?<!技术)服务|走访|帮助|奖励|补助|推荐|惠及|带动|孵化)$"
)
OBJECT = Remembered(rf"^.*(?:{VERBS})(?=.{{4}})")
# A list that 、 joins shares its verb: 新增国家级平台3个、省级平台5个.
# How much more there is says nothing of what is counted.
MOVED = re.compile(r"(?:同比|分别|平均|[负正])*(?:增长|下降|增加|减少|提高|上升|回落|下滑)$")
SHARED_VERB = Remembered(
    r"^(?:新增|净增|新认定|新建|新培育|引进|引育|申报|获批|获得|建成|推荐|报送|制定|签订|组织申报|举办|发放|争取|推广"
    r"|培训(?!机构|中心|班|基地))"
)
ACTED = Remembered(r"[发办签建评引育](?=.{2})(?!.?率$)")
DIRECTION = re.compile(
    r"[一-鿿][东南西北中]|[一-鿿]{2,3}地区|[^国级]{2,3}新区"
    r"|(?![全我本各该]|.*(?:级|[园新城发范]区|城市|[县地]市|联盟))[一-鿿]{1,3}[省市区县州盟旗]"
)
PROPERTY = Remembered(r"(?:申请|授权|受理|申报|拥有|保有)[量数]$|总[量数额]$")
# 企业已申报: that it is done adds nothing.
DONE_SINCE = re.compile(r"(?<=.{2})已(?=申报|获|入选)")
# What is said of a counted noun, and no part of it.
SAID = re.compile(
    r"给予|加快|已|进行|参加|顺利|全[部面]|如期|圆满|超额|正在|(?<![户人亩])均|居|列(?!入)|位[列居]|排名|第[一二三四五六七八九十]"
    r"|(?<=[^,，]{2})(?:分别|增速|增加值|实现|超过)|看$"
)
ORGANISATION = Remembered(r"^.{2,12}?(?:集团|公司)(?=.)")
ACCOUNTS = Remembered(
    r"(?:利润总额|利税总额|净利润|营业收入|主营业务收入|利税|营业利润|销售额|销售收入)"
)
OUTPUT = Remembered(r"(?:产销?|销|出货)量$")
# A part of what the figure before counts: 长三角部分.
SHARE_OF = Remembered(r"(.{2,8})部分")
# Other people than those whom the sentence counted first.
PERSONS = Remembered(r"[员家人才生者师农民]$|骨干|群众|干部")
OTHERS = Remembered(
    r"就业|农民|群众|(?<!大)学生|学员|院士|职工|员工|人口|人数|参训|观众|代表|专家|骨干|[人者师员]$"
)
# A property that the last of a list spells out for all: 甲、乙产量.
PROPERTY_END = Remembered(
    rf"(?:{INDICATOR.pattern[:-1]}|{OUTPUT.pattern[:-1]}|(?:技术)?合同(?:成交)?(?:金额|额))$"
)
BY_KIND = re.compile(
    r"(?:^|[,，。;])(?:其中,?)?(?:分|从|按)[^,，。;:]{0,6}看[:,，][^,，。;:]{2,8}$"
)
SUM = Remembered(r"(?:[额值]|收入|支出|经费|投入|投资|资金|利润|税收)$")
MEASURED = Remembered(r"(?:[量数额率值比度费入资]|GDP)$")
SHARED_END = Remembered(r"(?:占[^、和占]{1,12}比重|所占比重|占比|比重|增速|增幅|完成率)$")
RESEARCH = Remembered(r"(?:基础研究|应用研究|试验发展)$")
PEOPLE = Remembered(r"[一-鿿]{0,4}(?:特派员|人员|人才|辅导员|专家)$")
LISTED_PLACE = re.compile(r"([一-鿿]{2,4})\($")
SHARE_END = re.compile(r"(?:占|率|占比|比重|比例|强度)[^,，]{0,3}$")
SHARE = Remembered(r"(?:投入)?强度$|占比$|比重$|[一-鿿]{1,3}率$")
