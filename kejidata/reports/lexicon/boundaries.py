"""Words of report Chinese that tell where the name of an indicator begins and ends."""

from __future__ import annotations

import re

from kejidata.reports.lexicon.alternatives import one_of, pattern

# 在 that begins a word (校 in school, 园 in kindergarten, 建 under construction) tells no place;
# 在园区 (in the park) does.
_AT = "在(?!园(?!区)|[校学孵职岗建研册读库营产线用谈编华])"
# 「截至年底,全市共有高企」 by the year's end, the city has in all: what leads to a name.
LEADING = pattern(rf"""
    ( 其次分?别?[是为] 来源[为是] 总[量额](?=占) (?:稳步|大力|积极|持续|有力)?推动(?=实现)
    实际(?!利用|使用|到|投入|投资|外资|控制|缴|$) 在册 年度目标(?:任务)?(?=[是为].)
    [,，、:·\-—~”’)\]\s①-⑳●■◆▲★▶►•◇□○*#] (?:19|20)\d\d[、和与及]
    \d{{1,2}}[.、](?!\d) 以上 以下 左右 余(?=[人家个]) 力争 确保 争取(?=新|全年|达|在)
    [省市区县]?下达(?=.{{2}}) (?:[仍处尚]?在)?有效期内?的?(?=高|科|总数|达|$) 用于(?:支持)? 努力
    计划(?=新|净增|认定|全年|申报|推荐|开展|举办|引进) 拟 要 将 目标 [一二三四五六七八九]要 下一步
    明确 其中 另外?有? 还有? 并且 并(?!购) 以及 及其? 和 与(?!会|[^,，]{{2,12}}之比) 同时 此外 目前
    截[至止]到?[底末初]? 至今 以来 全年 年内 年底 年末 累计 共计 共(?![建享同])有? 合计 总计 预计
    已经?有? 现有 现已 内含 含(?!量) 包括 包含 是 为 实现 完成(?!率)
    (?:第[一二三四五六七八九十\d]{{1,3}}|首)[批期届轮] 该[省市区县]
    (?:[较比](?:年初|年末|年底|上年|同期)?|同比)(?=净增|新增) 各[类级](?:各类)? 拥有(?!量)
    近(?=制定|承担|实施|新增|培育|引进|获|共) 来(?=[,，]|新增|新认定|累计|共|引进|培育|实现|完成)
    (?:位?居|排名?|位列)?[前后][一二三四五六七八九十\d]{{1,3}}[位名强]的? {_AT} 达(?!成|标)到?
    有(?!效|机|色|限|研) 全[国省市区县州镇乡局校院](?!重点) 我[国省市区县局委院州](?!院) 我们的?
    [几近多][一二三四五六七八九十两]?年来
    各(?:省|市|区|县)(?!级) 同期 一年来 度(?!假) 底 末 的 了 中[,，] 份 里 当[年月季] 期间 仅 又
    再 也 均 都 分别 依次 先后 [一二三四五六]是 )++
    """)
# 「高新技术企业数量快速增长到」 grew fast to: what stands between a name and its number. No word
# here is made of others here, so that no text can be read in two ways.
TRAILING = pattern(r"""
    ( [,，、:·\-—~“‘(\[\s] 要 力争 达 高达 超过? 首次过 突破 破 逾 大约
    (?<![签公条节预集大契])约 (?<!抢)占 首次? 接近 近(?!\w) 仅 已经? 为 是 现?(?<!拥)有(?!效)
    共(?!同|享) 累计 合计 总计 预计 将 [尚并]?未 曾 分别 依次 (?<![人户亩])均过? 平均 都
    不低于 不少于 不超过 不高于 预?可(?=$|到|达|提|增|升) 应 需 须 突破[十百千万亿]+
    (?:连年|快速|大幅|明显|显著|稳步|逐步|不断|持续)(?:(?:增长|上升|下降|提高|增加)(?![到至]))?
    创(?:历[年史])?新?(?:高(?!达))? 到 至 [升增提降]至 [升增降]到
    (?:增加|提高|提升|上升|下降|减少|增长|跃升|扩大|发展|壮大|压缩|缩短|缩小|缩减)(?:到|至)
    (?:降低|攀升|回落|收窄|下滑|回升)(?:到|至) 调整(?=[为到至]) 完成 实现 保持 维持 稳定在 控制在 在
    了 其中 各 的 由 从 (?<![设统会审])计 [刚正恰]好 就 以 (?<![绝相配])对 仍 也 再 又 还 只
    全[国省市区县州盟旗] 全球 居 (?<!入)列 位居 位列 名列 排名 (?<![安编])排(?!名) 位于 位次 分列
    稳居 跃居 连续 继续 进入 跻身 等 等级 超额 最[高多大快低少] (?<![获取所])得 偏[少低小弱]
    不[足到]
    年[底末内] [跃迈登]上 迈入 [>≥<≤=] ){1,30}$
    """)
