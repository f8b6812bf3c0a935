"""The report as blocks: a chapter of each executed notebook, tables and pictures numbered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kejidata.errors import KejidataError
from kejidata.files.project_file import Project
from kejidata.model.registry import sources
from kejidata.model.terms import Lang
from kejidata.office.blocks import Block, FigureBlock, Heading, Paragraph, Report, TableBlock
from kejidata.office.outputs import blocks_of, undamaged
from kejidata.office.prose import prose
from kejidata.publish.page.document import sources_of
from kejidata.publish.page.repeats import kept
from kejidata.publish.translation import Notebook
from kejidata.wording.phrases import text, unnumbered


def report_of(project: Project, notebooks: Mapping[str, Notebook], lang: Lang) -> Report:
    """Return the report of the project in force in one language.

    Parameters
    ----------
    project
        The project in force.
    notebooks
        Its executed notebooks in this language by file name, in the order of the chapters.
    lang
        The language.

    Raises
    ------
    KejidataError
        A notebook was not run, or an output is damaged.
    """
    counts: Counter[type] = Counter()
    chapters = [
        [_numbered(block, counts) for block in _continued(chapter(name, notebook, lang), lang)]
        for name, notebook in notebooks.items()
    ]
    years = sources()["published"].astype(str).str.extract(r"^(\d{4})")[0].dropna()
    title = project.title.get(lang) or text(lang, "page.title")
    year = str(years.max()) if len(years) else ""
    return Report(lang, title, year, chapters, sources_of(project.root, lang))


def _refuse_unrun(name: str, notebook: Notebook) -> None:
    """Refuse a notebook without a cell that was run."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if code and not any(cell.get("execution_count") for cell in code):
        raise KejidataError(
            "the notebook was not run", where=name, remedy="run `kejidata report` first"
        )


def chapter(name: str, notebook: Notebook, lang: Lang) -> Iterator[Block]:
    """Yield the blocks of a notebook; its code, and what it repeats of nothing, are left out."""
    _refuse_unrun(name, notebook)
    pieces = list(_pieces(name, notebook, lang))
    said = [_words(blocks) if is_output else None for blocks, is_output in pieces]
    begins = [any(isinstance(block, Heading) for block in blocks) for blocks, _ in pieces]
    for at in kept(said, begins, lang):
        yield from pieces[at][0]


def _pieces(name: str, notebook: Notebook, lang: Lang) -> Iterator[tuple[list[Block], bool]]:
    """Yield the blocks of each text and each output, and which of the two they are."""
    under = ""
    for number, cell in enumerate(notebook["cells"], start=1):
        where = f"{name}, cell {number}"
        if cell["cell_type"] == "markdown":
            blocks = prose(cell["source"])
            headings = [block.text for block in blocks if isinstance(block, Heading)]
            under = unnumbered(headings[-1]) if headings else under
            yield blocks, False
        for output in cell.get("outputs", []):
            with undamaged(where):
                made = blocks_of(output, lang, where, under)
            yield made, True


def _words(blocks: list[Block]) -> str:
    """Return what an output says that is paragraphs alone."""
    told = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    return "\n".join(told)


def _continued(blocks: Iterable[Block], lang: Lang) -> Iterator[Block]:
    """Yield the blocks of a chapter; of tables with one title the later ones say so."""
    titles: set[str] = set()
    for block in blocks:
        if isinstance(block, TableBlock):
            if block.title in titles:
                block = replace(block, title=text(lang, "office.continued", title=block.title))
            titles.add(block.title)
        yield block


def _numbered(block: Block, counts: Counter[type]) -> Block:
    """Return a table or a picture with its number in the report; any other block as it is."""
    if not isinstance(block, TableBlock | FigureBlock):
        return block
    counts[type(block)] += 1
    return replace(block, number=counts[type(block)])
