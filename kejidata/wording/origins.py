"""Where a number comes from: what the observations say of it, found by its key."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from kejidata.model import reads
from kejidata.model.common_unit import agree, in_unit
from kejidata.model.region_lookup import parent_of
from kejidata.model.registry import Registry, current, entry
from kejidata.model.stored import in_force
from kejidata.panel.measured import text_of
from kejidata.panel.sources import each
from kejidata.wording.figures_told import Key as Key
from kejidata.wording.figures_told import Told, figures, of_rows, places_of
from kejidata.wording.origin_keys import Origin as Origin
from kejidata.wording.origin_keys import Origins as Origins
from kejidata.wording.origin_keys import find as find
from kejidata.wording.origin_keys import key_by
from kejidata.wording.origin_keys import same_figure as same_figure
from kejidata.wording.origin_lines import in_one_line
from kejidata.wording.read_observations import read, relevant


def index(observations: pd.DataFrame | None, frame: pd.DataFrame) -> Origins:
    """Return what is known of the figures of a measured frame, by (region, indicator, ...).

    Of each figure that the frame tells with its source, the observation of that source with the
    same key and value; where there is none, what the frame says itself.

    Parameters
    ----------
    observations
        Tidy observations as the measures take them; None for those of the project in force, of
        which nothing is taken but what a row of the frame names, by source, key and value.
    frame
        What is to be told: only its regions and indicators (and related ones) are kept.

    Raises
    ------
    KejidataError
        The observations are none that a measure takes.
    """
    own = _of_itself(frame) if observations is None else _index(observations, frame)
    known = _cited(frame) if observations is None else own
    found: dict[Key, Sequence[Origin]] = dict(own)
    for figure in figures(frame):
        if observations is None:
            # `_exact` takes nothing of other indicators or sources.
            indicators = reads.codes(key[1] for key in figure.keys)
            reads.note(reads.Rows(indicators=indicators, sources=(figure.source,)))
        key, exact = _exact(figure, known)
        if exact:
            before = found.get(key, ()) if observations is None else ()
            found[key] = [*before, *exact]
        elif key not in found and key[2] and figure.number == figure.number:
            found[key] = [_alone(figure)]
    if "source" not in frame:
        return found
    # Whose figures a number was made of, where no key says more.
    return found | {
        same_figure(key): [_NOTHING._replace(source=source)] for key, source in of_rows(frame)
    }


def _of_itself(frame: pd.DataFrame) -> Mapping[Key, Sequence[Origin]]:
    """Return what a frame of figures, which is no result with figures behind it, says of them."""
    own = "value" in frame and places_of(frame) is None
    return _index(frame, frame) if own else {}


_NOTHING = Origin(math.nan, "", 0.0, "exact", "", "", math.nan)


def cited(frame: pd.DataFrame) -> Origins:
    """Return the observations of the sources that a frame names, by key, and others of such keys.

    They are those of the project in force; of no other source may anything follow from them.
    """
    if "source" in frame:
        reads.note(reads.Rows(sources=reads.codes(each(frame["source"]))))
    return _cited(frame)


def _cited(frame: pd.DataFrame) -> Origins:
    """Return the observations of the project in force; none for a frame that names none of them."""
    codes = each(frame["source"]) if "source" in frame else []
    return _of_project(current()) if any(entry("sources", code) for code in codes) else {}


@lru_cache(maxsize=2)
def _of_project(_: Registry) -> Origins:
    """Return the observations of the project in force, which go with its registry."""
    stated = in_force()
    return {} if stated is None else _index(stated, None)


def _exact(figure: Told, known: Origins) -> tuple[Key, list[Origin]]:
    """Return the key of a figure and the observations of its source that state its number.

    Of a figure whose number the frame does not tell these may be others: they lose their words.
    """
    keys = [same_figure(key) for key in figure.keys]
    if not keys[0][2]:
        region, indicator, _, measure = keys[0]
        keys += [key for key in known if key[:2] == (region, indicator) and key[3] == measure]
    for key in keys:
        same = [one for one in known.get(key, ()) if one.source == figure.source]
        if figure.number == figure.number:
            same = [one for one in same if _number_of(one, figure.unit) == figure.number]
        else:
            same = [one._replace(quote="") for one in same]
        if same:
            return key, same
    return keys[0], []


def _number_of(one: Origin, unit: str) -> float:
    """Return a number in a unit that it converts to, else as it was published."""
    return in_unit(one.value, one.unit, unit) if agree(one.unit, unit) else one.value


def _alone(figure: Told) -> Origin:
    """Return what a frame itself says of a figure."""
    said = figure.unit, figure.step, figure.bound, figure.source, figure.quote, figure.room
    return Origin(figure.number, *said)


def sources_of(origins: Origins, keys: Sequence[Key], number: float, row: Key) -> tuple[str, str]:
    """Return the sources behind a number and their words, each as a fact holds them.

    Parameters
    ----------
    origins
        What is known of the figures.
    keys, number
        The keys of the figures that the number was made of, and the number.
    row
        The key of its row, of no measure: it stands in for figures that have no keys.
    """
    known = [find(origins, key, number) for key in keys if same_figure(key) in origins]
    if len(known) < len(keys):
        known += origins.get(same_figure(row), ())
    return in_one_line(o.source for o in known), in_one_line(o.quote for o in known)


def _index(observations: pd.DataFrame, frame: pd.DataFrame | None) -> dict[Key, Sequence[Origin]]:
    """Return observations by their keys, oldest vintage first: those that a frame speaks of."""
    parents = set() if frame is None else {parent_of(str(one)) for one in frame["region"].unique()}
    within = parents.pop() if len(parents) == 1 else ""
    rows, told, steps, rooms = read(observations, within)
    kept = np.arange(len(rows)) if frame is None else relevant(rows, frame)
    order = kept if rows.vintage is None else kept[np.argsort(rows.vintage[kept], kind="stable")]
    regions, indicators = rows.regions.names, [text_of(c) for c in rows.indicators.texts]
    whens = [text_of(label) for label in rows.periods.labels]
    known = current()
    found: dict[Key, list[Origin]] = {}
    for at in order.tolist():
        measure, unit, bound, source, quote = (texts[at] for texts in told)
        key = (regions[rows.region[at]], indicators[rows.indicator[at]], whens[rows.period[at]])
        step, room = float(steps[at]), float(rooms[at])
        origin = Origin(float(rows.value[at]), unit, step, bound, source, quote, room)
        found.setdefault(key_by((*key, measure), known), []).append(origin)
    return {**found}
