"""JupyterLab saves a project's notebooks as they are stored: an extension of the Jupyter server.

It is installed beside the package and loaded by itself (`lab.json`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kejidata.files.project_file import find


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the Jupyter server which module to load."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Let every save of the server go through `leave_version_out`."""
    server.contents_manager.register_pre_save_hook(leave_version_out)


def leave_version_out(model: dict[str, Any], path: str, contents_manager: Any) -> None:
    """Take the release of Python out of a project's notebook that is about to be saved.

    JupyterLab writes down which one the kernel has, which differs from machine to machine; all else
    that it writes is what is stored already. Other notebooks are saved as they are.

    Parameters
    ----------
    model
        What is saved, as the Jupyter server describes it; changed in place.
    path
        Where, below the server's folder.
    contents_manager
        What saves it; it knows the server's folder.
    """
    place = Path(contents_manager.root_dir) / path.strip("/")
    if model["type"] == "notebook" and find(place.resolve().parent):
        model["content"]["metadata"].get("language_info", {}).pop("version", None)