# 「同比增长」 grew on the year before: where a name ends before a growth rate or a change.
MOVE = pattern("""
    (?:与|(?<![合共协])同|较|(?<!占)比(?!重|例|率|赛|亚))[^,，]{0,12}? ( 相比 同期 上年 去年 年初 年
    期 平均 全[国省市县盟旗] )| (
    (?:[较同]|(?<!占)比)(?=[末底初]?[增减下提多少高低上回加快扩缩降前后进退])
    按(?:可比|不变)价 同比 环比 同口径 年均 年平均 平均增 缩短 压缩 缩减 (?<!占)比$
    较(?!大|好|高|强|多|快|为) 增长(?!的?贡献) 增幅 增速 增加(?!值) 提高
    提升(?!行动|工程|年|计划) 上升 下降 减少 降低 回落 收窄 下滑 高于 [快慢]于 (?<!不)低于 高出 超出
    超(?=[^,，]{0,8}(?:均值|平均)|过时[间序]进度) 明显 大幅
    创历 创新高 翻 增$ 净增$ 上?涨 再加 上调 下调 上浮 多$ 高$ 少$ 前[进移]$ 后[退移]$ 进位$ )
    """)
# 「比发达县市低」 lower than in the developed counties: how much less or more than others.
BESIDE = re.compile(r"(?:(?<!占)比(?!重|例|率|赛|亚)|较)[^,，比较]{2,12}?[高低快慢多少大小]出?了?$")
# 「完成全年任务的」 of the year's task done: where a name ends before a completion ratio.
DONE = pattern("""
    (?:,|，)?(?:提前|超额|已|分别)?(?:(?:占|为|达|完成|超|是)[^,，]{0,6})?
    ( 全年 年度 本年 当年 年初 既定 省定 市定 下达 目标 任务 计划 )
    [^,，]{0,10}(?:任务|目标|计划|完成率?|进度|的){1,7}.{0,4}$
    |(?:年度|全年|目标|任务){0,4}完成率.{0,4}$|完成(?:全年|年度|目标|任务).{0,90}$
    |(?:占|为|达|完成).{0,10}(?:目标|任务|计划|指标).{0,8}$
    """)
# 「相当于上年的」 as much as last year's: where a name ends before so many times something else.
SCALED = re.compile(r"(?:是|为|达到?|相当于)(?=[^是为达]{0,90}的?$)")
# 「占全市总量」 of the city's total: what a share is of.
PART_OF = re.compile(
    r"占(?:到|了|比)?(全[国省市区县州球])(?:的|总数|总量|比重){0,4}(?:约|近|超|保持|达到?|为){0,4}$"
)
_HELD = "所占的?(?:比[重例率]|份额)"
# 「所占的份额」 the share held.
HELD_SHARE = re.compile(f"{_HELD}$|^[两二三四五六]者(?:{_HELD}|占比)$")
# 「在工业总产值中所占比重为」 the share held of output is.
HELD_OF = re.compile(f"在([^,，在]{{2,30}})[中里]{_HELD}[^,，]{{0,4}}$")
# 「位居全省」 stands in the province: where a name ends before a rank.
RANKED = pattern(r"""
    (?:均|分|稳|跃|位|名|继续|连续|保持|综合|总体|并){0,6} ( 居 列(?!入|为) 位居 位列
    排名?(?:在|全)? 位于 位次 跃升 进入 跻身 获得? 荣获 评为?(?!价) 由 从 在\d{0,9}个 处于 )|
    ( 全[国省市区县州盟旗](?!重点) (?:全球|世界|国内)(?![一-鿿]{2,6}(?:指数|总值)) 连续
    通报 同比增长 中$ )
    """)
