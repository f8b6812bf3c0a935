"""Settings and regions that name what is not there, or another place, are refused by the build."""

from dataclasses import replace
from pathlib import Path

import pytest

from kejidata.build.project_settings import check_regions, check_settings
from kejidata.errors import KejidataError
from kejidata.files.project_file import read
from kejidata.model.next_registry import known_to


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"region": "330298"}, "region = '330298' is no code of a region"),
        ({"region": "鼓楼区"}, "350102 鼓楼区 (Gulou), 福州市"),
        ({"peers": "330212"}, "peers = '330212' is no code of a region that has members"),
        ({"peers": "330100"}, "peers = '330100' is not the region that 330212 is straight under"),
        ({"year": 1812}, "year = 1812 is no year"),
        ({"report": "other"}, "report = 'other' is no file"),
        ({"expenditure": "spent"}, "expenditure: 'spent' is no code of an indicator"),
        ({"funnels": [("hnte_total", "spent")]}, "funnels: 'spent' is no code"),
        ({"products": ("gdp", "hnte_total")}, "products: in several units, 亿元, 家"),
    ],
)
def test_a_setting_that_names_nothing_is_refused(
    made_project: Path, given: dict[str, object], said: str
) -> None:
    project, known = read(made_project), known_to(made_project)
    check_settings(project, known)
    with pytest.raises(KejidataError) as caught:
        check_settings(replace(project, **given), known)
    assert said in str(caught.value)


def test_an_own_region_takes_no_code_of_another_place(made_project: Path) -> None:
    known = known_to(made_project)
    check_regions(known)
    taken = replace(known, regions=known.regions.replace({"330299": "330203"}))
    with pytest.raises(KejidataError, match="东钱湖度假区: 330203 海曙区"):
        check_regions(taken)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name_zh": "海曙区"}, "330299 海曙区: 330203 海曙区 (Haishu), 宁波市"),
        ({"short_zh": "海曙"}, "330299 海曙: 330203 海曙区 (Haishu), 宁波市"),
        ({"aliases": "钱湖|宁波"}, "330299 宁波: 330200 宁波市 (Ningbo), 浙江省"),
        ({"aliases": "太仓市"}, "330299 太仓市: 320585 太仓市 (Taicang), 苏州市"),
    ],
)
def test_an_own_region_takes_no_name_of_another_place(
    made_project: Path, row: dict[str, str], said: str
) -> None:
    known = known_to(made_project)
    own = known.regions["code"] == "330299"
    cells = {name: known.regions[name].mask(own, text) for name, text in row.items()}
    with pytest.raises(KejidataError) as caught:
        check_regions(replace(known, regions=known.regions.assign(**cells)))
    assert said in str(caught.value)


def test_an_own_region_may_have_a_name_that_many_places_or_former_ones_bear(
    made_project: Path,
) -> None:
    # 新区 (new area) was a district of Tangshan until 2002, 鼓楼区 is one of four cities today;
    # 320684 and 320614 are both Haimen.
    known = known_to(made_project)
    own = known.regions["code"] == "330299"
    aliases = known.regions["aliases"].mask(own, "新区|鼓楼区")
    check_regions(replace(known, regions=known.regions.assign(aliases=aliases)))
    haimen = {"code": "320684", "parent": "320600", "name_zh": "海门市", "aliases": "海门区"}
    rows = known.regions[own].assign(**haimen)
    check_regions(replace(known, regions=rows))
