"""Whose a short name is: the subject, the entity or the item that a sentence goes on about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kejidata.reports import nouns
from kejidata.reports.codes import region_codes
from kejidata.reports.figures import Figure

LONGEST = 6
"""Characters of the longest name that may be the end of another's."""


@dataclass(slots=True)
class Context:
    """What a name may need from the text before it.

    `topic` is what the item is about (一是高企培育), `heading` what the section is about, `subject`
    the last name, `entity` the things whose further properties a sentence may go on to tell
    (登记技术合同176项,成交额), in `unit`; `amount` is the last name that ends with a property of
    money, `people` those whom the sentence counts first and may then part by kind; `share` is the
    last name of a share or rate, `firms` those whose accounts a paragraph tells, `organisation` the
    one whose figures a sentence tells, `whole` the last name of money (or not) that no place was
    given with, outside the parts of a whole (`parting`; `apart` keeps the whole's entity); `told`
    are the last names of the paragraph, `listed` those of the last values.
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
    parting: bool = False
    apart: tuple[str, str] = ("", "")

    def open(self) -> None:
        """Forget what an earlier paragraph was about; a heading goes on."""
        self.people = self.firms = ""
        self.topic, self.told = self.heading, ()

    def close(self) -> None:
        """Forget what no longer holds when a sentence ends."""
        self.entity = self.organisation = ""
        self.parting = False

    def whole_again(self) -> None:
        """Go back from the parts of a whole, told in one sentence, to the whole itself."""
        if self.parting and self.apart[0]:
            self.entity, self.unit = self.apart
        self.apart = ("", "")


def keep_entity(context: Context, figure: Figure, own: str) -> None:
    """Keep what later figures may be of: the things counted, or whose they are."""
    unit, name = _unit(figure), context.subject
    if "其中" in figure.lead:
        context.parting, context.apart = True, (context.entity, context.unit)
    if own and not context.parting and not is_place(own):
        context.whole[unit.endswith("元")] = name
    _keep_property(context, figure, name)
    if unit.endswith(("人", "名")) and nouns.PEOPLE.search(name):
        context.people = context.people or name
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
    if nouns.SHARE.search(name) and not nouns.LISTED_PLACE.search(figure.lead):
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


def is_place(name: str) -> bool:
    """Tell whether a name is that of a place alone: 如皋, 苏南."""
    return name in region_codes() or bool(nouns.DIRECTION.fullmatch(name))


def _unit(figure: Figure) -> str:
    """Return the unit without its magnitude: 台 for 万台."""
    return figure.token.unit.lstrip("十百千万亿")


def complete(figure: Figure, own: str, subject: str, context: Context) -> str:
    """Complete a name that needs the sentence's subject."""
    if not own or not subject:
        return own or subject
    counted = own == figure.counted and "其中" not in figure.lead and not nouns.ACTS.match(own)
    if counted or (subject.endswith(own) and len(own) <= LONGEST):
        return own if counted else subject
    if own.endswith(("以上", "以下")):
        return own + nouns.LIMITED.sub("", _thing(subject))
    grade = nouns.GRADE.search(own)
    if grade and "奖" in subject:
        return nouns.GRADE.sub("", subject) + own[grade.start() :]
    each = nouns.EACH.match(own)
    if each:
        return _thing(subject) + own[each.end() :]
    if nouns.LIMIT.fullmatch(own):
        return subject.removesuffix("比例") + ("上限" if own.startswith("最高") else own)
    step = nouns.STEP.search(subject)
    if step and nouns.STEP.fullmatch(own):
        return subject[: step.start()] + own
    if _tallies(subject, own):
        return overlaid(subject, own)
    amount = figure.measure == "rank" and nouns.AMOUNT.fullmatch(own)
    if nouns.WHOLE.match(own) or (amount and nouns.MEASURED.search(subject)):
        return overlaid(subject, own)
    if nouns.PATENTS.fullmatch(own) and "专利" in subject and own not in subject:
        return subject.replace("专利", own.removesuffix("专利") + "专利", 1)
    if nouns.ONLY_VERB.match(own) and not figure.token.unit.endswith("元"):
        whole = next((name for name in context.told if name.endswith(own) and name != own), "")
        if whole:
            return whole
    part = nouns.SHARE_OF.fullmatch(own)
    if part:
        return part[1] + _thing(subject)
    level = nouns.LEVEL.fullmatch(own)
    if level:
        return own + nouns.LEVELS.sub("", _thing(subject))
    kind = figure.token.unit.endswith(("人", "名")) and len(own) <= 8
    if kind and context.people and not (nouns.PEOPLE.search(own) or nouns.OTHERS.search(own)):
        return own + _people(context.people)
    if is_place(own) and context.whole:
        whole = context.whole.get(figure.token.unit.endswith("元"), subject)
        return own + _thing(whole)
    if len(own) > 4 and _unit(figure) == context.unit and nouns.TRANSITIVE.search(own):
        return own + nouns.OBJECT.sub("", context.entity)
    if _needs_owner(figure, own, context):
        whose = context.organisation or context.entity or context.topic
        if nouns.ACCOUNTS.fullmatch(own):
            whose = context.organisation or context.entity or context.firms
        whose = _thing(whose or _holder(subject))
        return overlaid(whose, own) if _tallies(whose, own) else whose + own
    if nouns.ONLY_VERB.match(own):
        money = figure.token.unit.endswith("元")
        persons = figure.token.unit.endswith(("人", "人次", "名"))
        if figure.token.unit in ("次", "场", "场次", "期") or (
            persons and not nouns.PERSONS.search(subject)
        ):
            # 开展培训86场次 counts what was done, not the things of the figure before.
            return own
        return subject + own if money else own + _thing(subject)
    parted = "其中" in figure.lead and figure.token.unit.endswith("元")
    if parted and nouns.MEASURED.search(subject) and not nouns.NOUN_END.search(own):
        return own + (tail(figure, own, context) or _thing(subject))
    return own + tail(figure, own, context)


