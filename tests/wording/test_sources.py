"""The source line, and the figures that an audit lacks."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata.wording.sources import cited, needed, source_line, work


@pytest.mark.root_project
def test_the_source_line_cites_publishers_with_their_years() -> None:
    frame = pd.DataFrame({"source": ["bulletin_2021", "bulletin_2020", "bulletin_2023", ""]})
    said = source_line(frame, None, "zh")
    assert said == "资料来源：国家统计局、科学技术部、财政部（2021—2022、2024）"


@pytest.mark.root_project
def test_a_source_without_a_publisher_is_said_to_have_none() -> None:
    assert cited(["jiangsu_counties_2020"], "zh") == (
        "资料来源：《江苏省经济十强县》（发布者不详，2021）"
    )
    assert cited(["jiangsu_counties_2020", "rugao_government_2026"], "en") == (
        "Source: The ten strongest county economies of Jiangsu (publisher not known, 2021); "
        "Government of Rugao (2026)"
    )
    row = {"title": "十强县", "publisher": "", "published": "2021"}
    assert work(row, "zh") == "《十强县》（发布者不详，2021）"


def test_sources_named_override_those_of_the_frame() -> None:
    frame = pd.DataFrame({"source": ["bulletin_2021"]})
    assert source_line(frame, ["our survey"], "en") == "Source: our survey"


def test_without_sources_there_is_no_line() -> None:
    assert source_line(pd.DataFrame({"x": [1]}), None, "zh") == ""


def test_a_missing_target_is_named_as_one() -> None:
    assert needed("320682/rd_intensity/2020/target", "zh") == "2020年R&D经费投入强度的目标：如皋"
