"""The English sentences on rankings, audits, plans in hindsight and the fields of a report."""

WORDS = {
    # rankings
    "ranking.members": "the {n} {noun} of {parent}",
    "ranking.group": "the {n} {noun}",
    "ranking.lead": "in {period}, {items} led {group} in {name}; {last} came last.",
    "ranking.lead_one": "in {period}, {items} led {group} in {name}; {last} came last.",
    "ranking.lead_only": "in {period}, {items} led {group} in {name}.",
    "ranking.level": "in {period}, {group} were level in {name}, at {value} each.",
    "ranking.region": "{region} ({value})",
    "ranking.region_tied": "{region} ({value}, {place})",
    "ranking.focus_again": "{region} ranked {place}.",
    "ranking.focus": "{region} ranked {place} with {value}.",
    "ranking.alone": "there are no two regions to be ranked.",
    "ranking.unmoved": "no region changed place on the previous year.",
    "ranking.moves": "compared with the previous year, {parts}.",
    "ranking.gained": "{items} gained most ({n})",
    "ranking.lost": "{items} lost most ({n})",
    "ranking.moved.gained": "{region} (up to {place})",
    "ranking.moved.lost": "{region} (down to {place})",
    "ranking.settled": "rounding of the published figures cannot change any place.",
    "ranking.open": "rounding of the published figures leaves {n} {n:place|places} open: {items}.",
    "ranking.open_some": (
        "rounding of the published figures leaves {n} places open, such as {items}."
    ),
    "ranking.range": "{region} ({place})",
    "ranking.profile": "in {period}, the places of {region} within {parent} were {parts}.",
    "ranking.profile_alone": "in {period}, {region} ranked {parts}.",
    "ranking.profile.item": "{place} in {items}",
    # audit
    "audit.nothing": "there is no statement to check.",
    "audit.whose": " for {region}",
    "audit.everyone": "",
    "audit.balance": "of {n} statements{whose}, {parts}.",
    "audit.all.confirmed": "all {n} statements checked{whose} are confirmed.",
    "audit.all.contradicted": "all {n} statements checked{whose} are contradicted.",
    "audit.all.not_checkable": "none of the {n} statements{whose} can be checked.",
    "audit.count.confirmed": "{n} {n:is|are} confirmed",
    "audit.count.contradicted": "{n} {n:is|are} contradicted",
    "audit.count.not_checkable": "{n} cannot be checked",
    "audit.wrong.all": "contradicted: {items}.",
    "audit.wrong.some": "contradicted, among others: {items}.",
    "audit.both": "{name} (stated {stated}, computed {computed})",
    "audit.right": "confirmed for {region}: {parts}, for example {example}.",
    "audit.unknown": "not checkable for {region}: {parts}.",
    "audit.unknown.item": "{kind}, of {about} ({reason})",
    "audit.no_others": "the figures of the other regions are missing",
    "audit.name.value": "{indicator} in {region} in {period}",
    "audit.name.growth_rate": "growth of {indicator} in {region} in {period}",
    "audit.name.change": "change of {indicator} in {region} in {period}",
    "audit.name.completion_ratio": "completion of {indicator} in {region} in {period}",
    "audit.name.rank": "rank of {region} in {indicator} in {period}",
    "audit.measure.value": "{n} {n:count|counts}",
    "audit.measure.growth_rate": "{n} {n:growth rate|growth rates}",
    "audit.measure.change": "{n} {n:change|changes}",
    "audit.measure.completion_ratio": "{n} {n:completion ratio|completion ratios}",
    "audit.measure.rank": "{n} {n:rank|ranks}",
    # a field of a report
    "field.lead": "{theme} in {region}, {period}: {lead}.",
    "field.next": "{items}.",
    "field.rest": "also reported: {items}.",
    "field.figure": "{name} ({value})",
    "field.figure_then": "{name} ({value} in {period})",
    "field.name": "{name}",
    "field.name_then": "{name} in {period}",
    "field.valued": "{name} stood at {value}",
    "field.claimed": "{told}, {claim}",
    "field.rank": "ranked {n}",
    "field.rank_among": "{n} in {among}",
    "field.completion": "{n} of the year's target",
    "field.share": "{name} was {value} ({above} of {below})",
    "field.quotient": "{name} was {value} ({above} over {below})",
    # base effects
    "effects.none": "No rise followed a fall.",
    "effects.lead.mostly": (
        "of {n} {n:rise|rises} that followed a fall, {mostly} {mostly:owes|owe} at least half of "
        "the increase to making good the loss."
    ),
    "effects.lead.none": (
        "of {n} {n:rise|rises} that followed a fall, none was for the most part a recovery."
    ),
    "effects.items.all": "{items}.",
    "effects.items.some": "most telling: {items}.",
    "effects.item.part": (
        "{name} ({growth}; {recovery} of it recovery; on average {annual} a year over two years)"
    ),
    "effects.item.back": (
        "{name} ({growth}, which only led back to the old level; on average {annual} a year over "
        "two years)"
    ),
    "effects.item.below": (
        "{name} ({growth}, still below the old level; on average {annual} a year over two years)"
    ),
    # outcomes of a plan
    "outcomes.none": "{whose}, none has a later actual: nobody can tell whether they were reached.",
    "outcomes.lead": "{whose}, only {known} {known:has|have} a later actual.",
    "outcomes.group.missed": "Missed: {items}.",
    "outcomes.group.reached": "Reached: {items}.",
    "outcomes.item.missed": "{name} (target {target}, {outcome} in {when}, {gap} short)",
    "outcomes.item.reached": "{name} (target {target}, {outcome} in {when})",
    "outcomes.silent": (
        "For the other {n} no later actual was published, so nobody can tell whether they were "
        "reached."
    ),
    # figures that are missing
    "needed.value": "{name}, {period}: {regions}",
    "needed.target": "target for {name}, {period}: {regions}",
    "what.gap": "distance",
}
