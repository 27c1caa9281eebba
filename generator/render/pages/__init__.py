"""Every kind of file in the output, in the order in which pages are planned."""

from __future__ import annotations

from generator.render.pages.a_to_z import A_TO_Z
from generator.render.pages.copies import ASSET, FILE, MARKDOWN, ORIGINAL
from generator.render.pages.dates import DATES
from generator.render.pages.days import DAY, DAYS
from generator.render.pages.document import DOCUMENT, FREE_PAGE
from generator.render.pages.feeds import (
    CORRECTIONS_FEED,
    FEED,
    JSON_CORRECTIONS_FEED,
    JSON_FEED,
    TERM_FEED,
    TERM_JSON_FEED,
)
from generator.render.pages.home import ABOUT, HOME
from generator.render.pages.old_addresses import NOT_FOUND, NOTICE, REDIRECT
from generator.render.pages.page_kind import PageKind
from generator.render.pages.periods import MONTH, UNDATED, YEAR
from generator.render.pages.server_redirects import (
    HTACCESS,
    NGINX_MAP,
    NGINX_REQUESTS,
    NO_JEKYLL,
    REDIRECTS_FILE,
)
from generator.render.pages.sitemap import ROBOTS, SITEMAP
from generator.render.pages.skos import SKOS_JSON_LD, SKOS_TURTLE
from generator.render.pages.specimen import SPECIMEN
from generator.render.pages.taxonomy import TAXONOMY
from generator.render.pages.term import TERM

PAGE_KINDS: dict[str, PageKind] = {
    "asset": ASSET,
    "file": FILE,
    "original": ORIGINAL,
    "markdown": MARKDOWN,
    "document": DOCUMENT,
    "page": FREE_PAGE,
    "month": MONTH,
    "year": YEAR,
    "dates": DATES,
    "day": DAY,
    "days": DAYS,
    "undated": UNDATED,
    "term": TERM,
    "taxonomy": TAXONOMY,
    "a-z": A_TO_Z,
    "about": ABOUT,
    "not-found": NOT_FOUND,
    "home": HOME,
    "feed": FEED,
    "json-feed": JSON_FEED,
    "term-feed": TERM_FEED,
    "term-json-feed": TERM_JSON_FEED,
    "corrections-feed": CORRECTIONS_FEED,
    "json-corrections-feed": JSON_CORRECTIONS_FEED,
    "redirect": REDIRECT,
    "notice": NOTICE,
    "server-redirects": REDIRECTS_FILE,
    "server-htaccess": HTACCESS,
    "server-nginx": NGINX_MAP,
    "server-nginx-requests": NGINX_REQUESTS,
    "no-jekyll": NO_JEKYLL,
    "skos-turtle": SKOS_TURTLE,
    "skos-json-ld": SKOS_JSON_LD,
    "sitemap": SITEMAP,
    "robots": ROBOTS,
    "specimen": SPECIMEN,
}
OLD_ADDRESSES = ("redirect", "notice")
"""The kinds of page that are planned once it is known which old URLs no other page answers."""
ON_REQUEST = ("specimen",)
"""The kinds of page that are made only when asked for."""
