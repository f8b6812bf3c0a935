"""What a number in a clause is: its value, unit, measure and bound, and how sure that is.

In comes a paragraph without layout; out go its figures with all but name and time. Begin with
`tokens`, which finds numbers; `filter` drops those that count nothing, `classify` says what a
figure measures, `ahead` whether it is wanted or done, `confidence` how sure it is.
"""
