"""Find the pictures that a seed refers to: in the seed itself, or in files of the seeds folder.

Nothing is fetched. A path may lead neither out of the seeds folder nor into hidden files, and
links are followed as in all of the archive (``state.snapshots``).
"""

from __future__ import annotations

import os
import re
import unicodedata
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from msgspec import Struct

from generator.content import FoundPicture, addresses_in, name_of
from generator.model import Extract
from generator.readers import read_header
from generator.report import Diagnostic, warning
from generator.state.snapshots import leads_out
from generator.text import is_nameable
from generator.text.addresses import absolute_address

MOST_BYTES = 32_000_000
"""The largest picture that is carried."""
_DATA = re.compile(r"data:([\w.+*/-]*)((?:;[\w.+-]+(?:=[^;,]*)?)*),", re.IGNORECASE)
_NAME = re.compile(r";name=([^;,]*)", re.IGNORECASE)
_WEB = ("http", "https", "")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:+]\d+)?$")
"""The name of a host as that of a folder, as crawlers make them: ``www.paper.example``."""


class SeedsFolder(Struct, frozen=True):
    """Where pictures may be found; with ``follow_links``, links may lead out of the folder."""

    path: str
    follow_links: bool = False


class FoundPictures(Struct, frozen=True):
    """The pictures of a seed that are available, by address."""

    by_address: dict[str, FoundPicture]
    looked_at: tuple[str, ...]
    """The paths in the seeds folder at which pictures were looked for, found or not."""
    remarks: tuple[Diagnostic, ...]


def find_pictures(extract: Extract, folder: SeedsFolder) -> FoundPictures:
    """Return the pictures that a document shows, as far as they are available."""
    found: dict[str, FoundPicture] = {}
    looked_at: dict[str, None] = {}
    remarks: list[Diagnostic] = []
    for address in dict.fromkeys(addresses_in(extract.blocks)):
        if match := _DATA.match(address):
            data = _data_in(address, match)
            if picture := _picture_of(data, data, name_of(_parameter(match[2]))):
                found[address] = picture
            continue
        forms = dict.fromkeys((absolute_address(address, extract.base or ""), address))
        found_by = chain.from_iterable(_paths_of(form, extract.path) for form in forms)
        paths = tuple(dict.fromkeys(found_by))
        looked_at |= dict.fromkeys(paths)
        for path in chain(paths, _in_other_case(paths, folder)):
            place = _place_of(path, folder)
            if place is None:
                continue
            looked_at[path] = None
            if os.path.getsize(place) > MOST_BYTES:
                message = f"the picture has more than {MOST_BYTES:,} bytes; it is not shown"
                hint = "Make it smaller, or put it into content/ by hand."
                remarks.append(warning("picture.large", message, path=f"seeds/{path}", hint=hint))
                break
            with open(place, "rb") as file:
                data = file.read(MOST_BYTES)
            if picture := _picture_of(data, path, name_of(path)):
                found[address] = picture
            break
    return FoundPictures(found, tuple(looked_at), tuple(remarks))


def _picture_of(data: bytes, source: str | bytes, name: str) -> FoundPicture | None:
    header = read_header(data)
    if header is None:
        return None
    digest = sha256(data).hexdigest()
    return FoundPicture(source, digest, header.extension, header.width, header.height, name)


# Pictures inside the seed


def _data_in(address: str, match: re.Match[str]) -> bytes:
    """Return the bytes of a ``data:`` address (RFC 2397); empty if they are damaged or too many."""
    rest = address[match.end() :]
    if len(rest) > MOST_BYTES * 2:
        return b""
    data = unquote_to_bytes(rest) if "%" in rest else rest.encode("utf-8", "replace")
    if not match[2].lower().endswith(";base64"):
        return data
    try:
        return b64decode(data + b"==")
    except (Base64Error, ValueError):
        return b""


def _parameter(parameters: str) -> str:
    """Return the name of the file that a ``data:`` address states; usually empty."""
    match = _NAME.search(parameters)
    return unquote(match[1]) if match else ""


# Pictures in files


def _paths_of(address: str, seed: str) -> Iterator[str]:
    """Yield the paths in the seeds folder that the address of a picture in a seed may mean."""
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:
        return
    if parts.scheme.lower() not in _WEB:
        return
    base = _base_of(parts, seed.split("/")[:-1])
    if base is None:
        return
    paths = [unquote(parts.path), parts.path]
    if parts.query:
        query = unquote(parts.query)
        paths = [f"{paths[0]}{sign}{query.replace('/', '%2F')}" for sign in "?@"] + paths
    for path in paths:
        if whole := _joined(base, path):
            yield whole
            yield unicodedata.normalize("NFC", whole)
            yield unicodedata.normalize("NFD", whole)


def _base_of(parts: SplitResult, folders: Sequence[str]) -> Sequence[str] | None:
    """Return the folders from which the path of an address leads; None if it is not in seeds/.

    Crawlers keep what is at ``http://paper.example/a.png`` as ``paper.example/a.png``.
    """
    if parts.netloc:
        hosts = {parts.netloc.lower(), parts.netloc.lower().replace(":", "+")}
        at = next((at for at, name in enumerate(folders) if name.lower() in hosts), None)
        return None if at is None else folders[: at + 1]
    if parts.path.startswith("/"):
        at = next((at for at, name in enumerate(folders) if _HOST.match(name)), -1)
        return folders[: at + 1]
    return folders


def _joined(base: Sequence[str], path: str) -> str | None:
    """Return a path from the seeds folder; None if it leads out of it or to a hidden file."""
    if not path or not is_nameable(path):
        return None
    found = list(base)
    for name in path.split("/"):
        if name == "..":
            if not found:
                return None
            found.pop()
        elif name.startswith(".") and name != ".":
            return None
        elif name not in ("", "."):
            found.append(name)
    return "/".join(found) or None


def _in_other_case(paths: Iterable[str], folder: SeedsFolder) -> Iterator[str]:
    """Yield the paths of files whose names differ from these in letter case only.

    Many servers did not tell the two apart, so that links to pictures did not, either.
    """
    for path in paths:
        found = ""
        for name in path.split("/"):
            place = os.path.join(folder.path, found)
            try:
                names = _names_in(place, os.stat(place).st_mtime_ns)
            except OSError:
                break
            if name.lower() not in names:
                break
            found = os.path.join(found, names[name.lower()])
        else:
            if found != path:
                yield found


@lru_cache(maxsize=256)
def _names_in(folder: str, _changed: int) -> dict[str, str]:
    """Return the names in a folder, last changed then, by these names in lower case."""
    return {name.lower(): name for name in sorted(os.listdir(folder), reverse=True)}


def _place_of(path: str, folder: SeedsFolder) -> str | None:
    """Return the file at a path in the seeds folder; None if there is none that may be read."""
    place = os.path.join(folder.path, path)
    try:
        if not os.path.isfile(place):
            return None
    except ValueError:
        return None
    roots = () if folder.follow_links else (os.path.realpath(folder.path),)
    return None if leads_out(place, roots) else place
