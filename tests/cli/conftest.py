"""An archive to run commands on, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from tests.site_in_a_string import BuiltSite, write_site

PROJECT = Path(__file__).parents[2]
SEED = """
    -- seeds/old/bridge.txt --
    The bridge is open

    3 October 2001

    The bridge was opened on Wednesday before a crowd of about two hundred people.
"""
CONTENT = "content/2001/10/the-bridge-is-open.md"
PAGE = "2001/10/the-bridge-is-open.html"


@dataclass
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def archive(tmp_path: Path) -> BuiltSite:
    """Return an archive with one seed, not built yet."""
    return write_site(tmp_path / "archive", SEED)


@pytest.fixture
def run(
    archive: BuiltSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ended]:
    """Return a function that runs a command in the folder of the archive."""
    monkeypatch.chdir(archive.root)
    monkeypatch.delenv("MICROFICHE_ROOT", raising=False)
    monkeypatch.delenv("MICROFICHE_PROG", raising=False)

    def run(*arguments: str) -> Ended:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return Ended(ended.value.code, *capsys.readouterr())

    return run


def in_a_process(*arguments: str, root: Path, code: str | None = None, **options: Any) -> Ended:
    """Run a command, or a program in its place, in a process of its own."""
    program = ["-c", code] if code else ["-m", "generator"]
    ended = subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **options.pop("env", {})},
        capture_output=True,
        encoding="utf-8",
        **options,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)
