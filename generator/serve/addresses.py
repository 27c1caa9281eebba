"""Map requests to files of the site and their media types; refuse requests from other sites.

The path of a request is only looked up among the files of the site: it never reaches the disk.
"""

from __future__ import annotations

import mimetypes
import socket
from collections.abc import Container
from contextlib import suppress
from email.message import Message
from ipaddress import ip_address
from pathlib import PurePosixPath
from urllib.parse import quote, unquote_to_bytes, urlsplit

from msgspec import Struct

from generator.model import SitePath

_TEXTS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}
"""Media types of text files by their suffix; such files are served as UTF-8."""
_YOUNGER = {
    ".avif": "image/avif",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".jxl": "image/jxl",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".ogv": "video/ogg",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".weba": "audio/webm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""Media types that not every Python has in its table."""
_OTHERS = mimetypes.MimeTypes()
"""Python's own table: the system's table differs from machine to machine."""


class Moved(Struct, frozen=True):
    """The address of a folder that was requested without the slash, which relative links need."""

    location: str


def path_of(target: str) -> SitePath | None:
    """Return the path that the target of a request names; None when it is invalid."""
    try:
        path = unquote_to_bytes(urlsplit(target).path).decode("utf-8")
    except (UnicodeDecodeError, ValueError):
        return None
    return path[1:] if path.startswith("/") and "\0" not in path else None


def find_file(path: SitePath, files: Container[SitePath]) -> SitePath | Moved | None:
    """Return what answers at a path; None when nothing does. For a folder, that is its index."""
    if path in files:
        return path
    if not path or path.endswith("/"):
        index = f"{path}index.html"
        return index if index in files else None
    return Moved(f"/{quote(path)}/") if f"{path}/index.html" in files else None


def content_type(path: SitePath) -> str:
    """Return the media type of a file, with its encoding where it has one."""
    ending = PurePosixPath(path).suffix.lower()
    if ending in _TEXTS:
        return f"{_TEXTS[ending]}; charset=utf-8"
    return _YOUNGER.get(ending) or _OTHERS.guess_type(f"x{ending}")[0] or "application/octet-stream"


def is_loopback(host: str) -> bool:
    """Return whether only programs on this machine can reach an address."""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def is_own_host(host: str | None, told: str = "127.0.0.1") -> bool:
    """Return whether a request addresses this machine by one of its own names.

    Otherwise, the owner of another name could point it here, and a page there could read the
    archive. ``told`` is the address that is served. If it lets other machines in, they may use any
    IP address (which nobody can point elsewhere), the name ``told`` or the name of this machine.
    """
    try:
        name = urlsplit(f"//{host or ''}").hostname or ""
    except ValueError:
        return False
    if is_loopback(told) or is_loopback(name):
        return is_loopback(name)
    with suppress(ValueError):
        ip_address(name)
        return True
    own = socket.gethostname().lower()
    return name in (told.lower(), own, f"{own}.local")


def is_of_own_page(headers: Message[str, str], *, may_be_followed: bool) -> bool:
    """Return whether a request comes from a page of ours, or from none (Fetch Metadata, W3C).

    With ``may_be_followed``, a link from a foreign page may also lead here: that page cannot read
    the answer.
    """
    origin, host = headers.get("Origin"), headers.get("Host")
    if origin is not None and origin != f"http://{host}":
        return False
    if headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return True
    return may_be_followed and headers.get("Sec-Fetch-Mode") == "navigate"
