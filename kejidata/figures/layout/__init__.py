"""What all charts share: the page, rows of marks, text that fits, labels beside points, the style.

In come sizes and texts; out go axes and artists in their places. Begin with `page`. Then each body
has its file: `row_chart` (of a `row`, placed by `row_layout`), `panels`, `scatter`, `heat_table`
(of `heat_cells`), `tile_map`, `rank_lines`, `statement_marks`. `style` holds colours and sizes,
`text` measures and breaks type, `picture` is what a chart returns.
"""
