"""Carries out a plan: renames each file into place, and writes the manifest before and after.

A manifest of the old and new files together is written first, and the new manifest last, so that
a build killed at any moment leaves no file that the next one does not recognise as ours. Deletions
come after all writing, except for files that are in the way of new ones; when the disk fails,
what is left of the old site stays.

The output folder itself is never renamed or replaced: it may be a mount point or a checkout.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.model import SitePath
from generator.publish import disk_errors, edited_output
from generator.publish.atomic_write import bytes_of, delete, move, refuse_outside, write_safely
from generator.publish.manifest import MANIFEST, manifest_text, union_text
from generator.publish.plan import Plan
from generator.publish.portability import alike
from generator.report import Diagnostic


def publish(
    plan: Plan, staging: Path, output: Path, published: Mapping[SitePath, str]
) -> Iterator[Diagnostic]:
    """Carry out a plan; yield diagnostics about files that could not be written or removed.

    ``published`` is the manifest of the existing site, as ``read_manifest`` returned it. If
    somebody has edited a file since then, it is kept next to the new one, with a warning.
    """
    yield from disk_errors.few(_Publication(plan, staging, output, published).carry_out())


@dataclass(slots=True)
class _Publication:
    """A publication in progress: its plan, and what has been done so far."""

    plan: Plan
    staging: Path
    output: Path
    published: Mapping[SitePath, str]
    strangers: Mapping[SitePath, OSError] = field(default_factory=dict)
    """Files to write whose place is taken by something that is not ours."""
    unwritten: set[SitePath] = field(default_factory=set)
    gone: set[SitePath] = field(default_factory=set)
    is_halted: bool = False
    """Whether the disk failed; if so, nothing more is done, and existing files stay."""
    inside: set[Path] = field(default_factory=set)
    """Folders that are known not to lead out of the output through a link."""

    def carry_out(self) -> Iterator[Diagnostic]:
        plan = self.plan
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            self._announce()
        except OSError as problem:
            place = f"output/{MANIFEST}" if self.output.is_dir() else "output"
            yield disk_errors.failure(place, problem, len(plan.write) + len(plan.delete))
            return
        yield from self._write()
        yield from self._delete()
        try:
            self._conclude()
        except OSError as problem:
            if not self.is_halted:
                yield disk_errors.failure(f"output/{MANIFEST}", problem)

    # The manifest

    def _announce(self) -> None:
        """Record which files are ours from now on, before any of them is written.

        Files that are not ours are left out; otherwise, if the build were killed later, the
        manifest would name them as ours.
        """
        self.strangers = {
            path: problem
            for path in self.plan.write
            if path not in self.published and (problem := self._find_stranger(path))
        }
        coming = self.plan.digests.items()
        announced = {path: digest for path, digest in coming if path not in self.strangers}
        if self.plan.write or self.plan.delete:
            write_safely(self.output / MANIFEST, _encoded(union_text(self.published, announced)))

    def _conclude(self) -> None:
        """Record which files are there now."""
        remaining = self.unwritten | (set(self.plan.delete) - self.gone)
        digests = {
            path: digest for path, digest in self.plan.digests.items() if path not in self.unwritten
        }
        digests |= {path: self.published[path] for path in remaining if path in self.published}
        data = _encoded(manifest_text(digests))
        if bytes_of(self.output / MANIFEST) != data:
            write_safely(self.output / MANIFEST, data)

    # Writing

    def _write(self) -> Iterator[Diagnostic]:
        for number, path in enumerate(self.plan.write, 1):
            try:
                yield from self._put(path)
            except OSError as problem:
                self.unwritten.add(path)
                if disk_errors.is_of_the_disk(problem):
                    self.is_halted = True
                    self.unwritten.update(self.plan.write[number:])
                others = len(self.plan.write) - number if self.is_halted else 0
                yield disk_errors.failure(f"output/{path}", problem, others)
            if self.is_halted:
                return

    def _put(self, path: SitePath) -> Iterator[Diagnostic]:
        """Move a staged file into its place."""
        if stranger := self.strangers.get(path):
            raise stranger
        self._refuse_outside(path)
        yield from self._clear(path)
        if path in self.published:
            yield from self._keep_edited(path, self.plan.digests[path])
        move(self.staging / path, self.output / path)

    def _clear(self, path: SitePath) -> Iterator[Diagnostic]:
        """Remove those of our own files that are in the way of another."""
        target = self.output / path
        is_folder = _is_folder(target)
        if is_folder and not self._holds_ours_alone(path):
            raise FileExistsError(errno.EEXIST, "a folder with files in it is in the way")
        for old in self.plan.clear.get(path, ()):
            yield from self._remove(old)
        if is_folder:
            _remove_empty(target)

    def _find_stranger(self, path: SitePath) -> OSError | None:
        target = self.output / path
        if not os.path.lexists(target) or self._is_respelled(path):
            return None
        if _is_folder(target):
            # A folder is checked again when the file is about to be written.
            return None
        if target.is_file() and bytes_of(target) == bytes_of(self.staging / path):
            return None
        return FileExistsError(errno.EEXIST, "a file that no build wrote is in the way")

    def _is_respelled(self, path: SitePath) -> bool:
        """Return whether what is in a file's place is ours, with a name in other letter case."""
        places = (self.output / old for old in self.plan.clear.get(path, ()))
        return any(_are_one(place, self.output / path) for place in places)

    def _holds_ours_alone(self, folder: SitePath) -> bool:
        """Return whether all files in a folder are ours, to be removed, and as we wrote them."""
        olds = self.plan.clear.get(folder, ())
        doomed = {alike(old): self.published[old] for old in olds}
        for parent, folders, names in os.walk(self.output / folder):
            links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
            places = [Path(parent, name) for name in (*names, *links)]
            if any(doomed.get(self._key(place)) != _digest(place) for place in places):
                return False
        return True

    def _key(self, place: Path) -> str:
        """Return the key of a file, which is the same however the disk spells its name."""
        return alike(place.relative_to(self.output).as_posix())

    # Deleting

    def _delete(self) -> Iterator[Diagnostic]:
        waiting = {old for path in self.unwritten for old in self.plan.clear.get(path, ())}
        for path in self.plan.delete:
            if self.is_halted:
                return
            if path in self.gone or path in waiting:
                continue
            try:
                yield from self._remove(path)
            except OSError as problem:
                self.is_halted = disk_errors.is_of_the_disk(problem)
                yield disk_errors.failure(f"output/{path}", problem)

    def _remove(self, path: SitePath) -> Iterator[Diagnostic]:
        target = self.output / path
        self._refuse_outside(path)
        twin = self.plan.respelled.get(path)
        if twin and _are_one(target, self.output / twin):
            os.replace(target, self.output / twin)
        elif not _is_folder(target):
            yield from self._keep_edited(path)
            delete(target, self.output)
        self.gone.add(path)

    def _keep_edited(self, path: SitePath, *coming: str) -> Iterator[Diagnostic]:
        kept = edited_output.keep_edited(self.output, path, (self.published[path], *coming))
        if kept is not None:
            yield edited_output.edited(path, kept)

    def _refuse_outside(self, path: SitePath) -> None:
        folder = (self.output / path).parent
        if folder not in self.inside:
            refuse_outside(folder, self.output)
            self.inside.add(folder)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty when it cannot be read."""
    data = bytes_of(path)
    return "" if data is None else sha256(data).hexdigest()


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder itself, and not a link to one."""
    return path.is_dir() and not path.is_symlink()


def _are_one(one: Path, two: Path) -> bool:
    """Return whether two paths are the same file, on a disk that treats their names as equal."""
    try:
        return os.path.samefile(one, two)
    except OSError:
        return False


def _remove_empty(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        os.rmdir(parent)
