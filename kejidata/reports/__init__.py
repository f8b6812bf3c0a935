"""Read any bureau's report: a grammar for the figures of Chinese work reports.

In comes a file, or its text; out goes a draft to review, one row a figure, and from a reviewed
draft tidy observations. No model and no network: the same text gives the same draft, in time linear
in its length. Open `reader` first, which walks through a text sentence by sentence; `source` gives
it the text, `lexicon` the words, `grammar` says what a number is, `dating` of when and `naming` of
what. `from_files` takes one file or many, `draft` makes the rows, `table_rows` those of tables in
the text. `review_file` and `returned` read what people made of them, `review` begins and continues
the two tables of a project, `second_opinion` asks about what is doubtful, and `to_observations`
takes it over. Nothing else of the package needs this room.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
