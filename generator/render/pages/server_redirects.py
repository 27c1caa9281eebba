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
from generator.model import Archive, Page, SitePath
from generator.render.facts import Facts
from generator.render.links import quoted, without_index
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope
from generator.text.text_files import as_utf8

SERVER_LISTS = {
    "redirects": ("_redirects",),
    "htaccess": (".htaccess",),
    "nginx": ("nginx-redirects.map", "nginx-requests.map"),
}
"""The paths of the lists of each format; a file of the owner's at one becomes part of it."""
_IN_PATTERNS = re.compile(r"[\\.^$|?*+()\[\]{}]")
_IN_REPLACEMENTS = re.compile(r"[\\$]")
_IN_QUOTES = re.compile(r'[\\"]')


class _Move(Struct, frozen=True):
    """One answer of the server; both are decoded paths from the root of the host.

    ``query`` is what follows a question mark in the old address, as browsers encode it.
    """

    old: str
    new: str
    query: str = ""

    @property
    def location(self) -> str:
        """The new path, percent-encoded; so are dollar signs, which would begin a variable."""
        return quoted(self.new).replace("$", "%24")


def _moves(scope: Scope) -> Iterator[_Move]:
    root = unquote(urlsplit(scope.settings.base_url).path) or "/"
    for one in scope.ask(Facts.redirects):
        new = root + without_index(one.target)
        yield _Move(root + one.path, new, one.query)
        if (folder := without_index(one.path)) != one.path:
            yield _Move(root + folder, new, one.query)


def _hosted(move: _Move) -> str | None:
    """Return a line for Netlify or Cloudflare; ``*`` is encoded, as it would be a wildcard.

    Netlify compares a query by the names and values in it, so that None is returned for others. The
    exclamation mark says that the line counts where there is a page, too. Cloudflare does not know
    queries, and leaves out such a line.
    """
    pairs = move.query.split("&") if move.query else []
    if not all(pair.partition("=")[2] for pair in pairs):
        return None
    values = "".join(f" {pair.replace('=:', '=%3A')}" for pair in pairs)
    old = quoted(move.old).replace("*", "%2A")
    return f"{old}{values} {move.location} 301{'!' if pairs else ''}"


def _apache(move: _Move) -> str | None:
    return _apache_query(move) if move.query else _apache_path(move)


def _apache_query(move: _Move) -> str:
    """Return lines for Apache's mod_rewrite, which compares queries as they were sent."""
    path, query = (_IN_PATTERNS.sub(r"\\\g<0>", text) for text in (move.old, move.query))
    new = move.location.replace("%", r"\%")
    return (
        f"RewriteCond %{{REQUEST_URI}} {_in_quotes(f'^{path}$')}\n"
        f"RewriteCond %{{QUERY_STRING}} {_in_quotes(f'^{query}$')}\n"
        f"RewriteRule ^ {_in_quotes(new)} [R=301,L,NE,QSD]"
    )


def _apache_path(move: _Move) -> str | None:
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


def _nginx(move: _Move) -> str | None:
    """Return an entry of a map from $uri, which is decoded, to the new address."""
    return None if move.query else f"{_in_quotes(move.old)} {_in_quotes(move.location)};"


def _nginx_request(move: _Move) -> str | None:
    """Return an entry of a map from $request_uri, which is as it was sent, to the new address."""
    if not move.query:
        return None
    return f"{_in_quotes(f'{quoted(move.old)}?{move.query}')} {_in_quotes(move.location)};"


def _in_quotes(text: str) -> str:
    return '"' + _IN_QUOTES.sub(r"\\\g<0>", text) + '"'


def _list(
    path: SitePath, line: Callable[[_Move], str | None], before_queries: str = ""
) -> PageKind:
    """Return the page kind of a list, which is made if the settings ask for its format.

    ``before_queries`` is what a list needs that has lines about queries.
    """
    name = next(name for name, paths in SERVER_LISTS.items() if path in paths)

    def plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
        if name in site.formats:
            yield Page(path, kind, (path,) if path in archive.files else ())

    def make(scope: Scope) -> bytes:
        # nginx refuses a map with keys that differ in letter case alone.
        given = list(_moves(scope))
        if name == "nginx":
            keys = {(one.old.lower(), one.query.lower()): one for one in reversed(given)}
            given = list(keys.values())
        lines = sorted(filter(None, map(line, given)))
        if before_queries and any(move.query for move in given):
            lines.insert(0, before_queries)
        own = as_utf8(scope.content_file(path)) if scope.page.key else b""
        if own and not own.endswith(b"\n"):
            own += b"\n"
        return own + "".join(f"{text}\n" for text in lines).encode()

    kind = f"server-{name}" if path == SERVER_LISTS[name][0] else f"server-{name}-requests"
    return PageKind(plan, make)


_NO_JEKYLL = ".nojekyll"
REDIRECTS_FILE = _list("_redirects", _hosted)
HTACCESS = _list(".htaccess", _apache, "RewriteEngine On")
NO_JEKYLL = PageKind(
    lambda archive, _: () if _NO_JEKYLL in archive.files else [Page(_NO_JEKYLL, "no-jekyll")],
    lambda _: b"",
)
"""Without this file, GitHub Pages leaves out files whose names begin with an underscore."""
NGINX_MAP = _list("nginx-redirects.map", _nginx)
NGINX_REQUESTS = _list("nginx-requests.map", _nginx_request)
