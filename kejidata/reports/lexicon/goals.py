"""Words of report Chinese for goals: that one is set, how much of it is done, and by how much more.

All but those of payment read the last clause before a figure.
"""

from __future__ import annotations

import re

# 「完成全年目标」 of the year's goal done: the percent number is a completion ratio.
COMPLETED = re.compile(
    "(?:超额|完成)了?$|完成率|达成率|实现率|达序时|序时进度"
    "|(?:占(?![^,，目任计指考]{1,12}(?:比重|比例|比率))|为|(?<!下)达|完成|超|是)"
    "[^,，]{0,16}(?:任务|目标|计划|指标(?!的?(?:比重|比例|比率))|考核)[^,，]{0,6}的?$"
    "|(?:任务|目标|计划)(?:数|值|总数|任务|总任务|指标){0,4}的$"
    "|完成(?:全年|年度|年|目标|任务)[^,，]{0,10}$|(?:目标|任务|计划)完成[^,，]{0,4}$"
)
# 「完成投资任务」 of the task of investing done: how much was done, and no goal.
TASK_DONE = re.compile("完成(?![^,，]{0,12}下达)[^,，]{2,14}任务$")
# 「年度计划数为」 the year's plan is: the number is a target.
GOAL = re.compile(
    r"(?:目标任务|任务目标|目标|任务|指标|计划)\($"
    r"|(?:目标|任务|指标[值数]|考核值|年初预期|预期值"
    r"|(?:年度?|年初|全年|既定|原定|[省市县区]定|下达)计划)(?:数|值|量|任务|总数)?"
    r"\(?[是为:达到]{0,3}(?:不低于|不少于|超过?|[≥>])?$"
    r"|年度目标(?:任务)?[是为][^,，]{2,16}$"
)
_AIM = "(?:目标|任务|计划|指标)"
# 「超年度目标」 beyond the year's goal, 「比计划多」 more than planned, 「距目标还差」 short of it:
# the number tells by how much.
BEYOND_GOAL = re.compile(
    f"(?:超|(?<!不)[高低多少]于|不及)(?:出|过|额)?(?:完成)?了?[^,，超于]{{0,12}}{_AIM}(?:任务|数|值)?$"
    f"|[比较与距离][^,，比较距离]{{0,12}}{_AIM}(?:任务|数|值|要求|相比){{0,2}}"
    "(?:仍|还|尚|有|均)?[差少低欠多高超](?:出|了|完成|实现|过)?$"
)
# 「还差」 still short by.
SHORT = re.compile("[差欠]$")
# 「给予最高」 is given at most, 「每人每年补贴」 each gets a year: what a policy pays is no goal.
_PAID = re.compile(
    "(?:给予|补[助贴]|奖[励补]?|资助|最高)(?:[^,，;。]{0,4}(?:最高|不超过|一次性|每[人户家年项个])){0,3}"
    "(?:标准)?[为达约]?$"
)
# 「的一次性奖励」 as a bonus.
_PAID_BEHIND = re.compile(
    "^(?:以内|以下)?的?(?:(?:标准|比例)的?)?(?:给予)?(?:一次性)?(?:奖|补[助贴]|资助)"
)


def is_payment(clause: str, behind: str) -> bool:
    """Tell whether the words around a figure say what a policy pays: 给予20万元奖励 (a bonus)."""
    return bool(_PAID.search(clause) or _PAID_BEHIND.match(behind))
