"""The measures, a file each and what they share: tidy frame in, tidy frame out.

In come observations; out go growth rates, completion ratios, rankings, effects of the base, targets
before and after, derived indicators and audited statements, each with the interval that rounding
leaves open, or empty with a reason code. Begin with `growth`; a file bears the name of its public
function or of its subject, and what stands beside one bears the name with it:

- of all measures: `growth_formula`, `published` (figures, units, rounding), `exact`,
  `exact_columns` and `exact_spans` (arithmetic without noise), `interval`, `breaks`,
  `result_columns`, `formulas` (as readers see them);
- of plans: `targets` beside `outlook` and `outcomes`, `pace_formula` beside `pace`;
- of wholes: `parts` and `part_pairs` beside `contributions` and `check_totals`;
- of the audit: `known`, `recompute`, `recompute_rank`, `claims`, `implied`, `verdicts`;
- of the index: `index_structure`, `index_figures`, `index_cells`, `normalisation`, `index_scores`,
  `index_ranges` and `rank_ranges` beside `composite_index` and `index_contributions`;
- of prices: `deflator` beside `real`;
- before any of them: `describe`, what a frame holds, and `peer_groups`, which regions it compares;
- for sentences and pictures: `certainty`, `course`, `group_mean`, `levels`, `plans`, `rank_moves`,
  `stages`.
"""
