"""One chart a file, each named after its public function.

In comes a measured frame; out goes a matplotlib figure. A chart draws what the measures give,
intervals included, and computes nothing. Begin with `ranking_dots`, the plainest of them.
"""
