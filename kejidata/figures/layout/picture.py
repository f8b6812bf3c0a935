"""The figure that every function returns: drawn in the one style wherever it is shown."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Callable, Mapping
from functools import partial, wraps
from inspect import signature
from io import BytesIO
from typing import Any, ParamSpec, cast

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kejidata.figures.layout.kept_pictures import kept, made_of
from kejidata.figures.layout.shown import Shown
from kejidata.figures.layout.style import MUTED, PAPER, Size, size_of, styled
from kejidata.files.media_types import FIGURE_MIME, NARROW_MIME

_METADATA: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
"""What matplotlib would write of itself and of the moment; without it the bytes repeat."""
_ENCODING: dict[str, dict[str, Any]] = {"png": {"pil_kwargs": {"compress_level": 3}}}
"""Charts take a twentieth less room than at the usual level 6, in two thirds of the time."""


class Picture(Figure):
    """A matplotlib figure outside pyplot that keeps the style of kejidata when it is drawn later.

    matplotlib reads part of its settings at drawing time, and a figure made without pyplot is
    shown by Jupyter only if it says how. Both are done here, and nothing else: it has the methods
    of `matplotlib.figure.Figure`, is never left open, and its label is the alternative text.
    """

    shown: Shown | None = None
    """What it shows, as data; None where it shows a sentence."""

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
        data: dict[str, Any] = {"image/png": _png(encoded(self, "png"))}
        data["text/plain"] = alt_text(self)
        if narrow:
            data[NARROW_MIME] = _png(kept(key, "narrow", lambda: _encoded(narrow(), "png")))
        if self.shown:
            data[FIGURE_MIME] = self.shown.bundle()
        stored = {"alt": alt_text(self), "width": round(self.get_figwidth() * 96)}
        return data, {"image/png": stored}


def _png(picture: bytes) -> str:
    """Return a picture as Jupyter stores it."""
    return b2a_base64(picture, newline=False).decode("ascii")


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

    @wraps(draw)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Picture:
        with styled():
            try:
                picture = draw(*args, **kwargs)
            except NothingToDraw as nothing:
                return _sentence(str(nothing), arguments.bind(*args, **kwargs).arguments)
        given = arguments.bind(*args, **kwargs)
        own = given.arguments.get("figure") is None
        if own:
            whole = arguments.bind(*args, **kwargs)
            whole.apply_defaults()
            picture.made_of(made_of(draw.__name__, whole.arguments))
        if own and given.arguments.get("size", "slide") == "slide":
            given.arguments["size"] = "column"
            picture.narrow = partial(again, *given.args, **given.kwargs)
        return picture

    again: Callable[..., Picture] = drawn
    return drawn


def _sentence(said: str, given: Mapping[str, Any]) -> Picture:
    """Return a sentence in place of a chart, in the caller's own figure where one is given."""
    figure = given.get("figure")
    if figure is None:
        return Sentence(said)
    figure.text(0.5, 0.5, said, ha="center", va="center", color=MUTED, wrap=True)
    figure.set_label(said)
    return cast(Picture, figure)


def alt_text(figure: Figure) -> str:
    """Return the finding that a figure shows, in words, for those who cannot see it."""
    return str(figure.get_label())


def encoded(figure: Figure, kind: str) -> bytes:
    """Return a figure as the bytes of a file, the same on every run.

    Parameters
    ----------
    figure
        A figure of this package.
    kind
        png, svg or pdf.
    """
    if not isinstance(figure, Picture):
        return _encoded(figure, kind)
    key = figure.untouched()
    data = kept(key, kind, lambda: _encoded(figure, kind))
    # Drawing touches it, but changes nothing.
    figure.made_of(key)
    return data


def _encoded(figure: Figure, kind: str) -> bytes:
    buffer = BytesIO()
    with styled():
        figure.savefig(buffer, format=kind, metadata=_METADATA[kind], **_ENCODING.get(kind, {}))
    return buffer.getvalue()
