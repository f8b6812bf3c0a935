"""What a number in a clause is: its value, unit, measure and bound, and how sure that is.

In comes a clause; out go figures. Begin with `tokens`.
"""
