"""The name of what a figure counts, completed from the sentence where it is shared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kejidata.reports.figures import Figure

_LEADING = re.compile(
    r"(?:[,，、:·\-—~”’)\]\s①-⑳]|(?:19|20)\d\d[、和与及]|以上|以下|左右|余(?=[人家个])|力争|确保|争取(?=新|全年|达|在)"
    r"|努力|计划(?=新|全年)|拟|要|将|目标|[一二三四五六七八九]要|其中|另外?有?|还有?|并且"
    r"|并(?!购)|以及|及其?|和|与(?!会)|同时|此外|目前|截[至止]到?[底末初]?|至今|以来|全年|年内"
    r"|年底|年末|累计"
    r"|共计|共有?|合计|总计|预计|已经?有?|现有|现已|内含|含(?!量)|包括|包含|是|为"
    r"|在(?![校孵职岗建研册读库营产线用谈编华])|达到?|有(?!效|机|色|限|研)"
    r"|全[国省市区县州镇年](?!重点)|我[国省市区县局委院州](?!院)"
    r"|各(?:省|市|区|县)(?!级)|同期|一年来|来[,，]|度(?!假)|底|末|的|了|中[,，]|份[,，]?|里"
    r"|当年|期间[,，]?|仅|又|再|也|均|都|分别|先后|一是|二是|三是|四是|五是|六是)+"
)
_TRAILING = re.compile(
    r"(?:[,，、:·\-—~“‘(\[\s]|达到?了?|高达|超过?了?|突破了?|破|逾|大约"
    r"|(?<![签公条节预集大契])约占?|接近|近(?!\w)|仅为?|已经?|为|是|有(?!效)|共(?!同|享)|共有"
    r"|累计|合计|共计|总计|预计|分别|均|都"
    r"|预?计?可(?=$|到|达|提|增|升)|应|需|须|可到|可达|突破[十百千万亿]+|(?:连年|快速|大幅|明显|显著|稳步|逐步|不断|持续)+(?:增长|上升|下降|提高|增加|突破)?"
    r"|创(?:历[年史])?新?高?|到|至|[升增提降]至|[增升降]到|(?:增加|提高|提升|上升|下降|减少|增长|跃升|扩大"
    r"|发展|壮大)(?:到|至)了?|完成|实现|保持在?|维持在?|稳定在|在|了|其中|各|的|由|从|计"
    r"|就|仍|也|再|又|还|只|(?:全[国省市区县州]|全球|居|列|位居|位列|名列|排名|排|位于|位次"
    r"|分列|稳居|跃居|连续|继续|进入|跻身|保持)+|等|等级|[>≥<≤=])+$"
)
_MOVE = re.compile(
    r"(?:与|同|较|比(?!重|例|率|赛|亚))[^,，]{0,12}?(?:相比|同期|上年|去年|年初|年|期|平均"
    r"|全[国省市县])|同比|环比|同口径|年均|年平均|平均增|比$|较(?!大|好|高|强|多|快|为)"
    r"|增长|增幅|增速|增加(?!值)|提高|提升(?!行动|工程|年|计划)|上升|下降|减少|降低|回落|下滑"
    r"|高于|低于|高出|超出|明显|大幅|创历|创新高|翻|增$|净增$|涨|再加|上调|下调|上浮|多$|高$|少$"
)
_DONE = re.compile(
    r"(?:,|，)?(?:提前|超额|已|分别)?(?:占|为|达|完成|超|是)?[^,，]{0,6}(?:全年|年度|本年|当年"
    r"|年初|既定|省定|市定|下达|目标|任务|计划)[^,，]{0,10}(?:任务|目标|计划|完成率?|进度"
    r"|的)+.{0,4}$"
    r"|(?:年度|全年|目标|任务)*完成率.{0,4}$|完成(?:全年|年度|目标|任务).*$|(?:占|为|达"
    r"|完成).{0,10}(?:目标|任务|计划|指标).{0,8}$"
)
_SCALED = re.compile(r"(?:是|为|达到?|相当于)(?=[^是为达]*的?$)")
_PART_OF = re.compile(
    r"占(?:到|了|比)?(全[国省市区县州球])(?:的|总数|总量|比重)*(?:约|近|超|保持|达到?|为)*$"
)
_RANKED = re.compile(
    r"(?:均|分|稳|跃|位|名|继续|连续|保持|综合|总体|并)*(?:居|列(?!入|为)|位居|位列|排名?(?:在"
    r"|全)?|位于|位次|跃升|进入|跻身|获得?|荣获|评为?|由|从|在\d*个|处于)"
    r"|全[国省市区县州](?!重点)|全球|世界|国内|连续|通报|中$"
)
_GOALED = re.compile(
    r"[(,，]?(?:年度|全年|考核)*(?:目标|任务|指标|计划|高于|超过)+(?:任务|目标|值|数|为|是|:)*$"
)
_PARENTHESES = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,20}\]|【[^】]{0,20}】")
_WHOLE = re.compile(
    r"^(?:占(?!地面|用|有)|强度|覆盖率|比重|占比|比例|贡献率|投入强度|位次|增幅|增速|完成率)"
)
_PART = re.compile(
    r"(?:合同)?(?:总?投资|总?金额|资金|总额|总量|总数|数量|成交总?额|合同额|成交金额|交易额"
    r"|经费|总?产值|产出|面积|余额|人数|得分|增加值|申请量|授权量|拥有量|受理量|保有量"
    r"|申请数|授权数|(?:主营业务|营业|销售|技术|产品)?总?收入|利润|净利润|利税|税收|税金"
    r"|纳税额?|补助资金|项目资金|总收入|成交额|实到资金|增幅|增速|(?:研发|科技|技术|从业|工作)?人员|职工|员工|投入|支出|贷款|放贷|贷款额"
    r"|授信|奖金)"
)
_LEVEL = re.compile(r"(?:国家|省部?|市|县|区|自治区|部|厅)级(?:及?以上)?")
_ENTITY = re.compile(
    r".*?(?:企业|产业|机构|园区|开发区|高新区|中心|平台|项目|合同|孵化器|基地|基金|专利|成果"
    r"|实验室|大学|学校|院校|院所|空间|示范区|工业|人才|贷(?!款)|奖)"
)
_VERBS = (
    "新增|净增|获批|获得|引进|受理|建成|建设|孵化|突破|推介|资助|签约|签订|签署|拥有|培育|发放"
    "|投放|支持|带动|争取|引育|转化|出台|覆盖|服务|组织|举办|开展|新建|实施|承担|成立|选派"
    "|认定|扶持|推荐|申报|立项|入选|入库|备案|登记|帮助|指导|走访|吸引|集聚|聚集|完成|实现|兑现"
    "|兑付|下达|奖励|补助|通过|达成|促成|征集|发布|收集|解决|培训|奖补|拨付|落实|投入|列入|安排"
    "|获|与|为|给予|对接|共建|建有|设立|组建|授予|评选|遴选|派出|选聘|聘请|推广|示范|种植|试点"
    "|拟推|惠及|辐射|助力|配备|购置|形成|推动|推进|促进|制定|修订|办|有|达|共|复审|审核|评审"
    "|下设|设|集中在|分"
)
_VERB_END = re.compile(rf"(?:{_VERBS})(?:了|各类|各级|各)?$")
_DONE_TO = re.compile(rf"^(?:{_VERBS}|新)+")
_ONLY_VERB = re.compile(rf"^(?:{_VERBS}|新|已|共|累计|全年)+$")
_NOUN_END = re.compile(
    r"[量数额率值业人者户企项室所站库奖利器台心才院会入出比资款益润重度用费力平耗电碳]$"
)
_AFTER = re.compile(r"^(?:余|多)?(?:以上|左右|以下)?的?([^,，。;、:()\[\]！!?“”《》\n|\d]{2,24})")
_FUNDS = re.compile(r"^的?[一-鿿]{0,6}(?:资金|经费|贷款|订单|补助|奖金|基金)")
# Where a second figure stands in the clause, the noun ends with the verb between the two.
_SECOND = re.compile(r"^[^,，。;:]*?\d")
_PREDICATE = re.compile(
    r"在|获|担保|放贷|实现|完成|当选|入选|通过|入库|签约|达|超|投入|共|累计|新增|的"
)
_RANKING = re.compile(r"均|居|列(?!入)|位[列居]|排名|第[一二三四五六七八九十]")
_NO_NOUN = re.compile(
    r"^(?:和|与|及|以上|以下|左右|的|,|其中|增|同比|较|比|占|居|列|达|位|为|分别|上升|下降|均"
    r"|[区县市省个]?(?:城市)?中|考核|任务|目标|[一二三四五六七八九十两]+[家个项件名人])"
)
_REGION = re.compile(r"^.*(?:全[国省市区县州]|[我本][省市区县州])(?!级|重点)(?=.{2})")
# Where a name is long, what counts is the last thing done.
_ACT = re.compile(
    r"^.*(?=(?:自建|共建|筹建|得到|获得|获批|荣获|争取|形成|带动|吸纳|取得|给予|征集|开展|签订"
    r"|签署|引进|新增|新认定|实现|转化|突破|推介|受理|兑付|发放|孵化(?!器|基地|载体|平台)|组建|举办|组织|拥有|建有|建成|承担|扶持"
    r"|资助|推荐|报送|新建|设立|投放|出台|获).{2})"
)
_LONG = 12
SHORT = 3
"""Characters of a name that needs an owner."""
_INDICATOR = re.compile(r"(?:增加值|总产值|产值|营业收入|主营业务收入|投资|出口额?|利润)$")
_QUOTES = {ord(c): None for c in "“”‘’\"'"}
# Short names that stand alone.
_ALONE = re.compile(
    r"高企|专利|论文|专著|院士|税收|利税|标准|博士|硕士|成果|项目|企业|平台|人才|国家|省|市|县"
    r"|GDP|R&D|PCT"
)
_GOAL_WORD = re.compile(
    r"^的?(?:年度|全年|考核|既定|预期|年初)*(?:目标|任务|计划|指标)(?:任务|目标|数|值)*$"
)
_SHORT_FORMS = (("高企", "高新技术企业"), ("科小", "科技型中小企业"))
_RND = re.compile(r"研究与[试实]验发展(?:\(R&D\))?")


@dataclass(slots=True)
class Context:
    """What a name may need from the text before it.

    `topic` is what the item is about (一是高企培育), `subject` the last name, `entity` the things
    whose further properties a sentence may go on to tell (登记技术合同176项,成交额).
    """

    topic: str = ""
    subject: str = ""
    entity: str = ""


def name_figures(figures: Sequence[Figure], context: Context) -> None:
    """Name the figures of one sentence, and keep in `context` what the next may share.

    Parameters
    ----------
    figures
        The classified figures of one sentence in order.
    context
        What the sentences before have told.
    """
    names: list[str] = []
    before, at = None, 0
    while at < len(figures):
        group = [figures[at]]
        while at + len(group) < len(figures) and figures[at + len(group)].joined:
            group.append(figures[at + len(group)])
        first = group[0]
        own = own_name(first, before)
        # Within one clause a figure shares the name of the one before it, whatever that measures.
        close = names[-1] if names and not re.search("[,，]", first.lead) else ""
        subject = close or context.subject or (names[-1] if names else "")
        if before is None and context.topic:
            subject = context.topic
        counted = before is not None and bool(before.counted) and own == before.base
        name = own if counted and own else complete(first, own, subject, context)
        names = _give(group, own, name, names)
        if first.measure in ("value", "target") or (own and first.measure == "growth_rate"):
            context.subject = names[-1] or context.subject
            context.entity = _entity(first, own, context.subject) or context.entity
        before = group[-1]
        at += len(group)


def _head(name: str) -> str:
    match = _ENTITY.match(name)
    return match[0] if match else ""


def _entity(figure: Figure, own: str, name: str) -> str:
    """Return what later figures may be of: the things counted, or whose they are."""
    unit = figure.token.unit
    if len(own) > 3 and not unit.endswith(("元", "%", "人", "倍", "番")) and not _WHOLE.match(own):
        return name
    return _head(name)


def _give(group: list[Figure], own: str, name: str, before: list[str]) -> list[str]:
    """Give each figure of a group its name: its part of a list, or the one that all share."""
    if not own and len(before) == len(group) > 1:
        names = before
    else:
        names = _split(name, len(group)) or [name] * len(group)
    for figure, given in zip(group, names, strict=True):
        figure.indicator = given[:40]
        if not given:
            figure.doubts.append("no_name")
        elif not own:
            figure.doubts.append("shared_name")
    return names


def _split(name: str, count: int) -> list[str] | None:
    """Part a list of names into as many names as there are figures."""
    if count < 2:
        return None
    for pattern in ("、", "、|和|与|及"):
        parts = [part for part in re.split(pattern, name) if part]
        if len(parts) == count:
            return _even(parts)
    return None


def _even(parts: list[str]) -> list[str]:
    """Give every name of a list what only its first or its last spells out."""
    first, last = _head(parts[0]), _head(parts[-1])
    shared = parts[-1].removeprefix(last) if last else ""
    evened = [part + shared if part == _head(part) else part for part in parts[:-1]]
    if not last and first and len(parts[-1]) <= 6:
        return [*evened, first + parts[-1]]
    return [*evened, parts[-1]]


def own_name(figure: Figure, before: Figure | None) -> str:
    """Return the name that stands before a figure, or behind it where it counts what follows."""
    clauses = re.split(r"[,，:]", _open(figure.lead))
    part = _PART_OF.search(clauses[-1])
    if part and figure.token.kind == "percent" and figure.measure == "value":
        return strip(clauses[-1][: part.start()]) + f"占{part[1]}比重"
    if before is not None and before.measure == "threshold" and len(clauses) == 1:
        return _limit(before) + strip(_cut(figure, clauses[0]))
    if before is not None and before.counted and len(clauses) == 1:
        # 发放9家企业2350万元: the noun behind the first figure names none of the second.
        rest = clauses[0].removeprefix(before.counted)
        whole = clauses[0] if rest and not _PREDICATE.match(rest) else rest
        clauses = [whole if len(rest) > 1 else before.base]
    for number, clause in enumerate(reversed(clauses)):
        # 是…的10倍 must keep its verb, which tells where the name ends.
        bare = clause if figure.token.kind == "times" else _bare(clause)
        name = shorten(strip(_cut(figure, _REGION.sub("", bare))))
        if number == 0 and _counts(figure):
            noun = _noun_after(figure, name)
            if noun:
                return noun
        named = len(name) > 1 and not _no_name(figure, name)
        if named and (number == 0 or _NOUN_END.search(name) or _ENTITY.match(name)):
            return name
        if number >= 2:
            break
    return ""


def _limit(threshold: Figure) -> str:
    """Return the limit as a part of the name of what it limits: 5万元以上."""
    token = threshold.token
    bare = token.end - token.start == len(token.unit)
    sense = {"at_least": "以上", "at_most": "以下"}.get(threshold.bound, "")
    return ("" if bare else f"{token.value:g}") + token.unit + sense


def _bare(clause: str) -> str:
    """Strip the words that lead to a name."""
    return _LEADING.sub("", clause, count=1) if _LEADING.match(clause) else clause


def _counts(figure: Figure) -> bool:
    """Tell whether a figure may count the noun behind it, as 4家研究中心 does."""
    if figure.token.kind != "amount" or figure.measure not in ("value", "target"):
        return False
    return not figure.token.unit.endswith("元") or bool(_FUNDS.match(figure.tail))


def _no_name(figure: Figure, name: str) -> bool:
    """Tell what only looks like a name: the word for a goal, the place of a rank."""
    place = figure.measure == "rank" and len(name) <= 4 and not _NOUN_END.search(name)
    return bool(_GOAL_WORD.match(name)) or place


def _open(lead: str) -> str:
    """Drop closed parentheses; an open one starts a new clause."""
    text = _PARENTHESES.sub("", _RND.sub("R&D", lead)).translate(_QUOTES)
    return text.replace("(", ",").replace(")", ",").replace("——", ",")


def _cut(figure: Figure, clause: str) -> str:
    """Cut the predicate off: what moved, what was done, where it ranks."""
    if figure.measure in ("growth_rate", "change") or (
        figure.measure == "target" and figure.token.kind in ("percent", "point", "times")
    ):
        match = _MOVE.search(clause)
        if figure.token.kind == "times":
            match = _SCALED.search(clause) or match
    elif figure.measure == "completion_ratio":
        match = _DONE.search(clause)
    elif figure.measure == "rank":
        match = _RANKED.search(clause)
    elif figure.measure == "target":
        match = _GOALED.search(clause)
    else:
        match = re.search(r"由$|从$|同比$|(?:明显|大幅)?(?:上升|下降|提高)$", clause)
    return clause[: match.start()] if match else clause


def strip(name: str) -> str:
    """Strip the words that lead to a number and are no part of a name."""
    name = _bare(name)
    match = _TRAILING.search(name)
    return (name[: match.start()] if match else name).strip("、,，:;-—~ 的")


def shorten(name: str) -> str:
    """Drop whose the figure is and what was done before; spell short forms out."""
    name = _REGION.sub("", name)
    if len(name) > _LONG:
        name = _ACT.sub("", name)
    if len(name) > _LONG and re.search(r"的.{4,}$", name):
        name = name.rpartition("的")[2]
    for short, full in _SHORT_FORMS:
        name = name.replace(short, full)
    return name


def _noun_after(figure: Figure, name: str) -> str:
    match = _AFTER.match(figure.tail)
    if not match or _NO_NOUN.match(match[1]):
        return ""
    funds = _FUNDS.match(figure.tail) if figure.token.unit.endswith("元") else None
    if funds:
        return strip(funds[0])
    if name and not _VERB_END.search(name) and (len(name) > 4 or _NOUN_END.search(name)):
        return ""
    noun = _RANKING.split(match[1])[0]
    if len(noun) < 2:
        return ""
    if _SECOND.match(figure.tail):
        cut = _PREDICATE.search(noun)
        noun = noun[: cut.start()] if cut and cut.start() > 1 else _head(noun) or noun
    verb = _VERB_END.search(name)
    figure.counted, figure.base = noun, name
    kept = name if len(name) <= 10 else verb[0] if verb else ""
    return (kept if verb and kept not in ("与", "和", "为", "有", "共") else "") + strip(noun)


def complete(figure: Figure, own: str, subject: str, context: Context) -> str:
    """Complete a name that needs the sentence's subject."""
    if not own or not subject:
        return own or subject
    if subject.endswith(own):
        return subject
    if _WHOLE.match(own):
        return _overlaid(subject, own)
    if "其中" in figure.lead and own.endswith("专利") and "专利" in subject:
        return subject.replace("专利", own, 1)
    level = _LEVEL.fullmatch(own)
    if level:
        return own + _LEVEL.sub("", subject, count=1)
    if _needs_owner(figure, own):
        whose = context.entity or context.topic
        return _thing(whose or ("" if _PART.fullmatch(subject) else subject)) + own
    if _ONLY_VERB.match(own):
        money = figure.token.unit.endswith("元")
        return subject + own if money else own + _thing(subject)
    tail = _INDICATOR.search(subject)
    if tail and figure.measure == "growth_rate" and own.endswith("业"):
        # 汽车产业增长24.5%, after the value added of industry, is that of the branch.
        return own + tail[0]
    return own


def _overlaid(subject: str, own: str) -> str:
    """Put a property behind its subject; what both say is said once: 研发投入总量, 投入强度."""
    at = subject.rfind(own[:2])
    return subject[:at] + own if at > 0 else subject + own


def _thing(name: str) -> str:
    """Return the thing of a name that opens with what was done to it: 新增高企 is about 高企."""
    thing = _DONE_TO.sub("", name)
    return thing if len(thing) > 1 else name


def _needs_owner(figure: Figure, own: str) -> bool:
    """Tell whether a name is a property of something named before, such as 成交额 or 毕业生."""
    if _PART.fullmatch(own):
        return True
    if "其中" in figure.lead and re.match("(?:企业|项目|单位)", own):
        return True
    return len(own) <= SHORT and not _ALONE.search(own) and not _ONLY_VERB.match(own)
