"""Divisions and places, held against published facts and against the table's own rules."""

import hashlib
import re
import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kejidata
from kejidata.errors import KejidataError
from kejidata.model import divisions, places
from kejidata.model.divisions import OPEN, Division
from kejidata.model.labels import fold

TABLE = divisions.table()

# Prefecture-level and county-level divisions at the end of the year, without Taiwan, Hong Kong and
# Macao: Ministry of Civil Affairs, as the China Statistical Yearbook gives them.
PUBLISHED = {
    2002: (332, 2860),
    2003: (333, 2861),
    2004: (333, 2862),
    2005: (333, 2862),
    2006: (333, 2860),
    2007: (333, 2859),
    2008: (333, 2859),
    2009: (333, 2858),
    2010: (333, 2856),
    2011: (332, 2853),
    2012: (333, 2852),
    2013: (333, 2853),
    2014: (333, 2854),
    2015: (334, 2850),
    2016: (334, 2851),
    2017: (334, 2851),
    2018: (333, 2851),
    2019: (333, 2846),
    2020: (333, 2844),
    2021: (333, 2843),
    2022: (333, 2843),
    2023: (333, 2844),
    2024: (333, 2846),
}
# The lists have codes for the offices of three groups of islands, which the statistics leave out;
# in 2012 they became the city of Sansha.
ISLANDS = {"西沙群岛", "南沙群岛", "中沙群岛的岛礁及其海域"}


@pytest.mark.parametrize("year", PUBLISHED)
def test_as_many_divisions_as_were_published(year: int) -> None:
    count = Counter(one.level for one in TABLE if one.valid(year) and one.name_zh not in ISLANDS)
    assert (count["city"], count["county"]) == PUBLISHED[year]
    assert count["province"] == 34


@pytest.mark.parametrize(("year", "provinces"), [(1990, 31), (1997, 33), (1999, 34), (2023, 34)])
def test_provinces_with_hainan_chongqing_hong_kong_and_macao(year: int, provinces: int) -> None:
    # 30 on the mainland after Hainan (1988) and Taiwan; Chongqing and Hong Kong 1997, Macao 1999.
    assert len(divisions.members(divisions.NATION, year)) == provinces


# Nantong: 通州市 a district in 2009, 海安县 a city in 2018; in July 2020 崇川区 and 港闸区 were
# merged and 海门市 made a district (notice of the provincial government).
CHANGING = {
    2008: "崇川区 港闸区 海安县 如东县 启东市 如皋市 通州市 海门市",
    2009: "崇川区 港闸区 通州区 海安县 如东县 启东市 如皋市 海门市",
    2017: "崇川区 港闸区 通州区 海安县 如东县 启东市 如皋市 海门市",
    2018: "崇川区 港闸区 通州区 如东县 启东市 如皋市 海门市 海安市",
    2019: "崇川区 港闸区 通州区 如东县 启东市 如皋市 海门市 海安市",
    2020: "通州区 崇川区 海门区 如东县 启东市 如皋市 海安市",
    2022: "通州区 崇川区 海门区 如东县 启东市 如皋市 海安市",
}


@pytest.mark.parametrize("year", CHANGING)
def test_members_of_nantong(year: int) -> None:
    codes = divisions.members("320600", year)
    assert [divisions.spell(code, year).name_zh for code in codes] == CHANGING[year].split()


def test_members_now_and_later_are_those_of_the_newest_list() -> None:
    assert divisions.members("320600") == divisions.members("320600", 2040)


@pytest.mark.parametrize(
    ("parent", "year", "gone", "come"),
    [
        ("370000", 2018, {"371200"}, set()),  # 莱芜 (Laiwu) became part of Jinan
        ("340000", 2011, {"341400"}, set()),  # 巢湖 (Chaohu) was split up
        ("330100", 2021, {"330103", "330104"}, {"330113", "330114"}),  # Hangzhou
        ("540400", 2023, {"540422"}, {"540481"}),  # 米林 (Mainling) a city
        ("500000", 2025, {"500105", "500112"}, {"500157"}),  # 两江新区 (Liangjiang)
    ],
)
def test_what_changed_in_a_year(parent: str, year: int, gone: set[str], come: set[str]) -> None:
    before, after = set(divisions.members(parent, year - 1)), set(divisions.members(parent, year))
    assert (before - after, after - before) == (gone, come)


