"""What a figure is: its period, its unit, its indicator and region, and the row that holds them.

In come texts as published and the tables of the registry; out go parsed periods, exact decimals,
checked registry tables and tidy observations. Every closed list (kinds, measures, bounds, reasons)
has its one definition in `terms`. Begin with
`observations`, whose columns all other rooms speak of.
"""
