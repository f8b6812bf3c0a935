"""The syntax of modules, which several tests read: parsed once a process."""

import ast
from functools import cache
from pathlib import Path


@cache
def module(path: Path) -> ast.Module:
    """Return the syntax of a module."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of the syntax of a module, as `ast.walk` gives them."""
    return tuple(ast.walk(module(path)))