ONE_PLACE = [
    ("320684", "320614", "海门市 to 海门区"),
    ("320621", "320685", "海安县 to 海安市"),
    ("320683", "320612", "通州市 to 通州区"),
    ("320622", "320682", "如皋县 to 如皋市, by way of 329016"),
    ("469003", "460400", "儋州市, made a city of the second level"),
    ("340221", "340210", "芜湖县 to 湾沚区"),
    ("371202", "370116", "莱城区 to 莱芜区"),
    ("220381", "220184", "公主岭市, moved to Changchun"),
    ("341421", "340124", "庐江县, moved to Hefei"),
    ("542621", "540402", "林芝县 to 巴宜区"),
    ("610125", "610118", "户县 to 鄠邑区"),
]
BROKEN = [
    ("320602", "320613", "崇川区, merged with 港闸区"),
    ("320611", "320613", "港闸区, merged away"),
    ("350403", "350404", "三元区, merged with 梅列区"),
    ("340203", "340209", "弋江区, merged with 三山区"),
    ("500222", "500110", "綦江县, merged with 万盛区"),
    ("330104", "330102", "江干区, split up"),
    ("500112", "500157", "渝北区, split up"),
]


@pytest.mark.parametrize(("a", "b", "what"), ONE_PLACE)
def test_a_place_that_goes_on_whole_is_one(a: str, b: str, what: str) -> None:
    assert (places.current(a), places.current(b)) == (b, b), what


@pytest.mark.parametrize(("a", "b", "what"), BROKEN)
def test_a_split_or_a_merger_is_another_place(a: str, b: str, what: str) -> None:
    assert places.current(a) == a != places.current(b), what


def test_a_code_whose_territory_changed_is_another_place_from_then_on() -> None:
    assert places.years("130502") == (2020, OPEN)
    assert places.years("420600") is None  # 襄樊 (Xiangfan) renamed 襄阳 (Xiangyang) in 2010


