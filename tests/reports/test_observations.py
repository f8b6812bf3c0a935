import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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


def reasons(found):
    return [one["reason"] for one in found.attrs["left_out"]]


def test_of_one_figure_with_two_values_neither_is_taken_and_both_are_listed():
    text = "2024年技术合同成交额8.7亿元。全年技术合同成交额8.8亿元。高新技术企业35家。"
    found = observations(draft_of(text), "丙县")
    assert found["indicator"].tolist() == ["hnte_total"]
    assert reasons(found) == ["contradicted"] * 2
    assert found.attrs["left_out"][0]["where"] == "the report, characters 12 to 17"


def test_a_unit_that_does_not_fit_is_listed_and_the_other_rows_stay():
    draft = draft_of("2024年技术合同成交额8.7亿元，高新技术企业35家。")
    draft.loc[0, "unit"] = "家"
    found = observations(draft, "丙县")
    assert found["value"].tolist() == [35.0]
    assert reasons(found) == ["unfit"]
    assert "does not fit" in found.attrs["left_out"][0]["detail"]


def test_figures_without_a_code_stay_out():
    draft = draft_of("2024年新建公园3个。")
    found = observations(draft, "丙县")
    assert found.empty
    assert reasons(found) == ["no_code"]
    own = observations(draft, "丙县", own=True)
    assert own[["indicator", "value", "unit"]].values.tolist() == [["新建公园", 3.0, "个"]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024年技术合同成交额是上年的2.8倍。", "multiple"),
        ("2024年新建公园3至5个。", "range"),
        ("技术合同成交额8.7亿元。", "no_period"),
    ],
)
def test_what_no_observation_can_state_is_listed_with_its_reason(text, reason):
    found = observations(draft_of(text), "丙县", own=True)
    assert found.empty
    assert reasons(found) == [reason]
    assert found.attrs["summary"] == f"1 figure: 0 observations, 1 left out ({reason} 1)"


def test_a_figure_whose_place_nobody_tells_is_listed():
    assert reasons(observations(draft_of("2024年技术合同成交额8.7亿元。"))) == ["no_region"]


def test_a_target_for_growth_comes_back_as_one_of_the_growth_rate():
    draft = draft_of("二、2025年工作计划\n2025年，技术合同成交额增长12%以上。")
    assert reasons(observations(draft, "丙县")) == ["growth_target"]
    one = observations(draft, "丙县", own=True).iloc[0]
    assert (one["indicator"], one["measure"]) == ("技术合同成交额增长率", "target")
    assert (one["value"], one["unit"], one["bound"]) == (12.0, "%", "at_least")


TEXT = (
    "一、2023年工作总结\n2023年1-6月，技术合同成交额2386.0亿元，同比增长11.0%，居全省第2位，"
    "占比11.0%，比上年提高1.2个百分点。全国高新技术企业1,234家。新建公园3至5个，服务企业35户。"
    "1月，专利授权量120件，是上年的2倍。\n二、2024年工作计划\n技术合同成交额增长12%以上，"
    "高新技术企业达到1,350家，对营收千万元以上企业给予支持。"
)


def spoilt(cells):
    """Return a row as a spreadsheet gives it back: zeros, commas and months in its own way."""
    whole = {name: cells[name].removesuffix(".0") for name in ("value", "region")}
    month = {"2023-01": "Jan-23", "2023-06": "2023/6/1"}.get(cells["period"], cells["period"])
    return cells | whole | {"period": month, "region": cells["region"].lstrip("0") or "0"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("own", [False, True])
def test_a_draft_comes_back_from_a_spreadsheet_without_a_loss(tmp_path, encoding, own):
    report = tmp_path / "report.txt"
    report.write_text(TEXT, "utf-8")
    draft = write_draft(report)
    with draft.out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        # What a reviewer fills in by hand.
        row["region"] = row["region"] or "330212"
    draft.frame["region"] = [row["region"] for row in rows]
    edited = tmp_path / "edited.csv"
    names = [*reversed(rows[0]), "remark"]
    with edited.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, names, restval="看过")
        writer.writeheader()
        writer.writerows(spoilt(row) for row in rows)
    expected = observations(draft.frame, "330212", own=own)
    found = observations(edited, "330212", own=own)
    assert_frame_equal(found, expected)
    assert reasons(found) == reasons(expected)
    assert len(found) + len(reasons(found)) == len(draft.frame) == len(rows)
    assert_frame_equal(observations(pd.read_csv(draft.out), "330212", own=own), expected)


def test_the_rounding_step_is_that_of_the_published_digits(tmp_path):
    # 2386.0 is published to a tenth; a spreadsheet saves 2386.
    draft = draft_of("2023年，技术合同成交额2386.0亿元。").astype({"value": "object"})
    draft["value"] = "2386"
    assert observations(draft, "丙县")["step"].tolist() == [0.1]


@settings(max_examples=40, deadline=None)
@given(
    draft=st.lists(st.sampled_from(TEXT.replace("\n", "。").split("。")), min_size=1, max_size=6),
    own=st.booleans(),
    value=st.sampled_from(["", "x", "1e5", "35", "1,234"]),
    period=st.sampled_from(["", "Jan-23", "soon", "2023", "2023/1/15"]),
    unit=st.sampled_from(["", "家", "%", "亿元"]),
)
def test_every_row_is_an_observation_or_is_listed_whatever_a_reviewer_writes(
    draft, own, value, period, unit
):
    frame = draft_of("。\n".join(draft), year=2023).astype({"value": "object"})
    if len(frame):
        frame.loc[0, ["value", "period", "unit"]] = [value, period, unit]
    found = observations(frame, "丙县", own=own)
    assert len(found) + len(reasons(found)) == len(frame)
    assert all(one["reason"] for one in found.attrs["left_out"])


