"""Decide which pictures a document shows, what their files are called and where they lie.

A document's pictures lie in a folder of its own beside its content file: those of
``2001/10/a-story.md`` in ``2001/10/a-story/``. Its front matter records the digest of each as we
wrote it, so that a picture that the owner has replaced or deleted stays as it is. This module
knows neither the disk nor the formats of pictures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote, urljoin

from msgspec import Struct, field
from msgspec.structs import replace

from generator.content.markdown_writer import OWN_FOLDER
from generator.frontmatter import Value
from generator.model import Block, Definitions, ItemList, Picture, PictureFile, Quote
from generator.paths import SAVED_FOLDER_ENDINGS
from generator.text import slugify, words

PICTURES = "pictures"
"""The key of our notes on picture files; below ``seed``."""
EXTENSIONS = frozenset({".avif", ".bmp", ".gif", ".jpg", ".png", ".webp"})
"""The extensions that the files of pictures get."""
MOST_PICTURES = 1_000
"""The most pictures of one document; the others stay placeholders."""
_DIGEST_LENGTH = 12
_TRACKER = 3
"""Pixels. A picture no wider or higher than this is there to count readers or to keep a space."""
_SMALLEST = 64
"""Pixels. A picture smaller than this in both directions is an ornament."""
_DESCRIBED = 3
"""Words of an alternative text that describes a picture, so that it is not an ornament."""
_NUMBER = re.compile(r"-\d+$")
_WEB = ("http://", "https://")


class FoundPicture(Struct, frozen=True):
    """A picture that is available: its bytes or, if it is a file, its path in the seeds folder."""

    source: str | bytes
    sha256: str
    extension: str
    width: int
    height: int
    name: str = ""
    """What its file was called, without the extension."""


class CarriedPicture(Struct, frozen=True):
    """A picture to write beside a document, and the name of its file."""

    name: str
    sha256: str
    source: str | bytes

    @property
    def mark(self) -> str:
        """The digest that is recorded in the front matter."""
        return self.sha256[:_DIGEST_LENGTH]


class Illustrated(Struct, frozen=True):
    """The blocks of a document with its pictures settled, and the pictures to carry."""

    blocks: tuple[Block, ...]
    pictures: tuple[CarriedPicture, ...]
    missing: tuple[str, ...]
    """The names, without extensions, that the pictures that were not found would have."""


def addresses_in(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the addresses of the pictures in blocks, in order."""
    for block in blocks:
        match block:
            case Picture(file=PictureFile() as file):
                yield from filter(None, (file.larger, file.address))
            case ItemList():
                yield from (one for item in block.items for one in addresses_in(item))
            case Quote():
                yield from addresses_in(block.blocks)
            case Definitions():
                for entry in block.entries:
                    yield from (one for said in entry.descriptions for one in addresses_in(said))


def illustrate(
    blocks: tuple[Block, ...], found: Mapping[str, FoundPicture], base: str | None
) -> Illustrated:
    """Settle the pictures of a document.

    ``found`` maps addresses to the pictures that are available, ``base`` is the document's address
    on the web: a picture that is not available keeps its own address there.
    """
    work = _Work(found, base or "")
    settled = work.settled(blocks)
    return Illustrated(settled, tuple(work.carried.values()), tuple(work.missing))