# 「(年度目标」 the year's target: where a name ends before a target.
GOALED = re.compile(
    r"(?:(?:上级|[省市州区县盟旗](?:委|政府|局|厅)?)下达的?)?"
    r"[(,，]?(?:年度|全年|考核){0,4}(?:目标|任务|指标|计划|(?<!不)(?:高于|超过))"
    r"(?:目标|任务|指标|计划|高于|超过|值|数|为|是|:){0,9}$"
)
# 「研究中心(含分中心)」 with its branches: an aside, which is no part of a name.
PARENTHESES = re.compile(r"\((?!(?<=展\()R&D\))[^()]{0,40}\)|\[[^\[\]]{0,20}\]|【[^】]{0,20}】")
# 「高新技术企业新增」 high-tech firms, new: the act goes before the thing.
NEWLY = re.compile(r"^(?:新增|净增|新认定)?(.{3,90}?)((?<!重)新(?:增|认定)|净增)加?$")
# 「科技型企业」 science-based firms: a thing alone cannot be a percent number, its share is.
BARE_THING = pattern(
    "( 企业 产业 机构 项目 专利 成果 人才 人员 平台 中心 [^工作行企事产从就营农林牧]业 )$"
)
# 「的汽车项目」 of the car project: what money is for may follow it.
INVESTED = re.compile(
    r"^的(?:\d{1,9}[个项])?"
    r"([^,，、。;:()\d]{2,18}?(?:项目|(?:基地|平台|中心|园区?|工程|总部)(?!.{0,4}项目)))"
)
# 「按投资额」 by the sum invested: what a policy pays a percentage of.
PAID_BY = re.compile(r"^(?:按照?|给予)(?=.)")
_PAYMENT = one_of("奖励 奖补 补助 补贴 资助")
# 「比例给予补助」 is paid as a subsidy, at a rate.
PAYS = re.compile(rf"^的?(?:比例|标准)?(?:再)?(?:给予)?(?:一次性)?({_PAYMENT}|补偿)")
# 「给予一次性奖励」 is given a bonus, once: what someone gets of whom the clause before tells.
PAID = pattern(f"""
    ^ ( 分别 各 均 再 一次性(?=给予|予以) 给予 予以 最高 不超过 每[年户家个项] 单户 连续
    每(?![年户家个项]) ){{0,6}}(一次性)?({_PAYMENT}|支持)?$
    """)
