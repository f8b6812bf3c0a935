"""The measures, a file each and what they share: tidy frame in, tidy frame out.

In come observations; out go growth rates, completion ratios, rankings, effects of the base, targets
before and after, derived indicators and audited statements, each with the interval that rounding
leaves open, or empty with a reason code. Begin with `growth`; `growth_formula`, `exact`,
`interval`, `common_unit`, `implied`, `targets` and `known` serve several measures. What sentences
and pictures take beside results is in `certainty`, `course`, `plans`, `rank_moves` and `stages`;
the formulas that readers see are in `formulas`.
"""
