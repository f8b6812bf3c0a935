"""The name of the first figure of a group, completed by what it shares with those before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import acts, nouns
from kejidata.reports.naming.context import Context, is_place, placeless
from kejidata.reports.naming.holders import part_of_whole
from kejidata.reports.naming.inherited import complete
from kejidata.reports.naming.local import place_name
from kejidata.reports.naming.owners import of_actor
from kejidata.reports.naming.trim import clauses_of, prior_thing, shorten, strip
from kejidata.reports.naming.within import of_level, thing_of

# 「,全市研发经费」 of the whole city: none of the district's that was told before.
_OF_WHOLE = re.compile("(?:^|[,，;；])全[国省市区县州盟旗][^,，;；]*$")
# 「各镇新增高企情况」 new firms of the towns: whose each is, and that it is told, is no part of it.
_OF_EACH = re.compile("^各(?:[省市县区镇乡街村]|街道|园区){1,4}|情况$")
# 「三地」 the three places that were named.
_SEVERAL = re.compile("[两二三四五六七八九十]{1,2}[地省市县区州旗]")
# 「的市为」 (the first three) cities are: places, ranked by the amount that was told.
_HEADS_PLACES = re.compile("的?(?:省份?|[市县区州])(?:市|区)?(?:分别|依次)?[为是]")


_OWN_NAME = 4
"""Characters of the shortest name that needs no other where it is of the whole city."""


@dataclass(slots=True)
class SoFar:
    """What the figures of a sentence have been named so far.

    `names` are those of the last group, `values` those of all values, `before` is the last figure,
    `whole` the last that was parted, `grows` tells that it is a growth rate, `ahead` is the gap to
    others that it tells, `outside` is the name before a bracket that is open.
    """

    names: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    before: Figure | None = None
    whole: Figure | None = None
    grows: bool = False
    ahead: str = ""
    outside: str = ""

    def leave_bracket(self, context: Context) -> None:
        """Go on about what the bracket stands behind: 56家(其中规上50家),增长12% (56, up 12 %)."""
        if self.outside:
            self.names, context.subject = [self.outside], self.outside
            if context.entity.endswith(self.outside):
                # 项目15个(国家级2个),资金9万元: of all the projects.
                context.entity = self.outside
        self.outside = ""


# 「省重点实验室」 provincial laboratories: things that bear their level in front.
_OF_LEVEL = re.compile("(?:国家|[省市县])级?(?=.{3})(?![委政局厅场值民内外域区])")
# 「(某药业),」 (which firm) and a comma: a clause that goes on with a list.
_LISTED = re.compile(r"(?:[(（][^()（）]{1,30}[)）])?[,，、]")


def first_name(figure: Figure, local: str, so_far: SoFar, context: Context) -> str:
    """Return the name of a group's first figure, completed by what it shares."""
    before = so_far.before
    counted = before.counted if before is not None and local in ("", before.base) else ""
    if counted and (part := part_of_whole(figure, local or counted, context) or local):
        return part
    if is_place(local) and (mark := _heads_list(figure, before)):
        _head_of_list(figure, mark, context)
    last = so_far.names[-1] if so_far.names else ""
    listed = place_name(figure, last or context.subject, context)
    if listed:
        return listed
    if not local and _HEADS_PLACES.match(figure.tail):
        ranked = nouns.money_of(context.amount)
        return ranked[0] if ranked else ""
    if among := _among(figure, local, before, context):
        return among
    subject = _subject(figure, local, so_far, context)
    of_whole = "全" in figure.lead and _OF_WHOLE.search(figure.lead)
    if of_whole and (local or not nouns.IN_ALL.search(figure.lead)):
        if len(local) >= _OWN_NAME and nouns.ends_as_noun(local) and not nouns.is_part(local):
            return local
        subject = placeless(subject)
    if not local and figure.measure == "growth_rate":
        # 净增97家,增长18.8% (97 more on balance, up 18.8 %): what grew is what there is in all.
        subject = subject.removeprefix("净增").removesuffix("净增")
    return (
        _in_all(figure, local, subject)
        or _whom_it_reached(local, before, context.spent)
        or of_actor(figure, local, context)
        or _of_prior_thing(figure, local, subject, before, context)
        or _with_verb(figure, local, last, context)
        or complete(figure, local, subject, context)
    )


def _among(figure: Figure, local: str, before: Figure | None, context: Context) -> str:
    """Return the name of what those have among whom a sentence opens: 规上企业中,经费5亿元."""
    opening = nouns.AMONG_ALL.match(figure.lead) if before is None else None
    if opening:
        context.among = shorten(strip(opening[1]))
    if not context.among or figure.measure not in ("value", "target"):
        return ""
    if opening and local.endswith("的企业"):
        return "有" + local.removeprefix("有").removesuffix("企业") + context.among
    own = nouns.ACTOR_IN.search(local) or nouns.is_of_whole(local) or len(local) < _OWN_NAME
    return "" if own else context.among + local


def ranked_by(before: Figure | None) -> str:
    """Return by what of the name before it a rank without a name is: 增速18%,居全市第6 (growth).

    完成目标的110%,列全省第2位 (110 % of the target, 2nd) is in completion.
    """
    if before is None:
        return ""
    paced = nouns.PACE_OF.search(before.lead) if before.measure == "growth_rate" else None
    return paced[1] if paced else "完成率" * (before.measure == "completion_ratio")


