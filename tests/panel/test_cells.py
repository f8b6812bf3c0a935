import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tidy import FEWER, obs, tidy_frames

from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.ranking import rankings
from kejidata.panel import cells as panel
from kejidata.panel import intake
from kejidata.panel import slots as panel_slots


@pytest.fixture(params=[True, False], ids=["slots", "searched"])
def slots(request, monkeypatch):
    """Let tables keep a slot for every cell, and let them search."""
    if not request.param:
        monkeypatch.setattr(panel_slots, "SMALL", -1)
        monkeypatch.setattr(panel_slots, "ROOMY", -1)


def table(*cells, **columns):
    frame = obs(
        region=[f"r{r}" for r, _, _ in cells],
        indicator=[f"i{i}" for _, i, _ in cells],
        period=[2000 + p for _, _, p in cells],
        value=[100.0 * r + 10 * i + p for r, i, p in cells],
    ).assign(**columns)
    return panel.build(intake.read(frame))


@pytest.mark.usefixtures("slots")
def test_rows_stand_in_the_order_of_their_cells():
    built = table((1, 0, 0), (0, 1, 1), (0, 0, 1), (1, 1, 0))
    assert built.rows.value.tolist() == [1, 11, 100, 110]
    assert built.rows.region.tolist() == [0, 0, 1, 1]
    assert built.rows.indicator.tolist() == [0, 1, 0, 1]
    assert built.rows.period.tolist() == [1, 1, 0, 0]


@pytest.mark.usefixtures("slots")
def test_a_cell_is_found_by_its_number_and_an_empty_one_is_not():
    built = table((1, 0, 0), (0, 1, 1), (0, 0, 1), (1, 1, 0))
    assert built.find(np.array([1, 2, 6, -5])).tolist() == [0, -1, 3, -1]


@pytest.mark.usefixtures("slots")
def test_doubled_cells_are_refused():
    with pytest.raises(KejidataError, match="row 0: (.|\n)*row 2: "):
        table((0, 0, 0), (1, 0, 0), (0, 0, 0))
    with pytest.raises(KejidataError, match="row 0: (.|\n)*row 2: "):
        table((0, 0, 0), (0, 0, 0), (0, 0, 0), vintage=[2021, 2022, 2021])


@pytest.mark.usefixtures("slots")
def test_first_and_newest_publication_of_each_cell():
    built = table((0, 0, 0), (0, 0, 1), (0, 0, 0), value=[3.0, 2, 1], vintage=[2022, 2021, 2020])
    assert built.first().rows.value.tolist() == [1, 2]
    for newest in (built.newest(), panel.newest(built.source)):
        assert newest.rows.value.tolist() == [3, 2]
    place = panel.newest_places(built.source)
    assert place(np.array([0, 1, -1])).tolist() == [0, 1, -1]


@pytest.mark.usefixtures("slots")
def test_an_empty_row_gives_way_to_a_value_and_one_alone_stays():
    built = table(
        *[(0, 0, 0)] * 2, *[(0, 0, 1)] * 2, value=[np.nan, 1, np.nan, np.nan], vintage=[1, 2, 1, 2]
    )
    for newest in (built.newest(), panel.newest(built.source)):
        assert newest.rows.value.tolist()[0] == 1
        assert np.isnan(newest.rows.value[1])
        assert len(newest.rows) == 2


@pytest.mark.usefixtures("slots")
def test_the_newest_publication_of_a_cell_as_of_a_year():
    built = table(*[(0, 0, 0)] * 2, (0, 0, 1), value=[1.0, 2, 3], vintage=[2020, 2022, 2021])
    years = np.array([2019, 2020, 2021, 2022, 2020, 2021])
    found = built.as_of(np.array([0, 0, 0, 0, 1, 1]), years)
    assert found.tolist() == [-1, 0, 0, 1, -1, 2]


@FEWER
@given(tidy_frames(), st.sampled_from([growth_rates, completion_ratios, rankings]))
def test_the_layout_never_shows_in_a_result(frame, measure):
    laid_out = measure(frame)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panel_slots, "SMALL", -1)
        patch.setattr(panel_slots, "ROOMY", -1)
        assert_frame_equal(measure(frame), laid_out)


@pytest.mark.parametrize("measure", [growth_rates, completion_ratios, rankings])
def test_a_panel_of_many_blocks_equals_its_parts(measure):
    """More rows than one block holds, against the same measure region by region."""
    rng = np.random.default_rng(5)
    regions, years = 3000, 40
    cells = rng.permutation(regions * years)[: regions * years * 9 // 10]
    frame = obs(
        region=[f"r{n:04d}" for n in cells // years],
        period=1980 + cells % years,
        value=rng.integers(1, 99, len(cells)).astype(float),
    )
    whole = measure(frame)
    few = frame[frame["region"] < "r0003"]
    kept = whole[whole["region"] < "r0003"].reset_index(drop=True)
    if measure is rankings:
        year = whole[whole["period"] == 1999]
        slow = year["value"].rank(ascending=False, method="min")
        assert year["rank"].astype(float).tolist() == slow.tolist()
        assert year["missing"].iloc[0] == regions - len(year)
    else:
        assert_frame_equal(kept, measure(few))


def test_a_million_regions_stay_within_reach():
    # Longer than a division's code, of which two may be one place.
    regions = np.arange(1_000_000, 1_200_000)
    frame = obs(region=regions, period=2000 + regions % 50, value=1.0)
    assert (growth_rates(frame)["reason"] == "no_base").all()


def test_a_first_year_finds_no_base_however_many_cells_there_are():
    # The first cell is number 43,000 x 1,000 x 50, which is 2**31 more than the second one's.
    region = np.concatenate([[43_000, 50], np.zeros(50, dtype=int)])
    indicator = np.concatenate([[0, 327], np.zeros(50, dtype=int)])
    frame = pd.DataFrame(
        {
            "region": pd.Categorical.from_codes(region, [f"r{n}" for n in range(60_000)]),
            "indicator": pd.Categorical.from_codes(indicator, [f"i{n}" for n in range(1_000)]),
            "period": np.concatenate([[1950, 1952], np.arange(1950, 2000)]),
            "value": np.concatenate([[10.0, 5.0], np.arange(1.0, 51.0)]),
        }
    )
    found = growth_rates(frame).set_index("region").loc["r43000"]
    assert np.isnan(found["base_value"])
    assert found["reason"] == "no_base"
