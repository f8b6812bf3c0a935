from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.model.units import convert
from kejidata.tables.parse_row import Rules, observation

KNOWN = Rules.of(registry.current())
OWN = Rules.of(registry.current(), own=True)
CELLS = {
    "region": "如皋市",
    "indicator": "技术合同成交额",
    "period": "2020",
    "value": "26.82",
    "unit": "亿元",
}


def where(column):
    return f"t.csv, line 2, column {column}"


def read(rules=KNOWN, **cells):
    return observation(CELLS | cells, where, rules)


@pytest.mark.parametrize(
    ("written", "unit", "value", "step"),
    [
        ("26.82", "亿元", "26.82", "0.01"),
        ("268200", "万元", "26.82", "0.0001"),
        ("268,200.0", "万元", "26.82", "0.00001"),
        ("２６．８２", "亿元", "26.82", "0.01"),
        ("1223.10", "亿元", "1223.1", "0.01"),
        ("-3.5", "亿元", "-3.5", "0.1"),
        ("26.82*", "亿元", "26.82", "0.01"),
        ("26.82①", "亿元", "26.82", "0.01"),
        ("26.82 [1]", "亿元", "26.82", "0.01"),
        ("26.82²", "亿元", "26.82", "0.01"),
    ],
)
def test_a_value_is_converted_with_its_step(written, unit, value, step):
    row = read(value=written, unit=unit)
    assert (row.value, row.step, row.unit) == (Decimal(value), Decimal(step), "亿元")


@pytest.mark.parametrize("cell", ["", "-", "—", "……", "…", "NA", "n/a", "..", "NaN", "－", "―"])
def test_a_mark_for_missing_is_no_zero(cell):
    row = read(value=cell)
    assert (row.value, row.step, row.unit) == (None, 0, "亿元")


@pytest.mark.parametrize(
    "label", ["如皋市", "如皋", "Rugao", "rugao", "320682", "如　皋", "如皋市*"]
)
def test_a_region_is_found_by_each_of_its_names(label):
    assert read(region=label).region == "320682"


@pytest.mark.parametrize(
    ("indicator", "measure", "unit", "expected"),
    [
        ("R&D经费", "growth_rate", "%", "%"),
        ("R&D经费", "change", "亿元", "亿元"),
        ("R&D经费投入强度", "change", "百分点", "个百分点"),
        ("R&D经费投入强度", "value", "%", "%"),
        ("每万人口发明专利拥有量", "change", "件", "件/万人"),
        ("R&D经费", "rank", "位", "位"),
        ("R&D经费", "增长率", "%", "%"),
    ],
)
def test_a_measure_has_its_unit(indicator, measure, unit, expected):
    assert read(indicator=indicator, measure=measure, unit=unit).unit == expected


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"value": "12x"}, "value"),
        ({"value": "约12"}, "value"),
        ({"value": "1,22"}, "value"),
        ({"value": "=1+1"}, "value"),
        ({"value": "26.82亿元"}, "value"),
        ({"value": "1e5"}, "value"),
        ({"value": "inf"}, "value"),
        ({"value": "9" * 200}, "value"),
        ({"unit": "家"}, "unit"),
        ({"unit": ""}, "unit"),
        ({"unit": "美元"}, "unit"),
        ({"unit": "家", "value": "-"}, "unit"),
        ({"region": "如皋县城"}, "region"),
        ({"region": ""}, "region"),
        ({"indicator": "成交"}, "indicator"),
        ({"period": "20年"}, "period"),
        ({"period": "2020-13"}, "period"),
        ({"measure": "level"}, "measure"),
        ({"bound": "roughly"}, "bound"),
        ({"status": "final"}, "status"),
        ({"source": "hearsay"}, "source"),
        ({"vintage": "late"}, "vintage"),
        ({"among": "nowhere"}, "among"),
    ],
)
def test_a_bad_cell_is_named_with_its_place_and_content(cells, column):
    with pytest.raises(KejidataError) as caught:
        read(**cells)
    assert f"t.csv, line 2, column {column}" in str(caught.value)
    assert "->" in str(caught.value)


def test_an_analyst_s_own_labels_stay_as_written():
    row = read(OWN, region="某镇", indicator="某类企业数", unit="家", source="own", value="12")
    assert (row.region, row.indicator, row.unit, row.source) == ("某镇", "某类企业数", "家", "own")
    known = read(OWN, value="268200", unit="万元")
    assert (known.region, known.value) == ("320682", Decimal("26.82"))


@pytest.mark.root_project
def test_the_year_of_publication_comes_from_the_row_the_source_or_the_period():
    assert read(vintage="2023年", source="rugao_2020").vintage == 2023
    assert read(source="rugao_2020").vintage == 2021
    assert read(period="2016/2020").vintage == 2020


@pytest.mark.parametrize(
    "period", ["2020", "2020年", "２０２０", " 2020 ", "2020年度", "2020*", "2020年（注1）"]
)
def test_ways_to_write_a_year(period):
    assert read(period=period).period == "2020"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_scaling_is_exact(number):
    row = read(value=f"{number:f}", unit="万元")
    assert row.value is not None
    assert row.value * 10000 == number
    assert convert(row.value, "亿元", "万元") == number


@given(st.dictionaries(st.sampled_from(sorted(CELLS)), st.text(max_size=12)))
def test_any_text_in_any_cell_is_read_or_refused(cells):
    try:
        row = read(**cells)
    except KejidataError:
        return
    assert row.value is None or row.value.is_finite()
    assert row.unit == registry.indicators().set_index("code").loc[row.indicator, "unit"]
