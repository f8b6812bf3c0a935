"""Frames of other libraries, with headings of tables, with keys in the index."""

import pandas as pd
import pytest

import kejidata
from kejidata import figures, narrative
from kejidata.errors import KejidataError
from kejidata.panel.any_frame import as_frame

PLAIN = pd.DataFrame(
    {
        "region": ["320500", "320600"] * 2,
        "indicator": "tech_contract_value",
        "period": [2019, 2019, 2020, 2020],
        "value": [100.0, 50.0, 110.0, 60.0],
        "unit": "亿元",
    }
)
CHINESE = {"region": "地区", "indicator": "指标", "period": "年份", "value": "数值", "unit": "单位"}


class Stream:
    """A frame of a library that hands out Arrow's stream and nothing else."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __arrow_c_stream__(self, requested: object = None) -> object:
        return self.frame.__arrow_c_stream__(requested)


FORMS = {
    "arrow": Stream(PLAIN),
    "chinese": PLAIN.rename(columns=CHINESE),
    "chinese arrow": Stream(PLAIN.rename(columns=CHINESE)),
    "unit in the heading": PLAIN.rename(columns=CHINESE | {"value": "数值（亿元）"}).drop(
        columns="单位"
    ),
    "index": PLAIN.set_index(["region", "period"]),
    "chinese value": PLAIN.rename(columns={"value": "数值(亿元)"}).drop(columns="unit"),
    "index and column": PLAIN.rename(columns=CHINESE).set_index("地区", drop=False),
    "chinese index": PLAIN.rename(columns=CHINESE).set_index(["地区", "指标", "年份"]),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_what_the_plain_frame_gives(form: str) -> None:
    given, asked = FORMS[form], kejidata.growth_rates(PLAIN)
    assert asked["growth"].dropna().tolist() == pytest.approx([10, 20])
    pd.testing.assert_frame_equal(kejidata.growth_rates(given), asked, check_dtype=False)
    told = narrative.growth(asked, observations=given, lang="zh").text
    assert told == narrative.growth(asked, observations=PLAIN, lang="zh").text
    assert str(kejidata.table(given)) == str(kejidata.table(PLAIN))
    ranks = kejidata.rankings(given, among="320000")
    assert figures.ranking_dots(ranks, lang="zh").figure.axes


def test_results_go_through_other_libraries_too() -> None:
    rates = Stream(kejidata.growth_rates(PLAIN))
    assert narrative.growth(rates, observations=PLAIN, lang="en").text


def test_words_of_measures_are_read_as_in_tables() -> None:
    targets = PLAIN.assign(类别=["数值", "数值", "目标", "目标"], period=2020)
    found = kejidata.completion_ratios(targets.rename(columns=CHINESE))
    assert found["completion"].tolist() == pytest.approx([100 / 1.1, 50 / 0.6])


@pytest.mark.parametrize("given", [None, [1], "text", pd.Series([1.0])])
def test_what_is_no_frame_is_still_refused(given: object) -> None:
    with pytest.raises(KejidataError, match="a pandas DataFrame is needed"):
        kejidata.growth_rates(given)  # type: ignore[arg-type]


def test_a_plain_frame_is_not_touched() -> None:
    assert as_frame(PLAIN) is PLAIN


def test_a_unit_beside_english_keys_is_read() -> None:
    given = PLAIN.rename(columns={"unit": "单位"}).assign(单位="万元")
    assert as_frame(given)["unit"].eq("万元").all()


def test_categories_of_measures_are_read_and_no_growth_is_in_the_unit_of_the_heading() -> None:
    words = pd.Categorical(["数值", "数值", "增长率", "目标"])
    given = PLAIN.rename(columns=CHINESE | {"value": "数值(亿元)"}).drop(columns="单位")
    found = as_frame(given.assign(类别=words))
    assert found["measure"].tolist() == ["value", "value", "growth_rate", "target"]
    assert found["unit"].tolist() == ["亿元", "亿元", "", "亿元"]


def test_a_stream_of_no_columns_is_refused() -> None:
    class Column:
        def __arrow_c_stream__(self, requested: object = None) -> object:
            return PLAIN["value"].__arrow_c_stream__(requested)

    with pytest.raises(KejidataError, match="pandas cannot read this Column"):
        kejidata.growth_rates(Column())  # type: ignore[arg-type]
