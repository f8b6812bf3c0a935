"""Speed and memory of the measures, against what an analyst would use instead."""
