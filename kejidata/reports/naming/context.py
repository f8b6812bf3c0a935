"""What a name may need from the text before it: the subject, the things, the item, the holder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kejidata.model.registry import Registry
from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.naming.codes import PLACES, is_own_region, is_region, known, openings

LONGEST_PLACE = 11
"""Characters of the longest name of a place."""

_MEASURED_IN = ("元", "%", "人", "倍", "番")
"""Units of properties, in which nothing is counted."""
_PLACE_ENDS = frozenset("东南西北中区道乡镇省市县州盟旗")
"""How a place's name ends that no list of names has: a direction (南), a kind of division (州)."""


@dataclass(slots=True)
class Context:
    """What a name may need from the text before it.

    `topic` is what the item is about (一是高企培育: first, fostering firms), `heading` what the
    section is about, `subject` the last name, `entity` the things whose further properties a
    sentence may go on to tell (登记技术合同176项,成交额: 176 contracts, their turnover), in `unit`;
    `amount` is the last name that ends with a property of money, `spent` that of the sentence's
    last sum of money, `people` those whom the sentence counts first and may then part by kind;
    `share` is the last name of a share or rate, `firms`
    those whose accounts a paragraph tells, `organisation` the one whose figures a sentence tells,
    `holder` whose the last short name was, `whole` the last name of money (or not) that no place
    was given with, outside the parts of a whole (`parting`; `apart` keeps the whole's entity,
    `enclosed` that a bracket holds the parts); `recent` are the last names of the paragraph,
    `listed` those of the last values; `by_kind` is the property that a sentence goes on to tell
    kind by kind, `by_origin` that it tells where people come from, `by_group` that a paragraph
    parts the whole, `among` those whom a sentence tells of (规上企业中: among firms), `counted`
    what was counted, by how many, `doubts` those about each name, `valued` the last figure of a
    value that no full stop parts from the next.
    """

    topic: str = ""
    subject: str = ""
    entity: str = ""
    unit: str = ""
    amount: str = ""
    spent: str = ""
    people: str = ""
    share: str = ""
    firms: str = ""
    whole: dict[bool, str] = field(default_factory=dict)
    organisation: str = ""
    heading: str = ""
    recent: tuple[str, ...] = ()
    valued: Figure | None = None
    doubts: dict[str, list[str]] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    holder: str = ""
    actor: str = ""
    part_actor: str = ""
    site: str = ""
    counted_actor: bool = False
    by_kind: str = ""
    among: str = ""
    counted: dict[tuple[float, str], str] = field(default_factory=dict)
    by_origin: bool = False
    by_group: bool = False
    parting: bool = False
    enclosed: bool = False
    apart: tuple[str, str] = ("", "")

    def open(self, by_group: bool = False) -> None:
        """Forget what an earlier paragraph was about; a heading goes on.

        A paragraph that parts the whole anew (`by_group`: 按行业划分: by industry) goes on
        about that whole.
        """
        self.people = self.firms = self.actor = self.site = self.part_actor = ""
        self.close()
        self.by_group = by_group
        if not by_group:
            self.whole = {}
        self.topic, self.recent = self.heading, ()

    def close(self) -> None:
        """Forget what no longer holds when a sentence ends."""
        self.entity = self.organisation = self.holder = self.by_kind = ""
        self.spent = self.among = ""
        self.parting = self.by_origin = self.enclosed = False
        self.valued = None

    def leave_bracket(self) -> None:
        """Go on about the whole behind a bracket of its parts: 13家(其中省级1家), 1 of them."""
        if self.enclosed:
            self.whole_again()
            self.parting = self.enclosed = False

    def whole_again(self) -> None:
        """Go back from the parts of a whole, told in one sentence, to the whole itself."""
        if self.parting and self.apart[0]:
            self.entity, self.unit = self.apart
        self.part_actor = ""
        if self.counted_actor:
            self.actor = ""
        self.apart = ("", "")


def keep_entity(context: Context, figure: Figure, local: str) -> None:
    """Keep what later figures may be of: the things counted, or whose they are."""
    name = context.subject
    context.by_origin |= "来源" in figure.lead
    if figure.opens_parts and (local or "其中" in figure.lead):
        context.parting, context.apart = True, (context.entity, context.unit)
        context.enclosed = "(" in figure.lead
    if local and figure.counted_in != "%":
        _keep_whole(context, figure, local)
    share, money, firms, organisation, whose = _said_by(name)
    if share and not listed_place(figure.lead):
        context.share = name
    if money and "人均" not in name and money not in _said_by(context.amount)[1]:
        context.amount = name
    if firms and not context.firms.endswith(firms):
        context.firms = firms
    if figure.is_money and not nouns.A_HEAD.match(name):
        context.spent = name
    if figure.counted_in.endswith(("人", "名")) and nouns.PEOPLE.search(name):
        context.people = context.people or name
    context.organisation = organisation or context.organisation
    counted = local and len(name) > 3 and not figure.counted_in.endswith(_MEASURED_IN)
    owned = nouns.PROPERTY.search(name) or nouns.is_of_whole(local) or name.endswith("面积")
    if counted and not owned:
        context.entity, context.unit = name, figure.counted_in
    elif len(whose) > 2:
        context.entity, context.unit = whose, ""


