"""Find the keys of addresses: one key for all ways in which one page can be addressed.

A link and the page that it leads to were often written down differently: with ``www.`` or without,
with ``index.html`` or without, as an address of the web or as the name of a saved file. Keys are
equal where these mean the same page. There are five kinds:

====================  ============================================================================
``//host/path?query`` an address of the web
``seeds/path?query``  a file among the seeds, which a saved page may link to by its path
``content/name.md``   a content file
``/path``             a file of the site itself
``/path#place``       a place in a page of the site
====================  ============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit

from generator.text.hosts import ascii_host, inside

_WEB = ("http", "https")
_PORTS = {"http": ":80", "https": ":443"}
_PLAIN = re.compile(
    r"https?://(?:www\.)?(?!www\.)([a-z0-9-]++(?:\.[a-z0-9-]++)+)((?:/[\w-][\w.-]*+)*)/?",
    re.ASCII,
)
"""An address as most are, without characters of special meaning."""
_PLAIN_PATH = re.compile(r"(?:\w[^/]*+/)*\w[^/]*+")
"""A path without steps such as ``..``."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_INDEX = re.compile(
    r"(?:index\.(?:s?html?|xhtml|php\d?|aspx?|cgi|jsp|cfm)|default\.(?:html?|aspx?))", re.IGNORECASE
)
"""What servers show for a folder."""
_SAFE_IN_QUERIES = "-._~!$'()*+,;:@/?=&%"
_ENDING = re.compile(r".\.[A-Za-z]\w{0,9}$")
_MADE_BY_PROGRAM = re.compile(
    r".\.(?:php\d?|phtml|s?html?|aspx?|jspx?|cgi|pl|cfml?|do|dll|exe)$", re.IGNORECASE
)
_ADDED = re.compile(r"\.html?$", re.IGNORECASE)
"""What mirroring programs add to the names of pages that do not end with it."""
_COPY = re.compile(rf"{_MADE_BY_PROGRAM.pattern[:-1]}{_ADDED.pattern}", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:[+:]\d{1,5})?", re.IGNORECASE
)


_NO_PAGE = re.compile(
    r"\.(?:te?xt|asc|md|markdown|rst|rtf|csv|docx?|odt|pdf|epub|eml|mbox)$", re.IGNORECASE
)


class AddressKind(Enum):
    """How an address is written."""

    WEB = "with its host"
    RELATIVE = "without its host"
    OTHER = "a place on the page itself, or nothing that is looked up, such as mailto:"


class Home(NamedTuple):
    """Where a text is from: what its links are relative to."""

    file: str = ""
    """The path of its content file inside the content folder."""
    page: str = ""
    """The path of its page in the site."""
    seed: str | None = None
    """The path of its seed, if that is a saved page, whose links it has."""
    source_url: str | None = None
    base_url: str = ""
    """The address of the site."""
    former_urls: tuple[str, ...] = ()
    """The addresses that the site had before."""


def is_index_name(name: str) -> bool:
    """Return whether a file name is one that servers show for a folder: ``index.php``."""
    return _INDEX.fullmatch(name) is not None


def normal_query(query: str) -> str:
    """Return a query with all that browsers encode percent-encoded, as servers are asked for it."""
    return quote(query, safe=_SAFE_IN_QUERIES)


def kind_of(address: str) -> AddressKind:
    """Return how an address is written."""
    text = address.strip()
    if not text or text[0] == "#":
        return AddressKind.OTHER
    parts = _split(text)
    if parts is None or (parts.scheme and parts.scheme not in _WEB):
        return AddressKind.OTHER
    if parts.netloc:
        return AddressKind.WEB
    return AddressKind.OTHER if _SCHEME.match(text) else AddressKind.RELATIVE


def is_saved_page(seed: str, format_: str | None = None) -> bool:
    """Return whether a seed may be a saved page, judged by its name: many have odd ones, or none.

    ``format_`` is what its document says of it. No other seed has links, so that those in its
    document are the owner's.
    """
    return format_ == "html" or not _NO_PAGE.search(seed)


def absolute_address(address: str, base: str) -> str:
    """Return an address as seen from the page ``base``; unchanged if it only names a place there.

    What is not an address of the web stays, too. ``base`` may be relative; then the result is.
    """
    written = address.strip()
    if not base or not (kind_of(address) is AddressKind.RELATIVE or written.startswith("//")):
        return address
    if kind_of(base) is AddressKind.RELATIVE:
        return written if written.startswith("/") else base[: base.rfind("/") + 1] + written
    with suppress(ValueError):
        return urljoin(base, written)
    return address


