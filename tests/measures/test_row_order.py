"""Order, names and units never matter, and what cannot matter does not."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tidy import KEYS, side_by_side, tidy_frames

import kejidata

MEASURES = [
    *(kejidata.growth_rates, kejidata.completion_ratios, kejidata.rankings, kejidata.base_effects),
    *(kejidata.target_outlook, kejidata.target_outcomes, kejidata.audit),
]
FACTORS = [1e-8, 1e-4, 0.001, 10, 1e4, 1e8]


@st.composite
def plans(draw):
    """Return frames of values with some rows turned into targets and stated rates."""
    frame = draw(tidy_frames())
    words = ["value", "value", "target", "growth_rate", "completion_ratio"]
    size = len(frame)
    frame["measure"] = draw(st.lists(st.sampled_from(words), min_size=size, max_size=size))
    return frame.astype({"measure": "str"})


@settings(max_examples=6)
@given(st.lists(plans(), min_size=8, max_size=10), st.randoms(use_true_random=False))
def test_rows_names_and_strangers_give_the_same(plans, moment):
    frame = side_by_side(plans)
    order = list(range(len(frame)))
    moment.shuffle(order)
    renamed = frame.replace({"region": NAMES})
    both = pd.concat([frame, STRANGER], ignore_index=True)
    # One result of the plain frame for all three: measuring is what takes the time.
    for measure in MEASURES:
        plain = measure(frame)
        assert_frame_equal(measure(frame.iloc[order]), plain)
        same_but_for_names(measure(renamed), plain)
        result = measure(both)
        kept = result[result["region"] != "q"].reset_index(drop=True)
        assert_frame_equal(kept, plain, check_dtype=False, check_categorical=False)


NAMES = {"a": "zz", "b": "m", "c": "0", "d": "Z"}
STRANGER = pd.DataFrame(
    {"region": "q", "indicator": "alone", "period": [2009, 2010], "value": [1.0, 2.0]}
).assign(step=0.0, bound="exact", measure="value")


def same_but_for_names(result, plain):
    back = {new: old for old, new in NAMES.items()}
    result["region"] = result["region"].map(back).astype("str")
    by = [*KEYS, *({"measure"} & set(plain))]
    drop = [name for name in ("needs",) if name in plain]
    assert_frame_equal(
        result.drop(columns=drop).sort_values(by, ignore_index=True),
        plain.drop(columns=drop).sort_values(by, ignore_index=True),
    )


@settings(max_examples=6)
@given(
    st.lists(st.tuples(tidy_frames(), st.sampled_from(FACTORS)), min_size=8, max_size=10),
)
def test_units_of_another_size_give_the_same_growth_and_ranks(drawn):
    frame = side_by_side([one for one, _ in drawn])
    scaled = side_by_side(
        [one.assign(value=one["value"] * by, step=one["step"] * by) for one, by in drawn]
    )
    one = kejidata.growth_rates(frame, kind="amount")
    two = kejidata.growth_rates(scaled, kind="amount")
    for name in ("growth", "low", "high"):
        np.testing.assert_allclose(two[name], one[name], rtol=1e-9, atol=1e-9)
    assert two["reason"].tolist() == one["reason"].tolist()
    places = ["rank", "best", "worst", "ranked", "missing", "shift", "reason"]
    assert_frame_equal(
        kejidata.rankings(scaled, kind="amount")[places],
        kejidata.rankings(frame, kind="amount")[places],
    )


@settings(max_examples=60)
@given(
    st.floats(1, 1e6),
    st.lists(st.floats(-60, 200).map(lambda r: round(r, 3)), min_size=1, max_size=8),
)
def test_a_series_made_of_known_rates_returns_them(start, rates):
    levels = start * np.cumprod([1.0, *(1 + rate / 100 for rate in rates)])
    frame = pd.DataFrame(
        {"region": "r", "indicator": "own", "period": range(2000, 2001 + len(rates))}
    ).assign(value=levels)
    np.testing.assert_allclose(kejidata.growth_rates(frame)["growth"][1:], rates, atol=1e-6)
