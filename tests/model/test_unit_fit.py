"""Which units a figure of an indicator may come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.model.unit_fit import unit_fits

UNITS = [
    "家",
    "项",
    "人",
    "件",
    "亿元",
    "万元",
    "%",
    "件/万人",
    "上年=100",
    "亿美元",
]


@pytest.mark.parametrize(
    ("code_unit", "unit", "measure", "fits"),
    [
        ("亿元", "万元", "value", True),
        ("亿元", "万亿元", "target", True),
        ("亿元", "亿美元", "value", False),
        ("项", "亿元", "value", False),
        ("亿元", "家", "value", False),
        ("家", "户", "value", True),
        ("项", "份", "value", True),
        ("家", "件", "value", False),
        ("人", "名", "value", True),
        ("人", "家", "value", False),
        ("人", "人次", "value", False),
        ("人次", "人", "value", False),
        ("人次", "万人次", "value", True),
        ("人年", "万人年", "value", True),
        ("人年", "人", "value", False),
        ("件/万人", "件", "value", True),
        ("件/万人", "家", "value", False),
        ("元/人", "万元", "value", True),
        ("元/人", "元/户", "value", False),
        ("%", "%", "value", True),
        ("%", "亿元", "value", False),
        ("亿元", "%", "value", False),
        ("亿元", "%", "target", False),
        ("分", "", "value", True),
        ("家", "", "value", False),
        ("亿元", "%", "growth_rate", True),
        ("亿元", "番", "growth_rate", True),
        ("亿元", "百分点", "growth_rate", False),
        ("%", "个百分点", "growth_rate", True),
        ("家", "%", "completion_ratio", True),
        ("%", "个百分点", "completion_ratio", False),
        ("%", "个百分点", "change", True),
        ("%", "百分点", "value", False),
        ("家", "个百分点", "change", False),
        ("家", "户", "change", True),
        ("亿元", "位", "rank", True),
    ],
)
def test_fit(code_unit: str, unit: str, measure: str, fits: bool) -> None:
    assert unit_fits(code_unit, unit, measure) is fits


@given(st.sampled_from(UNITS), st.sampled_from(["", "十", "百", "千", "万", "亿"]))
def test_a_unit_fits_itself_in_every_magnitude(unit: str, magnitude: str) -> None:
    plain = unit.lstrip("万亿")
    assert unit_fits(unit, magnitude + plain)


@given(st.sampled_from(UNITS), st.text(max_size=8), st.sampled_from(["growth_rate", "rank"]))
def test_any_text_has_an_answer(unit: str, text: str, measure: str) -> None:
    assert unit_fits(unit, text) in (True, False)
    assert unit_fits(unit, text, measure) in (True, False)
