"""The name of what a figure counts, completed from the sentence where it is shared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.figures import Figure

_LEADING = re.compile(
    r"(?:[,，、:·\-—~”’)\]\s]|其中|另外?有?|还有?|并且|并(?!购)|以及|及其?|和|与(?!会)|同时|此外|目前|截[至止]到?[底末初]?|至今|以来|全年|年内|年底|年末|累计"
    r"|共计|共有?|合计|总计|预计|已经?有?|现有|现已|内含|含(?!量)|包括|包含|是|为|在|达到?|有(?!效|机|色|限|研)|全[国省市区县州镇年](?!重点)|我[国省市区县局委院州](?!院)"
    r"|各(?:省|市|区|县)(?!级)|同期|一年来|来[,，]|度(?!假)|底|末|的|了|中[,，]|份[,，]?|里|当年|期间[,，]?|仅|又|再|也|均|都|分别|先后|一是|二是|三是|四是|五是|六是)+"
)
_TRAILING = re.compile(
    r"(?:[,，、:·\-—~“‘(\[\s]|达到?了?|高达|超过?了?|突破了?|破|逾|大约|约占?|接近|近(?!\w)|仅为?|已经?|为|是|有(?!效)|共(?!同|享)|共有|累计|合计|共计|总计|预计|分别|均|都"
    r"|可到|可达|到|至|[升增提降]至|[增升降]到|(?:增加|提高|提升|上升|下降|减少|增长|跃升|扩大|发展|壮大)(?:到|至)了?|完成|实现|保持在?|维持在?|稳定在|在|了|其中|各|的|由|从|计"
    r"|就|仍|也|再|又|还|只|(?:全[国省市区县州]|全球|居|列|位居|位列|名列|排名|排|位于|位次|分列|稳居|跃居|连续|继续|进入|跻身|保持)+|等|等级|[>≥<≤=])+$"
)
_MOVE = re.compile(
    r"(?:与|同|较|比(?!重|例|率|赛|亚))[^,，]{0,12}?(?:相比|同期|上年|去年|年初|年|期|平均|全[国省市县])|同比|环比|同口径|年均|年平均|平均增|比$|较(?!大|好|高|强|多|快|为)"
    r"|增长|增幅|增速|增加|提高|提升(?!行动|工程|年|计划)|上升|下降|减少|降低|回落|下滑|高于|低于|高出|超出|明显|大幅|翻|增$|净增$|涨|再加|上调|下调|上浮|多$|高$|少$"
)
_DONE = re.compile(
    r"(?:,|，)?(?:提前|超额|已|分别)?(?:占|为|达|完成|超|是)?[^,，]{0,6}(?:全年|年度|本年|当年|年初|既定|省定|市定|下达|目标|任务|计划)[^,，]{0,10}(?:任务|目标|计划|完成率?|进度|的)+.{0,4}$"
    r"|(?:年度|全年|目标|任务)*完成率.{0,4}$|完成(?:全年|年度|目标|任务).*$|(?:占|为|达|完成).{0,10}(?:目标|任务|计划|指标).{0,8}$"
)
_RANKED = re.compile(
    r"(?:均|分|稳|跃|位|名|继续|连续|保持|综合|总体|并)*(?:居|列(?!入|为)|位居|位列|排名?(?:在|全)?|位于|位次|跃升|进入|跻身|获得?|荣获|评为?|由|从|在\d*个|处于)"
    r"|全[国省市区县州](?!重点)|全球|世界|国内|连续|通报|中$"
)
_GOALED = re.compile(
    r"[(,，]?(?:年度|全年|考核)*(?:目标|任务|指标|计划|高于|超过)+(?:任务|目标|值|数|为|是|:)*$"
)
_PARENTHESES = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,20}\]|【[^】]{0,20}】")
_PART = re.compile(
    r"^(?:占|强度|覆盖率?|比重|占比|比例|贡献率|总?投资|金额|资金|总额|总量|总数|数量|成交额|合同额|成交金额|交易额|合同金额|经费|营业?收入|净?利润|税收|产值|面积|余额|人数|得分|其中)"
)
_VERBS = (
    "新增|净增|获批|获得|引进|受理|建成|建设|孵化|突破|推介|资助|签约|签订|签署|拥有|培育|发放|投放|支持|带动|争取|引育|转化|出台|覆盖|服务|组织|举办|开展|新建|实施|承担|成立|选派"
    "|认定|扶持|推荐|申报|立项|入选|入库|备案|登记|帮助|指导|走访|吸引|集聚|聚集|完成|实现|兑现|兑付|下达|奖励|补助|通过|达成|促成|征集|发布|收集|解决|培训|奖补|拨付|落实|投入|列入|安排"
    "|获|与|为|给予|对接|共建|建有|设立|组建|授予|评选|遴选|派出|选聘|聘请|推广|示范|种植|试点|近期|拟推|惠及|辐射|助力|配备|购置|形成|推动|推进|促进|制定|修订|办|有|达|共"
)
_VERB_END = re.compile(rf"(?:{_VERBS})(?:了|各类|各级|各)?$")
_ONLY_VERB = re.compile(rf"^(?:(?:{_VERBS}|新|已|共|累计|全年|资金)+)$")
_AFTER = re.compile(r"^(?:余|多)?(?:以上|左右|以下)?的?([^,，。;、:()\[\]！!?“”《》\n|\d]{2,24})")
_NO_NOUN = re.compile(
    r"^(?:和|与|及|以上|以下|左右|的|,|其中|增|同比|较|比|占|居|列|达|位|为|分别|上升|下降)"
)


def name_figures(figures: Sequence[Figure], subject: str) -> str:
    """Name the figures of one sentence and return the subject that the next may share.

    Parameters
    ----------
    figures
        The classified figures of one sentence in order.
    subject
        The subject of the sentence before, for a sentence that names none.
    """
    names: list[str] = []
    at = 0
    while at < len(figures):
        group = [figures[at]]
        while at + len(group) < len(figures) and figures[at + len(group)].joined:
            group.append(figures[at + len(group)])
        names = _name_group(group, subject, names)
        first = group[0]
        if first.measure in ("value", "target") and first.token.kind != "point":
            subject = names[-1] or subject
        at += len(group)
    return subject


def _name_group(group: list[Figure], subject: str, before: list[str]) -> list[str]:
    own = own_name(group[0])
    if not own and len(before) == len(group) > 1:
        names = before
    else:
        name = complete(group[0], own, subject)
        parts = _split(name, len(group))
        names = parts if parts else [name] * len(group)
    for figure, name in zip(group, names, strict=True):
        figure.indicator = name[:40]
        if not name:
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
            return parts
    return None


def own_name(figure: Figure) -> str:
    """Return the name that stands before a figure, or behind it where it counts what follows."""
    clauses = re.split(r"[,，:]", _open(figure.lead))
    for number, clause in enumerate(reversed(clauses)):
        name = strip(_cut(figure, clause))
        if number == 0 and figure.token.kind in ("amount", "times") and figure.measure != "change":
            noun = _noun_after(figure, name)
            if noun:
                return noun
        if len(name) > 1 and not (_ONLY_VERB.match(name) and number):
            return name
        if number >= 2:
            break
    return ""


def _open(lead: str) -> str:
    """Drop closed parentheses; an open one starts a new clause."""
    text = _PARENTHESES.sub("", lead).replace("“", "").replace("”", "")
    return text.replace("(", ",").replace(")", ",")


def _cut(figure: Figure, clause: str) -> str:
    """Cut the predicate off: what moved, what was done, where it ranks."""
    if figure.measure in ("growth_rate", "change") or (
        figure.measure == "target" and figure.token.kind in ("percent", "point", "times")
    ):
        match = _MOVE.search(clause)
    elif figure.measure == "completion_ratio":
        match = _DONE.search(clause)
    elif figure.measure == "rank":
        match = _RANKED.search(clause)
    elif figure.measure == "target":
        match = _GOALED.search(clause)
    else:
        match = re.search(r"由$|从$|同比$", clause)
    return clause[: match.start()] if match else clause


def strip(name: str) -> str:
    """Strip the words that lead to a number and are no part of a name."""
    name = _LEADING.sub("", name, count=1) if _LEADING.match(name) else name
    match = _TRAILING.search(name)
    return (name[: match.start()] if match else name).strip("、,，:;-—~ 的")


def _noun_after(figure: Figure, name: str) -> str:
    match = _AFTER.match(figure.tail)
    if not match or _NO_NOUN.match(match[1]):
        return ""
    if name and not _VERB_END.search(name):
        return ""
    verb = _VERB_END.search(name)
    return (verb[0] if verb else "") + match[1]


def complete(figure: Figure, own: str, subject: str) -> str:
    """Complete a name that needs the sentence's subject."""
    if not own:
        return subject
    if figure.measure in ("value", "target") and subject and own not in subject:
        if own.startswith("占") or _PART.fullmatch(own) or len(own) <= 2:
            return subject + own
        if _ONLY_VERB.match(own):
            return subject + own
    return own
