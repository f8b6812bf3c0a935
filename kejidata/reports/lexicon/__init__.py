"""Words of report Chinese, as lists and as the expressions made of them; nothing is done here.

In comes nothing; out go patterns, each with an example in 「」 and its gloss. `numbers` says how a
number is written, `predicates` and `goals` what the words before it say, `nouns` and `boundaries`
what its name is made of. Begin with `predicates`.
"""
