"""Data, notebooks, figures and page by one command: all or nothing, and only what changed.

In comes a project's folder; out go data/processed, the executed notebooks of each language, the
pictures and one HTML page a language. Begin with `pipeline`; `run_notebooks` runs them in fresh
kernels, forks of what `fork_server` starts and `warm_kernels` hands out; `notebook_bytes` says how
they are stored, `translation` puts one into another language, `figure_files` draws, with `drawing`
beside the rest, and `pages` makes the pages: how each looks the folder `page` knows. `cache` tells
what need not be made again, and `depends` of which data a notebook is, by what `recording` saw it
read. `regression` compares what is stored with what the sources give.
"""