# 「每名补助」 each gets: who pays how much sets no limit on whom.
PAYING = re.compile(r"每[年户家名个项人]|最高|补[助贴]|奖|给予|支持|资助")
# 「对首次认定的企业」 to firms certified for the first time: who is paid.
PAYEE = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、)?(?:对|凡|给)?((?!给予|予以).{4,90}?)的?$")
# 「对引进的博士每人每年补贴」 to each doctor that is brought in, a year: who is paid, and what.
PAID_TO = re.compile(
    r"^对(.{3,60}?)(?:的(?:单位|企业|机构)?)?"
    r"(?:每[年户家个项人]|给予|予以|各|再|均|一次性|最高|不超过|累计|按){1,6}"
    rf"({_PAYMENT})?(?:最高|不超过)?$"
)
# 「的一次性奖励」 as a bonus: what it is called behind its amount.
PAYMENT = re.compile(rf"^(?:以内)?的?(?:一次性)?({_PAYMENT})")
# 「新认定企业每户奖」 a bonus for each new firm.
PAYS_EACH = re.compile(
    r"^(?:获得?|取得|对)?(.{2,90}?)(?:各|再|均|分别)?(?:每[户家名人个项件])?(?:给予|予以)?"
    r"(一次性)?奖励?$"
)
# 「2020年全市成交额」 of the whole city: whose a figure is, said before its name.
REGION = re.compile(
    r"^(?:(?:(?:科学技术|科技|教育|文化|[和与、]){1,9}全年"
    r"|[^占当]{0,90}(?<![来到于])(?:全[国省市区县州盟旗局]|[我本][省市区县州盟旗局])(?!级|重点)"
    r"(?:安排的|下达的)?|.{2,8}共有|(?:新华|中新|人民|本报|记者)[^占]{0,8}[电讯])(?=.{2}))"
)
# 「在科技创新方面开展」 acts in the field of innovation: where is no part of what is done.
SETTING = re.compile(rf"{_AT}[^,，、在]{{2,14}}?(?:[中上下]|方面|领域|基础上|期间)(?=.)")
# 「加大培训力度组织培训」 organised training: in a long name, the last act counts.
ACT = pattern("""
    ^.{0,90}(?= ( 自建 共建 筹建 得到 获得 获批 荣获 建立 争取 形成 带动 吸纳 取得 给予 征集 开展
    签订 签署 引进 新增 新认定 实现 (?<!成果)转化 突破 推介 受理 兑付 发放 孵化(?!器|基地|载体|平台)
    组建 举办 组织 拥有(?!量) 建有 建成 承担 扶持 资助 推荐 报送 新建 设立 投放 出台 拨付 兑现
    (?<!收)获 ).{2})
    """)
# 「高新技术企业拥有有效专利」 patents that high-tech firms have: they are theirs.
OWNS = pattern("""
    ^([^、,，]{2,16}? ( 企业 机构 院校 高校 学校 院所 单位 公司 集团 园区 开发区 高新区 中心
    实验室 孵化器 平台 基地 ))(?:[共现]?拥有|建有|设有)(?!量)(?=.{2})
    """)
LONG = 12
"""Characters from which a name is long."""
# 「“」 a quotation mark, which no name keeps.
QUOTES = re.compile("[“”‘’\"']")
# 「市科技局」 the city's bureau, 「年度目标」 the year's goal: what only looks like a name.
GOAL_WORD = re.compile(
    r"^[省市区县](?:[^,，]{0,6}[厅局委部府]|定)$|^[较比].{0,4}(?:提高|增加|增长|上升|下降|减少)$"
    r"|^(?:这一?|该|此)(?:比例|比重|占比|数字|指标|数值)$|^(?:剔除|扣除)[^,，]{1,16}[后外]?$"
    r"|^(?:实际|最终|提前|[较比]?同期|[较比]年初|(?:折合|折算|约?合)(?:人民币)?|相当于)$"
    r"|^(?:超|[高低多少]于|不及|[比较与距离])(?:出|过|额)?(?:完成)?了?[^,，]{0,8}"
    r"(?:目标|任务|计划|指标)(?:任务|数|值|要求|相比?){0,2}[^,，]{0,3}$"
    r"|^的?(?:年度|全年|考核|既定|预期|年初|奋斗|确保|力争){0,4}(?:目标|任务|计划|指标)"
    r"(?:任务|目标|数|值){0,4}相?$"
)
# As short forms are said, and what they stand for.
SHORT_FORMS = (
    ("高企", "高新技术企业"),
    ("科小", "科技型中小企业"),
    ("社零", "社会消费品零售"),
    ("r&d", "R&D"),
    ("gdp", "GDP"),
)
# 「以企业为主线」 with firms at the core, 「各类」 of all kinds: what says nothing of what is told.
FILLER = pattern(r"""
    以[^,，]{2,30}?为 ( 抓手 重点 主线 核心 引领 契机 载体 依托 龙头 导向
    动力 )|(?<=.{2})从[^,，从]{2,10}看$|(?<!各级)各[类种]
    |^赴[^,，]{2,12}?(?=开展|举办|参加|招商)|(?:[省市县区]、?){2,3}[两二三]级(?=.{2})|(?<=.{2})(?:创造|产生|贡献)的|(?<=.{2})(?:共|累计)(?=安排|资助|建设|设立|举办|实施|支持)|(?:形式多样|丰富多彩|[多各]种形式|内容丰富|一系列)的
    |(?<=[一-鿿])第[一二三四五六七八九十\d]{1,3}批
    """)
