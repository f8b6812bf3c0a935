"""Words of report Chinese for acts: what is done to the things that are counted, and by whom."""

from __future__ import annotations

import re

from kejidata.reports.lexicon.alternatives import one_of, pattern, remembered

# 「获奖励企业」 rewarded firms: who got money, which is named after why they got it.
GOT = re.compile(
    "获得?(奖励|奖补|资助|补助|补贴|扶持)(企业|单位|机构|项目|人员|人才|高校|院所|团队)$"
)
LETS = frozenset(["推荐", "组织", "指导", "帮助", "支持", "辅导", "推动", "引导", "协助", "助力"])
"""Acts that let others do something (recommend, organise, guide, help): 推荐12家企业申报高企."""
# 「惠及企业」 firms that money reaches.
REACHES = re.compile("(?:惠及|涉及|覆盖|受益)(?:企业|单位|农户|群众|项目|人员|高校|院所|机构)?")
# 「成果荣获金奖」 results won a gold medal: what the things counted attained.
ATTAINED = pattern("""
    ^([^的]{2,12}?)(?:成功|均|被|已){0,4}( ( 荣?获 摘得 当选 入选 入围 [列纳]入 进入 上榜 参训 参加
    参与 通过 入库 申报 签约 受益 挂牌 上市 成为 晋级 认定为 评为 升级为 开展(?!活动) 享受 办理
    [建设]有 ).{0,20})$
    """)
VERBS = one_of("""
    新增 净增 获批 获得 引进 受理 建成 建设 孵化(?!器|基地|载体|平台) 突破 推介 资助 签约 签订 签署
    建立 提供 办理 办结 拥有 培育 发放 投放 支持 带动 争取 引育 转化 出台 覆盖 服务 组织 举办 开展
    新建 实施 承担 成立
    选派 认定 扶持 推荐 申报 立项 入选 入库 备案 登记 帮助 指导 走访 吸引 集聚 聚集 完成 实现 兑现
    兑付 下达 奖励 补助 通过 达成 促成 征集 发布 收集 解决 培训 奖补 拨付 落实 投入 列入 安排 获
    与 为 给予 对接 共建 建有 设立 组建 授予 评选 遴选 派出 选聘 聘请 推广 示范 种植 试点 拟推
    选用 惠及 辐射 助力 配备 购置 形成 推动 推进 促进 制定 修订 办 有(?!效|机|色|研) 达 共(?!建)
    复[审评核] 审核 评审 输出 吸纳 牵建 参建 牵头 参与 下设 设 集中在 分
    """)
"""What is done to things that are counted: add, win, introduce, accept, build, incubate, ..."""
# 「吸引参与」 drew (so many who) took part: what people did at what was told before.
ATTENDED = re.compile("(?:吸引|累计|共|有)*(参与|参加|参观|参训|观看)")
# 「企业获得了」 firms have got: a clause that ends with what was done.
VERB_END = re.compile(f"{VERBS}(?:了|各类|各级|各)?$")
ends_with_act = remembered(VERB_END.search)
# 「新增企业」 added firms: what was done stands before the things.
DONE_TO = re.compile(f"^(?:{VERBS}|新(?![型兴产材能品技一经业药区增建]))++")
# 「技术合同登记」 contracts registered: what was done to a thing may follow it.
DONE_AFTER = re.compile(
    "(?:通过|已|累计){0,4}(?:登记|备案|申报|认定|入库|立项|签约|评审|招生|新增|净增){1,9}$"
)
# 「新增数量」 how many are new.
NUMBER_OF = re.compile(f"({VERBS})(?:数量|总[量数])")
# 「引进人才」 brought in talents: a name that opens with an act.
ACTS = re.compile(f"^{VERBS}")
opens_with_act = remembered(ACTS.match)
# 「专利申请」 patents applied for: a step on one road, on which granting is the next.
STEP = re.compile(
    "(?:申请|受理|授权|申报|推荐|评审|鉴定|登记|认定|备案|入库|立项|[收结]案|[办审执]结|[开竣完]工|[投达]产)$"
)
# 「授权专利」 patents granted: a step before the thing.
STEP_DONE = re.compile("(?:申请|受理|授权|申报|审理|新收|[开竣完]工|[投达]产)(?=.)")
# 「全年新引进」 newly brought in this year: an act without its object.
ONLY_VERB = re.compile(
    f"^(?:{VERBS}|新(?![增建])|重新|首次|经|已|累计|实际|全年|年度|当年|本年|近期|拟(?!推)|[开竣完]工|[投达]产|到[位账]|执行|毕业)+$"
)
is_act_alone = remembered(ONLY_VERB.match)
# 「省委出台」 the provincial committee issued: who did it is no part of what was done.
DOER = pattern(f"""
    ^(?!{VERBS}).*? ( [省市区县]委 政府 [省市区县局厅] 财政 集团 公司 学院 大学 中心 协会
    联盟 )(?=(?:先后|已|共|新|加快|积极|大力|持续|深入|扎实|全面|成功){{0,4}} {VERBS})
    """)
