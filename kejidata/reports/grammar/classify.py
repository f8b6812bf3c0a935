"""What a figure measures, which way it points, and whether it is exact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kejidata.reports.grammar.bounds import bound_of, over_of
from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon.predicates import Predicate, predicate_of
from kejidata.reports.naming.trim import held_up

_GROWTH_AFTER = re.compile(r"(?:以上|左右|多)?的?(?:增长(?![到至])|增速|增幅|速度增)")
_OF_TASK = re.compile(r"^的?[^,，。]{0,8}(?:完成率)|^[^,，。\d]{0,4}完成(?:了)?(?:全年|年度|目标)")
_GOAL_AFTER = re.compile(
    r"^(?:以上)?的?(?:年度|全年|预期|考核|既定|任务)*(?:目标|任务|考核指标)(?!的(?!\d))"
)
_GOAL_BEGINS = frozenset("以的年全预考既任目")
_STRIVE = re.compile(
    r"力争|力求|确保|争创|争取(?:20\d\d|到20\d\d年(?:[底末,，]|[^,，]{0,12}(?:达|实现|建成|超|突破))|全年|新|达|完成|实现|在|使|突破|用|年)|目标是"
    r"|(?:^|[,，。;:我共还也均各][国省市区县局院]?|[今明全本]年|下半年)计划$"
    r"|(?<![年度投资发动务展究炬火星专人才较比按\d])计划(?=完成|到|达|用|每年|推)"
    r"|(?<![度投资发动务展究炬火星专人才较比按\d])计划(?=新增|建设|引进|培育|申报|实施(?!方案|初|以来)|组织|全年|举办|开展|投入|投资|安排|开工|创建|争取|选派|培训)"
    r"|拟(?!合|态|人|定)|奋斗目标|预期目标|努力(?:实现|达到|完成|使|争取)|将(?:达到?|新[增建]|实现"
    r"|建成|突破|完成|培育|引进|超过|力争|通过|加大|保持|继续|组织|认定|建[立设])|不断?提高到20|有望"
    r"|应(?=达|完成|不低于)|须(?=达|完成)|明年|下一步|下半年(?:要|将|计划|力争)|(?:主要|预期|工作|总体|发展|具体)目标"
)
# What will be by all accounts is told, and not wanted: 预计将达2579家.
_EXPECTED = re.compile("预计[^,，。;]{0,8}$")
_AHEAD = re.compile(
    r"(?:(?:今年|明年|20\d\d年)(?!以来|上半年|[\d一二三四])|下一步|下阶段|对于?20\d\d年的?工作(?:重点|安排|任务))"
    r"[^。;]{0,30}?(?:将(?:继续|进一步|加[大快强]|保持|新[增建]|实施|推[进动]|大力|着力|重点|通过|力争|组织|启动"
    r"|建[设立]|支持|认定|培育|开展|围绕|深入|以)|要(?:组织|实现|完成|努力|确保|力争|重点|继续|以)|力争)"
)
_AHEAD_BEGINS = frozenset("今明2下对")
_CLASSIFIERS = frozenset(("个", "家", "项", "件", "种", "类", "场", "期", "批"))
_TASKS = re.compile("(?:工作|重[点大])任务$")
"""What is counted itself: 重点任务50项."""
_RATE = re.compile(r"(?:率|比重|占比|强度)(?:为|是|达)?$")
_NO_TARGETS = frozenset(("threshold", "rank", "completion_ratio"))
# 由58%提高到65%: what is wanted is the second.
_FROM = re.compile(r"[由从][^,，。;由从]{0,8}$")
_MOVES = re.compile(
    r"(?:左右|以上)?(?:的?基础上)?(?:再)?(?:提[高升]|增[加长至到]|升[至到]|上升|扩大|发展|缩|压|减|下?降|延长)"
)
_PLACES = frozenset(("位", "名", "级", "个位次"))
_GOALS = re.compile(r"(?:指标|任务|目标)(?![^:]{0,5}[稳好优进升增降])[^,，。:完]{0,6}:")
_NOUN_AFTER = re.compile(r"^(?:的)?(?!增长|增幅|增速|水平|目标|速度|左右)[一-鿿“A-Za-z&]")
# 总投资30亿元以上12个: a limit may stand for the things alone.
_COUNT_AFTER = re.compile(r"\d+[个家项件户人名台]")
# 5个产值过10亿元、10个产值过1亿元的企业: each is a limit of what was counted before it.
_COUNTS = frozenset(("value", "target"))
_EACH_PAST = re.compile(
    r"年?[^,，、\d]{0,4}(?:产值|收入|投资|市值|估值|税收|销售额?)(?:超过?|过|突破)"
)
# 排全国18位 leaves out 第.
_RANKED = re.compile(r"(?:排名?|[位名]?居|[位名分]列)(?:在?全[国省市区县])?(?:为|第)?$")
_KIND = re.compile(
    r"^的?(?:签约|开工|在建|新建|重[点大]|工业|产业|制造业|外资|民营)*"
    r"(?:大?企业|项目|园区|集群|大户|产品|平台)"
)
_OF = re.compile(r"^(?:以上|以下|以内)?的(?:[一-鿿]{2,}|[县市区镇乡村](?![一-鿿])|\d)")


def classify(figure: Figure, earlier: Sequence[Figure]) -> None:
    """Set the measure, the sign and the bound of a figure from the words around it.

    Parameters
    ----------
    figure
        The figure, with its lead and tail.
    earlier
        The figures before it in the sentence, whose predicate it may share.
    """
    said = predicate_of(figure.lead)
    before = earlier[-1] if earlier else None
    if figure.joined and before is not None and _alike(figure, before, said):
        figure.measure = before.measure
        figure.sign = (
            before.sign if not before.token.sign else -1 if figure.token.sign == "-" else 1
        )
        figure.bound = bound_of(figure, said)
        return
    figure.measure = _measure(figure, said)
    if before is not None:
        _share(figure, said, earlier)
    figure.bound = bound_of(figure, said)
    below = figure.lead == ")" and before is not None and "低于" in held_up(before)[1]
    falls = said.falls and figure.measure in ("growth_rate", "change")
    if below or falls or figure.token.sign == "-":
        figure.sign = -1
    starts = figure.planned and _FROM.search(figure.lead) and _MOVES.match(figure.tail)
    if figure.planned and figure.measure not in _NO_TARGETS and not starts:
        figure.measure = "target"


def _share(figure: Figure, said: Predicate, earlier: Sequence[Figure]) -> None:
    """Read a figure in the light of those before it.

    116.7%(其中:甲占48%) goes on with completion, 3.6万人,增加4000人 tells a difference,
    完成年度任务10亿元的123% is held against the task.
    """
    before, token = earlier[-1], figure.token
    if held_up(figure)[0]:
        grows = any(other.measure == "growth_rate" for other in earlier)
        figure.measure = "growth_rate" if grows else "value"
    elif token.kind == "percent":
        if before.measure == "target" and figure.lead in ("的", ")的"):
            figure.measure = "completion_ratio"
        elif said.shared and figure.measure == "value":
            shares = [other.measure for other in earlier if other.token.kind == "percent"]
            goes_on = shares[-1:] == ["completion_ratio"]
            figure.measure = "completion_ratio" if goes_on else "value"
    elif _is_limit(figure, before):
        figure.measure = "threshold"
    elif before.measure == "change" and said.amount_moves and "其中" in figure.lead:
        figure.measure = "change"
    elif said.added and figure.measure == before.measure == "value":
        alike = token.kind == "amount" and before.token.unit == token.unit
        figure.measure = "change" if alike else "value"


def _is_limit(figure: Figure, before: Figure) -> bool:
    """Tell whether money is what each of the things counted before it passes."""
    counted = before.token.unit in ("个", "家", "项", "户") and before.measure in _COUNTS
    return counted and figure.token.unit.endswith("元") and bool(_EACH_PAST.fullmatch(figure.lead))


def _alike(figure: Figure, before: Figure, said: Predicate) -> bool:
    """Shared predicates join figures of one kind, and a threshold shares with none."""
    same = figure.token.kind == before.token.kind
    return same and before.measure != "threshold" and not _threshold(figure, said)


def _measure(figure: Figure, said: Predicate) -> str:
    kind, tail = figure.token.kind, figure.tail
    if kind in ("rank", "front") or (figure.token.unit == "位" and _RANKED.search(figure.lead)):
        return "rank"
    if _threshold(figure, said):
        return "threshold"
    # No share is more than the whole.
    completed = kind == "percent" and (said.completed or (said.shared and figure.token.value > 100))
    task = figure.token.unit in ("项", "条") and _TASKS.search(figure.lead)
    if not completed and not task and (said.goal or _is_goal(tail)):
        return "target"
    if kind == "percent":
        if completed or _OF_TASK.match(tail):
            return "completion_ratio"
        moved = figure.token.sign and not _RATE.search(figure.lead)
        grows = moved or _GROWTH_AFTER.match(tail)
        return said.percent or ("growth_rate" if grows else "value")
    if kind == "point":
        return "change"
    if kind == "times":
        return "change" if said.scaled or said.beyond else "growth_rate"
    return "change" if said.moved and figure.token.unit in _PLACES else said.amount


def _threshold(figure: Figure, said: Predicate) -> bool:
    """Tell a limit inside a name: 单价10万元以上仪器设备, 超过1000万元的企业."""
    token, tail = figure.token, figure.tail
    over = over_of(tail)
    if over and token.unit.endswith("元") and token.end - token.start == len(token.unit):
        return True
    if over:
        rest = tail[over.end() :]
        if token.unit.endswith("元") and _COUNT_AFTER.match(rest):
            return True
        noun = _NOUN_AFTER.match(rest.removeprefix(")")) or rest.startswith("(含")
        if token.unit in _CLASSIFIERS and "的" not in rest[:12]:
            # 3个以上贫困村 are counted, 100人以上企业 are not.
            return False
        return bool(noun) and token.kind in ("amount", "percent")
    if figure.lead.endswith(("(含", "(不含")):
        return True
    if said.moved and token.unit in _PLACES and _OF.match(tail):
        # 位次提升5-9位的23个.
        return True
    if said.passing and _KIND.match(tail):
        return token.unit.endswith("元")
    return said.limited and bool(_OF.match(tail)) and not _is_goal(tail)


def _is_goal(tail: str) -> bool:
    """Tell whether the words behind a figure call it a goal: 400家的任务."""
    return tail[:1] in _GOAL_BEGINS and bool(_GOAL_AFTER.match(tail))


def is_told(lead: str) -> bool:
    """Tell whether the clause tells what is, in the midst of what is wanted: 已完成26件."""
    return predicate_of(lead).reported or "截至" in lead or "截止" in lead


@lru_cache(maxsize=8192)
def strives(text: str) -> bool:
    """Tell whether the words announce what is wanted: 力争, 确保, 目标是."""
    return any(not _EXPECTED.search(text, 0, match.start()) for match in _STRIVE.finditer(text))


def looks_ahead(paragraph: str) -> bool:
    """Tell whether a paragraph opens with what is to come: 今年,全省将加大投入."""
    return paragraph[:1] in _AHEAD_BEGINS and bool(_AHEAD.match(paragraph))


def lists_goals(text: str) -> bool:
    """Tell whether the words open a list of goals: 考核指标四项:专利申请量280件."""
    return bool(_GOALS.search(text))
