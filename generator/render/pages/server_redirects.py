"""Lists of all redirects in the forms that servers read, for answers with the status 301.

A folder's own page is also asked for by the folder's name alone, so that has a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render.links import quoted
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope

_INDEX = "index.html"
_IN_PATTERNS = re.compile(r"[\\.^$|?*+()\[\]{}]")
_IN_REPLACEMENTS = re.compile(r"[\\$]")
_IN_QUOTES = re.compile(r'[\\"]')


@dataclass(frozen=True, slots=True)
class _Move:
    """One answer of the server; both are decoded paths from the root of the host."""

    old: str
    new: str

    @property
    def location(self) -> str:
        """The new path as it stands in an answer; a dollar sign would begin a variable."""
        return quoted(self.new).replace("$", "%24")


def _moves(archive: Archive, site: SiteConfig) -> Iterator[_Move]:
    root = unquote(urlsplit(site.base_url).path) or "/"
    for redirect in archive.redirects:
        new = root + _short(redirect.target)
        yield _Move(root + redirect.path, new)
        if (folder := _short(redirect.path)) != redirect.path:
            yield _Move(root + folder, new)


def _short(path: SitePath) -> SitePath:
    """Return the path of a folder's own page as the folder's, with its slash."""
    is_index = path == _INDEX or path.endswith(f"/{_INDEX}")
    return path.removesuffix(_INDEX) if is_index else path


def _hosted(move: _Move) -> str:
    """Return a line for Netlify or Cloudflare: paths as they are linked, where * is no sign."""
    return f"{quoted(move.old).replace('*', '%2A')} {move.location} 301"


def _apache(move: _Move) -> str | None:
    """Return a line for Apache's mod_alias, which compares decoded paths.

    Redirect holds for all that begins with a path; at a folder, that would be all in it. There
    the path is matched as a whole, and the new one is encoded by the server, which takes what
    follows a question mark for a query: of such a move there is no such line.
    """
    if not move.old.endswith("/"):
        return f"Redirect 301 {_in_quotes(move.old)} {_in_quotes(move.location)}"
    if set("?#") & set(move.new):
        return None
    pattern = _IN_PATTERNS.sub(r"\\\g<0>", move.old)
    new = _IN_REPLACEMENTS.sub(r"\\\g<0>", move.new)
    return f"RedirectMatch 301 {_in_quotes(f'^{pattern}$')} {_in_quotes(new)}"


def _nginx(move: _Move) -> str:
    """Return an entry of a map from $uri, which is decoded, to the address to answer with."""
    return f"{_in_quotes(move.old)} {_in_quotes(move.location)};"


def _in_quotes(text: str) -> str:
    return '"' + _IN_QUOTES.sub(r"\\\g<0>", text) + '"'


def _list(name: str, path: SitePath, line: Callable[[_Move], str | None]) -> PageKind:
    """Return the kind of a list, which is made when the settings ask for the format ``name``."""

    def plan(_: Archive, site: SiteConfig) -> Iterable[Page]:
        if name in site.formats:
            yield Page(path, f"server-{name}")

    def make(scope: Scope) -> bytes:
        lines = map(line, _moves(scope.archive, scope.renderer.site))
        return "".join(f"{text}\n" for text in sorted(filter(None, lines))).encode()

    return PageKind(plan, make, lambda keys, _: keys.of_data(keys.renderer.archive.redirects))


REDIRECTS_FILE = _list("redirects", "_redirects", _hosted)
HTACCESS = _list("htaccess", ".htaccess", _apache)
NGINX_MAP = _list("nginx", "nginx-redirects.map", _nginx)