def path_from(folder_of: str, address: str) -> str | None:
    """Return the path that a relative address names, as seen from a file; None if outside."""
    parts = _split(address.strip())
    return None if parts is None else _joined(folder_of, decoded(parts.path))


def web_key(address: str) -> str | None:
    """Return the key of a full address of the web; None for any other."""
    if plain := _PLAIN.fullmatch(address):
        return f"//{plain[1]}{_without_index(plain[2])}"
    parts = _split(address.strip())
    if parts is None or not parts.netloc or parts.scheme not in ("", *_WEB):
        return None
    host = ascii_host(parts.netloc.rpartition("@")[2])
    host = host.removesuffix(_PORTS.get(parts.scheme, ":80")).rstrip(".").removeprefix("www.")
    path = _joined("", decoded(parts.path)) or ""
    return f"//{host}/{_with_query(path, decoded(parts.query))}".rstrip("/")


def seed_keys(path: str) -> Iterator[str]:
    """Yield the keys under which a seed is found: in a mirror, its address comes first."""
    mirrored = _mirrored(path)
    if mirrored:
        host, inside = mirrored
        yield f"//{host.lower().removeprefix('www.')}/{_as_address(inside)}".rstrip("/")
    yield f"seeds/{_as_address(path)}".rstrip("/")


def shorter_key(key: str) -> str | None:
    """Return the key without ``.html``, by which a page may be found that has no other."""
    is_page = key.startswith(("//", "seeds/")) and key.endswith((".html", ".htm"))
    return _ADDED.sub("", key) if is_page else None


def folded_key(key: str) -> str | None:
    """Return a key whose path is in lower case, as some servers look pages up; None if it is."""
    path, sign, query = key.partition("?")
    is_page = key.startswith(("//", "seeds/")) and path != path.lower()
    return f"{path.lower()}{sign}{query}" if is_page else None


def link_keys(address: str, home: Home) -> tuple[str, ...]:
    """Return the keys to look up for a link, the likeliest first; none if it leads to no page."""
    if _PLAIN.fullmatch(address) and not _may_be_inside(address, home):
        key = str(web_key(address))
        if key.islower() and not _COPY.search(key):
            return (key,)
        return _with_folded(tuple(filter(None, _keys_of_web(address, home))))
    kind = kind_of(address)
    if kind is AddressKind.OTHER:
        return ()
    find = _keys_of_web if kind is AddressKind.WEB else _keys_of_relative
    return _with_folded(tuple(dict.fromkeys(filter(None, find(address.strip(), home)))))


def _may_be_inside(address: str, home: Home) -> bool:
    hosts = (url.partition("//")[2].partition("/")[0] for url in (home.base_url, *home.former_urls))
    return any(host and host in address for host in hosts)


def _with_folded(keys: tuple[str, ...]) -> tuple[str, ...]:
    if "".join(keys).islower():
        return keys
    return tuple(dict.fromkeys((*keys, *filter(None, map(folded_key, keys)))))


def _keys_of_web(address: str, home: Home) -> Iterator[str | None]:
    for url in (home.base_url, *home.former_urls):
        if (own := inside(address, url)) is not None:
            yield _asked_key("", f"/{own}")
            yield _site_key("", own)
    key = web_key(address)
    yield key
    if key and home.seed and ("@" in key or _COPY.search(key)):
        # Mirroring programs have changed links to the names of their files.
        host, _, path = key[2:].partition("/")
        yield f"//{host}/{_as_address(path)}".rstrip("/")


def _keys_of_relative(address: str, home: Home) -> Iterator[str | None]:
    parts = _split(address)
    if parts is None:
        return
    path = decoded(parts.path)
    is_content_file = path.lower().endswith(".md")
    if is_content_file:
        for place in dict.fromkeys((home.file, home.page)):
            inside = _joined(place, path)
            yield None if inside is None else f"content/{inside}"
    if home.seed:
        if home.source_url:
            yield from _keys_of_web(absolute_address(address, home.source_url), home)
        yield from _keys_of_mirror(parts, path, home.seed)
    yield _asked_key(home.page, address)
    if path and not is_content_file and (key := _site_key(home.page, address)):
        yield key
        # Other programs have /news/old/ where the page is called news/old.html here.
        yield key.removesuffix("/index.html") + ".html" if key.endswith("/index.html") else None


