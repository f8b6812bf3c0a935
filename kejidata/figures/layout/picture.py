"""The figure that every function returns: drawn in the one style wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from copy import copy
from functools import partial, wraps
from inspect import Signature, signature
from typing import Any, ParamSpec, cast

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kejidata.figures.layout.encoding import base64_of, bytes_of
from kejidata.figures.layout.kept_pictures import is_kept, keep_told, kept, made_of, told_of
from kejidata.figures.layout.shown import Shown
from kejidata.figures.layout.style import MUTED, PAPER, Size, size_of, styled
from kejidata.files.media_types import FIGURE_MIME, NARROW_MIME
from kejidata.model.arguments import held_to_annotations


class Picture(Figure):
    """A matplotlib figure outside pyplot that keeps the style of kejidata when it is drawn later.

    matplotlib reads part of its settings at drawing time, and a figure made without pyplot is
    shown by Jupyter only if it says how. Both are done here, and nothing else: it has the methods
    of `matplotlib.figure.Figure`, is never left open, and its label is the alternative text.
    """

    shown: Shown | None = None
    """What it shows, as data; None where it shows a sentence."""

    def __new__(cls, *_: Any, **__: Any) -> Picture:
        """Return the picture that waits to be drawn, where one does."""
        waits = _WAITS.get()
        if waits is None:
            return super().__new__(cls)
        _WAITS.set(None)
        return waits

    def __init__(self, size: Size, height: float) -> None:
        super().__init__(figsize=(size.width, height), dpi=size.dpi, facecolor=PAPER)
        FigureCanvasAgg(self)
        self.narrow: Callable[[], Picture] | None = None
        self._made_of = ""

    def made_of(self, fingerprint: str) -> None:
        """Say what a picture, just made, follows from, as long as nobody touches it."""
        self._made_of = fingerprint
        if fingerprint:
            self.stale = False

    def untouched(self) -> str:
        """Return what the picture follows from; empty, for good, once an artist was touched."""
        if self.stale:
            self._made_of = ""
        return self._made_of

    def draw(self, renderer: RendererBase) -> None:
        """Draw in the one style, whatever the user's settings are."""
        # After it nothing tells whether something was touched before.
        self.untouched()
        with styled():
            super().draw(renderer)

    def savefig(self, fname: Any, **kwargs: Any) -> None:
        """Save in the one style, with the same bytes on every run."""
        with styled():
            super().savefig(fname, **kwargs)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the PNG for Jupyter, the finding in plain and alternative text, and the data."""
        narrow, key = self.narrow, self.untouched()
        data: dict[str, Any] = {"image/png": base64_of(encoded(self, "png"))}
        data["text/plain"] = alt_text(self)
        if narrow:
            data[NARROW_MIME] = base64_of(kept(key, "narrow", lambda: bytes_of(narrow(), "png")))
        if self.shown:
            data[FIGURE_MIME] = self.shown.bundle()
        stored = {"alt": alt_text(self), "width": round(self.get_figwidth() * 96)}
        keep_told(key, [data, {"image/png": stored}])
        return data, {"image/png": stored}


_WAITS: ContextVar[Picture | None] = ContextVar("waits", default=None)
"""The picture that the next one to be made becomes."""


class Kept(Picture):
    """A picture that was drawn before: drawn again, into itself, once somebody looks at more of it.

    A report asks it for the bytes of files and what it tells a notebook, which are kept.
    """

    def __init__(self, key: str, draw: Callable[[], Picture]) -> None:
        self.__dict__.update(_key=key, _draw=draw)

    def __getattribute__(self, name: str) -> Any:
        if name in _OWN or name.startswith("_repr_"):
            return object.__getattribute__(self, name)
        if name.startswith("_ipython_"):
            # What Jupyter looks for in every object, and no picture has.
            raise AttributeError(name)
        return getattr(_drawn_now(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_drawn_now(self), name, value)

    def untouched(self) -> str:
        """Return what the picture follows from."""
        return str(self.__dict__["_key"])

    def made_of(self, fingerprint: str) -> None:
        """Leave it as it is: it follows from what it was found by."""

    def _repr_html_(self) -> None:
        """Return nothing, as a figure outside a window does."""

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what the picture told a notebook before."""
        told = told_of(self.untouched())
        if told is None:
            return _drawn_now(self)._repr_mimebundle_()
        data, metadata = told
        return data, metadata


