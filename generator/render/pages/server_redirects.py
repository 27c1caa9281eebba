"""Lists of all redirects in the forms that servers read, for answers with the status 301.

The owner's own file of the same name comes first: servers take the first rule that matches.

A folder's index page is also requested by the folder's path, so that path has a line as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render.facts import Facts
from generator.render.links import quoted, without_index
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope
from generator.text.text_files import as_utf8

SERVER_LISTS = {"redirects": "_redirects", "htaccess": ".htaccess", "nginx": "nginx-redirects.map"}
"""The path of each list by its format; a file of the owner's at that path becomes part of it."""
_IN_PATTERNS = re.compile(r"[\\.^$|?*+()\[\]{}]")
_IN_REPLACEMENTS = re.compile(r"[\\$]")
_IN_QUOTES = re.compile(r'[\\"]')


class _Move(Struct, frozen=True):
    """One answer of the server; both are decoded paths from the root of the host."""

    old: str
    new: str

    @property
    def location(self) -> str:
        """The new path, percent-encoded; so are dollar signs, which would begin a variable."""
        return quoted(self.new).replace("$", "%24")


def _moves(scope: Scope) -> Iterator[_Move]:
    root = unquote(urlsplit(scope.settings.base_url).path) or "/"
    for path, target in scope.ask(Facts.redirects):
        new = root + without_index(target)
        yield _Move(root + path, new)
        if (folder := without_index(path)) != path:
            yield _Move(root + folder, new)


def _hosted(move: _Move) -> str:
    """Return a line for Netlify or Cloudflare; ``*`` is encoded, as it would be a wildcard."""
    return f"{quoted(move.old).replace('*', '%2A')} {move.location} 301"


def _apache(move: _Move) -> str | None:
    """Return a line for Apache's mod_alias, which compares decoded paths.

    ``Redirect`` applies to every path that begins with the old path: for a folder, to everything
    inside. A folder's path is therefore matched as a whole, by ``RedirectMatch``. The server then
    encodes the new path, but takes what follows ``?`` or ``#`` for a query or fragment. None is
    returned for a folder whose new path contains either.
    """
    if not move.old.endswith("/"):
        return f"Redirect 301 {_in_quotes(move.old)} {_in_quotes(move.location)}"
    if set("?#") & set(move.new):
        return None
    pattern = _IN_PATTERNS.sub(r"\\\g<0>", move.old)
    new = _IN_REPLACEMENTS.sub(r"\\\g<0>", move.new)
    return f"RedirectMatch 301 {_in_quotes(f'^{pattern}$')} {_in_quotes(new)}"


def _nginx(move: _Move) -> str:
    """Return an entry of a map from $uri, which is decoded, to the new address."""
    return f"{_in_quotes(move.old)} {_in_quotes(move.location)};"


def _in_quotes(text: str) -> str:
    return '"' + _IN_QUOTES.sub(r"\\\g<0>", text) + '"'


def _list(name: str, line: Callable[[_Move], str | None]) -> PageKind:
    """Return the page kind of a list that is made if the settings ask for the format ``name``."""
    path = SERVER_LISTS[name]

    def plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
        if name in site.formats:
            yield Page(path, f"server-{name}", (path,) if path in archive.files else ())

    def make(scope: Scope) -> bytes:
        lines = sorted(filter(None, map(line, _moves(scope))))
        own = as_utf8(scope.content_file(path)) if scope.page.key else b""
        if own and not own.endswith(b"\n"):
            own += b"\n"
        return own + "".join(f"{text}\n" for text in lines).encode()

    return PageKind(plan, make)


_NO_JEKYLL = ".nojekyll"
REDIRECTS_FILE = _list("redirects", _hosted)
HTACCESS = _list("htaccess", _apache)
NO_JEKYLL = PageKind(
    lambda archive, _: () if _NO_JEKYLL in archive.files else [Page(_NO_JEKYLL, "no-jekyll")],
    lambda _: b"",
)
"""Without this file, GitHub Pages leaves out files whose names begin with an underscore."""
NGINX_MAP = _list("nginx", _nginx)
