"""What all charts share: the page, rows of marks, text that fits, labels beside points, the style.

In come sizes and texts; out go axes and artists in their places. Begin with `page`.
"""
