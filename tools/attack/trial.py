"""One hostile archive, written to a folder and built under limits: what was there before and after.

The folder around the archive must not be changed, and a secret in its ``private/`` must not be
read. Of every three archives, one is built again from nothing; one is also built in another folder,
with one worker instead of two and in another time zone; and one is given to another command.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.attack.archive import Archive, Write

Tree = Mapping[str, bytes]
"""The contents of files by their paths inside a folder; for a link, an arrow and its target."""

MEMORY = 6 << 30
"""The most bytes of address space for a process of a build; it cannot get more."""
SECONDS = 10.0
SECONDS_FOR_LINES = 20.0 / 100_000
SECONDS_FOR_BYTES = 20.0 / 5_000_000
MEMORY_FOR_BYTE = 20
MEMORY_FOR_LINE = 2000
MEMORY_BESIDE = 100 << 20
OTHER_COMMANDS = (
    ("check",), ("verify",), ("list", "lost"), ("list", "edited"), ("list", "topics", "--suggest"), ("list", "urls"), ("list", "duplicates"), ("convert", "--diff"), ("convert", "--learn"),
    ("build", "--dry-run"), ("build", "--strict"), ("build", "--drafts", "--specimen"), ("explain", "index.html"), ("theme", "list"),
)  # fmt: skip
_MESSAGE = re.compile(
    r"^(?:(?P<path>.+?)(?::\d+)?: )?(?P<severity>error|warning|note): (?P<message>.*) \[(?P<code>[a-z.-]+)\]$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Built:
    """A run of the program: what it said and what it took."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str
    seconds: float
    """Processor time, of all its processes together."""
    memory: int
    """The peak memory of its largest process, in bytes."""
    is_cut: bool
    """Whether it was stopped because it took too long."""

    @property
    def report(self) -> Mapping[str, Any] | None:
        """The JSON object that it printed; None if it printed anything else."""
        try:
            said = json.loads(self.out)
        except ValueError:
            return None
        return said if isinstance(said, dict) else None

    @property
    def diagnostics(self) -> list[Mapping[str, Any]]:
        """The diagnostics, from the JSON or, if it ended before printing any, from the messages."""
        found = _MESSAGE.finditer(self.err)
        return (self.report or {}).get("diagnostics") or [
            match.groupdict(default="") for match in found
        ]


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the archive and its build: its content folder before and after, its pages after."""

    built: Built
    typed: Tree
    content: Tree
    pages: frozenset[str]
    changed: tuple[str, ...]
    """What the build changed though it belongs to the owner alone: seeds, settings, themes."""


@dataclass(frozen=True, slots=True)
class Trial:
    archive: Archive
    secret: str
    base: Built
    """A build of the ordinary documents alone, for comparison."""
    first: Tree
    """The content folder after the build before the first step; empty if there was none."""
    moments: tuple[Moment, ...]
    idle: Built
    others: tuple[Built, ...]
    """Other commands, and the builds of the second folder."""
    seeds: Tree
    output: Tree
    output_when_idle: Tree
    output_when_clean: Tree
    twin_output: Tree
    twin_content: Tree
    outside: Tree
    outside_before: Tree
    has_run: bool

    @property
    def content(self) -> Tree:
        return self.moments[-1].content

    @property
    def builds(self) -> tuple[Built, ...]:
        return (*(moment.built for moment in self.moments), self.idle, *self.others)

    @property
    def is_refused(self) -> bool:
        """Whether the last build published nothing, and gave a reason that the archive allows."""
        found = self.moments[-1].built.diagnostics
        codes = [str(one["code"]) for one in found if one["severity"] == "error"]
        return (
            any(code.startswith(self.archive.refusals) for code in codes) and not self.has_published
        )

    @property
    def is_waiting(self) -> bool:
        """Whether no seed is converted because the owner's sheet cannot be read."""
        found = self.moments[-1].built.diagnostics
        return any("no seed is converted" in str(one.get("hint")) for one in found)

    @property
    def is_hindered(self) -> bool:
        """Whether the last build reported that it could not write a file."""
        codes = {str(one["code"]) for one in self.moments[-1].built.diagnostics}
        return not codes.isdisjoint({"publish.failed", "disk.unwritable"})

    @property
    def has_published(self) -> bool:
        return (self.moments[-1].built.report or {}).get("files") is not None