def test_a_draft_that_came_back_from_a_file_gives_the_same_observations(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("2023年，技术合同成交额8.7亿元，同比增长12%。", "utf-8")
    draft = write_draft(report)
    back = pd.read_csv(draft.out)
    assert_frame_equal(observations(back, "330212"), observations(draft.frame, "330212"))
    with pytest.raises(KejidataError, match="no draft"):
        observations(back.drop(columns="unit"), "330212")


SPOILT = "2024年技术合同成交额8.7亿元，同比增长12.5%，高新技术企业35家。"


def edited(row, **cells):
    """Return the draft of three figures with cells of one row as a spreadsheet left them."""
    draft = draft_of(SPOILT).astype("object")
    for name, cell in cells.items():
        draft.loc[row, name] = cell
    return draft


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("row", [0, 1])
def test_a_mistyped_code_is_named_with_its_near_ones_and_the_others_stay(row, own):
    found = observations(edited(row, code="tech_contract_valeu"), "丙县", own=own)
    assert len(found) == 2
    assert reasons(found) == ["unknown_code"]
    assert "perhaps tech_contract_value" in found.attrs["left_out"][0]["detail"]
    assert found.attrs["summary"].endswith("(unknown_code 1)")


@pytest.mark.parametrize("value", ["########", "", float("nan"), "-"])
def test_a_row_without_a_number_is_listed(value):
    found = observations(edited(0, value=value), "丙县")
    assert found["value"].tolist() == [12.5, 35.0]
    assert reasons(found) == ["no_value"]


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("12.5%", "12.50%"),
        ("12.5%", "0.125"),
        ("12.5%", 0.125),
        ("12.5%", "1250%"),
        ("12.50%", "12.5"),
        ("0.125", "0.125"),
        ("12.5%", "1250"),
    ],
)
def test_what_a_spreadsheet_turned_into_a_percentage_is_the_published_one(surface, value):
    found = observations(edited(1, surface=surface, value=value), "丙县")
    assert found.loc[1, ["value", "step"]].tolist() == [12.5, 0.1]


def test_an_amount_that_became_a_percentage_is_the_published_one():
    found = observations(edited(0, value="870%"), "丙县")
    assert found.loc[0, ["value", "step"]].tolist() == [8.7, 0.1]


def test_a_percentage_that_was_rounded_is_listed():
    assert reasons(observations(edited(1, surface="13%", value="13%"), "丙县")) == ["not_quoted"]


def test_a_day_in_place_of_a_month_costs_its_own_row_alone():
    # 45291 is 31 December 2023 in a spreadsheet, 44927 is 1 January 2023.
    found = observations(edited(0, period="45291"), "丙县")
    assert found["value"].tolist() == [12.5, 35.0]
    assert reasons(found) == ["unfit"]
    assert observations(edited(0, period=44927), "丙县").loc[0, "period"] == "2023-01"


def test_without_a_surface_a_row_stays_and_a_multiple_is_listed():
    assert len(observations(edited(0, surface=""), "丙县")) == 3
    found = observations(edited(1, surface="", unit="倍", value="2"), "丙县")
    assert reasons(found) == ["no_surface"]


def test_a_region_given_as_a_number_is_its_code():
    assert set(observations(draft_of(SPOILT), 320682)["region"]) == {"320682"}
    assert set(observations(draft_of(SPOILT), 0)["region"]) == {"000000"}
    with pytest.raises(KejidataError, match="neither a name nor a code"):
        observations(draft_of(SPOILT), 1.5)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("授权发明专利1.2万件，年均增长18.3%", ["value"]),
        ("授权发明专利1.2万件，比2015年增长18.3%", ["value"]),
        ("授权发明专利1.2万件，比上一个五年增长18.3%", ["value", "growth_rate"]),
        ("授权发明专利1.2万件，比“十二五”增长18.3%", ["value", "growth_rate"]),
    ],
)
def test_a_move_over_years_is_none_of_their_sum_on_the_years_before(words, kept):
    found = observations(draft_of(f"“十三五”期间，{words}。"), "丙县")
    assert found["measure"].tolist() == kept
    assert all(one["reason"] == "over_years" for one in found.attrs["left_out"])


def test_a_row_that_lost_its_empty_end_comes_back_and_one_with_a_cell_too_many_is_listed(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(SPOILT, "utf-8")
    head, *rows = write_draft(report).out.read_text("utf-8-sig").splitlines()
    expected = observations(report.with_suffix(".csv"), "丙县")
    path = tmp_path / "edited.csv"
    lines = ["sep=,", head, rows[0].rstrip(","), *rows[1:], rows[0] + ",extra"]
    path.write_text("\n".join(lines), "utf-8")
    found = observations(path, "丙县")
    assert found.equals(expected)
    assert reasons(found)[len(reasons(expected)) :] == ["unfit"]
    assert "where the header has 18 columns" in found.attrs["left_out"][-1]["detail"]
    assert found.attrs["left_out"][-1]["where"] == f"edited.csv, line {len(rows) + 3}"
