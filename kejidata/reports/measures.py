"""What a figure measures, which way it points, and whether it is exact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.reports.bounds import OVER, bound_of, clause_of
from kejidata.reports.figures import Figure

_LIMITING = re.compile(r"不(?:低于|少于|高于|超过|多于)")
_FALL = re.compile(
    r"下降|减少|降低|回落|下滑|缩[减短小]|负增长|少于|低于|落后|压[减缩降]|下调|后退|后移|萎缩"
    r"|[比较年期月]少|净减|收窄|精简|削减|缩水|[降减]了?$|比[^,，比]{1,12}[低慢少]$"
)
_RISE = re.compile(
    r"增长|增幅|增速|增加|提高|提升|上升|升高|增|涨|递增|扩大|多(?:出|了|支出|投入|完成|实现)?$|高(?:于|出)|超出"
    r"|快于|前移|前进|进位"
    r"|跃升|上调|上浮|翻|高$|再加|领先"
)
_REACHED = re.compile(
    r"(?:增|升|提高|提升|增加|增长|上升|跃升|扩大|下降|降低|减少|回落|降|突破|达|扩|缩[减短小]|调整"
    r"|压[减缩降]|收窄|减|精简|增强|发展|壮大)(?:到了?|至)[^,，]{0,6}$|增达[^,，]{0,3}$"
)
_GROWTH = re.compile(
    r"(?:增长|增幅|增速|同比|环比|增加|提高|提升|上升|涨幅?|递增|增|翻|多)[^,，:]{0,14}$"
)
_GROWTH_FALL = re.compile(
    r"(?:下降|减少|降低|回落|下滑|缩[减短小]|降幅|萎缩|压[减缩降]|负增长|减|收窄|精简|削减|降)[^,，:]{0,10}$"
)
_GROWTH_AFTER = re.compile(r"(?:以上)?的?(?:增长|增速|增幅|速度增)")
_YEAR_ON_YEAR = tuple("同比" + word for word in ("增长", "增加", "减少", "下降", "多", "少"))
_SHARE_NAMED = re.compile(
    r"贡献率|占[^,，]{0,20}比?重?[为达是]?$|(?:率|占比|比重|比例)(?:为|达到?|是)?$"
)
_RATE_NAMED = re.compile(r"(?:增长率|增幅|增速|降幅)(?:为|达到?|是|超过?|约)?$")
_COMPARED = re.compile(
    r"(?:比|较|与|同)[^,，:]{0,16}?(?:上年|去年|同期|年初|上月|前年|年|期|全[国省市区县]|平均"
    r"|规上|以来|末|相比)|同比|环比|(?:比|较)(?!重|例|率|赛|为|大|好)|高于|低于|高出|超出"
)
_COMPLETED = re.compile(
    r"(?:超额|完成)了?$|完成率|达成率|实现率|达序时|序时进度|(?:占|为|达|完成|超"
    r"|是)[^,，]{0,16}(?:任务|目标|计划|指标|考核)[^,，]{0,6}的?$"
    r"|(?:任务|目标|计划)(?:数|值|总数|任务|总任务|指标)*的$|完成(?:全年|年度|年|目标"
    r"|任务)[^,，]{0,10}$|(?:目标|任务|计划)完成[^,，]{0,4}$"
)
_OF_TASK = re.compile(r"^的?[^,，。]{0,8}(?:完成率)|^[^,，。\d]{0,4}完成(?:了)?(?:全年|年度|目标)")
_GOAL = re.compile(
    r"(?:目标|任务|指标值|考核值|年初预期|预期值|(?:年度?|年初|全年|既定|原定|[省市县区]定|下达)计划)"
    r"(?:数|值|量|任务|总数)?\(?[是为:达到]{0,3}(?:不低于|不少于"
    r"|超过?)?$"
)
_GOAL_AFTER = re.compile(
    r"^(?:以上)?的?(?:年度|全年|预期|考核|既定|任务)*(?:目标|任务|考核指标)(?!的)"
)
_STRIVE = re.compile(
    r"力争|力求|确保|争创|争取(?:到?20\d\d|全年|新|达|完成|实现|在|使|突破|用|年)|目标是"
    r"|(?<![年度投资发动务展究炬火星专人才\d])计划(?=$|新增|完成|建设|引进|培育|申报|实施|组织|全年|到|达|用|每年|推|举办|开展)"
    r"|拟(?!合|态|人|定)|奋斗目标|预期目标|努力(?:实现|达到|完成|使|争取)|将(?:达到?|新增|实现"
    r"|建成|突破|完成|培育|引进|超过|力争)|不断?提高到20|有望"
    r"|应(?=达|完成|不低于)|须(?=达|完成)|明年|下一步|下半年(?:要|将|计划|力争)|(?:主要|预期|工作|总体|发展|具体)目标"
)
_GOALS = re.compile(r"(?:指标|任务|目标)[^,，。:完]{0,6}:")
_TOLD = re.compile(
    r"实际(?!利用|使用|到|投入|外资|控制)|已(?!经?成为)|截[至止]|目前|现有|累计完成|实际完成|^去年|上年(?:完成|达)"
)
_NOUN_AFTER = re.compile(r"^(?:的)?(?!增长|增幅|增速|水平|目标|速度|左右)[一-鿿“A-Za-z&]")
_LIMITED = re.compile(r"(?:超过?|达到?|不足|低于|高于|满|突破)$")
_PASSING = re.compile(r"(?:超过?|达到?|过|破)$")
_KIND = re.compile(r"^的?(?:大?企业|项目|园区|集群|大户|产品|平台)")
_OF = re.compile(r"^(?:以上|以下|以内)?的(?:[一-鿿]{2,}|\d)")
_SCALE = re.compile(r"(?:是|为|达|相当于|达到|超过?)[^,，]{0,14}的$")
_ADDED = re.compile(r"^(?:增加|增长|提高|提升|多)了?(?:约|近|超过?)?$")
_CUT = re.compile(r"(?:减少|下降|降低|缩[短减小]|压[减缩]|下滑|回落)了?(?:约|近|超过?)?$")
_MOVED = re.compile(
    r"(?:上升|前移|前进|提升|跃升|进位|晋升|提高|前移了|下降|后移|后退|下滑|退|升|降)了?$"
)


def classify(figure: Figure, earlier: Sequence[Figure]) -> None:
    """Set the measure, the sign and the bound of a figure from the words around it.

    Parameters
    ----------
    figure
        The figure, with its lead and tail.
    earlier
        The figures before it in the sentence, whose predicate it may share.
    """
    before = earlier[-1] if earlier else None
    figure.bound = bound_of(figure)
    if figure.joined and before is not None and _alike(figure, before):
        figure.measure, figure.sign = before.measure, before.sign
        return
    figure.measure = _measure(figure)
    if figure.measure == "value" and before is not None:
        figure.measure = _shared(figure, earlier)
    if figure.token.kind == "percent" and before is not None and before.measure == "target":
        # 完成年度任务10亿元的123%
        of_goal = figure.lead in ("的", ")的")
        figure.measure = "completion_ratio" if of_goal else figure.measure
    if figure.measure in ("growth_rate", "change") and _falls(figure.lead):
        figure.sign = -1
    if figure.planned and figure.measure not in ("threshold", "rank", "completion_ratio"):
        figure.measure = "target"


def _shared(figure: Figure, earlier: Sequence[Figure]) -> str:
    """Return what a figure is in the light of those before it.

    116.7%(其中:甲占48%) goes on with completion, 3.6万人,增加4000人 tells a difference.
    """
    kind, clause = figure.token.kind, clause_of(figure.lead)
    if kind == "percent" and clause.endswith("占"):
        if figure.token.value > 100:  # no share is more than the whole
            return "completion_ratio"
        shares = [other.measure for other in earlier if other.token.kind == "percent"]
        return "completion_ratio" if shares[-1:] == ["completion_ratio"] else "value"
    before = earlier[-1]
    added = kind == "amount" and before.token.unit == figure.token.unit and _ADDED.search(clause)
    return "change" if added and before.measure == "value" else "value"


def _alike(figure: Figure, before: Figure) -> bool:
    """Shared predicates join figures of one kind, and a threshold shares with none."""
    kinds = {figure.token.kind, before.token.kind} - {"bare"}
    return len(kinds) == 1 and before.measure != "threshold" and not _threshold(figure)


def _moving(lead: str) -> str:
    """Return the clause for words of movement: 不低于 is none."""
    return _LIMITING.sub("达", clause_of(lead))


def _falls(lead: str) -> bool:
    clause = _moving(lead)
    falls = [m.end() for m in _FALL.finditer(clause)]
    rises = [m.end() for m in _RISE.finditer(clause)]
    return bool(falls) and (not rises or falls[-1] > rises[-1])


def _measure(figure: Figure) -> str:
    kind, tail = figure.token.kind, figure.tail
    clause = _moving(figure.lead)
    if kind in ("rank", "front"):
        return "rank"
    if _threshold(figure):
        return "threshold"
    if _goal(figure):
        return "target"
    if kind == "percent":
        if _COMPLETED.search(clause) or _OF_TASK.match(tail):
            return "completion_ratio"
        return _percent(clause, tail)
    if kind == "point":
        return "change"
    if kind == "times":
        return "change" if _SCALE.search(clause) and not _GROWTH.search(clause) else "growth_rate"
    return _amount(figure, clause)


def _percent(clause: str, tail: str) -> str:
    if _REACHED.search(clause):
        return "value"
    if clause.endswith(("再加", "上浮", "上调", "下调")):
        return "change"
    grows = _GROWTH.search(clause) or _GROWTH_FALL.search(clause)
    if grows and not _SHARE_NAMED.search(clause):
        return "growth_rate"
    if _RATE_NAMED.search(clause):
        return "growth_rate"
    if _GROWTH_AFTER.match(tail):
        return "growth_rate"
    return "value"


def _amount(figure: Figure, clause: str) -> str:
    if _REACHED.search(clause):
        return "value"
    unit = figure.token.unit
    if unit in ("位", "名", "级", "个位次") and _MOVED.search(clause):
        return "change"
    if _CUT.search(clause):
        return "change"
    moved = _RISE.search(clause) or _FALL.search(clause)
    new = "新增" in clause or "净增" in clause
    if moved and not new and _COMPARED.search(clause):
        return "change"
    if clause.endswith(_YEAR_ON_YEAR):
        return "change"
    return "value"


def _threshold(figure: Figure) -> bool:
    """Tell a limit inside a name: 单价10万元以上仪器设备, 超过1000万元的企业."""
    token = figure.token
    over = OVER.match(figure.tail)
    if over and token.unit.endswith("元") and token.end - token.start == len(token.unit):
        return True
    if over:
        rest = figure.tail[over.end() :]
        noun = _NOUN_AFTER.match(rest.removeprefix(")")) or rest.startswith("(含")
        return bool(noun) and token.kind in ("amount", "percent", "bare")
    if figure.lead.endswith(("(含", "(不含")):
        return True
    if _PASSING.search(figure.lead) and _KIND.match(figure.tail):
        return token.unit.endswith("元")
    return bool(_LIMITED.search(figure.lead) and _OF.match(figure.tail)) and not _GOAL_AFTER.match(
        figure.tail
    )


def _goal(figure: Figure) -> bool:
    clause = clause_of(figure.lead)
    if figure.token.kind == "percent" and _COMPLETED.search(clause):
        return False
    return bool(_GOAL.search(clause) or _GOAL_AFTER.match(figure.tail))


def is_told(lead: str) -> bool:
    """Tell whether the clause tells what is, in the midst of what is wanted: 已完成26件."""
    return bool(_TOLD.search(clause_of(lead)))


def strives(text: str) -> bool:
    """Tell whether the words announce what is wanted: 力争, 确保, 目标是."""
    return bool(_STRIVE.search(text))


def lists_goals(text: str) -> bool:
    """Tell whether the words open a list of goals: 考核指标四项:专利申请量280件."""
    return bool(_GOALS.search(text))