# 「高新技术产业实现增加值」 the industry reached a value added of: the verb is no part of the name.
REACHED = re.compile(
    r"(?<=.{2})(?:分别|预计){0,2}(?:实现|完成)(?=.{0,8}(?:[值额入税量资]|利润|销售)(?:$|占))"
)
# 「比全省平均低」 lower than the province's mean: the gap to others in points.
GAP = re.compile(
    r"(?:[高低快慢]于|[高超]出|超过?)([^,，]{2,12}?)的?$"
    r"|(?<!占)比(?!重|例)((?:[^,，比]|(?<=占)比){2,12}?)(?:高|低|快|慢|多|少)出?$"
)
# 「增速」 growth: a rate that is ranked beside its level.
RATE = re.compile("增[速幅]|[涨降]幅|增长(?:率|速度)|完成率")
# 「全市平均」 the city's mean: those with whom a place is compared.
SOMEWHERE = re.compile("全[国省市区县州盟旗]|平均|均值")
# 「超额完成目标」 beyond the goal: an amount by which more was done.
PAST_GOAL = re.compile("超额完成了?[^,，]{0,12}(?:目标|任务|计划)(?:任务|数|值)?$")
# 「高于投资增速(」 faster than investment (which a bracket tells): with whom one is compared.
COMPARED_WITH = re.compile(r"([高低快慢])于([^,，()]{2,16})\($")
# 「上年同期」 the same time last year: what is compared with is oneself at another time.
SINCE = pattern("( 同期 上年 去年 年初 上月 年末 年底 预期 目标 计划 任务 上一 前年 )")
# 「推动科技支出」 pushed spending: growth that someone brought about.
BROUGHT = re.compile(r"^(?:推动|促进|拉动|引导)(?=.{3})")
# 「,」 a comma or a colon parts clauses.
CLAUSE = re.compile("[,，:]")
# 「工程(技术)研究中心」 engineering (technology) centre: a bracket amid a name is a part of it.
AMIDST = re.compile(r"\((?<=[一-鿿]\()(?![第含不])([一-鿿]{1,3})\)(?=[一-鿿])")
# 「(」 an open bracket starts a clause; the one of an abbreviation belongs to its name.
BREAK = re.compile(r"\((?!R&D\))|(?<!R&D)\)|——")
# 「明显上升」 clearly up: where a name ends before a value.
LEADS_TO = re.compile(r"由$|从$|同比$|(?:明显|大幅)?(?:上升|下降|提高)$")
# 「甲、乙等重大创新项目」 A, B and other projects: what is listed before its kind.
LISTED = re.compile(r"(?<![高中初同平])等地?(?=[^级奖于].{3,90}$)")
# 「完成年度投资计划」 of the planned investment: what a plan is of.
PLAN = re.compile(
    r"完成(?:全年|年度|本年度?|既定|[省市县]定|下达|的){0,6}"
    r"(?!全年|年度|目标|任务|计划|指标|进度)([一-鿿]{2,6}?)(?:计划|任务|目标){1,4}的?(?:约|近|超)?$"
)
# 「通过培育」 by fostering: an adverbial clause names nothing.
ADVERBIAL = pattern(
    "( 以 对 通过 围绕 为 按 与 向 把 依托 聚焦 根据 随着 经 由 从 针对 结合 关于 让 使 )"
)
# 「大力推进」 pushes with all strength: effort says nothing of what it is for.
EFFORT = pattern("""
    ( 加强 推进 推动 做好 抓好 强化 深化 开展 积极 大力 加快 持续 进一步 着力 深入 扎实 不断 有效
    全面 组织 )+
    """)
