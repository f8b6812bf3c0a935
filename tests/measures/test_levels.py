"""Levels that one number divides are compared by what is divided."""

import pandas as pd

import kejidata
from kejidata.measures.certainty import highest
from kejidata.measures.levels import levels, ordered


def test_what_one_base_divides_is_ordered_by_its_own_figures():
    # 2019 may be 120 to 1,000 and 2020 200 to 1,400, and yet 5 to 7 lies below 8 to 10.
    rows = [(2018, 2.0, 4.0), (2019, 6.0, 2.0), (2020, 9.0, 2.0), (2021, -3.0, 2.0)]
    frame = pd.DataFrame(rows, columns=["period", "value", "step"]).assign(
        region="a", indicator="x"
    )
    frame.loc[0, ["value", "step"]] = 5.0, 4.0
    found = levels(kejidata.index_numbers(frame, 2018))
    spans = [span.ends for span in ordered(found).values()]
    assert spans == [(300, 700), (500, 700), (800, 1000), (-400, -200)]


def test_regions_under_one_price_index_are_ordered_by_their_own_amounts():
    frame = pd.DataFrame(
        {"region": ["320000", "330000"], "indicator": "x", "period": 2020, "value": [100.0, 100.1]}
    ).assign(unit="亿元")
    prices = pd.DataFrame(
        {"region": "000000", "indicator": "cpi", "period": [2020], "value": 102.0}
    )
    found = levels(kejidata.real(frame, prices.assign(step=1.0), 2019))
    assert found["high"][0] > found["low"][1]
    assert highest(ordered(found)).members == [1]
