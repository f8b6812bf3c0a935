"""What a name may need from the text before it: the subject, the things, the item, the owner."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import nouns
from kejidata.reports.lexicon.gazetteer import PLACES
from kejidata.reports.naming.codes import region_codes

LONGEST_PLACE = 11
"""Characters of the longest name of a place."""


@dataclass(slots=True)
class Context:
    """What a name may need from the text before it.

    `topic` is what the item is about (一是高企培育), `heading` what the section is about, `subject`
    the last name, `entity` the things whose further properties a sentence may go on to tell
    (登记技术合同176项,成交额), in `unit`; `amount` is the last name that ends with a property of
    money, `people` those whom the sentence counts first and may then part by kind; `share` is the
    last name of a share or rate, `firms` those whose accounts a paragraph tells, `organisation` the
    one whose figures a sentence tells, `owner` whose the last short name was, `whole` the last name
    of money (or not) that no place was given with, outside the parts of a whole (`parting`; `apart`
    keeps the whole's entity, `enclosed` that a bracket holds the parts); `told` are the last names
    of the paragraph, `listed` those of the last values; `by_kind` is the property that a sentence
    goes on to tell kind by kind, `by_origin` that it tells where people come from, `by_group` that
    a paragraph parts the whole, `counted` what was counted, by how many.
    """

    topic: str = ""
    subject: str = ""
    entity: str = ""
    unit: str = ""
    amount: str = ""
    people: str = ""
    share: str = ""
    firms: str = ""
    whole: dict[bool, str] = field(default_factory=dict)
    organisation: str = ""
    heading: str = ""
    told: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    owner: str = ""
    by_kind: str = ""
    counted: dict[tuple[float, str], str] = field(default_factory=dict)
    by_origin: bool = False
    by_group: bool = False
    parting: bool = False
    enclosed: bool = False
    apart: tuple[str, str] = ("", "")

    def open(self, by_group: bool = False) -> None:
        """Forget what an earlier paragraph was about; a heading goes on.

        A paragraph that parts the whole anew (`by_group`: 按行业划分) goes on about that whole.
        """
        self.people = self.firms = ""
        self.close()
        self.by_group = by_group
        if not by_group:
            self.whole = {}
        self.topic, self.told = self.heading, ()

    def close(self) -> None:
        """Forget what no longer holds when a sentence ends."""
        self.entity = self.organisation = self.owner = self.by_kind = ""
        self.parting = self.by_origin = self.enclosed = False

    def leave_bracket(self) -> None:
        """Go on about the whole behind a bracket that held its parts: 13家(其中省级1家)、6家."""
        if self.enclosed:
            self.whole_again()
            self.parting = self.enclosed = False

    def whole_again(self) -> None:
        """Go back from the parts of a whole, told in one sentence, to the whole itself."""
        if self.parting and self.apart[0]:
            self.entity, self.unit = self.apart
        self.apart = ("", "")


def opens_parts(lead: str) -> bool:
    """Tell whether the words before a figure open the parts of the figure before it."""
    return "其中" in lead or lead[:1] == ":"


def keep_entity(context: Context, figure: Figure, own: str) -> None:
    """Keep what later figures may be of: the things counted, or whose they are."""
    unit, name = unit_of(figure), context.subject
    context.by_origin |= "来源" in figure.lead
    if opens_parts(figure.lead) and (own or "其中" in figure.lead):
        context.parting, context.apart = True, (context.entity, context.unit)
        context.enclosed = "(" in figure.lead
    money = unit.endswith("元")
    part = name != own and name.endswith(context.whole.get(money, name))
    if own and unit != "%" and not (context.parting or part or is_place(own)):
        context.whole[money] = name
    rest = placeless(name) if unit != "%" and not is_place(own) else ""
    if own and rest != name and len(rest) > 1:
        # 广东孵化器1013家; 江苏832家.
        context.whole[money] = rest
    _keep_property(context, figure, name)
    if unit.endswith(("人", "名")) and nouns.PEOPLE.search(name):
        context.people = context.people or name
    if "集团" in name or "公司" in name:
        group = nouns.ORGANISATION.match(name)
        context.organisation = group[0] if group else context.organisation
    things = not unit.endswith(("元", "%", "人", "倍", "番")) and not nouns.WHOLE.match(own)
    if things and own and len(name) > 3 and not nouns.PROPERTY.search(name):
        context.entity, context.unit = name, unit
        return
    whose = head(name)
    if len(whose) > 2:
        context.entity, context.unit = whose, ""


def _keep_property(context: Context, figure: Figure, name: str) -> None:
    """Keep a name that ends with a property: of money, with whose it is, or of a share."""
    if nouns.SHARE.search(name) and not listed_place(figure.lead):
        context.share = name
    new = nouns.INDICATOR.search(name)
    if not new:
        return
    old = nouns.INDICATOR.search(context.amount)
    if "人均" not in name and not (old and new[0] in old[0]):
        context.amount = name
    firms = name[: new.start()]
    if nouns.ACTOR.search(firms) and not context.firms.endswith(firms):
        context.firms = firms


@lru_cache(maxsize=8192)
def is_place(name: str) -> bool:
    """Tell whether a name is that of a place alone: 如皋, 苏南."""
    if len(name) > LONGEST_PLACE:
        return False
    known = name in PLACES or name in region_codes()
    return known or bool(nouns.DIRECTION.fullmatch(name))


@lru_cache(maxsize=8192)
def placeless(name: str) -> str:
    """Return a name without the place that it opens with."""
    at = next((n for n in range(6, 1, -1) if n < len(name) and is_place(name[:n])), 0)
    # 国家及省级 is of a level, 承担省以上项目 of what was done.
    graded = name[at : at + 1] in ("级", "以")
    acted = name[:at] not in PLACES and nouns.ACTS.match(name)
    return name if graded or acted else name[at:]


def unit_of(figure: Figure) -> str:
    """Return the unit without its magnitude: 台 for 万台."""
    return figure.token.unit.lstrip("十百千万亿")


def head(name: str) -> str:
    """Return whose a figure is, where its name opens with that: 高新技术企业营业收入."""
    match = nouns.ENTITY.search(name)
    return name[: match.end()] if match else ""


def listed_place(lead: str) -> re.Match[str] | None:
    """Return the place that opens a bracket right before a figure: 太原(119亿元)."""
    return nouns.LISTED_PLACE.search(lead) if lead.endswith("(") else None


def place_name(figure: Figure, last: str, context: Context) -> str:
    """Return the name of a figure in brackets behind a place: 太原(119亿元)、临汾(27.6亿元)."""
    place = listed_place(figure.lead)
    money, share = figure.token.unit.endswith("元"), figure.token.kind == "percent"
    if place and figure.measure == "growth_rate" and is_place(place[1]):
        # 增速看, 铜陵(增长4502.1%): each grew in what was told of all.
        return place[1] + placeless(context.whole.get(True) or context.subject)
    if not place or not (money or share) or figure.measure != "value":
        return ""
    ranked = context.whole.get(False, "")
    if money and nouns.SUM.search(ranked):
        # 成交额前五位为合肥(142.5亿元): ranked by what is told.
        return re.split("[为是和与及]", place[1])[-1] + ranked
    pattern, told = (nouns.INDICATOR, context.amount) if money else (nouns.SHARE, last)
    told_of = pattern.search(told)
    if not told_of:
        return ""
    whole = context.share if share and context.share.endswith(told_of[0]) else told_of[0]
    return re.split("[为是和与及]", place[1])[-1] + whole
