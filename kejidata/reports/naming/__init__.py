"""Which indicator and which region a figure belongs to.

In come the classified figures of a sentence; out go the names that the report gives them, completed
from what stands before. Begin with `names`; `local` reads the clause, `counted` the noun behind a
number, `inherited` what a short name lacks, `within` parts of a whole, `lists` shares names out,
`trim` cuts them, `context` remembers, `regions` and `codes` look them up.
"""
