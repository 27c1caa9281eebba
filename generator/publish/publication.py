"""Carry out a plan: rename each file into place, and write the manifest before and after.

A manifest of the old and new files together is written first, and the new manifest last: at
whatever moment a build is killed, the next one recognises every file that it left as ours.
Deletions come after all writing, except for files that are in the way of new ones; when the disk
fails, what is left of the old site stays.

The output folder itself is never renamed or replaced: it may be a mount point or a checkout.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from generator.model import SitePath
from generator.publish.atomic_write import bytes_of, delete, move, refuse_outside, write_safely
from generator.publish.disk_errors import failure, few, is_of_the_disk
from generator.publish.edited_output import edited, keep_edited
from generator.publish.manifest import MANIFEST, manifest_text, union_text
from generator.publish.output_guard import are_one
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
    yield from few(_Publication(plan, staging, output, published).carry_out())


class _Publication(Struct):
    """A publication in progress: its plan, and what has been done so far."""

    plan: Plan
    staging: Path
    output: Path
    published: Mapping[SitePath, str]
    strangers: set[SitePath] = field(default_factory=set)
    """Files to write whose path is taken by something that is not ours."""
    unwritten: set[SitePath] = field(default_factory=set)
    gone: set[SitePath] = field(default_factory=set)
    is_halted: bool = False
    """Whether the disk failed; if so, nothing more is done, and existing files stay."""
    inside: set[Path] = field(default_factory=set)
    """Folders that are known to be inside the output, even once links are followed."""

    def carry_out(self) -> Iterator[Diagnostic]:
        plan = self.plan
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            self._announce()
        except OSError as problem:
            place = f"output/{MANIFEST}" if self.output.is_dir() else "output"
            yield failure(place, problem, len(plan.write) + len(plan.delete))
            return
        yield from self._write()
        yield from self._delete()
        try:
            self._conclude()
        except OSError as problem:
            if not self.is_halted:
                yield failure(f"output/{MANIFEST}", problem)

    # The manifest

    def _announce(self) -> None:
        """Record which files are ours from now on, before any of them is written.

        Files that are not ours are left out; otherwise, if the build were killed later, the
        manifest would name them as ours.
        """
        new = (path for path in self.plan.write if path not in self.published)
        self.strangers.update(filter(self._is_taken, new))
        if self.plan.write or self.plan.delete:
            coming = self.plan.digests.items()
            announced = {path: digest for path, digest in coming if path not in self.strangers}
            write_safely(self.output / MANIFEST, _encoded(union_text(self.published, announced)))

    def _conclude(self) -> None:
        """Record which files of ours are in the output now."""
        remaining = self.unwritten | (set(self.plan.delete) - self.gone)
        new = self.plan.digests.items()
        digests = {path: digest for path, digest in new if path not in self.unwritten}
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
                self.is_halted = is_of_the_disk(problem)
                rest = self.plan.write[number:] if self.is_halted else ()
                self.unwritten.update((path, *rest))
                yield failure(f"output/{path}", problem, len(rest))
            if self.is_halted:
                return

    def _put(self, path: SitePath) -> Iterator[Diagnostic]:
        """Move a staged file into place, after removing files of ours that are in its way."""
        if path in self.strangers:
            raise FileExistsError(errno.EEXIST, "a file that no build wrote is in the way")
        self._refuse_outside(path)
        target = self.output / path
        is_folder = _is_folder(target)
        if is_folder and not self._holds_ours_alone(path):
            raise FileExistsError(errno.EEXIST, "a folder with files in it is in the way")
        for old in self.plan.clear.get(path, ()):
            yield from self._remove(old)
        if is_folder:
            for parent, _, _ in os.walk(target, topdown=False):
                os.rmdir(parent)
        if path in self.published:
            yield from self._keep_edited(path, self.plan.digests[path])
        move(self.staging / path, target)

    def _is_taken(self, path: SitePath) -> bool:
        """Return whether a new file's path is taken by a different file that is not ours."""
        target = self.output / path
        # A folder is checked again when the file is about to be written.
        if not os.path.lexists(target) or _is_folder(target):
            return False
        if any(are_one(self.output / old, target) for old in self.plan.clear.get(path, ())):
            return False  # it is ours, with a name in other letter case
        return not target.is_file() or bytes_of(target) != bytes_of(self.staging / path)

    def _holds_ours_alone(self, folder: SitePath) -> bool:
        """Return whether a folder holds only files that we wrote, unedited, and must now remove."""
        doomed = {alike(old): self.published[old] for old in self.plan.clear.get(folder, ())}
        for parent, folders, names in os.walk(self.output / folder):
            links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
            for place in (Path(parent, name) for name in (*names, *links)):
                data = bytes_of(place)
                ours = doomed.get(alike(place.relative_to(self.output).as_posix()))
                if data is None or sha256(data).hexdigest() != ours:
                    return False
        return True

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
                self.is_halted = is_of_the_disk(problem)
                yield failure(f"output/{path}", problem)

    def _remove(self, path: SitePath) -> Iterator[Diagnostic]:
        target = self.output / path
        self._refuse_outside(path)
        twin = self.plan.respelled.get(path)
        if twin and are_one(target, self.output / twin):
            # The disk has one file for both spellings: it stays, and gets the new one.
            os.replace(target, self.output / twin)
        elif not _is_folder(target):
            yield from self._keep_edited(path)
            delete(target, self.output)
        self.gone.add(path)

    def _keep_edited(self, path: SitePath, *coming: str) -> Iterator[Diagnostic]:
        if kept := keep_edited(self.output, path, (self.published[path], *coming)):
            yield edited(path, kept)

    def _refuse_outside(self, path: SitePath) -> None:
        folder = (self.output / path).parent
        if folder not in self.inside:
            refuse_outside(folder, self.output)
            self.inside.add(folder)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder itself, and not a link to one."""
    return path.is_dir() and not path.is_symlink()
