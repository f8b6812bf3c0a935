"""The source line: publishers and years."""

import pandas as pd

from kejidata.figures.citation import source_line


def test_the_source_line_cites_publishers_with_their_years():
    frame = pd.DataFrame({"source": ["bulletin_2021", "bulletin_2020", "bulletin_2023", ""]})
    said = source_line(frame, None, "zh")
    assert said == "资料来源：国家统计局、科学技术部、财政部（2021—2022、2024）"


def test_sources_named_override_those_of_the_frame():
    frame = pd.DataFrame({"source": ["bulletin_2021"]})
    assert source_line(frame, ["our survey"], "en") == "Source: our survey"


def test_without_sources_there_is_no_line():
    assert source_line(pd.DataFrame({"x": [1]}), None, "zh") == ""
