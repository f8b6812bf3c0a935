"""What a figure measures, which way it points, and whether it is exact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.model.terms import NEGATED
from kejidata.reports.grammar.ahead import GOALS_BEHIND, strives
from kejidata.reports.grammar.bounds import MORE, OR_MORE, bound_of
from kejidata.reports.grammar.figure import MOVES, Figure, starts_move
from kejidata.reports.lexicon.goals import is_payment
from kejidata.reports.lexicon.predicates import Predicate
from kejidata.reports.naming.trim import compared_with

# 「以上的速度增」 growing at more than so much: the percent number before it is a growth rate.
_GROWTH_AFTER = re.compile("(?:以上|左右|多)?的?(?:增长(?![到至])|增速|增幅|速度增)")
# 「的年度完成率」 the year's completion: so is a completion ratio told behind its number.
_OF_TASK = re.compile(r"^的?[^,，。]{0,8}(?:完成率)|^[^,，。\d]{0,4}完成(?:了)?(?:全年|年度|目标)")
# 「重点任务」 key tasks: a task that is counted itself is no goal.
_TASKS = re.compile("(?:工作|重[点大])任务$")
# 「覆盖率为」 coverage is: a sign before the number makes it no growth.
_RATE = re.compile("(?:率|比重|占比|强度)(?:为|是|达)?$")
# 「,实际完成」 in fact reached.
_OUTCOME = re.compile(
    "[,，;、(]?(?:年末|全年)?(?:实际|已|现|最终){0,2}(?:完成|实现|达到?|为|是)了?"
)
_PLACES = frozenset(("位", "名", "级", "个位次"))
"""Units of ranks."""
# 「企业」 firms: what a limit limits stands right behind it.
_NOUN_AFTER = re.compile("^(?:的)?(?!增长|增幅|增速|水平|目标|速度|左右)[一-鿿“A-Za-z&]")
# 「12个」 twelve: a limit may stand for the things alone, 总投资30亿元以上12个.
_COUNT_AFTER = re.compile(r"\d{1,9}[个家项件户人名台]")
# 「年产值超过」 with an output of more than: each of what was counted before passes a limit.
_EACH_PAST = re.compile(
    r"年?[^,，、\d]{0,4}(?:产值|收入|投资|市值|估值|税收|销售额?)(?:超过?|过|突破)"
)
# 「排全国」 stands in the country: a rank that leaves out 第.
_RANKED = re.compile("(?:排名?|[位名]?居|[位名分]列)(?:在?全[国省市区县])?(?:为|第)?$")
# 「强度超过」 an intensity of more than: a share that is named limits what follows.
_SHARE_PAST = re.compile("(?:强度|率|占比|比重|比例|增速|增幅)(?:均|都|已)?(?:超过?|达到?|过)$")
# 「增长」 grew (by so much or more): a share or a rate that may limit what follows.
_OF_SHARE = re.compile(
    "(?:率|比重|比例|占比|强度|占[^,，]{1,12}|[增降][长速幅低加]?|提高|利用|持股|控股)[^,，]{0,4}$"
)
# 「增速较快,达到」 growth is fast and reaches.
_PACE = re.compile("增[速幅][^,，、增]{1,6}[,，](?:分别|高|已)?达到?$")
# 「的重点企业」 key firms: what an amount of money limits.
_KIND = re.compile(
    "^的?(?:签约|开工|在建|新建|重[点大]|工业|产业|制造业|外资|民营){0,6}"
    "(?:大?企业|项目|园区|集群|大户|产品|平台)"
)
# 「以上的企业」 firms of more: so does a number that 的 joins to a noun.
_OF = re.compile(r"^(?:以上|以下|以内)?的(?:[一-鿿]{2}|[省县市区镇乡村](?![一-鿿])|有?\d)")
_CLASSIFIERS = frozenset(("个", "家", "项", "件", "种", "类", "场", "期", "批"))
"""Words between a number and any thing."""
_THINGS = frozenset(("个", "家", "项", "户"))
_COUNTS = frozenset(("value", "target"))
_MOVING = frozenset(("growth_rate", "change"))
_NO_TARGETS = frozenset(("threshold", "rank", "completion_ratio"))


def classify(figure: Figure, earlier: Sequence[Figure]) -> None:
    """Set measure, sign and bound of a figure from the words around it.

    It may share the predicate of those `earlier` in the sentence.
    """
    said = figure.said
    before = earlier[-1] if earlier else None
    if before is not None and (
        (figure.joined and _alike(figure, before, said)) or _moves_on(figure, before)
    ):
        figure.measure, figure.falls = before.measure, before.falls
    else:
        figure.measure = _measure(figure, said)
        if before is not None:
            _share(figure, before, said, earlier)
        # The figure behind a bracket that compares (低于…) is the gap below others.
        below = figure.lead == ")" and before is not None and compared_with(before)[1]
        figure.falls = (below and "低于" in below) or (said.falls and figure.measure in _MOVING)
        if figure.planned and figure.measure not in _NO_TARGETS and not _is_given(figure):
            figure.measure = "target"
    figure.sign = -1 if figure.falls or figure.token.sign == "-" else 1
    # Words speak of how far it fell, a bound of the signed number: 下降10%以上 (fell by 10 % or
    # more) is at most -10.
    bound = bound_of(figure, said)
    figure.bound = NEGATED.get(bound, bound) if figure.falls else bound


def _moves_on(figure: Figure, before: Figure) -> bool:
    """Tell where a growth moves to: 增速由3.2%提高到5.6% (from 3.2 to 5.6 %) is growth still."""
    grows = before.measure == "growth_rate" and starts_move(before)
    return grows and figure.token.kind == before.token.kind == "percent" and not figure.planned


def _is_given(figure: Figure) -> bool:
    """Tell what a plan takes as given: where a move starts, and what a policy pays."""
    paid = figure.is_money or figure.token.kind == "percent"
    pays = paid and is_payment(figure.lead, figure.tail) and not strives(figure.lead)
    return pays or (figure.said.starts and bool(MOVES.match(figure.tail)))


def _share(figure: Figure, before: Figure, said: Predicate, earlier: Sequence[Figure]) -> None:
    """Read a figure in the light of those before it.

    116.7%(其中:甲占48%) goes on with completion (of which A 48 %), 3.6万人,增加4000人 tells a
    difference (36,000 persons, 4,000 more), 完成年度任务10亿元的123% is held against the task.
    """
    token = figure.token
    both = before.token.kind == token.kind == "percent" and before.measure == "target"
    counted = before.token.unit in _THINGS and before.measure in _COUNTS
    if both and token.value <= 100 and _OUTCOME.fullmatch(figure.lead):
        # 目标2.5%,实际完成2.7% (2.7 % in fact): what came of a goal for a share or a rate.
        figure.measure = "growth_rate" if before.said.percent else "value"
    elif compared_with(figure)[0]:
        grows = any(other.measure == "growth_rate" for other in earlier)
        figure.measure = "growth_rate" if grows else "value"
    elif token.kind == "percent":
        _share_percent(figure, before, said, earlier)
    elif counted and token.unit.endswith("元") and _EACH_PAST.fullmatch(figure.lead):
        # Money that each of the things counted before it passes.
        figure.measure = "threshold"
    elif before.measure == "change" and said.amount_moves and "其中" in figure.lead:
        figure.measure = "change"
    elif said.added and figure.measure == before.measure == "value":
        alike = token.kind == "amount" and before.token.unit == token.unit
        figure.measure = "change" if alike else "value"


def _share_percent(
    figure: Figure, before: Figure, said: Predicate, earlier: Sequence[Figure]
) -> None:
    """Read a percent number that is held against a target, or goes on with a completion."""
    if before.measure == "target" and figure.lead in ("的", ")的"):
        figure.measure = "completion_ratio"
    elif said.shared and figure.measure == "value":
        shares = [other.measure for other in earlier if other.token.kind == "percent"]
        goes_on = shares[-1:] == ["completion_ratio"]
        figure.measure = "completion_ratio" if goes_on else "value"


def _alike(figure: Figure, before: Figure, said: Predicate) -> bool:
    """Shared predicates join figures of one kind, and a threshold shares with none."""
    kinds = {figure.token.kind, before.token.kind}
    # 分别增长3.9倍和10.9% (grew by so many times, and by 10.9 %): one predicate of two kinds.
    same = len(kinds) == 1 or (before.measure == "growth_rate" and kinds == {"percent", "times"})
    return same and before.measure != "threshold" and not _is_threshold(figure, said)


def _measure(figure: Figure, said: Predicate) -> str:
    """Return what a figure measures by its own words."""
    token = figure.token
    ranked = token.unit == "位" and _RANKED.search(figure.lead)
    if token.kind in ("rank", "front") or ranked:
        return "rank"
    if _is_threshold(figure, said):
        return "threshold"
    # No share is more than the whole.
    completed = token.kind == "percent" and (
        (said.completed and not (said.past_goal and token.value < 100))
        or (said.shared and token.value > 100)
    )
    if not completed and _is_goal(figure, said):
        return "target"
    if token.kind == "percent":
        return _measure_of_percent(figure, said, completed)
    if token.kind == "times":
        return "change" if said.scaled or said.beyond else "growth_rate"
    if token.kind == "point":
        return "change"
    differs = figure.against and said.amount_moves
    return "change" if differs or (said.moved and token.unit in _PLACES) else said.amount


def _is_goal(figure: Figure, said: Predicate) -> bool:
    """Tell whether the words around a figure call it a goal, and no task that is counted."""
    task = figure.token.unit in ("项", "条") and _TASKS.search(figure.lead)
    # 完成投资任务5亿元 (5 of the task done) is done; 完成任务5亿元的80% tells how much the task is.
    done = said.task_done and not figure.tail.startswith("的")
    return not (task or done) and (said.goal or bool(GOALS_BEHIND.match(figure.tail)))


def _measure_of_percent(figure: Figure, said: Predicate, completed: bool) -> str:
    if figure.lead.endswith("超额") and figure.token.value < 100:
        # 超额20%完成任务 (by 20 % more than the task).
        return "change"
    if completed or _OF_TASK.match(figure.tail):
        return "completion_ratio"
    if figure.lead.endswith("的") and is_payment("", figure.tail):
        # 按研发投入增量的10%给予补助 (10 % of what more is spent is paid) is a rate of pay.
        return "value"
    if "增" in figure.lead and _PACE.search(figure.lead):
        return "growth_rate"
    moved = figure.token.sign and not _RATE.search(figure.lead)
    grows = moved or _GROWTH_AFTER.match(figure.tail)
    return said.percent or ("growth_rate" if grows else "value")


def _is_threshold(figure: Figure, said: Predicate) -> bool:
    """Tell a limit inside a name: 超过1000万元的企业 (firms of more than 10 million yuan)."""
    token, tail = figure.token, figure.tail
    over = OR_MORE.match(tail) if tail[:1] in MORE else None
    if over:
        return _limits(figure, tail[over.end() :])
    # 位次提升5-9位的23个: 23 that rose by 5 to 9 ranks.
    rose = said.moved and token.unit in _PLACES and _OF.match(tail)
    if rose or figure.lead.endswith(("(含", "(不含")):
        return True
    if said.passing and _KIND.match(tail):
        return token.unit.endswith("元") or bool(_SHARE_PAST.search(figure.lead))
    return said.limited and bool(_OF.match(tail)) and not GOALS_BEHIND.match(tail)


def _limits(figure: Figure, rest: str) -> bool:
    """Tell whether so much or more limits what follows it."""
    token = figure.token
    money = token.unit.endswith("元")
    bare = token.end - token.start == len(token.unit)
    if money and (bare or _COUNT_AFTER.match(rest)):
        return True
    if token.unit in _CLASSIFIERS and "的" not in rest[:12]:
        # 3个以上贫困村 (three or more villages) are counted, 100人以上企业 (firms of 100) are not.
        return False
    if token.kind == "percent" and not _OF_SHARE.search(figure.lead):
        # 有50%以上的企业 (50 % of the firms or more) is a share, 强度5%以上的企业 limits them.
        return False
    noun = _NOUN_AFTER.match(rest.removeprefix(")")) or rest.startswith("(含")
    return bool(noun) and token.kind in ("amount", "percent")
