"""Each kind of output shows in its richest safe form."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

import numpy as np
import pytest
from PIL import Image, ImageColor

from kejidata.errors import KejidataError
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.style import SIZES
from kejidata.files.media_types import FIGURE_MIME
from kejidata.narrative.facts import Fact, compose
from kejidata.publish.page.cell_outputs import shown
from kejidata.publish.page.packed_picture import packed
from kejidata.publish.page.sanitize import safe_html
from kejidata.publish.stored_picture import Png


def display(data: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def show(output: dict[str, Any]) -> str:
    return shown(output, "zh", {}, {}, "a.ipynb, cell 1")


TABLE = '<div class="table" tabindex="0" role="group">'
SHADES = 12
"""Steps of 255 that a colour on the page may lie off: no eye tells them apart."""


def assert_same_but_for_shades(packed: bytes, drawn: bytes) -> None:
    one, other = (
        np.asarray(Image.open(BytesIO(data)).convert("RGB"), dtype=int) for data in (packed, drawn)
    )
    assert one.shape == other.shape
    assert np.abs(one - other).max() <= SHADES


def test_the_colours_of_a_chart_stay_on_the_page() -> None:
    figure = Picture(SIZES["slide"], 4.0)
    marks = figure.add_subplot()
    marks.barh(range(9), range(9), color=[f"C{at}" for at in range(9)])
    marks.imshow([[at / 400 for at in range(400)]], extent=(0, 8, -2, -1), cmap="Blues")
    marks.plot([9], [9], "o", color="#d55e00", markersize=4)
    drawn = b64decode(figure._repr_mimebundle_()[0]["image/png"])
    [packed] = re.findall(
        'base64,([^"]+)"', show(display({"image/png": b64encode(drawn).decode()}))
    )
    assert_same_but_for_shades(b64decode(packed), drawn)
    assert len(b64decode(packed)) < 0.6 * len(drawn)


def test_areas_of_a_smaller_picture_are_exact_and_no_grey_becomes_coloured() -> None:
    rows = [["#b7d3e9"] * 8 + ["#fff"] * 2 + ["#f4f6f8", "#fff"] + ["#dadde1"] * 4] * 8
    drawn = np.array([[ImageColor.getrgb(one) for one in row] for row in rows], dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(drawn).save(file, "png")
    _, _, data = packed(Png(file.getvalue(), 16, 8), "here", 16).partition("base64,")
    seen = np.asarray(Image.open(BytesIO(b64decode(data))).convert("RGB"))
    assert seen.shape == drawn.shape
    edge = 10  # one dot wide
    assert np.array_equal(np.delete(seen, edge, 1), np.delete(drawn, edge, 1))
    assert {len({*dot}) for dot in seen[:, edge].tolist()} == {1}


def test_a_narrow_screen_gets_the_narrow_picture() -> None:
    figure = Picture(SIZES["slide"], 4.0)
    figure.narrow = lambda: Picture(SIZES["column"], 3.0)
    data, metadata = figure._repr_mimebundle_()
    html = show(display(data, **metadata))
    assert '<source media="(max-width: 599px)" width="600" height="514" srcset="data:' in html
    assert 'width="960" height="384" src="data:' in html


def test_a_picture_brings_its_finding_and_its_place() -> None:
    figure = Picture(SIZES["slide"], 4.0)
    figure.set_label('三项低于上年"实绩"。')
    data, metadata = figure._repr_mimebundle_()
    html = show(display(data, **metadata))
    assert 'alt="三项低于上年&quot;实绩&quot;。"' in html
    assert 'width="960" height="384"' in html
    [packed] = re.findall('src="data:image/webp;base64,([^"]+)"', html)
    assert_same_but_for_shades(b64decode(packed), b64decode(data["image/png"]))


def test_a_picture_without_a_finding_still_has_a_name() -> None:
    figure = Picture(SIZES["column"], 3.0)
    data, _ = figure._repr_mimebundle_()
    assert 'alt="图" width="1050" height="900"' in show(display(data))


@pytest.mark.parametrize("image", ["no base64 §", b64encode(b"<script>").decode(), ""])
def test_a_picture_that_is_none_is_refused(image: str) -> None:
    with pytest.raises(KejidataError, match=r"no PNG\n  in a\.ipynb, cell 1"):
        show(display({"image/png": image}))


def test_a_narrative_is_told_with_its_facts() -> None:
    told = compose(["达", Fact("3项", 3.0, "项", formula="count")], "zh")
    data = {"text/markdown": told._repr_markdown_(), "text/plain": repr(told)}
    html = show(display(data | told._repr_mimebundle_()))
    assert html.startswith(
        '<div class="told"><p>达<a class="fact" id="fact-1" href="#origin-1">3项'
    )


def test_html_goes_before_markdown_before_plain_text() -> None:
    data = {"text/html": ["<b>h", "</b>"], "text/markdown": "*m*", "text/plain": "<p>"}
    assert "<b>h</b>" in show(display(data))
    assert "<em>m</em>" in show(display({k: data[k] for k in ("text/markdown", "text/plain")}))
    assert show(display({"text/plain": "<p>"})) == "<pre>&lt;p&gt;</pre>"


def test_printed_lines_and_expected_errors_are_shown_as_text() -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": ["a <b>\n", "c\n"]}
    assert show(stream) == "<pre>a &lt;b&gt;\nc</pre>"
    error = {"output_type": "error", "ename": "KejidataError", "evalue": "no <x>"}
    assert show(error) == "<pre>KejidataError: no &lt;x&gt;</pre>"


def test_short_cells_stay_on_one_line_and_long_ones_may_break() -> None:
    html = "<table><tr><th scope='row'>2020年</th><td>通过数位居南通第二的企业</td></tr></table>"
    units = show(display({"text/html": "<table><tr><td>person-years</td></tr></table>"}))
    assert '<td class="short">person-years' in units
    shown_html = show(display({"text/html": html}))
    assert '<th class="short" scope="row">2020年' in shown_html
    assert "<td>通过数位居" in shown_html


LATENT = [
    '<table><td title="<td onmouseover=alert(1)>1</td>">2</td></table>',
    '<table><tr><td title="x"onclick="y()">1</td></tr></table>',
    '<p title="<th onclick=y()>1</th>">a</p>',
]


@pytest.mark.parametrize("html", LATENT)
def test_nothing_changes_html_after_it_was_made_safe(
    html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def recorded(text: str) -> str:
        made.append(safe_html(text))
        return made[-1]

    monkeypatch.setattr("kejidata.publish.page.cell_outputs.safe_html", recorded)
    assert show(display({"text/html": html})) == f"{TABLE}{made[0]}</div>"
    assert not re.search(r"<[^>]*\son\w+=", made[0])


def test_the_rows_of_a_chart_stand_below_it() -> None:
    figure = Picture(SIZES["slide"], 4.0)
    data, metadata = figure._repr_mimebundle_()
    data[FIGURE_MIME] = {
        "title": "R&D经费：<b>江苏</b>",
        "source": "资料来源：<i>某局</i>",
        "columns": ["region", "value", "reason", "quote"],
        "rows": [["江苏", 4212.3, "", "x"], ["=1+1", None, "", "y"]],
    }
    html = show(display(data, **metadata))
    [name, saved] = re.findall(r'download="([^"]+)" href="data:text/csv,([^"#?]+)"', html)[0]
    assert (
        unquote_to_bytes(unescape(saved)).decode("utf-8-sig")
        == "region,value\n江苏,4212.3\n'=1+1,\n"
    )
    assert (name, "<i>" in html, "#sources" in html) == ("R_D经费_b_江苏_b.csv", False, True)


@pytest.mark.parametrize(
    ("columns", "row", "told"),
    [
        (["value", "growth", "unit"], [1, 2, "%"], "增长：(数值 ÷ 基期值 − 1) × 100"),
        (["value", "growth", "unit"], [1, 2, "个百分点"], "增长：数值 − 基期值"),
        (["completion", "rank"], [1, 2], "完成率：数值 ÷ 目标 × 100；位次：在所列地区中的位次"),
        (["value", "target", "completion"], [3, 2, 66.7], "完成率：目标 ÷ 数值 × 100"),
        (["value", "target", "completion"], [3, 2, 150], "完成率：数值 ÷ 目标 × 100"),
        (["value", "growth"], [1, None], "数据为公布数"),
        (["value", "share"], [1, 2], "占比：由公布的数字核算"),
        (["part", "contribution"], ["a", 2], "拉动：(数值 − 基期值) ÷ 总计的基期值 × 100"),
        (["computed", "gap"], [3, 1], "核算：各部分之和；差额：各部分之和减总计"),
        (["indicator", "value", "source"], ["iur_payment_rate", 1, "a"], "数据为公布数"),
        (["indicator", "value", "source"], ["iur_payment_rate", 1, ""], "产学研合同支付率："),
    ],
)
def test_a_chart_tells_how_its_rows_were_computed(columns: Any, row: Any, told: str) -> None:
    data, metadata = Picture(SIZES["slide"], 4.0)._repr_mimebundle_()
    data[FIGURE_MIME] = {"title": "", "source": "", "columns": columns, "rows": [row]}
    caption = re.findall("<figcaption>.*</figcaption>", show(display(data, **metadata)))
    assert len(caption) == 1
    assert told in caption[0]


@pytest.mark.parametrize("shown", [None, 1, {}, {"columns": ["a"], "rows": [[1, 2]]}])
def test_a_picture_without_rows_has_none_below_it(shown: Any) -> None:
    data, metadata = Picture(SIZES["slide"], 4.0)._repr_mimebundle_()
    data[FIGURE_MIME] = shown
    assert "download" not in show(display(data, **metadata))
