"""Make the virtual environment that the Makefile works in: the lock's packages and kejidata itself.

    python3 tools/set_up.py .venv

Only the standard library, and no syntax newer than the Pythons it has to turn away. Packages come
through pip, so an index or a mirror that is set for pip is used.
"""

import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"


def version_of(python):
    """Return (major, minor) of an interpreter that can make environments, else None."""
    ask = "import sys, venv, ensurepip; print(*sys.version_info[:2])"
    try:
        told = subprocess.check_output([python, "-c", ask], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    major, minor = told.split()
    return int(major), int(minor)


def find_python():
    """Return the first interpreter that fits: the one asked for, else one found by its version."""
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    for python in [sys.executable, *filter(None, map(shutil.which, names))]:
        if OLDEST <= (version_of(python) or (0, 0)) <= NEWEST:
            return python
    here = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"kejidata needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]} with its venv module; this is {here}"
        "\nwithout a fitting one beside it. Install one (Debian, Ubuntu: with python3-venv),"
        " or name one: make PYTHON=/path/to/python3"
    )


def install(python):
    """Install the lock, showing how far it is; the whole output only if it fails."""
    wanted = sum(line[:1].isalnum() for line in LOCK.read_text("utf-8").splitlines())
    command = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    # Each module is compiled when it is first imported: most of them never are, and pip would take
    # half a minute for all.
    locked = [*command, "--no-compile", "--progress-bar=off", "--require-hashes", "-r", str(LOCK)]
    print(f"installing {wanted} packages from {LOCK.name}, about a minute", flush=True)
    output, found = [], 0
    with subprocess.Popen(locked, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        for line in pip.stdout:
            output.append(line)
            if line.startswith((b"Collecting", b"Processing")):
                found += 1
                if found % 20 == 0:
                    print(f"  {found} of {wanted} fetched", flush=True)
            elif line.startswith(b"Installing"):
                print("  unpacking", flush=True)
    if pip.returncode:
        told = b"".join(output[-15:]).decode(errors="replace")
        sys.exit(f"{told}The packages could not be installed: see above.")
    itself = [*command, "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if subprocess.run(itself).returncode:
        sys.exit("kejidata itself could not be installed: see above.")


def main():
    """Make or renew the environment named on the command line."""
    folder = Path(sys.argv[1])
    python = folder / "bin" / "python"
    if not OLDEST <= (version_of(str(python)) or (0, 0)) <= NEWEST:
        if folder.is_dir() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
            sys.exit(f"{folder} is no environment and not empty: name another with make VENV=...")
        chosen = find_python()
        print(f"making {folder} with {chosen}", flush=True)
        subprocess.run([chosen, "-m", "venv", "--clear", str(folder)], check=True)
    install(str(python))


if __name__ == "__main__":
    main()
