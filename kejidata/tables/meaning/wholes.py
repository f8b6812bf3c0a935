"""What a part and its whole are called together: 发明 (inventions) of 专利授权量 (patents)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from kejidata.model.labels import fold

_FIRMS = "企业"


def spellings(names: Sequence[str]) -> Iterator[str]:
    """Yield the texts that names over and beside each other may be one name in.

    Examples
    --------
    >>> list(spellings(["专利授权量", "发明"]))
    ['专利授权量发明', '专利授权量/发明', '发明专利授权量']
    >>> list(spellings(["专利授权量", "发明专利"]))[2:]
    ['发明专利专利授权量', '发明专利授权量']
    """
    yield from dict.fromkeys(("".join(names), "/".join(names)))
    if len(names) == 2:
        # The part stands before the whole, and says how it begins or not.
        whole, part = names
        yield part + whole
        if whole.endswith(_FIRMS) and _FIRMS in part:
            # 有R&D活动的企业 (firms with R&D) of 规模以上工业企业 are such firms with R&D.
            yield part.replace(_FIRMS, whole, 1)
        for shared in range(2, min(len(whole), len(part))):
            if part.endswith(whole[:shared]):
                yield part + whole[shared:]


def part_code(names: Sequence[str], known: Mapping[str, str]) -> str:
    """Return the code of a whole and its part, the whole under any of its names; empty where none.

    Examples
    --------
    >>> known = {"研发投入": "rd", "r&d经费": "rd", "企业r&d经费": "rd_firms"}
    >>> part_code(["研发投入", "企业"], known), part_code(["研发投入", "农业"], known)
    ('rd_firms', '')
    """
    whole = known.get(fold(names[0]), "") if len(names) == 2 else ""
    others = [label for label, code in known.items() if code == whole] if whole else []
    told = (known.get(text, "") for one in others for text in spellings([one, fold(names[1])]))
    found = {code for code in told if code} - {whole}
    return found.pop() if len(found) == 1 else ""


def completes(whole: Sequence[str], name: str, known: Mapping[str, str]) -> bool:
    """Tell whether a name is known as that of a part of the whole, and not by itself.

    Parameters
    ----------
    whole
        The names of the figure before it.
    name
        The name of the part.
    known
        Codes by the folded names of the registry.

    Examples
    --------
    >>> completes(["专利授权量"], "实用新型", {"实用新型专利授权量": "utility_models"})
    True
    >>> completes(["专利授权量"], "R&D经费", {"r&d经费": "rd", "r&d经费专利授权量": "?"})
    False
    """
    if fold(name) in known:
        return False
    names = [*whole, name]
    return any(fold(text) in known for text in spellings(names)) or bool(part_code(names, known))


def as_part(names: tuple[str, ...], known: Container[str]) -> tuple[str, ...]:
    """Return the names of a part, as the registry calls it where the name alone is another figure.

    Examples
    --------
    >>> as_part(("技术交易额",), {"技术交易额", "其中技术交易额"})
    ('其中技术交易额',)
    >>> as_part(("R&D经费",), {"r&d经费"})
    ('R&D经费',)
    """
    told = f"其中{names[-1]}" if names else ""
    return (told,) if fold(told) in known else names
