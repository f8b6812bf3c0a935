"""What the time of a regular expression says before it runs: can a repetition be read in two ways?

A repetition whose body reads one text in two ways, such as (?:ab|a|b)*, takes time that doubles
with each pass. `ambiguous` looks for such a text by walking two readings at once. Lookarounds are
taken to hold (but for those of one character ahead), so what passes is safe whatever they say.
`pumps` gives texts on which the repetitions and the alternatives of an expression go round.
"""

import re._constants as ops
import re._parser as parser
from itertools import pairwise

LAST = 0x10FFFF
MANY = 6
"""Repetitions from which a bounded one counts as a loop."""
REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)
CATEGORIES = {
    ops.CATEGORY_DIGIT: [(48, 57)],
    ops.CATEGORY_SPACE: [(9, 13), (28, 32), (0x85, 0x85), (0xA0, 0xA0), (0x2000, 0x200A)],
    ops.CATEGORY_WORD: [(48, 57), (65, 90), (95, 95), (97, 122), (0xAA, LAST)],
}


def inverse(ranges):
    ends = [-1, *(end for pair in sorted(ranges) for end in pair), LAST + 1]
    return [(a + 1, b - 1) for a, b in zip(ends[::2], ends[1::2], strict=True) if a + 1 <= b - 1]


def characters(op, value):
    """Return the ranges of characters that an item of one character matches."""
    if op is ops.LITERAL:
        return [(value, value)]
    if op is ops.NOT_LITERAL:
        return inverse([(value, value)])
    if op is ops.ANY:
        return inverse([(10, 10)])
    ranges, negated = [], value[0][0] is ops.NEGATE
    for kind, one in value[negated:]:
        if kind is ops.LITERAL:
            ranges.append((one, one))
        elif kind is ops.RANGE:
            ranges.append(one)
        else:
            name = str(one)
            plain = CATEGORIES[getattr(ops, name.replace("_NOT", ""))]
            ranges += inverse(plain) if "_NOT" in name else plain
    return inverse(merged(ranges)) if negated else ranges


def merged(ranges):
    found = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


SINGLE = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)


def inner(op, value):
    """Return the parts of an item that holds others, each a sequence of items."""
    if op is ops.BRANCH:
        return value[1]
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op in (*REPEATS, ops.POSSESSIVE_REPEAT):
        return [value[2]]
    return [value] if op is ops.ATOMIC_GROUP else []


class Automaton:
    """The body of a repetition, which goes back from its end to its start."""

    def __init__(self, body):
        self.steps, self.free, self.next = [[]], [[]], {}
        end = self.sequence(body, 0)
        self.free[end].append(0)
        edges = {0, LAST + 1}
        for steps in self.steps:
            for ranges, _ in steps:
                edges |= {edge for low, high in ranges for edge in (low, high + 1)}
        for ranges in self.next.values():
            edges |= {edge for low, high in ranges for edge in (low, high + 1)}
        self.atoms = list(pairwise(sorted(edges)))
        self.index = {edge: number for number, edge in enumerate(sorted(edges))}
        self.moves = [self.moves_of(state) for state in range(len(self.steps))]

    def state(self):
        self.steps.append([])
        self.free.append([])
        return len(self.steps) - 1

    def sequence(self, items, at):
        for op, value in items:
            at = self.item(op, value, at)
        return at

    def item(self, op, value, at):
        if op in SINGLE:
            to = self.state()
            self.steps[at].append((characters(op, value), to))
            return to
        if op is ops.BRANCH:
            to = self.state()
            for part in value[1]:
                first = self.state()
                self.free[at].append(first)
                self.free[self.sequence(part, first)].append(to)
            return to
        if op in (*REPEATS, ops.POSSESSIVE_REPEAT):
            return self.repeat(*value, at)
        if op in (ops.ASSERT, ops.ASSERT_NOT) and value[0] > 0 and len(value[1]) == 1:
            return self.look(op, *value[1][0], at)
        for part in inner(op, value):
            at = self.sequence(part, at)
        return at

    def look(self, op, kind, value, at):
        """Limit what may be read next where a lookahead names one character; others hold."""
        if kind not in SINGLE:
            return at
        to = self.state()
        self.free[at].append(to)
        ranges = merged(characters(kind, value))
        self.next[to] = inverse(ranges) if op is ops.ASSERT_NOT else ranges
        return to

    def repeat(self, least, most, body, at):
        for _ in range(least):
            at = self.sequence(body, at)
        if most is ops.MAXREPEAT:
            head = self.state()
            self.free[at].append(head)
            last = self.sequence(body, head)
            to = self.state()
            self.free[last].append(head)
            self.free[head].append(to)
            return to
        to = self.state()
        self.free[at].append(to)
        for _ in range(most - least):
            at = self.sequence(body, at)
            self.free[at].append(to)
        return to

    def bits(self, ranges):
        """Return the atoms of the alphabet that lie in the ranges, one bit each."""
        found = 0
        for low, high in ranges:
            found |= (1 << self.index[high + 1]) - (1 << self.index[low])
        return found

    def moves_of(self, state):
        """Return what a state reads next, once for each way to come to it without reading."""
        found, waiting = [], [(state, frozenset((state,)), -1)]
        while waiting:
            here, passed, allowed = waiting.pop()
            allowed &= self.bits(self.next[here]) if here in self.next else -1
            found += [(allowed & self.bits(ranges), to) for ranges, to in self.steps[here]]
            waiting += [(to, passed | {to}, allowed) for to in self.free[here] if to not in passed]
        return found

    def ends(self, state):
        seen, waiting = {state}, [state]
        while waiting:
            for to in self.free[waiting.pop()]:
                if to not in seen:
                    seen.add(to)
                    waiting.append(to)
        return 0 in seen

    def read_twice(self):
        """Return a text that two different ways lead over from the start to the start, or none."""
        start = (0, 0, False)
        came = {start: None}
        waiting = [start]
        home = [self.ends(state) for state in range(len(self.steps))]
        for one, two, parted in waiting:
            for i, (bits, to) in enumerate(self.moves[one]):
                for j, (other, too) in enumerate(self.moves[two]):
                    same = one == two and not parted
                    both = bits & other
                    if not both or (same and j < i):
                        continue
                    new = (min(to, too), max(to, too), parted or (same and i != j))
                    if new in came:
                        continue
                    low = self.atoms[(both & -both).bit_length() - 1][0]
                    came[new] = ((one, two, parted), chr(low))
                    waiting.append(new)
                    if new[2] and home[to] and home[too]:
                        return self.text(came, new)
        return ""

    @staticmethod
    def text(came, at):
        found = ""
        while came[at]:
            at, mark = came[at]
            found = mark + found
        return found


