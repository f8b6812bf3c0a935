"""Build the bundled fonts from two weights of Noto Sans SC: GB 2312, all divisions, and symbols.

    python tools/build_font.py NotoSansSC_400Regular.ttf NotoSansSC_700Bold.ttf kejidata/fonts

Noto Sans SC is the Noto project's, under the OFL 1.1 with the reserved name 'Source', which the
built family does not use. The whole character set is four times as large as both subsets together.
The same input and the same fontTools give the same bytes: every date in the file is the date of
the source.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Keji Sans SC"
WEIGHTS = {"Regular": 400, "Bold": 700}

DIVISIONS = Path(__file__).parent.parent / "kejidata" / "registry" / "divisions.csv"

# GB 2312 lacks some signs of Latin text and of tables: the true minus, dashes, low quotes, more
# arrows and marks.
SIGNS = "‐‑–—―−‘’‚“”„†‡•…‰′″‹›€℃№™Ω∆≈≠≤≥∞√∑←↑→↓↗↘▲△▼▽◆◇●○◎■□★☆✓⁴½¼¾"
LATIN_1 = [*range(0x20, 0x7F), *range(0xA0, 0x100)]

KEPT_TABLES = {
    *("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post"),
    *("GDEF", "GPOS", "GSUB", "cvt ", "fpgm", "prep", "gasp"),
}
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk"]


def characters() -> list[int]:
    """Return the code points to keep: GB 2312 whole, every name of a division, Latin 1, signs."""
    gb2312 = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            gb2312.update(map(ord, bytes([high, low]).decode("gb2312", "ignore")))
    names = set(DIVISIONS.read_text("utf-8")) - {"\n"}
    return sorted(gb2312 | set(LATIN_1) | set(map(ord, names)) | set(map(ord, SIGNS)))


def cut(source: Path) -> TTFont:
    """Return the source, cut down to the characters and tables that are kept."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES,
        name_IDs=KEPT_NAMES,
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    for tag in set(font.keys()) - KEPT_TABLES - {"GlyphOrder"}:
        del font[tag]
    return font


def rename(font: TTFont, style: str) -> None:
    """Give the instance its own family name, so that it never shadows an installed Noto."""
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    version = font["name"].getDebugName(5)
    texts = {
        1: FAMILY,
        2: style,
        3: f"{version};{postscript}",
        4: f"{FAMILY} {style}",
        6: postscript,
    }
    for number, text in texts.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, platformID=3, platEncID=1, langID=0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    regular_or_bold = 0b1100001
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~regular_or_bold) | (
        0b0100000 if bold else 0b1000000
    )
    font["head"].macStyle = int(bold)


def build(sources: dict[str, Path], folder: Path) -> None:
    """Write both weights into `folder` and say how large they are and what the source lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    for style, source in sources.items():
        font = cut(source)
        rename(font, style)
        target = folder / f"{FAMILY.replace(' ', '')}-{style}.ttf"
        font.save(target)
        lacking = "".join(map(chr, set(characters()) - set(font.getBestCmap()))) or "nothing"
        print(f"{target}: {target.stat().st_size:,} bytes; not in the source: {lacking}")


def main() -> int:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description="Build the bundled fonts.")
    parser.add_argument("regular", type=Path, help="Noto Sans SC at weight 400")
    parser.add_argument("bold", type=Path, help="Noto Sans SC at weight 700")
    parser.add_argument("folder", type=Path, help="where the two .ttf files go")
    given = parser.parse_args()
    for source in (given.regular, given.bold):
        if not source.is_file():
            print(f"{source} is not a file: give the path of the font", file=sys.stderr)
            return 1
    build({"Regular": given.regular, "Bold": given.bold}, given.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
