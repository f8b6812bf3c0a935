"""The `kejidata` command: what an analyst types, in any project's folder, on any system.

In comes a command line, out go words on the terminal and an exit code; the work is done by the
other rooms, each imported when its command runs. Begin with `command_line`; `terminal` says and
asks, every other file here is one command, or the five steps from a report to the page in `steps`.
"""

from kejidata.cli.command_line import main

__all__ = ["main"]