def loops(items):
    """Yield the bodies of the repetitions of an expression that go back on what they have read."""
    for op, value in items:
        if op in REPEATS and (value[1] is ops.MAXREPEAT or value[1] >= MANY):
            yield value[2]
        for part in inner(op, value):
            yield from loops(part)
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from loops(value[1])


def nullable(op, value):
    if op in SINGLE:
        return False
    if op in (*REPEATS, ops.POSSESSIVE_REPEAT) and value[0] == 0:
        return True
    parts = [all(nullable(*item) for item in part) for part in inner(op, value)]
    return any(parts) if parts else op is not ops.GROUPREF


def endless(items):
    """Yield the runs of one character class, without end, that stand right beside each other."""
    before = []
    for op, value in items:
        run = op in REPEATS and value[1] is ops.MAXREPEAT and len(value[2]) == 1
        here = characters(*value[2][0]) if run and value[2][0][0] in SINGLE else None
        if here:
            shared = (a for other in before for a, b in other for c, d in here if a <= d and c <= b)
            yield from (f"two runs beside each other from {chr(a)!r}" for a in shared)
        if not nullable(op, value):
            before = []
        if here:
            before.append(here)
        for part in inner(op, value):
            yield from endless(part)


def ambiguous(pattern):
    """Return what is wrong with the repetitions of a compiled expression, one line each."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    found = [f"{text!r} is read in two ways" for text in map(twice, loops(tree)) if text]
    return found + list(endless(tree))


def twice(body):
    single = len(body) == 1 and body[0][0] in SINGLE
    return "" if single else Automaton(body).read_twice()


def sample(items):
    """Return a text that a sequence of items matches, lookarounds aside."""
    found = ""
    for op, value in items:
        if op in SINGLE:
            ranges = characters(op, value)
            # A character of Chinese where one may stand: most patterns go on there.
            low = next((0x4E00 for a, b in ranges if a <= 0x4E00 <= b), ranges[0][0])
            found += chr(low)
        elif op is ops.BRANCH:
            found += sample(value[1][0])
        elif op in (*REPEATS, ops.POSSESSIVE_REPEAT):
            found += sample(value[2]) * max(value[0], 1)
        else:
            found += "".join(sample(part) for part in inner(op, value))
    return found


def pumps(pattern):
    """Return pairs of a beginning and of a text to repeat: each alternative, each repetition."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    return {(before, unit) for before, unit in _pumps(tree, "") if unit}


def _pumps(items, before):
    yield before, sample(items)
    for op, value in items:
        if op in REPEATS:
            # A search begins anew wherever what stands before a repetition comes again.
            yield "", before
        for part in inner(op, value):
            yield before, sample(part)
            yield from _pumps(part, before)
        before += sample([(op, value)])