@dataclass(frozen=True, slots=True)
class Builder:
    """A checkout of the program to run, and how far it may exceed its budget."""

    checkout: Path
    patience: float = 1.3
    """How many times its budget of time a process of a build may use before it is stopped."""

    def run(
        self, root: Path, *arguments: str, budget: float = SECONDS, **environment: str
    ) -> Built:
        command = [
            *_without_privileges(),
            sys.executable,
            "-P",
            "-m",
            "generator",
            *arguments,
            "--root",
            str(root),
        ]
        env = {
            "PATH": os.environ.get("PATH", ""), "HOME": str(root.parent), "PYTHONPATH": str(self.checkout),
            "SOURCE_DATE_EPOCH": "1767312000", "LC_ALL": "C.UTF-8", **environment,
        }  # fmt: skip
        limit = budget * self.patience

        def confine() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 3))
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        with open(root.parent / ".out", "w+b") as out, open(root.parent / ".err", "w+b") as err:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env, cwd=root.parent,
                preexec_fn=confine, start_new_session=True,
            )  # fmt: skip
            status, usage, is_cut = _wait(process.pid, 60 + 12 * limit)
            process.returncode = os.waitstatus_to_exitcode(status)
            said = [file.seek(0) or file.read().decode("utf-8", "replace") for file in (out, err)]
        return Built(
            arguments,
            process.returncode,
            *said,
            seconds=usage.ru_utime + usage.ru_stime,
            memory=usage.ru_maxrss * 1024,
            is_cut=is_cut or process.returncode in (-signal.SIGXCPU, -signal.SIGKILL),
        )


