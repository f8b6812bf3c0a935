"""The wheel carries this checkout's project as its example, and its notebooks as a template."""

import runpy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = ("kejidata.toml", "data/raw", "data/processed", "data/examples")


class ExampleHook(BuildHookInterface[Any]):
    """Adds the parts of the example and the template to every wheel but an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name where each part goes."""
        # An editable install finds them in the checkout; a folder kejidata/ with nothing but a copy
        # of them would hide the package.
        if version != "editable":
            build_data["force_include"] |= {part: f"kejidata/example/{part}" for part in PARTS}
            self._made = TemporaryDirectory()
            self._strip(Path(self._made.name))
            build_data["force_include"][self._made.name] = "kejidata/template/notebooks"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made only to be packed."""
        if version != "editable":
            self._made.cleanup()

    def _strip(self, folder: Path) -> None:
        """Fill a folder with the notebooks of a new project, made of those of the checkout."""
        root = Path(self.root)
        # By its path: the package itself needs more than the build has.
        stripped = runpy.run_path(str(root / "kejidata/build/strip_notebook.py"))["stripped"]
        for path in sorted((root / "notebooks").glob("*.ipynb")):
            if (data := stripped(path.read_bytes())) is not None:
                (folder / path.name).write_bytes(data)