# 「企业拥有」 firms have: where what is said of the things counted begins.
PREDICATE = pattern("""
    ( 在 分别 中(?=属|有|的) 户均 [人亩]均 营[收业] 创造 贡献 获 拥有 建有 设有 对口 联系 担保
    (?<!发)放贷 实现 完成 当选 入选 通过 入库 签约 达 超 投入 共 累计 新增 的 )
    """)
# 「实现总收入」 made a turnover of: what two zones counted before made is theirs.
HAS = re.compile("(?:共|累计|全年)?(?:实现|完成)(?=.{0,90}[额值入税润])")
# 「培育」 foster: verbs whose object a number may leave out.
TRANSITIVE = pattern(
    "( 扶持 支持 资助 培育 引进 (?<!技术)服务 走访 帮助 奖励 补助 推荐 惠及 带动 孵化 )$"
)
# 「获得国家级奖励」 won national awards: what is got is named behind the verb.
GAINED = re.compile("(?:荣?获得?|取得|得到|争取|享受)(?=.{2})")
# 「资助软件企业」 subsidised software firms: what is done before the object.
OBJECT = re.compile(f"^.{{0,90}}{VERBS}(?=.{{4}})")
# 「同比增长」 grew: how much more there is says nothing of what is counted.
MOVED = re.compile("(?:同比|分别|平均|[负正]){0,4}(?:增长|下降|增加|减少|提高|上升|回落|下滑)$")
# 「新增平台」 added platforms: the verb that a list joined by 、 shares.
SHARED_VERB = pattern("""
    ^ ( 新增 净增 新认定 新建 新培育 引进 引育 申报 获批 获得 建成 推荐 报送 制定 签订 组织申报 举办
    发放 争取 推广 培训(?!机构|中心|班|基地) )
    """)
# 「报送高新技术企业」 firms put forward: what is asked for, and nobody has yet.
ASKED = re.compile("(?:组织)?(?:申报|报送|推荐)")
# 「发文数」 issued papers: a short name that begins with an act.
ACTED = re.compile("[发办签建评引育](?=.{2})(?!.?率$)")
# 「企业已申报」 firms have applied: that it is done adds nothing.
DONE_SINCE = re.compile("(?<=.{2})已(?=申报|获|入选)")
# 「企业为高新技术企业」 firms as high-tech firms: what a word for all kinds goes on with.
KIND = re.compile(f"^(?:企业|单位|机构|公司|项目|高校)(?:(为)|(?=[与同对向]|{VERBS}))")
# 「项目顺利」 projects smoothly: what is said of a counted noun, and no part of it.
SAID = pattern("""
    ( 给予 加快 继续 保持 面向 开展活动 已 进行 参加 顺利 全[部面] 如期 圆满
    超额 正在 (?<![户人亩])均 居 列(?!入) 位[列居]
    排名 第[一二三四五六七八九十] (?<=[^,，]{2})(?:分别|增速|增加值|实现|超过) 看$ )
    """)