def keep_limited(context: Context, figure: Figure, name: str) -> None:
    """Keep the share or the property by which a limit parts things: they may be ranked by it."""
    if nouns.SHARE.search(name):
        context.share = name
    elif figure.is_money and not context.amount and nouns.money_of(name):
        context.amount = name


def _keep_whole(context: Context, figure: Figure, local: str) -> None:
    """Keep the whole that parts are told of, without the place it is told of."""
    name, money = context.subject, figure.is_money
    if is_place(local):
        return
    whole = context.whole.get(money, "")
    part = whole and name != local and name.endswith(whole)
    if not (context.parting or part):
        context.whole[money] = name
    rest = placeless(name)
    if rest != name and len(rest) > 1:
        # 广东孵化器1013家 (incubators of Guangdong); 江苏832家 (of Jiangsu).
        context.whole[money] = rest


@remembered
def _said_by(name: str) -> tuple[bool, str, str, str, str]:
    """Tell whether a name is a share; its property of money, and whose; its organisation, its head.

    Whose its money is are the firms that stand before that property.
    """
    money, group = nouns.money_of(name), nouns.ORGANISATION.match(name)
    firms = name[: money.start()] if money and nouns.ACTOR.search(name, 0, money.start()) else ""
    told = group[0] if group else ""
    own = nouns.OWN.search(name)
    whose = name[: own.start()] if own else head(name)
    return bool(nouns.SHARE.search(name)), money[0] if money else "", firms, told, whose


def is_place(name: str) -> bool:
    """Tell whether a name is that of a place alone: 如皋 (a city), 苏南 (the south of Jiangsu)."""
    return len(name) <= LONGEST_PLACE and _is_place(known(), name)


# Names come again as wordings do.
@remembered
def _is_place(found: Registry | None, name: str) -> bool:
    if name in PLACES or is_own_region(found, name):
        return True
    if name[-1:] not in _PLACE_ENDS:
        return False
    # 东城区 (a district) is one by its whole name, though 城区 is a word for a part of any city.
    whole = len(name) > 2 and name[-1] in "省市区县州盟旗" and is_region(name)
    return whole or bool(nouns.DIRECTION.fullmatch(name))


def placeless(name: str) -> str:
    """Return a name without the place that it opens with."""
    return _placeless(known(), name)


@remembered
def _placeless(found: Registry | None, name: str) -> str:
    listed = found is None or name[:2] in openings(found) or not "一" <= name[:1] <= "鿿"
    for at in range(min(len(name) - 1, 6), 1, -1):
        if (listed or name[at - 1] in _PLACE_ENDS) and _is_place(found, name[:at]):
            break
    else:
        return name
    # 国家及省级 is of a level (national and provincial), 承担省以上项目 of what was done.
    graded = name[at : at + 1] in ("级", "以")
    acted = name[:at] not in PLACES and acts.opens_with_act(name)
    return name if graded or acted else name[at:]


def head(name: str) -> str:
    """Return whose a figure is, where its name opens with that: 企业营业收入 (firms' turnover)."""
    match = nouns.ENTITY.search(name)
    return name[: match.end()] if match else ""


def overlaid(subject: str, local: str) -> str:
    """Put a property behind its subject; what both say is said once: 企业总数, 投入强度."""
    summed = nouns.AMOUNT.fullmatch(local) and nouns.SUMMED.search(subject)
    if summed or (local in ("占比", "比重") and nouns.SHARE.search(subject)):
        return subject
    if nouns.PACE.fullmatch(local):
        # 净增9家,增幅居第二 (9 more on balance, second in growth): of what there is in all.
        subject = subject.removeprefix("净增")
    if local.startswith("投入强度"):
        subject = subject.removesuffix("支出")
    if local.startswith("占"):
        # 占全市比重10%,占全省2%: shares of two wholes, of one thing.
        subject = nouns.PACE.sub("", nouns.SHARED.sub("", subject))
    at = subject.rfind(local[:2])
    return subject[:at] + local if at > 0 else subject + local


def listed_place(lead: str) -> re.Match[str] | None:
    """Return the place that opens a bracket right before a figure: 太原(119亿元), a city."""
    place = nouns.LISTED_PLACE.search(lead) if lead.endswith("(") else None
    return None if place and nouns.is_measured(place[1]) else place
