"""Files to text, decoded and without furniture.

In comes a path; out go one text, on which all offsets count, and the same without its layout
(`flatten`). What is damaged, made to harm or longer than a report is refused. Begin with `text`.
"""
