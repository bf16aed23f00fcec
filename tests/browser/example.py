"""The example that the desk offers, and what the command line writes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "site"
SAMPLES = ROOT / "tests" / "cases" / "samples"
EXAMPLE = {"zh": SAMPLES / "one-invoice.json", "en": SAMPLES / "one-invoice-en.json"}


def copied(folder: Path, language: str) -> Path:
    """The desk in one file, copied as onto a stick."""
    file = folder / f"huikuan-desk-{language}.html"
    file.write_bytes((SITE / file.name).read_bytes())
    return file


def commanded(example: str, document: str, channel: str, *options: str) -> str:
    """What `huikuan write` prints of the example of a language, without the newline of its print."""
    command = [sys.executable, "-m", "generator", "write", str(EXAMPLE[example])]
    command += ["--document", document, "--channel", channel, *options]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    return done.stdout.decode("utf-8").removesuffix("\n")
