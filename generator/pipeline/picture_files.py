"""Write the pictures of documents into the content folder, where they belong to the owner.

=========================================  ================================================
a picture file                             what happens to it
=========================================  ================================================
has the digest that we recorded            ours: replaced when the seed has another
has another digest                         the owner's: stays
is gone, and we had recorded a digest      the owner deleted it: stays deleted
is not there, and we never wrote it        written
lies where its document was before         written beside the document; ours are cleared away
=========================================  ================================================
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator import publish
from generator.model import IS_PICTURE
from generator.pipeline.content_index import ContentIndex
from generator.pipeline.source_index import Seed
from generator.report import Diagnostic, warning

if TYPE_CHECKING:
    from generator.content import CarriedPicture, Update

_MARK = 12
"""Hexadecimal digits of a digest in front matter."""


class PictureFiles(Struct):
    """The picture files of a conversion.

    ``place_of`` returns where to write a file of the content folder; None if it must not be
    touched.
    """

    seeds: Path
    folder: Path
    place_of: Callable[[str], Path | None]
    written: set[str] = field(default_factory=set)
    """The paths of the files that were written or cleared away."""

    def write(self, update: Update) -> None:
        """Write the pictures of an update, before its content file is written. Raises OSError."""
        before = {path.rpartition("/")[2]: path for path in update.noted}
        for path, picture in update.pictures.items():
            old = before.get(picture.name)
            mark = update.noted[old] if old else ""
            there = self._bytes_of(path)
            if there is not None:
                if _mark_of(there) == mark != picture.mark:
                    self._put(path, self._data_of(picture), there)
            elif old is None:
                self._put(path, self._data_of(picture), None)
            elif (moved := self._moved(old, update.path)) is not None:
                is_ours = _mark_of(moved) == mark
                self._put(path, self._data_of(picture) if is_ours else moved, None)

    def _moved(self, old: str, document: str) -> bytes | None:
        """Return a picture as it is where its document was, or where its folder was moved to."""
        found = (self._bytes_of(place) for place in _places_of(old, document))
        return next((data for data in found if data is not None), None)

    def clear_away(self, update: Update) -> None:
        """Delete the pictures of ours that an updated document shows no more."""
        for noted, mark in update.noted.items():
            for path in _places_of(noted, update.path):
                other = f"{path.rpartition('/')[0]}.md"
                is_others = other != update.path and (self.folder / other).exists()
                is_wanted = path in update.pictures or is_others
                place = None if is_wanted else self.place_of(path)
                if place is not None and _mark_of(self._bytes_of(path)) == mark:
                    with suppress(OSError):
                        place.unlink()
                        self.written.add(path)
                        place.parent.rmdir()

    def _bytes_of(self, path: str) -> bytes | None:
        return publish.bytes_of(self.folder / path)

    def _data_of(self, picture: CarriedPicture) -> bytes:
        if isinstance(picture.source, bytes):
            return picture.source
        data: bytes = (self.seeds / picture.source).read_bytes()
        if sha256(data).hexdigest() != picture.sha256:
            raise OSError(errno.EBUSY, "its picture has changed during the build")
        return data

    def _put(self, path: str, data: bytes, read: bytes | None) -> None:
        place = self.place_of(path)
        if place is not None and publish.replace_if_same(place, data, read):
            self.written.add(path)


def _places_of(noted: str, document: str) -> tuple[str, ...]:
    """Return where a picture may be that was recorded at ``noted``, now that its document is here.

    It may still be there, or its owner may have moved its folder along with the document.
    """
    folder, name = noted.split("/")[-2:]
    above = document.rpartition("/")[0]
    return noted, "/".join(filter(None, (above, folder, name)))


def _mark_of(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()[:_MARK]


def find_unpublished(
    index: ContentIndex, folder: Path, ledger: Mapping[str, str | None], *, with_drafts: bool
) -> frozenset[str]:
    """Return the files of the content folder that belong to documents that are not published.

    These are the files in the folder beside a draft, beside an embargoed or withdrawn document, and
    beside a document whose content file its owner has deleted. A document that was moved may record
    that its pictures lie elsewhere. ``ledger`` maps each address ever published to the SHA-256 of
    its seed.
    """
    away = {
        name
        for name, entry in index.entries.items()
        if entry.card is not None
        and entry.status_on(index.today) != "published"
        and not with_drafts
    }
    hidden: set[str] = set()
    others: set[str] = set()
    for path in index.files:
        beside = path.rpartition("/")[0]
        if f"{beside}.md" in index.entries:
            if f"{beside}.md" in away:
                hidden.add(path)
        elif (digest := ledger.get(f"{beside}.html")) and digest not in index.homes:
            hidden.add(path)
        else:
            others.add(path)
    near = {path.rpartition("/")[0].rpartition("/")[0] for path in others}
    for name in sorted(away):
        if name.rpartition("/")[0] in near:
            from generator import content  # few builds get here

            file = content.load_content(folder, name)
            hidden |= others.intersection(content.noted_pictures(file.origin) if file else ())
    return frozenset(hidden)


def remarks_on(seeds: Mapping[str, Seed]) -> Iterator[Diagnostic]:
    """Yield the diagnostics about seeds, with one for all the pictures that no document shows."""
    shown = {path for seed in seeds.values() for path in seed.pictures}
    unused: list[str] = []
    for name, seed in sorted(seeds.items()):
        if not seed.is_picture:
            yield from seed.remarks
        elif name not in shown:
            unused.append(name)
    if unused:
        others = len(unused) - 1
        what = f"this picture and {others:,} more are" if others else "this picture is"
        hint = "Pictures are published with the pages that show them. Put those that are to be "
        hint += "published all the same into content/."
        message = f"{what} shown by no document"
        yield warning(IS_PICTURE, message, path=f"seeds/{unused[0]}", hint=hint)