def _without_privileges() -> list[str]:
    """Return the start of a command that takes from root the right to read closed files."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return []
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def _wait(pid: int, limit: float) -> tuple[int, resource.struct_rusage, bool]:
    end = time.monotonic() + limit
    is_cut = False
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)  # workers may outlive it
            return status, usage, is_cut
        if time.monotonic() > end and not is_cut:
            is_cut = True
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.01)


def budget_of(archive: Archive) -> tuple[float, int]:
    """Return the seconds of processor time that a build may take, and the bytes of memory.

    The bytes are in addition to those that a build of the ordinary documents takes.
    """
    size, lines = archive.size
    seconds = SECONDS + max(size * SECONDS_FOR_BYTES, lines * SECONDS_FOR_LINES)
    return seconds, MEMORY_BESIDE + max(MEMORY_FOR_BYTE * size, MEMORY_FOR_LINE * lines)


def ordinary_build(builder: Builder, work: Path) -> Built:
    """Build the ordinary documents alone."""
    root = work / "one"
    _apply(Archive(()).ordinary(), root)
    return builder.run(root, "build", "--json", "--jobs", "2", budget=60)


def attempt(
    archive: Archive, secret: str, work: Path, builder: Builder, base: Built, number: int
) -> Trial:
    """Write an archive, build it in each way, and return the results."""
    budget = budget_of(archive)[0]
    secrets = {"MICROFICHE_CANARY": secret}
    _write_outside(work, secret)
    before = read_tree(work, without=("one", "two"))
    root = work / "one"
    first, moments = _go_through(
        archive, root, builder, budget, "2", TZ="UTC", PYTHONHASHSEED="1", **secrets
    )
    output = read_tree(root / "output")
    idle = builder.run(root, "build", "--jobs", "2", budget=budget, **secrets)
    when_idle = read_tree(root / "output")
    others: list[Built] = []
    when_clean, twin_output, twin_content = output, output, moments[-1].content
    match number % 3:
        case 0:
            others.append(
                builder.run(root, "build", "--clean", "--jobs", "1", budget=budget, **secrets)
            )
            when_clean = read_tree(root / "output")
        case 1:
            twin = work / "two"
            _, twins = _go_through(
                archive,
                twin,
                builder,
                budget,
                "1",
                TZ="Pacific/Auckland",
                PYTHONHASHSEED="2",
                **secrets,
            )
            others += [moment.built for moment in twins]
            twin_output, twin_content = read_tree(twin / "output"), twins[-1].content
        case _:
            command = OTHER_COMMANDS[number // 3 % len(OTHER_COMMANDS)]
            others.append(builder.run(root, *command, budget=2 * budget, **secrets))
    return Trial(
        archive=archive,
        secret=secret,
        base=base,
        first=first,
        moments=tuple(moments),
        idle=idle,
        others=tuple(others),
        seeds=read_tree(root / "seeds"),
        output=output,
        output_when_idle=when_idle,
        output_when_clean=when_clean,
        twin_output=twin_output,
        twin_content=twin_content,
        outside=read_tree(work, without=("one", "two")),
        outside_before=before,
        has_run=os.path.lexists(work / "ran"),
    )


def _go_through(
    archive: Archive, root: Path, builder: Builder, budget: float, jobs: str, **environment: str
) -> tuple[Tree, list[Moment]]:
    _apply(archive.ordinary(), root)
    first: Tree = {}
    if archive.is_warm:
        builder.run(root, "build", "--jobs", jobs, budget=budget, **environment)
        first = read_tree(root / "content")
    moments = []
    for step in archive.steps:
        _apply(step, root)
        typed, owned = read_tree(root / "content"), _owned(root)
        built = builder.run(root, "build", "--json", "--jobs", jobs, budget=budget, **environment)
        now = _owned(root)
        changed = tuple(path for path in sorted({*owned, *now}) if owned.get(path) != now.get(path))
        pages = frozenset(path for path in read_names(root / "output") if path.endswith(".html"))
        moments.append(Moment(built, typed, read_tree(root / "content"), pages, changed))
    return first, moments


def _apply(actions: Iterator[Any] | tuple[Any, ...], root: Path) -> None:
    for action in actions:
        # A later step may ask for what an earlier one has made impossible.
        with suppress(OSError, ValueError):
            action.apply(root)


def _owned(root: Path) -> Tree:
    return read_tree(root, without=("content", "output", ".cache"))


def _write_outside(work: Path, secret: str) -> None:
    text = (
        f"The secret\n\n3 May 2001\n\nThe secret of the owner is {secret}, said Mr Roe of London.\n"
    )
    for name in ("key.txt", "key.md", "key.html", "id_rsa", "urls.txt", "metadata.csv"):
        head = "---\ntitle: The secret\n---\n" if name.endswith(".md") else ""
        Write(f"private/{name}", f"{head}{text}".encode()).apply(work)
    Write("secret.txt", text.encode()).apply(work)


# Folders


def read_names(folder: Path) -> Iterator[str]:
    """Yield the paths of all files and links in a folder; leave out what cannot be read."""
    top = os.fsencode(folder)
    for place, folders, files in os.walk(top):
        for name in sorted(files):
            yield os.fsdecode(os.path.relpath(os.path.join(place, name), top))
        for name in sorted(folders):
            if os.path.islink(os.path.join(place, name)):
                yield os.fsdecode(os.path.relpath(os.path.join(place, name), top))


def read_tree(folder: Path, without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return what a folder holds, except for the folders ``without``."""
    found: dict[str, bytes] = {}
    if folder.is_symlink():
        return {"": b"-> " + os.fsencode(os.readlink(folder))}
    for name in read_names(folder):
        path = os.path.join(os.fsencode(folder), os.fsencode(name))
        if name.split("/")[0] in without or name in (".out", ".err"):
            continue
        with suppress(OSError):
            if os.path.islink(path):
                found[name] = b"-> " + os.readlink(path)
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    found[name] = file.read()
    return found
