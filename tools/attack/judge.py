"""Judge one archive: generate it, build it, check it against the laws, and remove it."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from tools.attack.kinds import make
from tools.attack.laws import LAWS
from tools.attack.trial import Builder, Built, attempt


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one archive: the laws that it broke, each with what broke it."""

    kind: str
    number: str
    faults: tuple[tuple[str, str], ...]


def judge(
    name: tuple[str, str],
    *,
    builder: Builder,
    base: Built,
    largest: int,
    keep: Path | None,
    browser: bool,
) -> Verdict:
    kind, number = name
    secret = "z" + "".join(Random(f"secret {name}").choices("bcdfghjklmnpqrstvwx", k=15))
    faults: list[tuple[str, str]] = []
    work = Path(tempfile.mkdtemp(prefix=f"attack-{kind}-{number}-"))
    try:
        trial = attempt(make(kind, number, largest), secret, work, builder, base, _ordinal(number))
        faults += ((name, fault) for name, law in LAWS.items() for fault in islice(law(trial), 6))
        if browser:
            from tools.attack.browser import faults_in_browser

            faults += (("pages", fault) for fault in faults_in_browser(work / "one/output"))
    except Exception as problem:  # noqa: BLE001 - it is reported with the other faults
        faults.append(("attack", f"{type(problem).__name__}: {problem}"))
    finally:
        if keep and faults:
            keep.mkdir(parents=True, exist_ok=True)
            shutil.move(work, keep / f"{kind}-{number}")
        _remove(work)
    return Verdict(kind, number, tuple(faults))


def _ordinal(number: str) -> int:
    digits = number.rpartition("-")[2]
    return int(digits) if digits.isdigit() else 0


def _remove(work: Path) -> None:
    """Remove a folder, even if folders in it are closed."""
    for place in work.rglob("*"):
        if not place.is_symlink() and place.is_dir():
            place.chmod(0o755)
    shutil.rmtree(work, ignore_errors=True)