_OWN = frozenset({"__class__", "__dict__", "untouched", "made_of"})
"""What is asked of a kept picture without drawing it, beside what Jupyter asks."""


def _drawn_now(kept: Kept) -> Picture:
    """Return a kept picture drawn into itself: from now on it is like any other."""
    held = object.__getattribute__(kept, "__dict__")
    draw = held["_draw"]
    held.clear()
    object.__setattr__(kept, "__class__", Picture)
    token = _WAITS.set(kept)
    try:
        made: Picture = draw()
    finally:
        _WAITS.reset(token)
    return made


class NothingToDraw(Exception):
    """What a frame lacks for a chart, in a sentence of the language asked for."""


class Sentence(Picture):
    """What is shown in place of a chart that has nothing to draw: the sentence that says so."""

    def __init__(self, said: str) -> None:
        size = size_of("slide")
        super().__init__(size, 0.8)
        self.text(size.margin / size.width, 0.5, said, va="center", color=MUTED)
        self.set_label(said)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the sentence for Jupyter, and no picture."""
        return {"text/markdown": alt_text(self), "text/plain": alt_text(self)}, {}


Arguments = ParamSpec("Arguments")


def chart(draw: Callable[Arguments, Picture]) -> Callable[Arguments, Picture]:
    """Let a function draw in the one style, and say in a sentence where it has nothing to draw."""
    arguments = signature(draw)

    def now(key: str, *args: Any, **kwargs: Any) -> Picture:
        with styled():
            try:
                picture = draw(*args, **kwargs)
            except NothingToDraw as nothing:
                return _sentence(str(nothing), arguments.bind(*args, **kwargs).arguments)
        given = arguments.bind(*args, **kwargs)
        if given.arguments.get("figure") is not None:
            return picture
        picture.made_of(key)
        if given.arguments.get("size", "slide") == "slide":
            given.arguments["size"] = "column"
            picture.narrow = partial(again, *given.args, **given.kwargs)
        return picture

    @wraps(draw)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Picture:
        key = _key(draw.__name__, arguments, args, kwargs)
        if not is_kept(key, "png"):
            return now(key, *args, **kwargs)
        # Whoever changes a frame later does not change the picture of it.
        given = [copy(one) for one in args]
        named = {name: copy(one) for name, one in kwargs.items()}
        return Kept(key, partial(now, key, *given, **named))

    again: Callable[..., Picture] = drawn
    return drawn


def _key(chart: str, arguments: Signature, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """Return the fingerprint of a chart of its own; empty where nothing is kept of it."""
    try:
        whole = arguments.bind(*args, **kwargs)
    except TypeError:
        # The chart says better what is wrong.
        return ""
    whole.apply_defaults()
    return "" if whole.arguments.get("figure") is not None else made_of(chart, whole.arguments)


def _sentence(said: str, given: Mapping[str, Any]) -> Picture:
    """Return a sentence in place of a chart, in the caller's own figure where one is given."""
    figure = given.get("figure")
    if figure is None:
        return Sentence(said)
    figure.text(0.5, 0.5, said, ha="center", va="center", color=MUTED, wrap=True)
    figure.set_label(said)
    return cast(Picture, figure)


@held_to_annotations
def alt_text(figure: Figure) -> str:
    """Return the finding that a figure shows, in words, for those who cannot see it.

    Parameters
    ----------
    figure
        A picture of this package; of any other figure its label comes back.

    Examples
    --------
    >>> figure = Figure()
    >>> figure.set_label("Two of three rose.")
    >>> alt_text(figure)
    'Two of three rose.'
    """
    return str(figure.get_label())


def encoded(figure: Figure, kind: str) -> bytes:
    """Return a figure as the bytes of a png, svg or pdf file, the same on every run."""
    if not isinstance(figure, Picture):
        return bytes_of(figure, kind)
    key = figure.untouched()
    data = kept(key, kind, lambda: bytes_of(figure, kind))
    # Drawing touches it, but changes nothing.
    figure.made_of(key)
    return data
