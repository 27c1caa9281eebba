"""Doing what was planned: each file by rename, the manifest around it all.

The manifest of old and new files together is written first and the new one last, so that a
build killed at any moment leaves nothing that the next one does not know to be ours.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from generator.model import SitePath
from generator.publish.manifest import MANIFEST, manifest_text
from generator.publish.plan import Plan
from generator.report import Diagnostic, error

_TEMPORARY = ".microfiche-"


def publish(
    plan: Plan, staging: Path, output: Path, published: Mapping[SitePath, str]
) -> Iterator[Diagnostic]:
    """Carry out a plan; yield a diagnostic for each file that could not be written or removed."""
    try:
        yield from _carry_out(plan, staging, output, published)
    except OSError as problem:
        yield _failure(MANIFEST, problem)


def _carry_out(
    plan: Plan, staging: Path, output: Path, published: Mapping[SitePath, str]
) -> Iterator[Diagnostic]:
    output.mkdir(parents=True, exist_ok=True)
    if plan.write or plan.delete:
        write_safely(output / MANIFEST, manifest_text({**published, **plan.digests}).encode())
    failed: dict[SitePath, str | None] = {}
    for path in plan.write:
        problem = _put(staging / path, output / path, output, is_ours=path in published)
        if problem is not None:
            failed[path] = published.get(path)
            yield _failure(path, problem)
    for path in plan.delete:
        try:
            remove_published(output, path)
        except OSError as problem:
            failed[path] = published[path]
            yield _failure(path, problem)
    digests = {path: digest for path, digest in plan.digests.items() if path not in failed}
    digests |= {path: digest for path, digest in failed.items() if digest}
    text = manifest_text(digests).encode()
    if _bytes_of(output / MANIFEST) != text:
        write_safely(output / MANIFEST, text)


def _refuse_outside(target: Path, output: Path) -> None:
    """Raise OSError when a link inside the output leads the target out of it."""
    if not target.parent.resolve().is_relative_to(output.resolve()):
        raise OSError(errno.ELOOP, "its folder is a link that leads out of the output folder")


def _put(source: Path, target: Path, output: Path, *, is_ours: bool) -> OSError | None:
    """Move a staged file into place; a file there that is not ours stays."""
    try:
        _refuse_outside(target, output)
        if not is_ours and target.exists() and target.read_bytes() != source.read_bytes():
            return FileExistsError(errno.EEXIST, "a file that no build wrote is in the way")
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(source, target)
    except OSError as problem:
        return problem
    return None


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        # Another file system: copy beside the target, then rename within it.
        temporary = _temporary(target)
        try:
            shutil.copyfile(source, temporary)
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)


def write_safely(path: Path, data: bytes) -> None:
    """Write a file so that it is the old one or the new one, whenever the process dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path)
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    """Return where a file is made; the same at each run, so that what a killed one left goes."""
    return path.parent / f"{_TEMPORARY}{sha256(os.fsencode(path.name)).hexdigest()[:12]}"


def remove_published(output: Path, path: SitePath) -> None:
    """Delete one of our files, and the folders that are empty without it."""
    target = output / path
    _refuse_outside(target, output)
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == output:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _failure(path: SitePath, problem: OSError) -> Diagnostic:
    return error(
        "publish.failed",
        f"the file cannot be written or removed: {problem.strerror or problem}",
        path=f"output/{path}",
        hint="Move away what is in the way, or make room or the folder writable; then build again.",
    )
