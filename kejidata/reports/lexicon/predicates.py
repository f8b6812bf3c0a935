"""What the words right before a figure say of it, whatever the figure is: read once a wording."""

from __future__ import annotations

import re
from typing import NamedTuple

from kejidata.reports.lexicon.alternatives import one_of, pattern, remembered
from kejidata.reports.lexicon.goals import BEYOND_GOAL, COMPLETED, GOAL, SHORT, TASK_DONE

# 「不低于」 no less than: a limit, and no fall.
_LIMITING = re.compile("不(?:低于|少于|高于|超过|多于)")
_MOVE = one_of("""
    下降 减少 降低 回落 下滑 缩[减短小] 压[减缩降] 收窄 精简 削减 下调 节约 节省 萎缩 负增长 降 减
    增长 增加 提高 提升 上升 上涨 递增 扩大 上调 增 涨 升
    """)
_LIMIT_ENDS = frozenset("少多于过超到足")
"""The last characters of such a limit."""
# 「下降至少」 fell by at least: a limit of the move itself, which is no end that it reaches.
_MOVE_LIMITED = pattern(f"""
    ({_MOVE}了?) ( 至少 最少 至多 最多 不(?:少于|低于|小于|超过?|多于|高于|大于|到|足) 少于 低于
    小于 多于 高于 大于 )$
    """)
# 「下降」 fell: words of a fall.
_FALL = pattern("""
    ( 下降 减少 降低 降幅 回落 下滑 缩[减短小] 负增长 少于 低于 落后 压[减缩降] 下调 后退 后移 萎缩
    [比较年期月]少 净减 收窄 精简 削减 缩水 节约 节省 [降减]了?$ 比[^,，比]{0,12}[低慢少]$ )
    """)
# 「增长」 grew: words of a rise.
_RISE = pattern("""
    ( 增长 增幅 增速 增加 提高 提升 上升 升高 增 涨 递增 扩大 多(?:出|了|支出|投入|完成|实现)?$
    高(?:于|出) 超出 快于 前移 前进 进位 跃升 上调 上浮 翻 高$ 再加 领先 )
    """)
# 「增加到」 rose to: a move whose end is a value.
_REACHED = pattern("""
    ( 增 升 提高 提升 增加 增长 上升 跃升 扩大 下降 降低 减少 回落 降 突破 达 扩 缩[减短小] 调整
    压[减缩降] 收窄 减 精简 增强 发展 壮大 )(?:到了?|至(?![少多]))[^,，]{0,6}$|增达[^,，]{0,3}$
    """)
# 「同比增长」 grew on the year before: the percent number is a growth rate.
_GROWTH = pattern(
    "( 增长 增幅 增速 同比 环比 增加 提高 提升 上升 涨幅? 递增 增 翻 多 )[^,，:]{0,14}$"
)
# 「降幅」 fall: so is this one.
_GROWTH_FALL = pattern("""
    ( 下降 减少 降低 回落 下滑 缩[减短小] 降幅 萎缩 压[减缩降] 负增长 减 收窄 精简 削减 降 节约
    节省 )[^,，:]{0,10}$
    """)
_YEAR_ON_YEAR = tuple("同比" + word for word in ("增长", "增加", "减少", "下降", "多", "少"))
"""On the year before, it rose or fell: right before an amount that is a difference."""
# 「贡献率」 contribution rate: the percent number is a value of its own.
_SHARE_NAMED = re.compile(
    "贡献率|占[^,，]{0,20}比?重?[为达是]?$|(?:率|占比|比重|比例)(?:为|达到?|是)?$"
)
# 「增速分别达到」 growth reached, of each: a rate that is named.
_RATE_NAMED = re.compile(
    "(?:增长率|增幅|增速|降幅)(?:分别|均|都|各){0,2}(?:为|达到?|是|超过?|约)?$"
)
_NEWLY = ("新增加", "净增加")
"""What is new is counted, and no difference."""
# 「比上年」 against the year before: a stated comparison.
_COMPARED = pattern("""
    (?:比|较|与|(?<![合共协])同)[^,，:]{0,16}? ( 上年 去年 同期 年初 上月 前年 年 期 全[国省市区县]
    平均 规上 以来 末 相比 )|同比|环比|(?:比|较)(?!重|例|率|赛|为|大|好)|高于|低于|高出|超出
    """)
