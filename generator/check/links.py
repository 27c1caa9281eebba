"""Find where an address in a file of the site points, and what is wrong with it.

As in the WHATWG URL standard, white space around an address is ignored, and so are tabs and line
breaks inside it; dots in a path are resolved before anything is looked up.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from generator.check.files import PAGE_ENDINGS, SiteFiles, folded
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


class Address(Struct, frozen=True):
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
"""The scheme, host and port of a full address."""


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


# What is wrong


class CheckedLink(Struct, frozen=True):
    """An address in a file, where it points, and the code of its fault, if it has one.

    ``path`` is the path inside the site, even if no file is there; it is empty unless ``place`` is
    INSIDE. ``target`` is the same for all links with the same fault, however they are written.
    ``is_anchor`` means that the address points to an anchor on a page of the site.
    """

    written: str
    place: LinkTarget
    path: SitePath
    fragment: str
    target: str
    is_anchor: bool
    code: str | None


@lru_cache(maxsize=16_384)
def judge(
    written: str, folder: SitePath | None, files: SiteFiles, *, is_loaded: bool
) -> CheckedLink:
    """Return the checked link for an address in a file of ``folder``, as in ``read_address``.

    ``is_loaded`` means that the target is loaded with the page, not followed. Results are cached,
    since all pages of a folder share the links of the menu.
    """
    address = read_address(written, folder, files.base_url)
    is_inside = address.place is LinkTarget.INSIDE
    path = address.path if is_inside else ""
    if is_inside and address.is_full and path not in files.paths:
        path = files.index_of(path) or path
    code = None
    if path not in files.paths or address.is_full:
        code = _find_fault(
            written, address, files, is_loaded=is_loaded, is_placed=folder is not None
        )
    target = path if is_inside else written
    if address.place is LinkTarget.LOCAL and (origin := _ORIGIN.match(written.strip())):
        target = origin[0]
    is_page = is_inside and path.endswith(PAGE_ENDINGS)
    is_on_page = is_page or address.place is LinkTarget.SAME
    return CheckedLink(
        written=written,
        place=address.place,
        path=path,
        fragment=address.fragment,
        target=target,
        is_anchor=code is None and is_on_page and address.fragment.lower() not in ("", "top"),
        code=code,
    )


def _find_fault(
    written: str, address: Address, files: SiteFiles, *, is_loaded: bool, is_placed: bool
) -> str | None:
    """Return the code of the first fault of a link; None when it has none.

    ``is_placed`` means that its file has a fixed address, as all but the not-found page have.
    """
    place, is_full = address.place, address.is_full
    has_no_file = place is LinkTarget.INSIDE and address.path not in files.paths
    is_shown = files.index_of(address.path) is not None  # a server has a page for the folder
    is_missing = has_no_file and not (is_full and is_shown)
    is_empty = place is LinkTarget.SAME and not address.fragment
    is_elsewhere = place is LinkTarget.WEB or (is_full and is_placed)
    faults = {
        "link.local": place is LinkTarget.LOCAL,
        "asset.remote": is_loaded and is_elsewhere and not files.allows(written),
        "link.absolute": place is LinkTarget.ROOTED or written.lstrip().startswith("//"),
        "link.relative": place is LinkTarget.FLOATING,
        "link.outside": place is LinkTarget.OUTSIDE,
        "link.directory": has_no_file and is_shown and not is_loaded and not is_full,
        "link.case": is_missing and folded(address.path) in files.by_folded,
        "asset.missing": is_loaded and (is_empty or has_no_file),
        "link.missing": is_missing,
    }
    return next((code for code, holds in faults.items() if holds), None)
