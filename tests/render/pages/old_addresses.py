"""Archives with redirects and notices, made by hand and rendered without a build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator import render
from generator.archive import find_letters, make_indexes, put_together
from generator.dates import parse_edtf
from generator.model import Document, FreePage, Notice, Record, Redirect, card_of
from generator.state.site_settings import load_config
from generator.text.collation import collation
from tests.site_in_a_string import BuiltSite, write_site

RECORDS = (
    Record("1931/03/bridge", "The bridge & its <toll>", parse_edtf("1931-03-05"), language="en"),
    Record("1931/bruecke", "Die Brücke", parse_edtf("1931"), language="de"),
    Record("song", "The song", terms={"topics": ("Roads",)}),
    Record("'tis", "'Tis May"),
)


def notice(path: str, kind: str = "gone", **values: Any) -> Notice:
    """Return a notice that says as little as a notice can, save for what is given."""
    unknown = dict.fromkeys(("title", "date", "reason", "language"))
    return Notice(**{"path": path, "kind": kind, "above": "index.html", **unknown, **values})


def render_archive(
    root: Path, redirects: dict[str, str], *notices: Notice, **settings: Any
) -> BuiltSite:
    """Return a site of RECORDS with these old addresses, as pages in a folder.

    Those with a question mark are left to servers.
    """
    site = write_site(root)
    config = load_config(root, markdown=False, **settings)
    indexes = make_indexes(RECORDS, config.taxonomies)
    records = [RECORDS[index] for index in indexes.order]
    cards = tuple(map(card_of, records))
    pages = [FreePage("history", "How it began", "")]
    bare = put_together(indexes, find_letters(cards, collation("en")), records, cards, pages, ())
    theme = render.load_theme(config.theme, config.themes)
    assets = render.make_assets(theme, config)
    shelf = render.DocumentSources(_document, lambda _: (), lambda *_: None, lambda *_: False)
    parted = [(*old.partition("?"), target) for old, target in sorted(redirects.items())]
    leading = tuple(Redirect(path, target) for path, sign, _, target in parted if not sign)
    asked = tuple(Redirect(path, target, query) for path, sign, query, target in parted if sign)
    archive = replace(bare, redirects=leading, server_redirects=asked, notices=notices)
    renderer = render.Renderer(config, archive, theme, shelf, assets)
    for page in render.plan_pages(archive, config, assets):
        made = render.render_page(page, renderer)
        assert made.data is not None, made.problem
        site.write(f"output/{page.path}", made.data)
    return site


def _document(url: str) -> Document:
    found = [record for record in RECORDS if record.url == url]
    return Document(found[0] if found else Record(url, ""), "")
