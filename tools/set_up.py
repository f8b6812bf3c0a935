"""Make the virtual environment that the Makefile works in: packages of a lock, and kejidata itself.

    python3 tools/set_up.py .venv requirements.lock

Only the standard library, and no syntax newer than the Pythons it has to turn away. uv installs
where it is on the path, else pip; an index or a mirror that is set for pip is used by both.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, TRIED = (3, 11), (3, 15)
"""The oldest Python that works, and the newest that the lock was tried on."""
ROOT = Path(__file__).resolve().parent.parent
HANDED_ON = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}
"""What pip is set to, and the variable by which uv is told the same."""


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
    """Return the first interpreter that fits: the one asked for, else one found by its version.

    One newer than the lock was tried on is taken where there is no other, with a warning.
    """
    names = [f"python3.{minor}" for minor in range(TRIED[1], OLDEST[1] - 1, -1)]
    for python in [sys.executable, *filter(None, map(shutil.which, names))]:
        if OLDEST <= (version_of(python) or (0, 0)) <= TRIED:
            return python
    here = ".".join(map(str, sys.version_info[:2]))
    if (version_of(sys.executable) or (0, 0)) > TRIED:
        tried = f"3.{OLDEST[1]} to 3.{TRIED[1]}"
        print(f"warning: the locked packages were tried on Python {tried}, this is {here}")
        return sys.executable
    sys.exit(
        f"kejidata needs Python 3.{OLDEST[1]} or newer with its venv module; this is {here}"
        "\nwithout a fitting one beside it. Install one (Debian, Ubuntu: with python3-venv),"
        " or name one: make PYTHON=/path/to/python3"
    )


def handed_on(python):
    """Return the environment in which uv asks the index that pip is set to ask.

    `pip config list` tells one setting a line: global.index-url='...'. What is set for uv stands.
    """
    command = [python, "-m", "pip", "config", "list"]
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    found = {}
    for line in told.stdout.decode(errors="replace").splitlines():
        name, _, value = line.partition("=")
        variable = HANDED_ON.get(name.rpartition(".")[2])
        if variable:
            # The repr of a text whose lines are values.
            plain = value.strip("'").replace("\\n", " ").split()
            found[variable] = ("," if variable == "UV_FIND_LINKS" else " ").join(plain)
    # Every file is known by its hash, so it does not matter which index gives it.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **found, **os.environ}


def by_uv(uv, python, *what):
    """Install by uv, out of its cache where all is there; tell whether that went well."""
    command = [uv, "pip", "install", "--python", python, *what]
    environment = handed_on(sys.executable)
    cached = [*command, "--offline", "--quiet"]
    if not subprocess.run(cached, env=environment, stderr=subprocess.DEVNULL).returncode:
        return True
    return not subprocess.run(command, env=environment).returncode


def kept_wheels(python):
    """Return the folder in which what pip fetched is kept, None where pip keeps nothing.

    Of pip's own cache nothing comes out before the index has been asked.
    """
    command = [python, "-m", "pip", "cache", "dir"]
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return None if told.returncode else Path(os.fsdecode(told.stdout).strip(), "kejidata")


def by_pip(python, wanted, *what):
    """Install by pip, without asking an index where all was fetched at an earlier time."""
    # Each module is compiled when it is first imported: most of them never are, and pip would take
    # half a minute for all.
    install, kept = ("install", "--no-compile"), kept_wheels(python)
    if kept:
        install += ("--no-index", "--find-links", str(kept))
        quick = [python, "-m", "pip", "--quiet", *install, *what]
        if kept.is_dir() and not subprocess.run(quick, stderr=subprocess.DEVNULL).returncode:
            return
        run_pip(python, wanted, "download", "--dest", str(kept), *what)
    run_pip(python, 0 if kept else wanted, *install, *what)


def run_pip(python, wanted, *what):
    """Run pip, showing how far it is of the wanted, if any; the whole output only if it fails."""
    options = ("--disable-pip-version-check", "--no-input", "--progress-bar=off")
    output, found = [], 0
    with subprocess.Popen(
        [python, "-m", "pip", *what, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        for line in process.stdout:
            output.append(line)
            if line.startswith((b"Collecting", b"Processing")):
                found += 1
                if wanted and found % 20 == 0:
                    print(f"  {found} of {wanted} fetched", flush=True)
            elif line.startswith(b"Installing collected") and wanted != 1:
                print("  unpacking", flush=True)
    if process.returncode:
        told = b"".join(output[-15:]).decode(errors="replace")
        sys.exit(f"{told}{what[-1]} could not be installed: see above.")


def give_pip(python):
    """Put Python's own pip into an environment that uv should have filled, where it has none."""
    if subprocess.run([python, "-c", "import pip"], stderr=subprocess.DEVNULL).returncode:
        subprocess.run([python, "-m", "ensurepip"], stdout=subprocess.DEVNULL, check=True)


def install(python, lock):
    """Install a lock and kejidata as it lies here, by uv where it is on the path, else by pip."""
    wanted = sum(line[:1].isalnum() for line in lock.read_text("utf-8").splitlines())
    uv = shutil.which("uv")
    tool = "uv" if uv else "pip, which takes up to a minute"
    print(f"installing {wanted} packages from {lock.name} by {tool}", flush=True)
    locked = ("--no-deps", "--require-hashes", "-r", str(lock))
    itself = ("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    for count, what in ((wanted, locked), (1, itself)):
        if not (uv and by_uv(uv, python, *what)):
            give_pip(python)
            by_pip(python, count, *what)


def main():
    """Make or renew the environment, with a lock; both are named on the command line."""
    folder, lock = Path(sys.argv[1]), ROOT / sys.argv[2]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (version_of(str(python)) or (0, 0)) < OLDEST:
        if folder.is_dir() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
            sys.exit(f"{folder} is no environment and not empty: name another with make VENV=...")
        chosen = find_python()
        print(f"making {folder} with {chosen}", flush=True)
        # pip is in the lock; ensurepip alone takes longer than uv for all.
        without = ["--without-pip"] if shutil.which("uv") else []
        subprocess.run([chosen, "-m", "venv", "--clear", *without, str(folder)], check=True)
    install(str(python), lock)


if __name__ == "__main__":
    main()
