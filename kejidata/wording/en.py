"""The English sentences; a slot in braces takes a name, a number or a list of them."""

WORDS = {
    # numbers
    "bound.exact": "{n}",
    "bound.at_least": "at least {n}",
    "bound.at_most": "at most {n}",
    "bound.about": "about {n}",
    "between": "between {low} and {high}",
    "label.up.percent": "up {n}",
    "label.down.percent": "down {n}",
    "label.up.points": "up {n}",
    "label.down.points": "down {n}",
    "label.flat": "unchanged",
    "label.nearly_flat": "virtually unchanged",
    "label.multiple": "more than doubled, up {n}",
    "verb.up.percent": "grew {n}",
    "verb.down.percent": "fell {n}",
    "verb.up.points": "rose by {n}",
    "verb.down.points": "fell by {n}",
    "verb.flat": "was unchanged",
    "verb.nearly_flat": "was virtually unchanged",
    "verb.multiple": "more than doubled (up {n})",
    "place.sole": "{n}",
    "place.tied": "joint {n}",
    "place.range": "{best} to {worst}",
    # what is counted
    "noun.nation": "{n:country|countries}",
    "noun.province": "{n:province|provinces}",
    "noun.city": "{n:city|cities}",
    "noun.county": "{n:county or district|counties and districts}",
    "noun.region": "{n:region|regions}",
    "noun.indicator": "{n:indicator|indicators}",
    # what cannot be told
    "nothing": "There are no figures to report.",
    "unknown_reason": "no reason given",
    "refused.named": "{items} ({reason})",
    "refused.counted": "{n} {noun} ({reason})",
    "refused.some": "no {what} can be given for {groups}.",
    "refused.all": "{where}no {what} can be given for {groups}.",
    "where": "",
    "where.period": "in {period}, ",
    "where.region": "for {region}, ",
    "where.region.period": "for {region} in {period}, ",
    "what.growth": "growth rate",
    "what.completion": "completion ratio",
    "what.rank": "rank",
    "what.change": "comparison",
    # rows by what tells them apart
    "item.region": "{region}",
    "item.indicator": "{indicator}",
    "item.period": "{period}",
    "item.region_indicator": "{indicator} in {region}",
    "item.region_period": "{region} in {period}",
    "item.indicator_period": "{indicator} in {period}",
    "item.region_indicator_period": "{indicator} in {region} in {period}",
    "rows.region": "{n:region|regions}",
    "rows.indicator": "{n:indicator|indicators}",
    "rows.period": "{n:period|periods}",
    "rows.mixed": "{n:figure|figures}",
    # growth
    "previous": "the previous year",
    "previous_part": "the same period of the previous year",
    "growth.one.moved": "in {period}, {name} in {region} {change} on {base}, to {value}.",
    "growth.one.flat": "in {period}, {name} in {region} {change} from {base}, at {value}.",
    "growth.together": "in {period}, {region} saw {balance}: {items}.",
    "growth.item": "{name}, {value} ({change})",
    "growth.among": "in {period}, {name} {balance}; {ends}.",
    "growth.among_same": "it {balance}; {ends}.",
    "growth.fastest.percent": "the fastest growth was in {items}",
    "growth.fastest.points": "the largest {n:gain was|gains were} in {items}",
    "growth.slowest.percent": "the slowest was in {items}",
    "growth.slowest.points": "the smallest was in {items}",
    "growth.sharpest.percent": "the sharpest fall was in {items}",
    "growth.sharpest.points": "the sharpest fall was in {items}",
    "growth.focus": "{region} {change}.",
    "growth.region": "{region} ({change})",
    "balance.percent": "{parts} of the {n} {noun}",
    "balance.points": "{parts} of the {n} {noun}",
    "balance.mixed": "{parts} among {n} {noun}",
    "balance.up.percent": "rose in {n}",
    "balance.up.points": "rose in {n}",
    "balance.up.mixed": "{n} {n:rise|rises}",
    "balance.down.percent": "fell in {n}",
    "balance.down.points": "fell in {n}",
    "balance.down.mixed": "{n} {n:fall|falls}",
    "balance.flat.percent": "was unchanged in {n}",
    "balance.flat.points": "was unchanged in {n}",
    "balance.flat.mixed": "{n} unchanged",
    "balance.all_up.percent": "rose in all {n} {noun}",
    "balance.all_up.points": "rose in all {n} {noun}",
    "balance.all_up.mixed": "all {n} {noun} rise",
    "balance.all_down.percent": "fell in all {n} {noun}",
    "balance.all_down.points": "fell in all {n} {noun}",
    "balance.all_down.mixed": "all {n} {noun} fall",
    "balance.all_flat.percent": "was unchanged in all {n} {noun}",
    "balance.all_flat.points": "was unchanged in all {n} {noun}",
    "balance.all_flat.mixed": "all {n} {noun} unchanged",
    "stated": "for {region} in {period}, {items}.",
    "stated.item.up": (
        "{name} stood at {value}, a published rise of {rate} that implies about {base} for "
        "{base_period}"
    ),
    "stated.item.down": (
        "{name} stood at {value}, a published fall of {rate} that implies about {base} for "
        "{base_period}"
    ),
    # one series
    "span": "{start} to {end}",
    "course.up": "over {span}, {name} in {region} rose from {base} to {value}, {rate}.",
    "course.down": "over {span}, {name} in {region} fell from {base} to {value}, {rate}.",
    "course.flat": "over {span}, {name} in {region} went from {base} to {value}, {rate}.",
    "course.annual.up": "an average of {n} a year",
    "course.annual.down": "an average fall of {n} a year",
    "course.annual.flat": "unchanged overall",
    "course.no_rate": "for which an annual rate has no meaning",
    "course.total.up": "a gain of {n}",
    "course.total.down": "a loss of {n}",
    "course.total.flat": "unchanged overall",
    "course.turns.percent.up": "growth peaked in {top} ({most}); its low was {bottom} ({least}).",
    "course.turns.percent.down": "the best year was {top} ({most}), the worst {bottom} ({least}).",
    "course.turns.points.up": "the best year was {top} ({most}), the weakest {bottom} ({least}).",
    "course.turns.points.down": "the best year was {top} ({most}), the worst {bottom} ({least}).",
    "course.latest": "in {period} it {change}.",
    # completion
    "completion.elapsed": ", with {n} of the year gone",
    "completion.one.over": (
        "in {period}, {region} exceeded its target of {target} for {name} with {value}, a "
        "completion of {ratio}{elapsed}."
    ),
    "completion.one.met": (
        "in {period}, {region} met its target of {target} for {name} with {value}, a completion "
        "of {ratio}{elapsed}."
    ),
    "completion.one.short": (
        "in {period}, {region} missed its target of {target} for {name} with {value}, a "
        "completion of {ratio}{elapsed}."
    ),
    "completion.one.ahead": (
        "in {period}, {name} in {region} came to {value}, {ratio} of the year's target of "
        "{target}{elapsed}: ahead of schedule."
    ),
    "completion.one.behind": (
        "in {period}, {name} in {region} came to {value}, {ratio} of the year's target of "
        "{target}{elapsed}: behind schedule."
    ),
    "completion.balance": "{where}of the targets for {n} {noun}, {parts}.",
    "completion.count.over": "{n} {n:was|were} exceeded",
    "completion.count.met": "{n} {n:was|were} met",
    "completion.count.short": "{n} {n:was|were} missed",
    "completion.count.ahead": "{n} {n:is|are} ahead of schedule",
    "completion.count.behind": "{n} {n:is|are} behind schedule",
    "completion.group.over.all": "exceeded: {items}.",
    "completion.group.over.some": "exceeded by the widest margin: {items}.",
    "completion.group.met.all": "met: {items}.",
    "completion.group.met.some": "met, among others: {items}.",
    "completion.group.short.all": "missed: {items}.",
    "completion.group.short.some": "missed by the widest margin: {items}.",
    "completion.group.ahead.all": "ahead of schedule: {items}.",
    "completion.group.ahead.some": "ahead of schedule, among others: {items}.",
    "completion.group.behind.all": "behind schedule: {items}.",
    "completion.group.behind.some": "furthest behind schedule: {items}.",
    "completion.item": "{name} ({value} against {target}, {ratio}{elapsed})",
    "completion.stated.over": (
        "in {period}, {region} exceeded its target for {name}: at {value}, the stated completion "
        "is {ratio}, which implies a target of about {target}."
    ),
    "completion.stated.met": (
        "in {period}, {region} met its target for {name}: at {value}, the stated completion is "
        "{ratio}, which implies a target of about {target}."
    ),
    "completion.stated.short": (
        "in {period}, {region} missed its target for {name}: at {value}, the stated completion "
        "is {ratio}, which implies a target of about {target}."
    ),
    # outlook
    "outlook.whose": "of the {n} targets that {region} set for {period}",
    "outlook.all": "of the {n} targets",
    "outlook.lead": "{whose}, {known} can be set against an earlier actual: {parts}.",
    "outlook.none": "{whose}, none can be set against an earlier actual.",
    "outlook.count.fall": "{n} {n:lies|lie} below the level already reached",
    "outlook.count.rise": "{n} {n:lies|lie} above it",
    "outlook.count.equal": "{n} {n:repeats|repeat} it",
    "outlook.group.fall.all": "below the level of {last_period}: {items}.",
    "outlook.group.fall.some": "furthest below the level of {last_period}: {items}; then {others}.",
    "outlook.group.rise.all": "above the level of {last_period}: {items}.",
    "outlook.group.rise.some": "furthest above the level of {last_period}: {items}; then {others}.",
    "outlook.group.equal.all": "level with {last_period}: {items}.",
    "outlook.group.equal.some": "level with {last_period}: {items}; also {others}.",
    "outlook.item.fall": "{name} ({target} against {last}{when}, {gap} lower)",
    "outlook.item.rise": "{name} ({target} against {last}{when}, {gap} higher)",
    "outlook.item.equal": "{name} ({target})",
    "outlook.when": " in {n}",
    "outlook.alike": (
        "another {n} {n:has|have} only {n:an actual|actuals} of another definition and "
        "{n:is|are} not compared: {items}."
    ),
    "outlook.alike.item": "{name} (target {target}; the nearest is {related}, {last})",
}
