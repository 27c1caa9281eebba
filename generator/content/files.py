"""Read the content folder for conversion: files made from seeds, and who wrote their values.

What becomes of a file is decided in reconcile.py. The seed of a file that cannot be read is locked:
its document is not made a second time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator import frontmatter
from generator.content.draft import BODY, digest
from generator.frontmatter import Value
from generator.report import BuildError
from generator.text import text_files
from generator.text.text_files import TextForm, UndecodableError

SEED = "seed"
"""The key of our notes on where a file comes from."""
_SHA256 = re.compile(r'^ +sha256: "?([0-9a-f]{64})', re.MULTILINE)
_SEED_PATH = re.compile(r'^ +path: "?(.*[^\s"])', re.MULTILINE)
"""These find the seed of a file whose front matter cannot be parsed."""


class ContentFile(Struct, frozen=True):
    """A file of the content folder that was made from a seed."""

    path: str
    text: str
    values: Mapping[str, Value]
    body: str
    data: bytes = b""
    """The file as it was read."""
    form: TextForm = text_files.PLAIN

    @property
    def origin(self) -> Mapping[str, Value]:
        seed = self.values.get(SEED)
        return seed if isinstance(seed, Mapping) else {}

    @property
    def sha256(self) -> str | None:
        """The SHA-256 of its seed; None when it is not recorded."""
        return _text(self.origin.get("sha256"))

    @property
    def seed_path(self) -> str | None:
        return _text(self.origin.get("path"))

    @property
    def digests(self) -> Mapping[str, str]:
        digests = self.origin.get("digests")
        if not isinstance(digests, Mapping):
            return {}
        return {str(key): str(value) for key, value in digests.items()}

    @property
    def words(self) -> str:
        """The body for comparisons: stripped, and with Unix instead of Windows line ends."""
        return self.body.replace("\r\n", "\n").strip()

    def is_ours(self, key: str) -> bool:
        """Return whether the value under ``key`` is still the one that we wrote."""
        value: Value = self.words if key == BODY else self.values.get(key)
        return key in self.digests and digest(value) == self.digests[key]

    @property
    def edited(self) -> tuple[str, ...]:
        """The keys whose values the owner changed, added or removed; ``body`` comes last."""
        in_head = {**self.values, **self.digests}.keys()
        keys = [*(key for key in in_head if key not in (BODY, SEED)), BODY]
        return tuple(key for key in keys if not self.is_ours(key))


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


class HeldFile(Struct, frozen=True):
    """Where a content file is, and which seed it was made from; the rest is read when needed."""

    folder: Path
    path: str
    sha256: str | None
    """The SHA-256 of its seed; None when it is not recorded."""
    seed_path: str | None


class Holdings(Struct, frozen=True):
    """What the content folder holds: files made from seeds, and all paths in use (``taken``).

    ``locked`` are the paths and SHA-256 of seeds whose content files cannot be read at present:
    no second file is made from these seeds.
    """

    files: tuple[HeldFile, ...] = ()
    taken: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()


def read_holdings(folder: Path, names: Iterable[str], *, taken: Collection[str]) -> Holdings:
    """Return what the files ``names`` of the content folder hold; ``taken`` are all paths in it.

    Files that cannot be read are reported when the archive is loaded, not here.
    """
    files: list[HeldFile] = []
    locked: set[str] = set()
    for name in names:
        data = _bytes_of(folder / name)
        content = _parse(data, name)
        if content is not None:
            files.append(HeldFile(folder, name, content.sha256, content.seed_path))
        else:
            locked.update(_seeds_named(data))
    return Holdings(tuple(files), tuple(taken), frozenset(locked))


def find_locked(folder: Path, names: Iterable[str]) -> frozenset[str]:
    """Return the paths and SHA-256 of the seeds that are named in files that cannot be parsed."""
    return frozenset(mark for name in names for mark in _seeds_named(_bytes_of(folder / name)))


def _seeds_named(data: bytes) -> list[str]:
    # What cannot be decoded is replaced, so that the rest can be searched.
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    # UTF-16 without a byte-order mark is decoded to text with a NUL next to each letter.
    text = data.decode(encoding, "replace").replace("\0", "").replace("\r", "\n")
    return _SHA256.findall(text) + _SEED_PATH.findall(text)


def load_content(folder: Path, name: str) -> ContentFile | None:
    """Return a file of the content folder; None when it has no seed, or cannot be read."""
    return _parse(_bytes_of(folder / name), name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _parse(data: bytes, name: str) -> ContentFile | None:
    try:
        content = _with_values(data, name)
    except (BuildError, UndecodableError):
        return None
    return content if content is not None and content.origin else None


def _with_values(data: bytes, name: str) -> ContentFile | None:
    text, form = text_files.decode_for_editing(data)
    found = frontmatter.read(text, f"content/{name}")
    if found.sections.head is None:
        return None
    return ContentFile(name, text, found.values, found.sections.body, data, form)


def explain_values(data: bytes) -> dict[str, dict[str, Value]]:
    """Return each value of a content file, and whether it is ours or the owner's."""
    content = _with_values(data, "")
    if content is None:
        return {}
    return {
        key: {"value": value, "whose": "as converted" if content.is_ours(key) else "the owner's"}
        for key, value in content.values.items()
        if key != SEED
    }
