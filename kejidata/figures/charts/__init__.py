"""One chart a file, each named after its public function.

In comes a measured frame, or observations that the chart gives to a measure; out goes a matplotlib
figure. A chart draws what measures give, intervals included. Begin with `target_dumbbell`.
"""
