"""Builds in processes of their own that are killed at random moments, workers and all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.by_command import MIDNIGHT

PROJECT = Path(__file__).parents[1]
KILLS = int(os.environ.get("MICROFICHE_KILLS", "0"))
"""How many times a build is killed; 0: a few times, at about the same moments each time."""
CHANCE = random.Random(os.environ.get("MICROFICHE_SEED", "1"))
_PATIENCE = 20
"""Seconds within which no process of a killed build may be left; a busy machine takes a few."""


def run_whole(root: Path, command: str) -> float:
    """Run a command to its end; return how many seconds that took."""
    begin = time.perf_counter()
    process = _start(root, command)
    told, _ = process.communicate()
    assert process.returncode == 0, told
    return time.perf_counter() - begin


def kill(root: Path, command: str, *, after: float, is_alone: bool) -> bool:
    """Start a command and kill it some seconds later; say whether it had ended by itself.

    When this returns, none of its processes is left. ``is_alone``: the first process is killed alone, and its workers are left to themselves.
    """
    process = _start(root, command)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        (os.kill if is_alone else os.killpg)(process.pid, signal.SIGKILL)
    # Every worker has our end of the pipe: it ends when the last of them has.
    told, _ = process.communicate(timeout=_PATIENCE)
    assert process.returncode in (0, -signal.SIGKILL), told
    return process.returncode == 0


def moments(number: int, seconds: float) -> Iterator[float]:
    """Yield moments at random, spread over a build that takes so many seconds."""
    for place in range(number):
        yield seconds * (place + CHANCE.random()) / number


def _start(root: Path, command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", command, "--root", str(root), "--jobs", "2", "--quiet"],
        cwd=PROJECT,
        env={**os.environ, "SOURCE_DATE_EPOCH": MIDNIGHT},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
