"""Whose a short name is: the subject, the entity or the item that a sentence goes on about."""

from __future__ import annotations

from dataclasses import dataclass

from kejidata.reports import words
from kejidata.reports.figures import Figure


@dataclass(slots=True)
class Context:
    """What a name may need from the text before it.

    `topic` is what the item is about (一是高企培育), `subject` the last name, `entity` the things
    whose further properties a sentence may go on to tell (登记技术合同176项,成交额).
    """

    topic: str = ""
    subject: str = ""
    entity: str = ""
    unit: str = ""


def keep_entity(context: Context, figure: Figure, own: str) -> None:
    """Keep what later figures may be of: the things counted, or whose they are."""
    unit, name = figure.token.unit, context.subject
    things = not unit.endswith(("元", "%", "人", "倍", "番")) and not words.WHOLE.match(own)
    if things and len(own) > 3 and not words.PROPERTY.search(name):
        context.entity, context.unit = name, unit
    elif head(name):
        context.entity, context.unit = head(name), ""


def complete(figure: Figure, own: str, subject: str, context: Context) -> str:
    """Complete a name that needs the sentence's subject."""
    if not own or not subject:
        return own or subject
    if subject.endswith(own):
        return subject
    if words.WHOLE.match(own):
        return _overlaid(subject, own)
    if "其中" in figure.lead and own.endswith("专利") and "专利" in subject:
        return subject.replace("专利", own, 1)
    level = words.LEVEL.fullmatch(own)
    if level:
        return own + words.LEVEL.sub("", subject, count=1)
    if _needs_owner(figure, own, context):
        whose = context.entity or context.topic
        return _thing(whose or ("" if words.PART.fullmatch(subject) else subject)) + own
    if words.ONLY_VERB.match(own):
        money = figure.token.unit.endswith("元")
        return subject + own if money else own + _thing(subject)
    tail = words.INDICATOR.search(context.subject)
    if tail and figure.measure == "growth_rate" and own.endswith("业"):
        # 汽车产业增长24.5%, after the value added of industry, is that of the branch.
        return own + tail[0]
    return own


def _overlaid(subject: str, own: str) -> str:
    """Put a property behind its subject; what both say is said once: 研发投入总量, 投入强度."""
    at = subject.rfind(own[:2])
    return subject[:at] + own if at > 0 else subject + own


def _thing(name: str) -> str:
    """Return the thing of a name that opens with what was done to it: 新增高企 is about 高企."""
    thing = words.DONE_TO.sub("", name)
    return thing if len(thing) > 1 else name


def _needs_owner(figure: Figure, own: str, context: Context) -> bool:
    """Tell whether a name is a property of something named before, such as 成交额 or 毕业生."""
    if words.PART.fullmatch(own):
        return True
    if "其中" in figure.lead and own.startswith(("企业", "项目", "单位")):
        return True
    peer = figure.token.unit == context.unit
    return len(own) <= words.SHORT and not (
        peer or words.ALONE.search(own) or words.ONLY_VERB.match(own)
    )


def head(name: str) -> str:
    """Return whose a figure is, where its name opens with that: 高新技术企业营业收入."""
    match = words.ENTITY.search(name)
    return name[: match.end()] if match else ""
