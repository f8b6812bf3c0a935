"""Whose an account is that a sentence tells in short: it goes on about the actor it opened with.

Statistics tell an actor's accounts one by one, and say once whose they are: 规上工业企业R&D人员
2万人,R&D经费90亿元 (industrial firms above a size have 20,000 researchers and spend 9 billion).
"""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import pattern, remembered
from kejidata.reports.naming.context import Context

# 「R&D经费」 funds for R&D: an account that every actor has, as a region has.
_ACCOUNT = pattern(r"""
    (?:人均年?|户均|单位)? ( R&D 研发 研究与[试实]验发展 研究开发 科技活动 (?:开发)?新产品
    有效(?:发明)?专利 发明专利 专利申请 从业 科研 ) ( (?:折合)?全时当量 活动 机构 项目 人员 经费
    费用 支出 投入 内部 外部 开发 产值 销售 收入 申请 授权 拥有 总?[量数额] ){0,5}
    ( 占比 强度 )?
    """)
# 「投入研发经费」 put in funds, 「拥有专利」 have patents: what actors do.
_DOES = re.compile("(?:^|[,，、])(?:全年|当年|共|累计|合计|已)?(?:投入|拥有)[^,，]{0,12}$")
# 「规模以上工业」 industry above a size: an actor that statistics tell of.
_ACTOR = pattern("""
    (?<=.) ( [^企产]业 企业 产业 机构 院校 高校 学校 院所 单位 法人单位 公司 集团 实验室 研究院 )$
    """)


def keep_actor(context: Context, figure: Figure, local: str, name: str) -> None:
    """Keep the actor whose account a figure's name tells, or who is counted."""
    actor = _actor_of(name)
    counted = not figure.is_money and _is_actor(local)
    if actor and (context.parting or figure.opens_parts):
        context.part_actor = actor
    elif actor or counted:
        context.actor, context.counted_actor = actor or local, not actor
    elif context.actor and (_is_of_others(local) or nouns.WIDE.search(figure.lead)):
        context.actor = ""


@remembered
def _is_actor(name: str) -> bool:
    return bool(_ACTOR.search(name) and not acts.opens_with_act(name))


@remembered
def _is_of_others(name: str) -> bool:
    """Tell whether a name is full by itself: 技术合同成交额 (contracts) is no account of firms."""
    full = len(name) > nouns.SHORT and nouns.ends_as_noun(name) and not _ACTOR.search(name)
    return bool(full and not nouns.is_part(name) and not nouns.is_of_whole(name))


@remembered
def _actor_of(name: str) -> str:
    """Return the actor with whose account a name ends, where that is all there is before it."""
    for at in range(3, len(name) - 2):
        if _ACCOUNT.fullmatch(name, at):
            return name[:at] if _ACTOR.search(name, 0, at) else ""
    return ""


@remembered
def _is_account(name: str) -> bool:
    return bool(_ACCOUNT.fullmatch(name) or nouns.ACCOUNTS.fullmatch(name))


def of_actor(figure: Figure, local: str, context: Context) -> str:
    """Return a bare account with whose it is, or nothing."""
    actor = context.part_actor or context.actor
    account = local.removeprefix("投入")
    if not actor or not _is_account(account) or nouns.WIDE.search(figure.lead):
        return ""
    # 高企90家,投入研发经费5亿元,拥有专利99件: only a verb tells that it is those who were counted.
    does = _DOES.search(figure.lead) or context.part_actor or not context.counted_actor
    return actor + account if does else ""
