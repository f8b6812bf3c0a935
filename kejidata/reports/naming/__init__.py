"""Which indicator and which region a figure belongs to.

In come the classified figures of a sentence; out go the names that the report gives them, completed
from what stands before. Begin with `names`; `local` reads the clause, `counted` the noun behind a
number, `inherited` what a short name lacks, `aspects` what says more of its subject, `owners` and
`sites` whose it is, `within` and `holders` parts of a whole, `lists` and `turns` share names out,
`totals` sum them up, `trim` cuts them, `context` remembers, `regions` and `codes` look them up.
"""
