"""What a note says of the figures of a year is their status; where it is not clear it is told."""

import pytest

from kejidata.errors import KejidataError

HEAD = "地区,年份,R&D经费(亿元)\n子市,2022,6.4\n子市,2023①,7.1\n丑市,2023①,8.2\n"
WIDE = "地区,R&D经费(亿元),\n,2022,2023\n子市,6.4,7.1\n"
LONG = "地区,指标,年份,数值(亿元),数据状态"
DOUBT = "a note says so of some figures, and not clearly of which rows: "


def statuses(frame):
    found = zip(frame["region"], frame["period"], frame["status"], strict=True)
    return {(region, period): status or "" for region, period, status in found}


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("①2023年为初步核算数", "provisional"),
        ("注：2023年数据为快报数。", "provisional"),
        ("注：1.本表2023年数据均为初步统计数；2.本表按在地口径统计。", "provisional"),
        ("备注：2021年、2023年数为预计数", "estimate"),
        ("* 2023年各项指标系修订数", "revised"),
    ],
)
def test_a_note_that_says_the_year_gives_its_rows_their_status(read, note, status):
    long = read(f"{HEAD}{note}\n", period="")
    assert statuses(long) == {
        ("子市", "2022"): "",
        ("子市", "2023"): status,
        ("丑市", "2023"): status,
    }
    wide = read(f"{WIDE}{note}\n", period="")
    assert statuses(wide) == {("子市", "2022"): "", ("子市", "2023"): status}
    assert long.attrs["notes"] == wide.attrs["notes"] == []


@pytest.mark.parametrize(
    "note",
    [
        "①为初步核算数",
        "注：本表为快报数",
        "注：2023年子市为初步数值即快报数",
        "2023年生产总值为初步核算数",
    ],
)
def test_a_note_that_does_not_say_of_which_rows_is_told(read, note):
    frame = read(f"{HEAD}{note}\n", period="")
    assert set(statuses(frame).values()) == {""}
    [told] = frame.attrs["notes"]
    assert told.startswith(DOUBT + note)


def test_what_a_cell_says_of_itself_goes_before_a_note(read):
    rows = HEAD.replace("7.1", "7.1（估）")
    frame = read(f"{rows}①2023年为初步核算数\n", period="")
    assert statuses(frame)["子市", "2023"] == "estimate"
    assert statuses(frame)["丑市", "2023"] == "provisional"


def test_a_note_of_a_sheet_with_several_tables_is_told(read):
    two = WIDE + "注：2023年为快报数\n\n地区,专利授权量(件),\n,2022,2023\n子市,6,7\n"
    frame = read(two, period="")
    assert set(statuses(frame).values()) == {""}
    assert frame.attrs["notes"] == [
        f"{DOUBT}注：2023年为快报数; if it matters, give them a column 数据状态 (status)"
    ]


def test_a_note_of_something_else_is_no_status(read):
    frame = read(f"{HEAD}注：2023年起研发经费由科技局统计，预计后年调整口径\n", period="")
    assert set(statuses(frame).values()) == {""}
    assert frame.attrs["notes"] == []


def test_revised_figures_beside_preliminary_ones_are_those_of_a_year_later(read):
    text = "地区,R&D经费（亿元）,\n,2022年初步数,2022年核实数\n荆门市,30.0,29.8\n"
    found = read(text, period="")
    assert found[["status", "vintage", "value"]].to_numpy().tolist() == [
        ["provisional", 2022, 30.0], ["revised", 2023, 29.8],
    ]  # fmt: skip
    assert "taken as published a year later" in found.attrs["notes"][-1]
    rows = "荆门市,R&D经费,2022,30.0,初步,{0}\n荆门市,R&D经费,2022,29.8,核实数,{0}\n"
    found = read(f"{LONG},来源\n{rows.format('bulletin_2023')}", period="")
    assert found["vintage"].tolist() == [2023, 2024]


def test_a_stated_vintage_is_kept_and_two_figures_of_it_are_refused(read):
    rows = "荆门市,R&D经费,2022,30.0,初步,2024\n{},R&D经费,2022,29.8,核实数,2024\n"
    found = read(f"{LONG},发布年份\n{rows.format('随州市')}", period="")
    assert (found["vintage"] == 2024).all()
    assert found.attrs["notes"] == []
    with pytest.raises(KejidataError, match="states a figure twice"):
        read(f"{LONG},发布年份\n{rows.format('荆门市')}", period="")


def test_preliminary_here_and_revised_there_are_not_side_by_side(read):
    rows = "荆门市,R&D经费,2022,30.0,初步\n随州市,R&D经费,2022,9.8,核实数\n"
    found = read(f"{LONG}\n{rows}", period="")
    assert found["vintage"].tolist() == [2022, 2022]
