"""The wheel carries the project of this checkout as its example, kejidata.toml included."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = ("kejidata.toml", "data/raw", "data/processed", "data/examples")


class ExampleHook(BuildHookInterface[Any]):
    """Adds the parts of the example to every wheel but an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name where each part goes."""
        # An editable install finds them in the checkout; a folder kejidata/ with nothing but a copy
        # of them would hide the package.
        if version != "editable":
            build_data["force_include"] |= {part: f"kejidata/example/{part}" for part in PARTS}
