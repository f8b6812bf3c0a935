"""Which period a figure belongs to.

In come the text's headings, dates and tenses; out goes the period of each figure. Begin with
`report_period`.
"""