class _Work(Struct):
    found: Mapping[str, FoundPicture]
    base: str
    carried: dict[str, CarriedPicture] = field(default_factory=dict)
    """The pictures to carry so far, by the SHA-256 of their bytes."""
    taken: set[str] = field(default_factory=set)
    missing: dict[str, None] = field(default_factory=dict)

    def settled(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(map(self._settle, blocks))

    def _settle(self, block: Block) -> Block:
        match block:
            case Picture(file=PictureFile() as file):
                return replace(block, file=self._file_of(block, file))
            case ItemList():
                return replace(block, items=tuple(map(self.settled, block.items)))
            case Quote():
                return replace(block, blocks=self.settled(block.blocks))
            case Definitions():
                entries = (
                    replace(one, descriptions=tuple(map(self.settled, one.descriptions)))
                    for one in block.entries
                )
                return replace(block, entries=tuple(entries))
        return block

    def _file_of(self, block: Picture, file: PictureFile) -> PictureFile | None:
        picture = self.found.get(file.address)
        if picture is not None and _is_ornament(block, picture):
            return None
        larger = self.found.get(file.larger)
        if larger and (picture is None or larger.width > picture.width):
            picture = larger
        if picture is None or len(self.carried) >= MOST_PICTURES:
            if not file.address.startswith("data:"):
                self.missing[_stem_of(name_of(file.address), block)] = None
            address = _web_address(file.larger or file.address, self.base)
            return replace(file, address=address) if address else None
        name = self._carry(block, picture)
        address = f"{OWN_FOLDER}/{name}"
        return replace(file, address=address, width=picture.width, height=picture.height)

    def _carry(self, block: Picture, picture: FoundPicture) -> str:
        """Return the name of a picture's file; a picture that is shown twice has one file."""
        if (known := self.carried.get(picture.sha256)) is not None:
            return known.name
        stem = _stem_of(picture.name, block)
        name, number = f"{stem}{picture.extension}", 2
        while name in self.taken:
            name, number = f"{stem}-{number}{picture.extension}", number + 1
        self.taken.add(name)
        self.carried[picture.sha256] = CarriedPicture(name, picture.sha256, picture.source)
        return name


def _stem_of(name: str, block: Picture) -> str:
    return slugify(name or block.alt or "", fallback="picture")


def _is_ornament(block: Picture, picture: FoundPicture) -> bool:
    """Return whether a picture is too small to belong to the text, and nothing describes it."""
    is_small = max(picture.width, picture.height) < _SMALLEST
    is_small = is_small or min(picture.width, picture.height) <= _TRACKER
    return is_small and not block.caption and len(words(block.alt or "")) < _DESCRIBED


def _web_address(address: str, base: str) -> str:
    """Return the address of a picture on the web; empty if it has none.

    Where a browser has saved it beside the page is none.
    """
    folder = address.removeprefix("./").partition("/")[0].lower()
    if address.startswith("data:") or folder.endswith(SAVED_FOLDER_ENDINGS):
        return ""
    try:
        whole = urljoin(base, address)
    except ValueError:
        return ""
    return whole if whole.lower().startswith(_WEB) else ""


# Where the files lie


class PlacedPictures(Struct, frozen=True):
    """The pictures of a content file, and where they lie."""

    folder: str
    """The folder that they lie in, as the document's text names it."""
    pictures: Mapping[str, CarriedPicture]
    """The pictures by their paths in the content folder."""
    noted: Mapping[str, str]
    """The digests recorded so far of pictures that are moved or cleared away, by their paths."""
    marks: Mapping[str, str]
    """The digests to record."""


def place_pictures(
    carried: Iterable[CarriedPicture],
    path: str,
    noted: Mapping[str, str] = MappingProxyType({}),
    owners_text: str | None = None,
) -> PlacedPictures:
    """Return where the pictures of the content file at ``path`` lie.

    ``noted`` are the digests that the file records. ``owners_text`` is its text if its owner has
    changed it: such a text goes on naming the folder that the pictures were in, and may show
    pictures that the seed shows no more, so that these stay.
    """
    folder = path.removesuffix(".md")
    if owners_text is None:
        pictures = {f"{folder}/{picture.name}": picture for picture in carried}
        marks = {place: picture.mark for place, picture in pictures.items()}
        return PlacedPictures(folder, pictures, noted, marks)
    if noted:
        above, name = folder.rpartition("/")[0], next(iter(noted)).split("/")[-2]
        folder = f"{above}/{name}" if above else name
    known = {place.rpartition("/")[2] for place in noted}
    pictures = {
        f"{folder}/{picture.name}": picture
        for picture in carried
        if picture.name in known or picture.name in owners_text
    }
    names = {picture.name for picture in pictures.values()}
    stay = {place for place in noted if place.rpartition("/")[2] not in names}
    marks = {place: picture.mark for place, picture in pictures.items()}
    marks |= {place: mark for place, mark in noted.items() if place in stay}
    moved = {place: mark for place, mark in noted.items() if place not in stay}
    return PlacedPictures(folder, pictures, moved, marks)


def has_lost_any(
    noted: Mapping[str, str], carried: Iterable[CarriedPicture], missing: Collection[str]
) -> bool:
    """Return whether a picture that a document has is not found in the seeds any more.

    It may be away for a moment, or its owner has tidied up; in either case the document keeps it.
    """
    there = {picture.name for picture in carried}
    names = {place.rpartition("/")[2] for place in noted} - there
    stems = {_NUMBER.sub("", PurePosixPath(name).stem) for name in names}
    return not stems.isdisjoint(_NUMBER.sub("", stem) for stem in missing)


def noted_pictures(origin: Mapping[str, Value]) -> dict[str, str]:
    """Return the picture files that a content file's notes record, with their digests."""
    noted = origin.get(PICTURES)
    if not isinstance(noted, Mapping):
        return {}
    return {str(path): str(mark) for path, mark in noted.items() if _is_inside(str(path))}


def _is_inside(path: str) -> bool:
    """Return whether a path of the front matter is that of a picture inside the content folder."""
    parts = path.split("/")
    is_picture = PurePosixPath(path).suffix in EXTENSIONS
    return is_picture and len(parts) > 1 and not any(not part or part[0] == "." for part in parts)


def name_of(address: str) -> str:
    """Return the name of the file at an address, decoded and without its extension."""
    path = unquote(address.replace("\\", "/")).partition("?")[0].rstrip("/")
    return PurePosixPath(path.rpartition("/")[2]).stem
