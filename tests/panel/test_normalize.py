import numpy as np
import pandas as pd
import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.measures.audit import audit
from kejidata.measures.base_effects import base_effects
from kejidata.measures.outcomes import target_outcomes
from kejidata.measures.outlook import target_outlook
from kejidata.panel.normalize import plain

FALL = obs(period=[2018, 2019, 2020], value=[10.0, 8.0, 9.0])


def test_what_stands_in_a_cell_does_not_depend_on_how_it_is_stored():
    frame = FALL.assign(unit="亿元", bound=["exact", "", None], source=None, quote=np.nan, step=0.1)
    kept = plain(frame)
    assert kept["bound"].tolist() == ["exact"] * 3
    assert kept["source"].tolist() == kept["quote"].tolist() == [""] * 3
    for dtypes in (
        {"value": object, "step": "Float64", "unit": "category"},
        {"value": "category", "period": "category", "region": object},
    ):
        pd.testing.assert_frame_equal(
            plain(frame.astype(dtypes))[list(kept)], kept, check_dtype=False
        )


def test_a_missing_value_of_any_kind_is_left_out():
    for gap in (None, pd.NA, np.nan):
        frame = FALL.assign(value=pd.Series([10.0, gap, 9.0], dtype=object))
        assert plain(frame)["value"].tolist() == [10.0, 9.0]
    assert plain(FALL.assign(value=pd.Series([pd.NaT] * 3))).empty


@pytest.mark.parametrize("measure", [target_outlook, target_outcomes, base_effects, audit])
def test_two_rows_for_one_figure_are_refused(measure):
    frame = pd.concat([FALL, FALL.iloc[[1]].assign(value=7.0)])
    with pytest.raises(KejidataError, match="rows have the same region(.|\n)*row 1(.|\n)*row 3"):
        measure(frame)
    spelled = FALL.assign(period=["2016/2020", "2016-01/2020-12", "2021"])
    with pytest.raises(KejidataError, match="rows have the same region"):
        measure(spelled)


def test_kind_and_direction_of_the_frame_are_kept():
    kept = plain(FALL.assign(kind="share", direction=-1))
    assert set(kept["kind"]) == {"share"}
    assert set(kept["direction"]) == {-1}
    # Of a share the growth is a difference, which no fall is regained by.
    assert len(base_effects(FALL)) == 1
    assert base_effects(FALL.assign(kind="share")).empty
