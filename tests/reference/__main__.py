"""Count where package and reference differ: `python -m tests.reference --frames 50000 --seed 1`."""

import argparse
import sys
from collections import Counter

from .compare import Difference, differences, told
from .frames import Case, case

SIDE_BY_SIDE = 20


def main(arguments: list[str] | None = None) -> int:
    """Compare random frames, print a count for each measure and column, return 1 if any differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.reference", description=__doc__)
    parser.add_argument("--frames", type=int, default=2000, help="how many random frames")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first sheet of frames")
    parser.add_argument("--show", action="store_true", help="print a minimal frame for each")
    chosen = parser.parse_args(arguments)
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], tuple[Case, Difference]] = {}
    for seed in range(chosen.seed, chosen.seed + -(-chosen.frames // SIDE_BY_SIDE)):
        frame = case(seed, SIDE_BY_SIDE)
        for difference in differences(frame):
            where = difference.measure, difference.column
            counts[where] += 1
            first.setdefault(where, (frame, difference))
    for (measure, column), count in sorted(counts.items()):
        print(f"{measure:<18} {column:<17} {count:>8}")
    print(f"{sum(counts.values())} differences in {chosen.frames} frames from seed {chosen.seed}")
    if chosen.show:
        print(*("\n" + told(*one) for one in first.values()), sep="\n")
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