# 「高于全国的省份有」 provinces above the nation's mean number: who is so is counted.
_ARE = re.compile("的[^,，的]{1,12}有$")
# 「已完成」 already done: the words tell what is, amid what is wanted.
_REPORTED = re.compile(
    "实际(?!利用|使用|到|投入|外资|控制)|已(?!经?成为)|截[至止]|目前|现有|[累共]计?完成|实际完成"
    "|^去年|上年(?:完成|达)|(?:完成|实现|进展)(?:情况|数|值)?:"
)
# 「超过」 more than: the number may limit what follows it.
_LIMITED = re.compile("(?:超过?|达到?|不足|低于|高于|满|突破)$")
# 「突破」 passed: so may this one.
_PASSING = re.compile("(?:超过?|达到?|过|破)$")
# 「是全国平均的」 is, of the national mean: so many times of something.
_SCALE = re.compile("(?:是|为|达|相当于|达到|超过?)[^,，]{0,14}的$")
# 「是末的」 is, of the end (of a year): so many times of oneself at an earlier time. Dates are no
# part of a clause.
_SCALED_SINCE = re.compile(
    "(?:是|为|达到?|相当于|超过?)(?:[^,，]{0,6}(?:之初|[初末]期|时期|同期|上届|往年|[末底初])|[“”]{1,2}(?:时期|期间)?)?的$"
)
# 「高于其他企业」 above other firms: how many times others something is.
_OUTDOES = re.compile(
    "[高低多少快慢]于[^,，]{2,16}$|(?:比|较)[^,，]{2,12}[高低多少快慢]出?了?$|(?<![提升增])高$"
)
# 「增加」 more by: right behind a value of the same unit, a difference.
_ADDED = re.compile("^(?:增加|增长|提高|提升|多)了?(?:约|近|超过?)?$")
# 「缩短」 cut by: a difference without a stated comparison.
_CUT = re.compile("(?:减少|下降|降低|缩[短减小]|压[减缩]|下滑|回落)了?(?:约|近|超过?)?$")
# 「上升」 up: by so many ranks.
_MOVED = pattern(
    "( 上升 前移 前进 提升 跃升 进位 晋升 提高 前移了 下降 后移 后退 下滑 退 升 降 )了?$"
)
# 「超过了」 exceeds: at least.
_AT_LEAST = pattern(f"""
    ( (?<!未)(?:超过?|突破|破) 逾 不低于 不少于 至少 大于 高于 超出 多于 不小于 ≥ >
    超了? )(?:到|了|全[省市])?$|(?:至少|最少)[^,，]{{1,6}}$|{_MOVE}了?最少$
    """)
# 「高于全省」 above the province: how far, which is no bound.
_GAP = re.compile("(?:[低高]于|超出)(?:全[国省市])?$")
# 「不超过」 does not exceed: at most.
_AT_MOST = pattern(f"""
    ( 不超过 上限为? 不高于 不大于 不多于 最高(?:不超过|可?达?|给予|奖励|补助|支持)? (?<!不)低于
    至多 以内 不到 不足 未(?:超过?|突破|达到?|满) 控制在 (?<!不)[小少]于 ≤ <
    )$|(?:至多|最多)[^,，]{{1,6}}$|{_MOVE}了?最多$
    """)
# 「由」 from: where a move starts, and not what is wanted.
_STARTS = re.compile("[由从][^,，。;由从]{0,8}$")
# 「规模过」 size past: at least, where a magnitude follows.
_PASSED = re.compile("(?<![通经不难])过$|(?<!以)上$")
# 「约为」 is about, 「约增长」 grew by about.
_ABOUT = pattern(f"""
    ( (?<![节制签契大集条合])约 近 大约 接近 约占 约为 将近 大概 约合 约达 左右
    大致 )(?:占|为|有)?[^,，一-鿿]{{0,1}}$|(?:约|约占)[一-鿿A-Z&]{{1,6}}(?:的|达|为)$
    |(?:大约|大概|大致|将近|接近|(?<![节制签契大集条合])约)(?:同比)?{_MOVE}(?:了|到|至|幅)?$
    |(?:大约|大概|大致|(?<![节制签契大集条合])约)(?:完成|实现|达到?|投入|新增)了?$
    """)


