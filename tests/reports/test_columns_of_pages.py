"""Pages of a PDF set in columns: their text is read column by column, tables row by row."""

import io

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from kejidata.reports import read_report
from kejidata.reports.source.pdf import pdf_text

LEFT = [
    "全市研发投入达到四十五亿二千万元，比上年",
    "增长12.3%。年末高新技术企业达到320家，净",
    "增42家。技术合同成交额18.6亿元，同比增长",
    "23.5%。发明专利授权410件，增长8.8%，其中",
    "企业授权380件，占全市授权量的比重不断提",
    "高，创新主体作用更加明显，服务不断优化。",
    "新增省级工程技术研究中心3家，总数达到28",
]
RIGHT = [
    "家。全市规模以上工业增加值增长7.4%，高于",
    "全省平均水平，其中高技术制造业增加值增长",
    "11.8%。工业投资增长9.5%，技术改造投资增",
    "长15.1%，均比全省快。新建各类5G基站420个",
    "，城区覆盖率达到98%。数字经济核心产业增",
    "加值56.7亿元，增长9.6%。软件业务收入24.5",
    "亿元，增长13.2%，软件企业数量继续增加。",
]


def named(**parts):
    return DictionaryObject({NameObject(f"/{key}"): part for key, part in parts.items()})


def font():
    """A font of Chinese as printers know it, whose codes are those of UTF-16."""
    below = named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/CIDFontType0"),
        BaseFont=NameObject("/STSong-Light"),
    )
    return named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type0"),
        BaseFont=NameObject("/STSong-Light"),
        Encoding=NameObject("/UniGB-UTF16-H"),
        DescendantFonts=ArrayObject([below]),
    )


def page_of(shown, box=True):
    """A page of pieces of text, each with its place, in this order."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    stream = DecodedStreamObject()
    marks = (f"1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj" for x, y, words in shown)
    stream.set_data(f"BT /F1 10 Tf {' '.join(marks)} ET".encode())
    page[NameObject("/Resources")] = named(Font=named(F1=font()))
    page[NameObject("/Contents")] = writer._add_object(stream)
    if not box:
        del page[NameObject("/MediaBox")]
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def lines(data):
    return [line.strip() for line in pdf_text(data, "r.pdf").splitlines() if line.strip()]


def rows(*columns, xs=(50, 320), top=700):
    """Pieces of columns as they are shown line by line, each line of all columns."""
    for number, row in enumerate(zip(*columns, strict=True)):
        yield from ((x, top - 15 * number, words) for x, words in zip(xs, row, strict=True))


def test_a_page_whose_lines_go_across_two_columns_is_read_column_by_column(tmp_path):
    title = (230, 740, "2023年科技工作总结")
    data = page_of([title, *rows(LEFT, RIGHT)])
    assert lines(data) == [title[2], *LEFT, *RIGHT]
    path = tmp_path / "r.pdf"
    path.write_bytes(data)
    draft = read_report(path).set_index("surface")
    # Across the columns 28 would stand before 亿元 (CNY 100 million), and lose 家 (firms).
    assert draft.loc["28\n家", ["value", "unit"]].tolist() == [28, "家"]
    assert draft.loc["9.5%", "indicator"] == "工业投资"
    assert set(draft["period"]) == {"2023"}


ACROSS = [
    "全市科技工作取得新的成绩，技术合同成交额达到118.6亿元，同比增长23.5%，其中技术转让合同",
    "成交额20亿元，增长8.3%，全市科技企业孵化器达到25家。",
]


@pytest.mark.parametrize("last", [[], ["仅在左栏。"]], ids=["even", "left alone"])
def test_text_across_the_page_between_and_below_columns_stands_where_it_is_shown(last):
    left = ((50, 700 - 15 * (7 + n), words) for n, words in enumerate(last))
    between, below = ([(50, top - 15 * n, x) for n, x in enumerate(ACROSS)] for top in (560, 380))
    shown = [*rows(LEFT, RIGHT), *left, *between, *rows(LEFT, RIGHT, top=500), *below]
    once = [*LEFT, *last, *RIGHT]
    assert lines(page_of(shown)) == [*once, *ACROSS, *LEFT, *RIGHT, *ACROSS]


def test_three_columns_are_read_one_after_the_other():
    three = [[line[:14] for line in LEFT], [line[:14] for line in RIGHT], [x[5:19] for x in LEFT]]
    assert lines(page_of(rows(*three, xs=(40, 220, 400)))) == [*three[0], *three[1], *three[2]]


@pytest.mark.parametrize(
    "shown",
    [
        # A table: its cells are short, or uneven.
        list(rows([f"指标{n}" for n in range(9)], [f"{n}.5" for n in range(9)])),
        list(rows([line[: 4 + 3 * n % 19] for n, line in enumerate(LEFT)], RIGHT)),
        # One column, each letter shown for itself, in a grid.
        [
            (50 + 10 * at, 700 - 15 * n, letter)
            for n, words in enumerate(map("".join, zip(LEFT, RIGHT, strict=True)))
            for at, letter in enumerate(words)
        ],
        # Two columns that are shown one after the other already.
        [*((50, 700 - 15 * n, words) for n, words in enumerate(LEFT)),
         *((320, 700 - 15 * n, words) for n, words in enumerate(RIGHT))],
    ],
    ids=["table", "uneven", "grid", "in order"],
)  # fmt: skip
def test_other_pages_are_read_as_they_are_shown(shown):
    data = page_of(shown)
    told = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert pdf_text(data, "r.pdf") == told


def test_a_page_that_does_not_tell_its_size_is_read_all_the_same():
    assert lines(page_of([(50, 700, LEFT[0])], box=False)) == [LEFT[0]]
