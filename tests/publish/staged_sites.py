"""Sites as a few files, published without a build; and disks that fail when they are told to."""

import builtins
import errno
import io
import os
import shutil
from contextlib import contextmanager
from hashlib import sha256
from typing import NamedTuple

import pytest

from generator.publish import (
    MANIFEST,
    compare_and_swap,
    plan_publication,
    publish,
    read_manifest,
)


class StagedFile(NamedTuple):
    """A file of the site, made but not yet published; whether it differs from what is there."""

    path: str
    sha256: str
    is_new: bool = True


CALLS = ("replace", "unlink", "mkdir", "rmdir", "fsync", "chmod", "sendfile")
"""What changes a disk, besides making, writing and closing a file."""


def prepare(files, folder, kept=()):
    """Stage files as a build does; return what publishes them and returns what is wrong."""
    output, staging = folder / "output", folder / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    staged = [
        StagedFile(path, sha256(data).hexdigest(), not holds(output / path, data))
        for path, data in files.items()
    ]
    for one in staged:
        (staging / one.path).parent.mkdir(parents=True, exist_ok=True)
        (staging / one.path).write_bytes(files[one.path])
    published = read_manifest(output)
    plan = plan_of(staged, published, kept)
    return lambda: list(publish(plan, staging, output, published))


def plan_of(made, published, kept=()):
    """Return the plan for files as they were staged, new ones and others."""
    digests = {one.path: one.sha256 for one in made}
    return plan_publication(digests, {one.path for one in made if one.is_new}, published, kept)


def holds(path, data):
    """Say whether a file has these bytes."""
    return path.is_file() and path.read_bytes() == data


def publish_site(files, folder, kept=()):
    """Publish files; return the diagnostics."""
    return prepare(files, folder, kept)()


def contents(output):
    """Return the bytes of a site's files by their paths, the manifest left out."""
    files = (path for path in output.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


class WatchedFile:
    """A file that is written; each step of that may fail, and then half of it is written."""

    def __init__(self, file, watched):
        self._file = file
        self.flush = watched(file.flush)
        self.truncate = watched(file.truncate)
        self._close = watched(lambda: None)
        self._check = watched(lambda: None)

    def write(self, data):
        try:
            self._check()
        except BaseException:
            self._file.write(data[: len(data) // 2])
            raise
        return self._file.write(data)

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self._file.close()
        self._close()

    def __getattr__(self, name):
        return getattr(self._file, name)


@contextmanager
def failing_at(number, fail, *, is_lasting=False, inside_files=True):
    """Call `fail` at the n-th change of the disk; yield a list with how many are left till then.

    `is_lasting`: also at each later one. `inside_files`: while they are written, too.
    """
    left = [number]

    def watched(call):
        def called(*args, **options):
            left[0] -= 1
            if left[0] == 0 or (is_lasting and left[0] < 0):
                fail()
            return call(*args, **options)

        return called

    make = watched(builtins.open)

    def open_watched(path, mode="r", *args, _open=builtins.open, **options):
        if not set(mode) & set("wax+"):
            return _open(path, mode, *args, **options)
        file = make(path, mode, *args, **options)
        return WatchedFile(file, watched) if inside_files else file

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            if hasattr(os, name):
                patch.setattr(os, name, watched(getattr(os, name)))
        patch.setattr(builtins, "open", open_watched)
        patch.setattr(io, "open", open_watched)  # which pathlib calls
        yield left


def survives(number, work):
    """Do work in a process that dies at the n-th change of the disk; say whether it got through."""
    child = os.fork()
    if child == 0:
        # Whoever dies while a file is written leaves what one leaves who dies before the next step.
        with failing_at(number, lambda: os._exit(9), inside_files=False):
            work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def refuse(number):
    """Return what fails as a disk does with this error number."""

    def fail(*args, **options):
        raise OSError(number, os.strerror(number))

    return fail


@contextmanager
def refusing(path, number):
    """Let nothing take the place of one file."""

    def watched(call):
        def called(source, target):
            if os.fspath(target) == os.fspath(path):
                refuse(number)()
            return call(source, target)

        return called

    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (os, "replace"),
            (compare_and_swap, "begin"),
            (compare_and_swap, "exchange"),
        ):
            patch.setattr(module, name, watched(getattr(module, name)))
        yield


@contextmanager
def another_disk():
    """Let the output be on another file system than the staged files."""
    rename = os.replace

    def replace(source, target):
        if "staging" in os.fspath(source).split(os.sep):
            refuse(errno.EXDEV)()
        rename(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", replace)
        yield
