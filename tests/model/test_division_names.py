"""A division by any of its names, decided by place and year."""

import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.errors import KejidataError
from kejidata.model import divisions
from kejidata.model.division_names import candidates, find
from kejidata.model.divisions import Division
from kejidata.model.labels import simplified

TABLE = divisions.table()
NOW = [one for one in TABLE if one.valid(None)]


@pytest.mark.parametrize("label", [320682, "320682", 320682.0, "320682.0", np.int64(320682)])
def test_codes_as_text_and_as_a_spreadsheet_saves_them(label: object) -> None:
    assert find(label) == "320682"


def test_the_nation_as_a_number_has_its_zeros_back() -> None:
    assert find(0) == find("全国") == find("China") == "000000"


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("如皋市", "320682"),
        ("如皋", "320682"),
        ("如　皋", "320682"),
        ("Rugao", "320682"),
        ("RUGAO", "320682"),
        ("inner mongolia", "150000"),
        ("Xizang", "540000"),
        ("Sichuan Province", "510000"),
        ("Guangxi Zhuang Autonomous Region", "450000"),
        ("Inner Mongolia Autonomous Region", "150000"),
        ("Aba Tibetan and Qiang Autonomous Prefecture", "513200"),
        ("Ganzi Prefecture", "513300"),
        ("Changsha County", "430121"),
        ("Changsha City", "430100"),
        ("Tongzhou City", "320683"),
        ("恩施州", "422800"),
        ("玉屏县", "520622"),
        ("管城区", "410104"),
        ("内蒙", "150000"),
        ("海门市", "320684"),
        ("海门", "320614"),
        ("吉林", "220000"),  # the province, not the city in it
        ("海南", "460000"),
        ("河南", "410000"),
        ("长沙", "430100"),  # the city, not the county in it
        ("和田", "653200"),
        ("莱芜市", "371200"),  # the city of 1992 to 2017, not the county-level one before it
        ("蓬莱市", "370684"),
        ("沙县", "350405"),  # the district's short name, for the county is no more
    ],
)
def test_names_that_need_no_help(label: str, code: str) -> None:
    assert find(label) == code


GULOU = ["320106", "320302", "350102", "410204"]


def test_a_name_of_several_is_refused_with_all_of_them_their_parents_and_years() -> None:
    with pytest.raises(KejidataError) as refused:
        find("鼓楼区")
    text = str(refused.value)
    assert re.findall(r"^  (\d{6}) ", text, flags=re.MULTILINE) == GULOU
    for city in ("南京市", "徐州市", "福州市", "开封市"):
        assert f"), {city}, " in text
    assert ", 1980 to now" in text
    assert "the division in which it lies" in text


def test_at_most_five_candidates_are_shown_and_the_rest_counted() -> None:
    # 市郊区 (suburb) was the name of seven districts of Guangxi, the last of them to 2002.
    with pytest.raises(KejidataError) as refused:
        find("市郊区")
    lines = str(refused.value).splitlines()
    assert len([line for line in lines if re.match(r"  \d{6} ", line)]) == 5
    assert "  ... and 2 more" in lines


@pytest.mark.parametrize(
    ("within", "code"),
    [
        ("320100", "320106"),
        ("徐州", "320302"),
        ("350000", "350102"),
        ("河南省", "410204"),
        ("350103", "350102"),  # a sibling decides
        ("320102", "320106"),
    ],
)
def test_the_place_decides(within: str, code: str) -> None:
    assert find("鼓楼区", within=within) == code


def test_the_place_does_not_decide_between_two_that_are_both_inside() -> None:
    assert [one.code for one in candidates("鼓楼区", within="320000")] == GULOU[:2]
    assert [one.code for one in candidates("鼓楼区", within="440000")] == GULOU


@pytest.mark.parametrize("label", ["重庆", "重庆市", "Chongqing", "Chongqing City"])
def test_a_province_is_no_former_city_of_the_place(label: str) -> None:
    """重庆 was a city of Sichuan to 1996."""
    assert find(label, within="510000") == find(label, within="510700", year=2020) == "500000"
    assert find(label, within="510000", year=1995) == "510200"


@pytest.mark.parametrize("label", ["Chengdu County", "Zhuang Autonomous Region", "City", "a city"])
def test_an_english_name_of_another_kind_is_none(label: str) -> None:
    assert candidates(label) == []


@pytest.mark.parametrize(
    ("label", "year", "code"),
    [
        ("崇川区", 2019, "320602"),
        ("崇川区", 2020, "320613"),
        ("崇川区", None, "320613"),
        ("三元区", 2012, "350403"),
        ("无为县", 2005, "341422"),
        ("无为县", 2015, "340225"),
        ("如皋市", 1993, "329016"),
    ],
)
def test_the_year_decides(label: str, year: int | None, code: str) -> None:
    assert find(label, year=year) == code


@pytest.mark.parametrize(
    ("within", "says"),
    [("朝阳", "names more than one division"), ("甲", "no division is named '甲'")],
)
def test_a_place_that_decides_nothing_itself_is_refused(within: str, says: str) -> None:
    with pytest.raises(KejidataError, match=says):
        find("鼓楼区", within=within)