class Predicate(NamedTuple):
    """What a clause says of the figure behind it.

    `percent` and `amount` are the measures of a percent number and of an amount so told; an empty
    `percent` leaves it to the words behind. The other fields tell one thing each.
    """

    percent: str
    amount: str
    falls: bool
    goal: bool
    completed: bool
    reported: bool
    shared: bool
    added: bool
    amount_moves: bool
    moved: bool
    scaled: bool
    beyond: bool
    past_goal: bool
    limited: bool
    passing: bool
    passed: bool
    gap: bool
    most: bool
    least: bool
    about: bool
    starts: bool
    task_done: bool


# Wordings come again: without a memory of them reading takes half as long again.
@remembered
def predicate_of(clause: str) -> Predicate:
    """Return what the last clause of a lead says of the figure behind it."""
    # 增加值 (value added) and 增长面 (share of those that grew) are names and tell of no growth.
    clause = clause.replace("增加值", "产值").replace("增长面", "面")
    moving = _MOVE_LIMITED.sub(r"\1", clause) if clause[-1:] in _LIMIT_ENDS else clause
    moving = _LIMITING.sub("达", moving) if "不" in moving else moving
    reached = bool(_REACHED.search(moving))
    past = bool(BEYOND_GOAL.search(clause))
    beyond = past if moving == clause else bool(BEYOND_GOAL.search(moving))
    risen, fallen = _last_end(_RISE, moving), _last_end(_FALL, moving)
    return Predicate(
        percent="value" if reached and not _RATE_NAMED.search(moving) else _percent(moving, beyond),
        amount="value" if reached else _amount(moving, beyond, bool(risen or fallen)),
        falls=fallen > risen or (beyond and bool(SHORT.search(moving))),
        goal=not past and bool(GOAL.search(clause)),
        completed=bool(COMPLETED.search(moving)) and not clause.endswith("("),
        reported=bool(_REPORTED.search(clause)),
        shared=clause.endswith("占"),
        added=bool(_ADDED.search(clause)),
        amount_moves=clause.endswith(("增加", "减少")) and not clause.endswith(_NEWLY),
        moved=not reached and bool(_MOVED.search(moving)),
        # 是全国平均的10倍 (of the mean) is a multiple of something else, and of no earlier time.
        scaled=bool(_SCALE.search(moving))
        and not (_GROWTH.search(moving) or _SCALED_SINCE.search(moving)),
        beyond=bool(_OUTDOES.search(clause)),
        past_goal=past and not _is_done(clause),
        limited=bool(_LIMITED.search(clause)),
        passing=bool(_PASSING.search(clause)),
        passed=bool(_PASSED.search(clause)),
        gap=bool(_GAP.search(moving)),
        most=bool(_AT_MOST.search(clause)),
        least=bool(_AT_LEAST.search(clause)),
        about=bool(_ABOUT.search(clause)),
        starts=bool(_STARTS.search(clause)),
        task_done=bool(TASK_DONE.search(clause)),
    )


def _last_end(words: re.Pattern[str], clause: str) -> int:
    """Return where the last of some words ends in a clause: the last move counts."""
    ends = [match.end() for match in words.finditer(clause)]
    return ends[-1] if ends else 0


def _percent(clause: str, beyond: bool) -> str:
    # A difference to a goal (超年度目标, beyond it), and not how much of it is done.
    past_goal = beyond and not _is_done(clause)
    if past_goal or clause.endswith(("再加", "上浮", "上调", "下调")):
        return "change"
    grows = _GROWTH.search(clause) or _GROWTH_FALL.search(clause)
    if (grows and not _SHARE_NAMED.search(clause)) or _RATE_NAMED.search(clause):
        return "growth_rate"
    return ""


def _is_done(clause: str) -> bool:
    """Tell how much of a goal is done from by how much it is outdone: 超额完成 (exceeded by)."""
    return "完成" in clause and "超额" not in clause


def _amount(clause: str, beyond: bool, moves: bool) -> str:
    new = "新增" in clause or "净增" in clause or _ARE.search(clause)
    compared = moves and not new and _COMPARED.search(clause)
    by = compared or beyond or _CUT.search(clause)
    return "change" if by or clause.endswith(_YEAR_ON_YEAR) else "value"
