"""What JupyterLab saves is what is stored, so that version control sees no change."""

from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelspec import get_kernel_dict
from jupyter_server.services.contents.largefilemanager import LargeFileManager

from kejidata.publish.lab import _load_jupyter_server_extension
from kejidata.publish.notebook_bytes import store


def stored() -> bytes:
    """Return a notebook as it is stored, with an output of each sort that numbers come in."""
    data = {"text/plain": "12000.0", "application/json": {"value": 12000.0}}
    result = nbformat.v4.new_output("execute_result", data, execution_count=1)
    cell = nbformat.v4.new_code_cell("1", execution_count=1, outputs=[result], id="a")
    return store(nbformat.v4.new_notebook(cells=[cell]))


def save_as_jupyterlab_does(folder: Path, name: str) -> None:
    """Open a notebook in a Jupyter server and save it with all that a front end adds to it."""
    manager = LargeFileManager(root_dir=str(folder))
    _load_jupyter_server_extension(SimpleNamespace(contents_manager=manager))
    model: dict[str, Any] = manager.get(name)
    spec: dict[str, Any] = get_kernel_dict()
    model["content"]["metadata"] |= {
        "kernelspec": {"name": "python3", **{k: spec[k] for k in ("display_name", "language")}},
        "language_info": dict(IPythonKernel.language_info),
    }
    for cell in model["content"]["cells"]:
        cell["metadata"]["trusted"] = True
    # What a notebook was signed with is in a database, which a server closes when it ends.
    with closing(manager.notary.store):
        manager.save({"type": "notebook", "format": "json", "content": model["content"]}, name)


@pytest.mark.parametrize("served", ["", "notebooks"])
def test_a_notebook_of_a_project_that_is_saved_is_the_stored_one(
    tmp_path: Path, served: str
) -> None:
    path = tmp_path / "notebooks" / "a.ipynb"
    path.parent.mkdir()
    path.write_bytes(stored())
    (tmp_path / "kejidata.toml").write_text("")
    save_as_jupyterlab_does(tmp_path / served, path.relative_to(tmp_path / served).as_posix())
    assert path.read_bytes() == stored()


def test_a_notebook_outside_of_any_project_is_saved_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(stored())
    save_as_jupyterlab_does(tmp_path, "a.ipynb")
    info = nbformat.read(path, as_version=4).metadata.language_info
    assert info == IPythonKernel.language_info