def _keys_of_mirror(parts: SplitResult, path: str, seed: str) -> Iterator[str | None]:
    """Yield the keys of a relative link of a page that was saved to ``seed``."""
    query, mirrored = decoded(parts.query), _mirrored(seed)
    is_rooted = path.startswith("/")
    if mirrored:
        host, inside = mirrored
        target = _linked(inside, path, query)
        if target is not None:
            yield f"//{host.lower().removeprefix('www.')}/{target}".rstrip("/")
    if is_rooted and not mirrored:
        # A mirror of one site: its root is the folder in seeds/.
        folder, sign, inside = seed.partition("/")
        target = _linked(inside if sign else folder, path, query)
        if target is not None:
            yield f"seeds/{folder}/{target}".rstrip("/") if sign else f"seeds/{target}".rstrip("/")
    if not is_rooted:
        target = _linked(seed, path, query)
        if target is not None:
            yield f"seeds/{target}".rstrip("/")


def lost_page(address: str, seed: str) -> str:
    """Return where among the seeds the page would be that a relative link of ``seed`` leads to."""
    parts = _split(address.strip())
    path = decoded(parts.path) if parts else ""
    if path.startswith("/"):
        mirrored = _mirrored(seed)
        inside = mirrored[1] if mirrored else seed.partition("/")[2]
        root = seed.removesuffix(inside) if inside else ""
        found: str | None = root + (_joined("", path) or "")
    else:
        found = _joined(seed, path) if path else seed
    if parts is None or not found:
        return address
    return f"{found}?{parts.query}" if parts.query else found


def _linked(place: str, path: str, query: str) -> str | None:
    if not path:
        return _with_query(_as_address(place).partition("?")[0], query)
    target = _joined(place, path)
    if target is None:
        return None
    return _with_query(target, query) if query else _as_address(target)


def asked_key(path: str, query: str) -> str:
    """Return the key of an address of the site that has a query: ``/index.php?id=5``."""
    return f"/{path}?{normal_query(query)}"


def _asked_key(page: str, address: str) -> str | None:
    parts = _split(address) if "?" in address else None
    if parts is None or not parts.query or not parts.path:
        return None
    path = _joined(page, decoded(parts.path)) or ""
    key = _site_key("", f"/{path}") if path else "/index.html"
    return asked_key(key[1:], parts.query) if key else None


def _site_key(page: str, address: str) -> str | None:
    parts = _split(address)
    path = _joined(page, decoded(parts.path)) if parts else None
    if not path:
        return None
    if path.endswith("/"):
        return f"/{path}index.html"
    return f"/{path}" if _ENDING.search(path.rpartition("/")[2]) else f"/{path}.html"


@lru_cache(maxsize=1_024)
def _mirrored(path: str) -> tuple[str, str] | None:
    """Return the host whose folder a seed is in, and its path there; None if in no such folder."""
    segments = path.split("/")
    for place, segment in enumerate(segments[:-1]):
        if _HOST.fullmatch(segment):
            return segment.replace("+", ":"), "/".join(segments[place + 1 :])
    return None


def _as_address(path: str) -> str:
    """Return the path of a saved page as its address had it, with the query."""
    folder, sign, name = path.rpartition("/")
    stem, query = _name_and_query(name)
    return _with_query(f"{folder}{sign}{stem}", query)


def _name_and_query(name: str) -> tuple[str, str]:
    """Return the name and the query that a file name has: ``page.php@id=5.html``."""
    for place, char in enumerate(name) if "@" in name or "?" in name else ():
        before, rest = name[:place], name[place + 1 :]
        if char == "?" or (char == "@" and before and ("=" in rest or _ENDING.search(before))):
            return before, _ADDED.sub("", rest)
    shorter = _ADDED.sub("", name)
    return (shorter, "") if _MADE_BY_PROGRAM.search(shorter) else (name, "")


def _with_query(path: str, query: str) -> str:
    """Return a path without the name of an index page, and the query if there is one."""
    plain = _without_index(path)
    return f"{plain}?{query}" if query else plain


def _without_index(path: str) -> str:
    folder, sign, name = path.rpartition("/")
    return (f"{folder}{sign}" if _INDEX.fullmatch(name) else path).rstrip("/")


def _joined(place: str, path: str) -> str | None:
    """Return the path that ``path`` names as seen from the file ``place``; None if outside."""
    if _PLAIN_PATH.fullmatch(path):
        return place[: place.rfind("/") + 1] + path
    steps = [] if path.startswith("/") else place.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    if steps and path.rpartition("/")[2] in ("", ".", ".."):
        steps.append("")
    return "/".join(steps)


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # such as http://[
        return None


def decoded(text: str) -> str:
    """Return a part of an address without percent-encoding, whichever charset that was made in."""
    if "%" not in text:
        return text
    data = unquote_to_bytes(text)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
