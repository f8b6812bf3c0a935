"""Count where package and reference differ: `python -m tests.reference --frames 50000 --seed 1`.

With each sheet the paragraphs of a smaller one and the headlines of one smaller still are read, and
the rules that they break counted.
"""

import argparse
import sys
from collections import Counter

from .compare import Difference, differences, told
from .frames import Case, case
from .headlines import violations as headlines
from .sentences import Violation, derived, violations

SIDE_BY_SIDE, READ, TITLED = 200, 20, 5
"""How many frames a measured sheet has, one whose paragraphs and one whose headlines are read."""


def main(arguments: list[str] | None = None) -> int:
    """Compare random frames, print a count for each measure and column, return 1 if any differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.reference", description=__doc__)
    parser.add_argument("--frames", type=int, default=2000, help="how many random frames")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first sheet of frames")
    parser.add_argument("--show", action="store_true", help="print a minimal frame for each")
    chosen = parser.parse_args(arguments)
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[Case, Difference]] = {}
    broken: list[Violation] = []
    paragraphs = titles = 0
    for seed in range(chosen.seed, chosen.seed + -(-chosen.frames // SIDE_BY_SIDE)):
        frame = case(seed, SIDE_BY_SIDE)
        for difference in differences(frame):
            where = difference.measure, difference.column
            counts[where] += 1
            first.setdefault(where, (frame, difference))
        found, read = violations(case(seed, READ))
        broken, paragraphs = broken + found, paragraphs + read
        found, read = derived(seed)
        broken, paragraphs = broken + found, paragraphs + read
        found, read = headlines(case(seed, TITLED), seed)
        broken, titles = broken + found, titles + read
    for (measure, column), count in sorted(counts.items()):
        print(f"{measure:<18} {column:<17} {count:>8}")
    print(f"{sum(counts.values())} differences in {chosen.frames} frames from seed {chosen.seed}")
    rules = Counter((one.kind, one.rule) for one in broken)
    for (kind, rule), count in sorted(rules.items()):
        print(f"{kind:<18} {rule:<40} {count:>6}")
    print(f"{len(broken)} broken rules in {paragraphs} paragraphs and {titles} headlines")
    if chosen.show:
        print(*broken[:20], sep="\n")
        print(*("\n" + told(*one) for one in first.values()), sep="\n")
    return 1 if counts or broken else 0


if __name__ == "__main__":
    sys.exit(main())