def _in_all(figure: Figure, local: str, subject: str) -> str:
    """Return the name of the sum of what was told: 共计66家 (66 in all), or nothing."""
    if len(local) in (2, 3) and _SEVERAL.fullmatch(local):
        # 甲县、乙市高企数量均过百家,两地合计402家 (firms of both places).
        return local + placeless(nouns.LIST.split(subject)[-1])
    in_all = not local and nouns.IN_ALL.search(figure.lead)
    if not in_all:
        return ""
    # 甲县新增45家,乙县38家,共计83家: of places the sum is of the same, of kinds it is of all.
    rest = placeless(subject)
    return rest if rest != subject else acts.SHARED_VERB.sub("", subject)


def _with_verb(figure: Figure, local: str, last: str, context: Context) -> str:
    """Return a name with the verb that its list shares: 新增国家级平台3个、省级平台5个 (added)."""
    if not (local and last):
        return ""
    # 申报高企9家,省重点实验室1家 (applied for): clauses of levels share it, too.
    asked = _OF_LEVEL.match(local) and acts.ASKED.match(last) and not acts.STEP.search(local)
    goes_on = _LISTED.match(figure.lead) if asked else figure.lead.startswith("、")
    if not goes_on:
        return ""
    own = acts.SHARED_VERB.match(local)
    if own and not context.organisation and last.find(own[0]) > 1:
        # 受助企业新增收入36亿元、新增税收2亿元 (firms' new turnover, new taxes): theirs too.
        return last[: last.find(own[0])] + local
    verb = acts.SHARED_VERB.match(last)
    if not verb or _is_complete(local):
        return ""
    full = of_level(figure, local, last, context) or local
    return full if full.startswith(verb[0]) else verb[0] + full


def _whom_it_reached(local: str, before: Figure | None, spent: str) -> str:
    """Return those whom money reached with what it was: 奖补783万元,惠及企业26家 (26 firms)."""
    money = before.indicator if before is not None and before.is_money else spent
    return thing_of(money) + local if money and acts.REACHES.fullmatch(local) else ""


def _of_prior_thing(
    figure: Figure, local: str, subject: str, before: Figure | None, context: Context
) -> str:
    """Return an aspect, a property or an act with the thing that was spoken of before it."""
    if not local:
        return ""
    if local in nouns.ASPECTS and context.topic:
        return context.topic + local
    if nouns.is_part(local):
        thing = prior_thing(figure, before is None)
        return thing + local if thing else ""
    if (not subject or before is None) and acts.is_act_alone(local):
        thing = prior_thing(figure, before is None)
        return local + thing if thing or not subject else ""
    return ""


def _is_complete(local: str) -> bool:
    """Tell whether a name of a list has a verb of its own, or needs none."""
    full = acts.opens_with_act(local) or nouns.is_part(local) or nouns.GRADE.fullmatch(local)
    return bool(full)


def _heads_list(figure: Figure, before: Figure | None) -> str:
    """Return the mark behind what is told of each place: 各县高企数量: or 高企,南京56家 (firms)."""
    if ":" in figure.lead:
        return ":"
    clauses = clauses_of(figure.lead) if before is None else ()
    return "," if len(clauses) == 2 and nouns.ends_as_noun(clauses[0]) else ""


def _head_of_list(figure: Figure, mark: str, context: Context) -> None:
    """Keep what stands before a mark, which is told of each place."""
    head = strip(clauses_of(figure.lead.replace("，", ",").rpartition(mark)[0])[-1])
    whole = _OF_EACH.sub("", shorten(head))
    if len(whole) > 2:
        context.whole, context.subject = {False: whole, True: whole}, whole


def _subject(figure: Figure, local: str, so_far: SoFar, context: Context) -> str:
    """Return what a figure goes on about: the name before it, the item, the last that was told."""
    if figure.is_money and context.spent and nouns.A_HEAD.fullmatch(local):
        # 奖补783万元,惠及企业26家,户均30万元 (paid to 26 firms, 30 each): of what was paid.
        return context.spent
    before = so_far.before
    last = so_far.names[-1] if so_far.names else ""
    if before is None and context.topic:
        subject = context.topic
    else:
        # Within one clause a figure shares the name of the one before, whatever that measures.
        limited = local and before is not None and before.measure == "threshold"
        near = not limited and "," not in figure.lead and "，" not in figure.lead
        subject = (last if near else "") or context.subject or last
    if "占" not in subject:
        return subject
    whose = nouns.SHARED.sub("", subject)
    if (
        figure.measure == "growth_rate"
        and not local
        and whose not in (*so_far.values, *context.recent)
    ):
        # 占生产总值比重10%,增长58% (10 % of the product, up 58 %): only the share was told.
        return subject
    return whose if _is_whose(figure, local) else subject


def _is_whose(figure: Figure, local: str) -> bool:
    """Tell whether a name is completed with a holder: what is shared of a share is whose it is."""
    named = local.startswith("对") or (local and not nouns.is_of_whole(local))
    return bool(named) or figure.token.kind == "amount" or figure.measure == "growth_rate"
