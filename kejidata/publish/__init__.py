"""Data, notebooks, figures and page by one command: all or nothing, and only what changed.

In comes a project's folder; out go data/processed, the executed notebooks of each language, the
pictures and one HTML page a language. Begin with `pipeline`; `run_notebooks` runs them in fresh
kernels, which `warm_kernels` has of `fork_server`; `notebook_bytes` says how they are stored,
`translation` puts one into another language, `figure_files` draws, with `drawing` beside the rest.
`cache` tells what need not be made again, and `depends` of which data a notebook is, by what
`recording` saw it read. `pages` makes the pages, how they look is in the folder `page`.
`regression` compares what is stored with what the sources give.
"""
