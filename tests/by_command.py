"""Builds as the command line does them, in this process: with its stamp and all that it keeps."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout

import pytest

from generator.cli import main
from tests.site_in_a_string import BuiltSite

MIDNIGHT = "1767312000"
"""The seconds since 1970 at which the tests' today begins."""


def build_by_command(site: BuiltSite, *options: str, epoch: str = MIDNIGHT) -> int:
    """Build as the command line does at ``epoch``; return the exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", epoch)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return _code_of(["build", "--root", str(site.root), "--jobs", "1", *options])


def _code_of(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(str(ended.value.code))
