import pytest
from tidy import obs

from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.panel import intake, metadata


def read(**columns):
    frame = obs(**{"period": 2020, "value": 1.0, **columns})
    return intake.read(frame), frame


def test_kind_by_argument_column_registry_unit_and_default():
    columns = {
        "indicator": ["a", "b", "c", "rd_intensity"],
        "unit": ["%", "%", "亿元", "%"],
        "kind": ["index", "", None, None],
    }
    assert metadata.kinds(*read(**columns)) == ["index", "share", "amount", "share"]
    assert metadata.kinds(*read(**columns), kind="count") == ["count"] * 4


def test_the_registry_knows_kind_and_direction_of_its_indicators():
    table = registry.indicators()
    rows, frame = read(indicator=table["code"])
    known = dict(zip(rows.indicators.labels, metadata.kinds(rows, frame), strict=True))
    assert known == dict(zip(table["code"], table["kind"], strict=True))
    known = dict(zip(rows.indicators.labels, metadata.directions(rows, frame), strict=True))
    assert known == dict(zip(table["code"], table["direction"], strict=True))


def test_direction_by_column():
    assert metadata.directions(*read(indicator=["a", "b"], direction=[-1, None])) == [-1, 1]
    with pytest.raises(KejidataError, match="two values of direction"):
        metadata.directions(*read(region=["a", "b"], direction=[-1, 1]))


def test_units_meet_as_codes_and_an_empty_one_is_the_registrys():
    rows, _ = read(
        indicator=["rd_intensity", "x", "x"], period=[1, 1, 2], unit=["", "亿元", "万元"]
    )
    (codes,) = metadata.unit_codes(rows)[1]
    percent, yi, wan = codes.tolist()
    assert len({percent, yi, wan}) == 3
    assert min(percent, yi, wan) >= 0


def test_without_a_unit_none_can_mismatch():
    assert metadata.unit_codes(read(indicator=["a", "b"])[0]) is None


def test_a_count_is_exact_by_its_unit():
    """One 件 (piece) is the grid of whole things; a hundredth of 万件 (ten thousand) is not."""
    rows, _ = read(
        region=list("abcde"), unit=["件", "件", "万件", "万件", ""], step=[1, 10, 0.01, 0.0001, 1]
    )
    assert metadata.counted_in_ones(rows, ["count"]).tolist() == [True, False, False, True, True]
    assert not metadata.counted_in_ones(rows, ["amount"]).any()


def test_breaks_are_first_months(monkeypatch):
    written = {"a": "2018:new survey|2020-07:wider scope"}
    monkeypatch.setattr(
        metadata.registry, "entry", lambda table, code: {"breaks": written.get(code, "")}
    )
    rows, _ = read(indicator=["a", "b"])
    assert metadata.breaks(rows) == {0: [2018 * 12, 2020 * 12 + 6]}


def test_a_growth_stated_in_percent_makes_no_share_of_an_amount():
    rows, frame = read(indicator=["own"] * 2, measure=["value", "growth_rate"], unit=["", "%"])
    assert metadata.kinds(rows, frame) == ["amount"]


def test_two_kinds_of_one_indicator_are_refused_with_their_rows():
    with pytest.raises(KejidataError, match=r"two values of kind\n.*kind\n  row 0: .*\n  row 2: "):
        metadata.kinds(*read(region=["a", "b", "c"], kind=["count", "", "index"]))


@pytest.mark.parametrize(
    ("indicator", "unit", "kind"),
    [
        ("R&D人员", "人年", "amount"),
        ("R&D人员", "万人", "count"),
        ("rd_personnel", "名", "amount"),
        ("高新技术企业", "户", "count"),
        ("高新技术企业", "%", "share"),
        ("rd_intensity", "亿元", "amount"),
        ("rd_intensity", "‰", "share"),
        ("own", "％", "share"),
    ],
)
def test_a_count_or_share_in_another_unit_is_not_the_registrys(indicator, unit, kind):
    assert metadata.kinds(*read(indicator=[indicator], unit=[unit])) == [kind]
