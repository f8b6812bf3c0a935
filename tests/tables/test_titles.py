"""Periods that titles state, taken where the analyst says that they do, and what a title is."""

import pytest

from kejidata.cli import main
from kejidata.errors import KejidataError

TABLE = "{}\n县市,高新技术企业数（家）\n大理市,60\n"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("2023年大理州高新技术企业", "2023"),
        ("3-2 大理州高新技术企业（2023）", "2023"),
        ("大理州高新技术企业（截至2023年12月31日）", "2023"),
        ("《云南统计年鉴2024》大理州2023年高新技术企业", "2023"),
        ("2023年1—9月大理州高新技术企业（2023年11月发布）", "2023-01/2023-09"),
        ("3-2 大理州高新技术企业（2023年）\nHNTE of Dali (2023)", "2023"),
    ],
)
def test_a_title_states_the_period_where_the_analyst_says_so(read, title, period):
    found = read(TABLE.format(title), period="title")
    assert found["period"].tolist() == [period]
    assert period in found.attrs["notes"][0]


@pytest.mark.parametrize(
    "title",
    [
        "大理州高新技术企业",
        "云南统计年鉴（2024） 大理州高新技术企业",
        "《云南统计年鉴2024》大理州高新技术企业",
        "2022、2023年大理州高新技术企业",
        "2021-2023年大理州高新技术企业",
        "2023年二、三季度大理州高新技术企业",
        "大理州高新技术企业（截至2023年9月15日）",
        "2023年以来大理州高新技术企业",
        "注：2023年为快报数",
    ],
)
def test_a_title_that_states_no_one_period_is_refused(read, title):
    with pytest.raises(KejidataError, match=r"title '(.|\n)*does not name one period"):
        read(TABLE.format(title), period="title")


def test_each_table_of_a_sheet_has_the_period_of_its_own_title(read):
    text = "".join(TABLE.format(f"{year}年大理州情况") + "\n" for year in (2021, 2022))
    assert read(text, period="title")["period"].tolist() == ["2021", "2022"]
    beside = "2021年情况,,2022年情况,\n县市,高企数（家）,县市,高企数（家）\n大理市,60,大理市,70\n"
    assert read(beside, period="title")["period"].tolist() == ["2021", "2022"]


def test_a_continued_table_has_the_title_of_the_one_before(read):
    text = TABLE.format("2022年情况") + "续表,\n县市,专利授权量（件）\n大理市,9\n"
    assert read(text, period="title")["period"].tolist() == ["2022", "2022"]


def test_a_table_that_states_its_period_keeps_it_under_the_title_of_another(read):
    text = "2023年大理州情况\n县市,2021年,2022年\n大理市,50,60\n"
    found = read(text, period="title", indicator="高新技术企业数（家）")
    assert found["period"].tolist() == ["2021", "2022"]


def test_that_titles_state_periods_is_decided_once_for_files_and_years(tmp_path, capsys, read):
    files = [tmp_path / f"{n}.csv" for n in (1, 2)]
    for n, file in enumerate(files):
        file.write_text(TABLE.format(f"{2021 + n}年情况"), "utf-8")
    assert main(["tables", *map(str, files), "--period", "title", "--keep"]) == 0
    assert capsys.readouterr().out.count("读了 1 个数") == 2
    files[0].rename(tmp_path / "table.csv")
    files[0].with_name("1.csv.table.toml").rename(tmp_path / "table.csv.table.toml")
    assert read(TABLE.format("2025年情况"), period="")["period"].tolist() == ["2025"]


def test_the_message_on_a_missing_period_says_how_titles_are_taken(read):
    with pytest.raises(KejidataError, match=r"period=2023 if .*\(period=title if the titles"):
        read(TABLE.format("2023年情况"), period="")