@pytest.mark.parametrize(
    ("year", "code"), [(1986, "320622"), (1992, "329016"), (1995, "320682"), (2024, "320682")]
)
def test_the_code_of_a_place_in_a_year(year: int, code: str) -> None:
    assert places.code_in("320682", year) == code


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: divisions.members("999999"), "no division has the code '999999'"),
        (lambda: divisions.members("320699", 2020), "320600 南通市"),
        (lambda: divisions.members("320682", 2020), "320682 如皋市 (Rugao), 南通市, 1995 to now"),
        (lambda: divisions.members("371200", 2020), "371200 莱芜市"),
        (lambda: divisions.members("320600", 1982), "ask for 1983 or later"),
        (lambda: divisions.parent("320684", 2021), "海门市 (Haimen), 南通市, 1995 to 2019"),
        (lambda: places.current("如皋"), "no division has the code '如皋'"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(call, says: str) -> None:
    with pytest.raises(KejidataError, match=re.escape(says)):
        call()


def test_parents_in_their_years() -> None:
    assert divisions.parent("340124", 2011) == "340100"
    assert divisions.parent("341421", 2010) == "341400"
    assert divisions.parent("429004") == "420000"
    assert divisions.parent(divisions.NATION) == ""


# The table keeps its own rules.


def test_the_table_has_plain_cells_and_labels_that_are_folded() -> None:
    for one in TABLE:
        assert re.fullmatch(r"\d{6}", one.code)
        assert [fold(one.name_zh), fold(one.short_zh)] == [one.name_zh, one.short_zh]
        assert not re.search(r"[\",\s]", one.name_zh + one.short_zh)
        assert re.fullmatch(r"[A-Z][A-Za-zü' -]+", one.name_en), one


def test_the_card_is_that_of_the_table() -> None:
    folder = files("kejidata") / "registry"
    card = tomllib.loads((folder / "divisions.csv.card.toml").read_text("utf-8"))
    found = hashlib.sha256((folder / card["file"]).read_bytes()).hexdigest()
    assert found == card["sha256"]


def test_codes_come_in_order_and_have_one_name_at_a_time() -> None:
    assert list(TABLE) == sorted(TABLE, key=lambda one: (one.code, one.first_year))
    for spells in divisions.by_code().values():
        for a, b in zip(spells, spells[1:], strict=False):
            assert a.last_year < b.first_year, (a, b)


def test_a_parent_is_there_as_long_as_its_members() -> None:
    for one in TABLE:
        if not one.parent or one.last_year < 1996:
            continue
        above = divisions.by_code()[one.parent]
        for year in range(max(one.first_year, 1996), min(one.last_year, 2026) + 1):
            assert any(spell.valid(year) for spell in above), (one, year)


def test_a_successor_takes_over_the_year_after_and_from_one_place_only() -> None:
    following: list[Division] = []
    for one in TABLE:
        if one.successor:
            assert one.last_year < OPEN, one
            chain = places.spells(one)
            after = chain[chain.index(one) + 1]
            assert after.first_year == one.last_year + 1, one
            following.append(after)
    assert [one for one, number in Counter(following).items() if number > 1] == []


@given(st.sampled_from(TABLE))
def test_a_place_is_the_same_from_each_of_its_codes(one: Division) -> None:
    chain = places.spells(one)
    assert one in chain
    assert [spell.first_year for spell in chain] == sorted(spell.first_year for spell in chain)
    assert all(places.spells(spell) == chain for spell in chain)


@given(st.sampled_from(TABLE), st.integers(1983, 2030))
def test_members_and_parents_agree(one: Division, year: int) -> None:
    if one.parent and one.valid(year):
        assert one.code in divisions.members(one.parent, year)
        assert divisions.parent(one.code, year) == one.parent


SHORT = {
    "如皋市": "如皋",
    "如东县": "如东",
    "崇川区": "崇川",
    "泽州县": "泽州",
    "献县": "献县",
    "矿区": "矿区",
    "郊区": "郊区",
    "峰峰矿区": "峰峰矿区",
    "浦东新区": "浦东",
    "神农架林区": "神农架",
    "六枝特区": "六枝",
    "喀什地区": "喀什",
    "锡林郭勒盟": "锡林郭勒",
    "敖汉旗": "敖汉",
    "阿拉善左旗": "阿拉善左旗",
    "正镶白旗": "正镶白旗",
    "恩施土家族苗族自治州": "恩施",
    "伊犁哈萨克自治州": "伊犁",
    "玉屏侗族自治县": "玉屏",
    "东乡族自治县": "东乡",
    "双江拉祜族佤族布朗族傣族自治县": "双江",
    "鄂温克族自治旗": "鄂温克",
    "莫力达瓦达斡尔族自治旗": "莫力达瓦",
    "管城回族区": "管城",
    "广西壮族自治区": "广西",
    "香港特别行政区": "香港",
}


@pytest.mark.parametrize("name", SHORT)
def test_short_names(name: str) -> None:
    assert {one.short_zh for one in TABLE if one.name_zh == name} == {SHORT[name]}


def test_a_short_name_begins_the_official_one_and_has_two_characters_or_more() -> None:
    for one in TABLE:
        assert one.name_zh.startswith(one.short_zh)
        assert len(one.short_zh) > 1


ENGLISH = {
    "610000": "Shaanxi",
    "140000": "Shanxi",
    "150000": "Inner Mongolia",
    "150100": "Hohhot",
    "230100": "Harbin",
    "540100": "Lhasa",
    "650100": "Urumqi",
    "810000": "Hong Kong",
    "820000": "Macao",
    "211300": "Chaoyang",
    "330382": "Yueqing",
    "411100": "Luohe",
    "371722": "Shanxian",
    "610118": "Huyi",
    "320685": "Hai'an",
}


@pytest.mark.parametrize("code", ENGLISH)
def test_english_names_that_pinyin_alone_gets_wrong(code: str) -> None:
    assert divisions.spell(code).name_en == ENGLISH[code]


def test_the_shipped_project_names_its_regions_as_the_table_does() -> None:
    for row in kejidata.regions().itertuples():
        one = divisions.spell(str(row.code))
        assert (row.name_zh, row.short_zh, row.name_en, row.level, row.parent) == one[1:6]


@pytest.mark.parametrize(("clock", "year"), [(1970, 2025), (2025, 2025), (2031, 2031)])
def test_a_clock_behind_the_lists_shortens_no_year(
    monkeypatch: pytest.MonkeyPatch, clock: int, year: int
) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> date:
            return date(clock, 5, 1)

    monkeypatch.setattr(divisions, "date", Clock)
    # The newest list of the package is that of the end of 2025.
    assert divisions.newest_year() == year
