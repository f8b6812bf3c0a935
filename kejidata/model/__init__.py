"""What a figure is: its period, its unit, its indicator and region, and the row that holds them.

In come texts as published and the tables of the registry; out go parsed periods, exact decimals,
checked registry tables and tidy observations. Every closed list (kinds, measures, bounds, reasons)
has its one definition in `terms`. Begin with `observations`, whose columns all other rooms speak
of; `stored` reads those of a project. `periods`, `units` and `numerals` read single texts,
`common_unit` sets numbers beside each other. `registry` is what the project in force knows,
`registry_file` its files, `registry_base` what ships with the package, `followed` what is shown
where nobody chooses. A label is looked up by `indicator_lookup` and `region_lookup`; `regions`
decides what it means, from `divisions` by year, their `division_names` and the `places` behind the
codes.
"""
