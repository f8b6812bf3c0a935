"""A published number has the same digits in a sentence, a table and a picture."""

from decimal import Decimal

import pandas as pd
import pytest
from faces import CHARTS
from figure_checks import said
from hypothesis import given, settings
from hypothesis import strategies as st

import kejidata
from kejidata import figures, narrative
from kejidata.display import table
from kejidata.wording import numbers

FEW = settings(max_examples=6, deadline=None)
STEPS = st.sampled_from(["0.001", "0.01", "0.1", "1", "10"])


@st.composite
def published(draw: st.DrawFn) -> pd.DataFrame:
    """Return three values, each as finely published as its step says."""
    rows = []
    for region in "abc":
        step = Decimal(draw(STEPS))
        rows.append((region, float(step * draw(st.integers(1, 99_999))), float(step)))
    frame = pd.DataFrame(rows, columns=["region", "value", "step"])
    unit = draw(st.sampled_from(["万元", "亿元", "万人", "家", "%", "元"]))
    return frame.assign(indicator="own", period=2020, unit=unit)


def by_hand(value: float, step: float) -> Decimal:
    """Return a value with the decimals of its step."""
    places = max(0, -Decimal(repr(step)).normalize().as_tuple().exponent)
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places))


@FEW
@given(published(), st.sampled_from(["zh", "en"]))
def test_a_ranking_shows_what_its_table_and_its_sentence_tell(frame, lang):
    found = kejidata.rankings(frame)
    shown = table(found, lang, columns=["region", "value"])
    cells = [cell.text.strip() for cell in shown.columns[-1].cells]
    assert {*cells} <= {*said(figures.ranking_dots(found, lang))}
    told = str(narrative.rankings(found, lang=lang))
    assert told == str(narrative.rankings(found, lang=lang, observations=frame))
    unit = frame["unit"][0]
    for value, step, cell in zip(frame["value"], frame["step"], cells, strict=True):
        amount = numbers.amount(by_hand(value, step), unit, lang)
        assert amount in told or value != max(frame["value"]), (amount, told)
        scale = numbers.scale_of(unit, lang, frame["value"])
        assert numbers.read(cell, lang) == by_hand(value, step).scaleb(-scale.power)


@pytest.mark.root_project
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name",
    ["ranking_dots", "small_multiples", "target_dumbbell", "funnels", "province_tiles", "profile"],
)
def test_shipped_pictures_tell_published_values_as_their_tables_do(name, lang):
    chart, make = CHARTS[name]
    frame = make()
    frame = frame[frame["region"] != "000000"]
    if name in ("ranking_dots", "small_multiples"):
        frame = frame[frame["period"].astype(str) == max(frame["period"].astype(str))]
    drawn = said(chart(frame, lang))
    if name == "funnels":
        pairs = ("hnte_applied", "hnte_certified")
        frame = frame[frame["indicator"].isin(pairs) & (frame["period"] == "2020")]
        frame = frame[frame["measure"] == "value"]
    several = [column for column in ("value", "target", "last_value") if column in frame]
    for column in several:
        rows = frame[frame[column].notna()]
        cells = table(rows, lang, columns=["region", column]).columns[1].cells
        for cell, row in zip(cells, rows.to_dict("records"), strict=True):
            alike = rows[column][rows["unit"] == row["unit"]]
            scale = numbers.scale_of(row["unit"], lang, alike)
            shown = cell.text.strip()
            digits = numbers.read(shown.lstrip("≥≤≈"), lang).scaleb(scale.power)
            # Beside another number a number may be told in the unit of that.
            beside = [Decimal(repr(row[name])) for name in several if row[name] == row[name]]
            amounts = {
                numbers.amount(digits, row["unit"], lang, short=True, alike=other)
                for other in [digits, *beside]
            }
            assert shown in drawn or any(one in text for one in amounts for text in drawn), amounts
    assert several