def tail(figure: Figure, own: str, context: Context) -> str:
    """Return the property that a bare actor shares: 汽车产业增长24.5%, after 工业增加值."""
    output = nouns.OUTPUT.search(context.entity)
    if output and _unit(figure) == context.unit and not nouns.NOUN_END.search(own):
        return output[0]
    tail = nouns.INDICATOR.search(context.amount)
    money = figure.token.unit.endswith("元") and figure.measure == "value"
    # 企业增长5% speaks of their number, not of what they turn over.
    branch = figure.measure == "growth_rate" and not own.endswith("企业")
    if not tail or not (branch or money):
        return ""
    if nouns.RESEARCH.search(own):
        return "经费"
    return tail[0] if nouns.ACTOR.search(own) else ""


def place_name(figure: Figure, last: str, context: Context) -> str:
    """Return the name of a figure in brackets behind a place: 太原(119亿元)、临汾(27.6亿元)."""
    place = nouns.LISTED_PLACE.search(figure.lead)
    money, share = figure.token.unit.endswith("元"), figure.token.kind == "percent"
    if not place or not (money or share) or figure.measure != "value":
        return ""
    pattern, told = (nouns.INDICATOR, context.amount) if money else (nouns.SHARE, last)
    told_of = pattern.search(told)
    if not told_of:
        return ""
    whole = context.share if share and context.share.endswith(told_of[0]) else told_of[0]
    return re.split("[为是和与及]", place[1])[-1] + whole


def _people(name: str) -> str:
    match = nouns.PEOPLE.search(name)
    return nouns.DONE_TO.sub("", match[0]) if match else ""


def overlaid(subject: str, own: str) -> str:
    """Put a property behind its subject; what both say is said once: 研发投入总量, 投入强度."""
    at = subject.rfind(own[:2])
    return subject[:at] + own if at > 0 else subject + own


def _tallies(subject: str, own: str) -> bool:
    """Tell whether a name says how much of what a subject ends with: 登记, then 登记金额."""
    at = subject.rfind(own[:2])
    return 0 < at >= len(subject) - 4 and bool(nouns.TALLY.fullmatch(own))


def _holder(name: str) -> str:
    """Return a name that may have properties: a property itself has none."""
    held = nouns.THING.search(name) or nouns.ENTITY.search(name)
    measured = nouns.MEASURED.search(name) or nouns.INDICATOR.search(name)
    return name if held or not measured else ""


def _thing(name: str) -> str:
    """Return the thing of a name that opens with what was done to it: 新增高企 is about 高企."""
    thing = nouns.DONE_AFTER.sub("", nouns.DONE_TO.sub("", nouns.DOER.sub("", name)))
    return thing if len(thing) > 2 else name


def _needs_owner(figure: Figure, own: str, context: Context) -> bool:
    """Tell whether a name is a property of something named before, such as 成交额 or 毕业生."""
    parts = re.split("[、和与及]", own.partition("占")[0] or own)
    if all(nouns.PART.fullmatch(part) or nouns.ACCOUNTS.fullmatch(part) for part in parts):
        return True
    if "其中" in figure.lead and own.startswith(("企业", "项目", "单位")):
        return True
    if figure.counted or nouns.ACTED.match(own):
        return False
    peer = _unit(figure) == context.unit
    return len(own) <= nouns.SHORT and not (
        peer or nouns.ALONE.search(own) or nouns.ONLY_VERB.match(own)
    )


def head(name: str) -> str:
    """Return whose a figure is, where its name opens with that: 高新技术企业营业收入."""
    match = nouns.ENTITY.search(name)
    return name[: match.end()] if match else ""
