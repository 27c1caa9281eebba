"""The content folder as conversion sees it: files made from seeds, and whose their values are.

What a file says is read here; what becomes of it is decided in reconcile.py. A file that cannot
be read is locked: its document is not made a second time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class ContentFile:
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
        """The SHA-256 of its seed, as far as it is noted."""
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
        """The body as it compares: the same whichever line ends it was saved with."""
        return self.body.replace("\r\n", "\n").strip()

    def is_ours(self, key: str) -> bool:
        """Say whether the value under ``key`` is still the one that we wrote."""
        value: Value = self.words if key == BODY else self.values.get(key)
        return key in self.digests and digest(value) == self.digests[key]

    @property
    def edited(self) -> tuple[str, ...]:
        """The keys whose values the owner changed, added or took out; ``body`` comes last."""
        own = {key for key in {*self.values, *self.digests, BODY} if not self.is_ours(key)}
        in_head = [key for key in dict.fromkeys((*self.values, *self.digests)) if key != BODY]
        return tuple(key for key in (*in_head, BODY) if key in own and key != SEED)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class HeldFile:
    """Where a content file is, and which seed it was made from; the rest is read when needed."""

    folder: Path
    path: str
    sha256: str | None
    """The SHA-256 of its seed, as far as it is noted."""
    seed_path: str | None

    def load(self) -> ContentFile | None:
        """Return what the file says; None when it cannot be read any more."""
        return load_content(self.folder, self.path)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the content folder holds: files made from seeds, all paths in use, and (``locked``)
    paths and SHA-256 of seeds whose files cannot be read just now: none is made a second time.
    """

    files: tuple[HeldFile, ...] = ()
    taken: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()


def find_content(folder: Path) -> Holdings:
    """Return all that the content folder holds."""
    paths = sorted(folder.rglob("*.md")) if folder.is_dir() else ()
    names = [path.relative_to(folder).as_posix() for path in paths]
    return read_holdings(folder, names, taken=names)


def read_holdings(folder: Path, names: Iterable[str], *, taken: Collection[str]) -> Holdings:
    """Return what these files of the content folder hold, of which ``taken`` are all paths.

    Files that cannot be read are the archive's to report.
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
    """Return the paths and SHA-256 of seeds that files name which cannot be read as they should."""
    return frozenset(mark for name in names for mark in _seeds_named(_bytes_of(folder / name)))


def _seeds_named(data: bytes) -> list[str]:
    text = _as_text_at_all_costs(data)
    return _SHA256.findall(text) + _SEED_PATH.findall(text)


def load_content(folder: Path, name: str) -> ContentFile | None:
    """Return a file of the content folder; None when it has no seed, or cannot be read."""
    return _parse(_bytes_of(folder / name), name)


def _as_text_at_all_costs(data: bytes) -> str:
    """Return what a file says that cannot be read as it should, in whatever encoding it is."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    # UTF-16 without its mark is text with a NUL beside each letter.
    return data.decode(encoding, "replace").replace("\0", "").replace("\r", "\n")


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
    sections = frontmatter.split(text)
    if sections.yaml is None:
        return None
    values = frontmatter.parse(sections.yaml, f"content/{name}", first_line=2)
    return ContentFile(name, text, values, sections.body, data, form)


def explain_values(data: bytes) -> dict[str, dict[str, Value]]:
    """Return each value of a content file and whose it is: ours, or the owner's."""
    content = _with_values(data, "")
    if content is None:
        return {}
    values = {key: value for key, value in content.values.items() if key != SEED}
    return {
        key: {"value": value, "whose": "as converted" if content.is_ours(key) else "the owner's"}
        for key, value in values.items()
    }


def find_lost(
    holdings: Holdings, present: Collection[str], seeds: Collection[str]
) -> Iterator[HeldFile]:
    """Yield the files whose seed is gone: neither its SHA-256 is ``present`` nor its path."""
    for content in holdings.files:
        if content.sha256 not in present and content.seed_path not in seeds:
            yield content
