"""Find where an address in a file of the site points, from its URL alone, without the files.

As in the WHATWG URL standard, white space around an address is ignored, and so are tabs and line
breaks inside it; dots in a path are resolved before anything is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, urlsplit

from generator.model import SitePath


class LinkTarget(Enum):
    """The kinds of targets that an address can have."""

    SAME = "the file itself"
    INSIDE = "a path of this site"
    OUTSIDE = "above the root of the site"
    ROOTED = "a path from the root of the server"
    FLOATING = "a relative path on a page that is shown at any address"
    LOCAL = "the computer at hand"
    WEB = "another site"
    OTHER = "no place, such as mailto: and data:"


@dataclass(frozen=True, slots=True)
class Address:
    """The target of an address. ``path`` is decoded; the path of a folder ends with a slash.

    ``is_full`` means that only a server can answer the address, so that a folder stands for its
    index page.
    """

    place: LinkTarget
    path: SitePath = ""
    fragment: str = ""
    is_full: bool = False


_PLAIN = re.compile(r"(?:\.\./)*(?:[\w-]+/)*[\w-]+\.\w+")
"""A plain relative path, as most links have, without characters of special meaning."""
_BREAKS = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB_SCHEMES = frozenset({"http", "https", "ftp", "ws", "wss"})
# file: URLs, Windows paths (C:\ and \\server), and URLs of localhost or a loopback address.
_LOCAL = re.compile(
    r"""file: | [a-z]:[\\/] | \\\\
    | (?:[a-z][a-z0-9+.-]*:)?//(?:[^/?#@]*@)?
      (?:(?:[^/?#:]*\.)?localhost | 127(?:\.\d+){3} | 0\.0\.0\.0 | \[::1?\])
      (?::\d*)?(?=[/?#]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_ORIGIN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)


def read_address(written: str, folder: SitePath | None, base_url: str) -> Address:
    """Return the target of an address in a file of ``folder``.

    ``folder`` ends with a slash or is empty; it is None for a page that is served at any address.
    """
    if folder is not None and _PLAIN.fullmatch(written):
        return _resolved(folder, written)
    text = _BREAKS.sub("", written.strip())
    if _LOCAL.match(text):
        return Address(LinkTarget.LOCAL)
    home = base_url[:-1]
    if home and text.startswith(home) and text[len(home) : len(base_url)] in ("", "/", "?", "#"):
        return _inside("", text[len(home) :].removeprefix("/"), is_full=True)
    if text.startswith("//"):
        return Address(LinkTarget.WEB)
    if scheme := _SCHEME.match(text):
        is_web = scheme[1].lower() in _WEB_SCHEMES
        return Address(LinkTarget.WEB if is_web else LinkTarget.OTHER)
    if text.startswith("/"):
        return _rooted(text, folder, urlsplit(base_url).path or "/")
    if not text or text[0] in "?#":
        return Address(LinkTarget.SAME, fragment=_divided(text)[1])
    return Address(LinkTarget.FLOATING) if folder is None else _inside(folder, text)


def origin(written: str) -> str:
    """Return scheme, host and port of a full address; any other address unchanged."""
    match = _ORIGIN.match(written.strip())
    return match[0] if match else written


def _rooted(text: str, folder: SitePath | None, root: str) -> Address:
    """Read a path from the server's root; only a page that is served at any address may use it."""
    if not text.startswith(root):
        return Address(LinkTarget.WEB if folder is None else LinkTarget.ROOTED)
    address = _inside("", text[len(root) :], is_full=True)
    if folder is None:
        return address
    return Address(LinkTarget.ROOTED, address.path, address.fragment)


def _inside(folder: SitePath, text: str, *, is_full: bool = False) -> Address:
    path, fragment = _divided(text)
    return _resolved(folder, unquote(path), fragment, is_full=is_full)


def _divided(text: str) -> tuple[str, str]:
    """Return the path and the fragment, without a query (it selects no file) or ``:~:text=…``."""
    rest, _, fragment = text.partition("#")
    return rest.partition("?")[0], fragment.partition(":~:")[0]


def _resolved(folder: SitePath, path: str, fragment: str = "", *, is_full: bool = False) -> Address:
    steps = folder.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return Address(LinkTarget.OUTSIDE)
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    # “a/”, “a/.” and “a/..” name folders, whose paths end with a slash.
    if steps and path.rpartition("/")[2] in ("", ".", ".."):
        steps.append("")
    return Address(LinkTarget.INSIDE, "/".join(steps), fragment, is_full)
