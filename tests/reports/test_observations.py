import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from kejidata import KejidataError
from kejidata.model.observations import COLUMNS
from kejidata.reports import draft_of, observations
from kejidata.reports.review_file import write_draft


def test_registered_figures_in_the_registrys_units():
    # 8700 万元 is 0.87 亿元, published to 1 万元.
    out = observations(draft_of("2024年，全县技术合同成交额8700万元，同比增长12.5%。"), "丙县")
    assert list(out.columns) == list(COLUMNS)
    value = out[out["measure"] == "value"].iloc[0]
    assert (value["value"], value["unit"], value["step"]) == (0.87, "亿元", 0.0001)
    growth = out[out["measure"] == "growth_rate"].iloc[0]
    assert (growth["value"], growth["unit"], growth["vintage"]) == (12.5, "%", 2024)


def test_growth_by_multiples_is_percent_and_a_multiple_is_no_observation():
    grown = observations(draft_of("2024年技术合同成交额8.7亿元，增长1.8倍。"), "丙县")
    assert grown.loc[grown["measure"] == "growth_rate", "value"].tolist() == [180.0]
    multiple = observations(draft_of("2024年技术合同成交额8.7亿元，是上年的2.8倍。"), "丙县")
    assert multiple["measure"].tolist() == ["value"]


def test_a_known_region_gets_its_code_and_source_and_vintage_are_kept():
    draft = draft_of("2024年技术合同成交额8.7亿元。")
    out = observations(draft, "如皋市", source="own_report", vintage=2025)
    row = out.iloc[0]
    assert (row["region"], row["source"], row["vintage"]) == ("320682", "own_report", 2025)


def test_a_figure_stated_twice_is_kept_once():
    text = "2024年技术合同成交额8.7亿元。全年技术合同成交额8.7亿元，增势良好。"
    assert len(observations(draft_of(text), "丙县")) == 1


def test_one_figure_with_two_values_is_refused_with_both_places():
    text = "2024年技术合同成交额8.7亿元。全年技术合同成交额8.8亿元，增势良好。"
    with pytest.raises(KejidataError, match=r"two values(?s:.*)characters 12 to 17"):
        observations(draft_of(text), "丙县")


def test_a_unit_that_does_not_fit_is_refused():
    draft = draft_of("2024年技术合同成交额8.7亿元。").assign(unit="家")
    with pytest.raises(KejidataError, match="does not fit"):
        observations(draft, "丙县")


def test_figures_without_a_code_stay_out():
    assert observations(draft_of("2024年新建公园3个。"), "丙县").empty


def test_a_draft_that_came_back_from_a_file_gives_the_same_observations(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("2023年，技术合同成交额8.7亿元，同比增长12%。", "utf-8")
    draft = write_draft(report)
    back = pd.read_csv(draft.out)
    assert_frame_equal(observations(back, "330212"), observations(draft.frame, "330212"))
    with pytest.raises(KejidataError, match="no draft"):
        observations(back.drop(columns="unit"), "330212")