@pytest.mark.parametrize(
    "label",
    ["", "子市", "999999", 999999, 3.5, float("nan"), float("inf"), 10**400, -1, None, True],
)
def test_what_names_no_division_is_refused_in_words(label: object) -> None:
    assert candidates(label) == []
    with pytest.raises(KejidataError, match="no division is named"):
        find(label)


def test_a_misspelt_name_is_shown_the_names_like_it() -> None:
    with pytest.raises(KejidataError, match="320682 如皋市"):
        find("如臯市")


@pytest.mark.parametrize("one", NOW[:: len(NOW) // 40], ids=lambda one: one.code)
def test_every_division_by_its_name_in_its_parent(one: Division) -> None:
    assert find(one.name_zh, within=one.parent) == one.code


def test_every_division_valid_now_is_found_by_name_in_its_parent() -> None:
    assert [one for one in NOW if find(one.name_zh, within=one.parent) != one.code] == []


@given(st.sampled_from(TABLE), st.integers(1996, 2026))
def test_every_division_of_a_year_is_found_by_name_in_its_parent(one: Division, year: int) -> None:
    if one.valid(year):
        assert find(one.name_zh, within=one.parent, year=year) == one.code


@given(st.sampled_from(TABLE), st.none() | st.integers(1983, 2030))
def test_whatever_a_label_may_mean_has_it(one: Division, year: int | None) -> None:
    for label in (one.name_zh, one.short_zh, one.name_en):
        for found in candidates(label, year=year):
            assert label in (found.name_zh, found.short_zh, found.name_en, found.aliases)


@given(st.text(max_size=40))
def test_any_text_is_found_or_refused_in_words(text: str) -> None:
    try:
        code = find(text)
    except KejidataError:
        return
    assert code in divisions.by_code()


OLD = """
嶗山區 瀘州市 潁上縣 蘄春縣 閬中市 縉雲縣 絳縣 郟縣 鄆城縣 驛城區 滎陽市 琿春市
甌海區 訥河市 涇縣 淥口區 淶水縣 湞江區 溮河區 嶧城區 樺甸市 欒川縣 古藺縣 漵浦縣
澠池縣 碭山縣 樅陽縣 嵐縣 詔安縣 譙城區 薌城區 瀏陽市 井陘縣 邛崍市 臺州市 遼寧省
瀋陽市 蘇州市 廣東省 烏魯木齊市 閔行區 兗州區 滬
"""
NEW = """
崂山区 泸州市 颍上县 蕲春县 阆中市 缙云县 绛县 郏县 郓城县 驿城区 荥阳市 珲春市
瓯海区 讷河市 泾县 渌口区 涞水县 浈江区 浉河区 峄城区 桦甸市 栾川县 古蔺县 溆浦县
渑池县 砀山县 枞阳县 岚县 诏安县 谯城区 芗城区 浏阳市 井陉县 邛崃市 台州市 辽宁省
沈阳市 苏州市 广东省 乌鲁木齐市 闵行区 兖州区 沪
"""


@pytest.mark.parametrize(("old", "new"), list(zip(OLD.split(), NEW.split(), strict=True)))
def test_a_traditional_name_is_that_of_its_simplified_form(old: str, new: str) -> None:
    assert simplified(old) == new
    assert candidates(old) == candidates(new)
    assert candidates(new) or new == "沪"  # the short name of Shanghai on number plates


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("福州市鼓楼区", "350102"),
        ("福建省福州市鼓楼区", "350102"),
        ("江苏徐州市鼓楼区", "320302"),
        ("北京朝阳区", "110105"),
        ("新疆维吾尔自治区喀什地区塔什库尔干塔吉克自治县", "653131"),
        ("南通通州", "320612"),
        ("江苏海门", "320614"),
        ("苏州市吴江", "320509"),
        ("湖南长沙", "430100"),  # the city, not the county in it
        ("湖南长沙长沙", "430121"),
    ],
)
def test_a_name_behind_those_above_it_needs_no_help(label: str, code: str) -> None:
    assert find(label) == code


def test_a_short_name_behind_one_that_does_not_decide_is_refused_with_all_that_it_may_be() -> None:
    with pytest.raises(KejidataError, match="more than one division") as refused:
        find("江苏鼓楼")
    assert "南京市" in str(refused.value)
    assert "徐州市" in str(refused.value)


@pytest.mark.parametrize("label", ["福州市朝阳区", "鼓楼区福州市", "福州市", "上海市辖区外"])
def test_a_name_behind_one_that_it_does_not_lie_in_is_none(label: str) -> None:
    assert [one.name_zh for one in candidates(label)] in ([], [label])


@pytest.mark.parametrize("text", ["通州" * 19 + "区", "南京市" * 300, "东城区新增高新技术企业" * 3])
def test_names_behind_names_take_no_time_without_end(text):
    begun = time.process_time()
    assert candidates(text) == []
    assert time.process_time() - begun < 0.5
