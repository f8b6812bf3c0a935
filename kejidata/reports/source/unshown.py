"""What a page does not show: its furniture, and what an attribute or a style sheet hides."""

from __future__ import annotations

import re

_FURNITURE = frozenset(
    (
        *("nav", "footer", "aside", "select", "textarea", "button", "datalist", "dialog"),
        *("svg", "iframe", "object", "video", "audio", "canvas", "del", "s", "strike"),
        *("rt", "rp"),
    )
)
"""Menus, the foot of a page, what stands beside its text, above it (how a character is spoken) or
in its place, what is struck out."""
_ABOVE = ("rt", "rp")
"""What ends where the next of its kind begins, or its ruby does."""
# 「 class='breadcrumb'」, 「 id='nav'」 furniture by its name.
_NAMED = re.compile(
    r"""\s(?:class|id)\s{0,9}=\s{0,9}["']?[^"'>]{0,80}?(?<![\w-])(?:top-?)?(?:nav(?:bar)?|menu|(?:bread)?crumbs?"""
    r"""|sidebar|related|share|foot(?:er)?|copyright)(?![\w-])""",
    re.I,
)
_HIDES = frozenset(("a", "article", "div", "form", "ol", "p", "section", "span", "table", "ul"))
"""Elements that a page hides, and that end with an end tag of their own."""
_STYLE = (
    r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden"
    r"|opacity\s{0,9}:\s{0,9}0?(?:\.?0{1,9})(?![\d.%]))"
)
# 「<div hidden>」, 「<div style="display: none">」 what a page does not show.
_HIDDEN = re.compile(rf"\shidden(?=[\s=>/])|\sstyle\s{{0,9}}=[^>]{{0,200}}?{_STYLE}", re.I)
# 「display:none」 hides, 「display:block」 shows.
_SAYS = re.compile(rf"({_STYLE})|(?:display|visibility|opacity)\s{{0,9}}:", re.I)
# 「.a」, 「div.a.b」 what a rule is for: elements of a class, or of several at once.
_OF_CLASS = re.compile(r"[A-Za-z0-9]{0,20}((?:\.[\w-]{1,80}){1,9})")
# 「 class='a b'」 the classes of an element.
_CLASSES = re.compile(r"""\sclass\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
# 「{」 the beginning or the end of the rules of a style.
_BRACE = re.compile("[{}]")


class Unshown:
    """Whether a place in a page is shown: false where it is, true inside what is not."""

    def __init__(self) -> None:
        self._open: tuple[str, int] | None = None
        self._rules: list[tuple[frozenset[str], bool]] = []

    def __bool__(self) -> bool:
        return self._open is not None

    def learn(self, sheet: str) -> None:
        """Learn from a style sheet which classes hide; rules for print or for phones are none."""
        depth = begins = body = 0
        for brace in _BRACE.finditer(sheet):
            if brace[0] == "{":
                body = brace.end() if depth == 0 else body
                depth += 1
                continue
            depth = max(depth - 1, 0)
            if depth == 0:
                self._rule(sheet[begins : max(body - 1, begins)], sheet[body : brace.start()])
                begins = brace.end()

    def _rule(self, selectors: str, said: str) -> None:
        says = _SAYS.search(said)
        if says is None or "@" in selectors:
            return
        for selector in selectors.split(","):
            if one := _OF_CLASS.fullmatch(selector.strip()):
                self._rules.append((frozenset(one[1][1:].split(".")), bool(says[1])))

    def open(self, tag: str, mark: str) -> None:
        """Note that an element opens whose tag is `mark`: it may be hidden, or stand in one."""
        if self._open and tag in _ABOVE and self._open[0] in _ABOVE:
            self._open = (tag, 1)
        elif self._open:
            name, depth = self._open
            self._open = (name, depth + (tag == name))
        elif tag in _FURNITURE or (tag in _HIDES and self._hidden(mark)):
            self._open = (tag, 1)

    def _hidden(self, mark: str) -> bool:
        return bool(_HIDDEN.search(mark) or _NAMED.search(mark)) or self._styled(mark)

    def _styled(self, mark: str) -> bool:
        """Tell whether the last rule of those for most of an element's classes hides it."""
        said = _CLASSES.search(mark) if self._rules else None
        held = set((said[1] or said[2] or said[3] or "").split()) if said else set()
        rules = [(len(names), at) for at, (names, _) in enumerate(self._rules) if names <= held]
        return bool(rules) and self._rules[max(rules)[1]][1]

    def close(self, tag: str) -> bool:
        """Note that an element ends, and tell whether what was hidden ends with it."""
        if not self._open:
            return False
        name, depth = self._open
        if tag == name and depth > 1:
            self._open = (name, depth - 1)
        elif tag == name or (tag == "ruby" and name in _ABOVE):
            self._open = None
        return self._open is None
