import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.measures.growth import growth_rates
from kejidata.measures.index_numbers import index_numbers
from kejidata.model import terms


def levels(*values, **columns):
    return obs(**{"period": [2018, 2019, 2020][: len(values)], "value": [*values], **columns})


def test_research_expenditure_of_the_nation():
    # 19677.9, 22143.6 and 24393.1 (亿元) as the bulletins state them: 112.530 and 123.962.
    out = index_numbers(levels(19677.9, 22143.6, 24393.1, step=0.1), 2018)
    assert tuple(out.columns) == terms.RESULTS["index_numbers"]
    assert out["index_number"].tolist() == pytest.approx([100, 112.530, 123.962], abs=1e-3)
    assert out[["low", "high", "closed"]].values.tolist()[0] == [100, 100, "both"]
    last = out.iloc[2]
    assert last["low"] == pytest.approx(24393.05 / 19677.95 * 100)
    assert last["high"] == pytest.approx(24393.15 / 19677.85 * 100)
    assert last["closed"] == "neither"


@pytest.mark.parametrize(
    ("reason", "frame"),
    [
        ("no_base", levels(None, 2, 3)),
        ("zero_base", levels(0, 2, 3)),
        ("negative_base", levels(-1, 2, 3)),
        ("unit_mismatch", levels(1, 2, 3, unit=["家", "件", "家"])),
        ("unit_mismatch", levels(101.2, 100.9, 102.3, unit="上年=100")),
        ("unit_mismatch", levels(101.2, 100.9, 102.3, indicator="cpi")),
        ("not_exact", levels(1, 2, 3, bound=["exact", "about", "exact"])),
        ("period_mismatch", levels(1, 2, period=["2018", "2019-01/2019-06"])),
        (
            "territory_break",
            levels(1, 2, region="320613", period=[2018, 2020], unit=["亿元", "万元"]),
        ),
        ("territory_break", levels(1, 2, region="320613", period=[2018, 2020])),
        (
            "territory_break",
            levels(1, 2, region="320613", period=[2018, 2020], indicator="cpi", unit="2015年=100"),
        ),
    ],
)
def test_what_has_no_meaning_has_a_reason(reason, frame):
    out = index_numbers(frame, 2018)
    row = out[out["period"].astype(str) != "2018"].iloc[0]
    assert row["reason"] == reason
    assert row[["index_number", "low", "high"]].isna().all()


def test_units_convert_and_the_base_may_be_the_last_year():
    out = index_numbers(levels(20000, 4, unit=["万元", "亿元"]), 2019)
    assert out["index_number"].tolist() == [50, 100]


def test_a_base_that_is_no_period_is_refused():
    with pytest.raises(KejidataError, match="base"):
        index_numbers(obs(period=[2019], value=1), True)
    with pytest.raises(KejidataError, match="base"):
        index_numbers(levels(1), "spring")


def test_the_base_period_is_written_as_the_frame_writes_its_periods() -> None:
    frame = levels(80.0, 100.0, 7.0, region=["a", "a", "b"], period=[2019, 2020, 2020])
    assert index_numbers(frame, 2019)["base_period"].tolist() == [2019] * 3
    assert index_numbers(frame[1:], "2019")["base_period"].tolist() == [2019] * 2
    text = frame.astype({"period": "str"})
    assert index_numbers(text, 2019)["base_period"].tolist() == ["2019"] * 3


def test_index_numbers_are_not_measured_as_the_levels_beside_them():
    out = index_numbers(levels(100, 110, step=1.0, period=[2018, 2019]), 2018)
    # 109.5 / 100.5 is 0.0455 below 110, 110.5 / 99.5 is 1.0553 above.
    assert out["step"].tolist() == [0.0, pytest.approx(2 * 1.05528, abs=1e-4)]
    with pytest.raises(KejidataError, match="one of index numbers"):
        growth_rates(out)
