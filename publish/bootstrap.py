"""Set up everything the project needs, from locked files: `.venv` (Python packages, Node) and `node_modules`.

Run by `make` with whatever Python the machine has, so: standard library only, and a syntax that old Pythons can read.
`bootstrap.py site` is enough to build and serve; `bootstrap.py test` adds what the tests need. A stamp in each folder
holds the hash of the files it was made from: while they stay the same nothing is done and no network is needed.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
LOCKS = {"site": ["build", "site"], "test": ["build", "site", "test"]}
NO_NETWORK = (
    "could not be installed: is the network up? Once everything is set up none is needed; "
    "make goes on where it stopped."
)


class Stop(Exception):
    """Setting up cannot go on; the message is the one line the user sees."""


def say(text):
    """Print a line of progress at once."""
    print("· " + text, flush=True)


def digest(files):
    """Return one hash over the contents of `files`."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def run(command, *, doing, hint):
    """Run `command` quietly; when it fails show the end of what it said and stop with `hint`."""
    started = time.monotonic()
    say(doing + " …")
    env = dict(os.environ, PATH=str(BIN) + os.pathsep + os.environ.get("PATH", ""))
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        log = ROOT / "build" / "setup.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(done.stdout, encoding="utf-8")
        raise Stop(f"{hint} (all of it: {log.relative_to(ROOT)})")
    say(f"{doing}: {time.monotonic() - started:.0f} s")


def check_python():
    """Stop unless this Python is new enough and has pip and venv."""
    if sys.version_info < OLDEST:
        raise Stop(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]} ({sys.executable})."
            " Name a newer one: make PYTHON=/path/to/python3.12"
        )
    if subprocess.run(
        [sys.executable, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode:
        raise Stop(f"pip is missing in {sys.executable}. Install it (Debian: apt install python3-pip).")


def python_packages(group):
    """Bring `.venv` to what the hash-locked files of `group` say, and put our own package into it."""
    locks = [ROOT / "requirements" / (name + ".txt") for name in LOCKS[group]]
    stamp, wanted = VENV / (group + ".stamp"), digest([*locks, ROOT / "pyproject.toml"])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not (BIN / "python").exists():
        run(
            [sys.executable, "-m", "venv", "--without-pip", VENV],
            doing="making .venv",
            hint=".venv could not be made. Remove it (make clean-all) and try again.",
        )
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        BIN / "python",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--no-build-isolation",
    ]
    hint = "Python packages " + NO_NETWORK
    run([*pip, "--require-hashes", "-r", locks[0]], doing="installing the installer's own packages", hint=hint)
    for lock in locks[1:]:
        run([*pip, "--require-hashes", "-r", lock], doing=f"installing Python packages ({lock.stem})", hint=hint)
    run([*pip, "--no-deps", "--editable", ROOT], doing="installing huikuan itself", hint="huikuan was not installed.")
    stamp.write_text(wanted)


def node_packages(group):
    """Bring `node_modules` to what package-lock.json says; the site needs no development packages."""
    modules = ROOT / "node_modules"
    wanted = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    stamps = {name: modules / ("." + name + ".stamp") for name in LOCKS}
    if stamps[group].exists() and stamps[group].read_text() == wanted:
        return
    extra = ["--omit=dev"] if group == "site" else []
    run(
        [BIN / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *extra],
        doing=f"installing Node packages ({group})",
        hint="Node packages " + NO_NETWORK,
    )
    for name in ("site", group):
        stamps[name].write_text(wanted)


def alone():
    """Hold a lock for as long as this process lives, so that two `make` do not install over each other."""
    import fcntl

    (ROOT / "build").mkdir(exist_ok=True)
    lock = open(ROOT / "build" / "setup.lock", "w")  # noqa: SIM115 - held until the process ends
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("another make is setting up; waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def main(arguments):
    """Set up the group named on the command line; return the exit status."""
    group = arguments[0] if arguments else "site"
    try:
        check_python()
        lock = alone()
        python_packages(group)
        node_packages(group)
        lock.close()
    except Stop as stop:
        print(f"make: {stop}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"make: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
