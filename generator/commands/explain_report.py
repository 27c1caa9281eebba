"""What `explain` shows: where a page comes from, and whether the next build changes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from generator import publish, render
from generator.commands import shared_options
from generator.commands.inspect_report import findings_as_text
from generator.config import SiteConfig
from generator.content import explain_values, read_furniture
from generator.model import Page, SitePath
from generator.pipeline.conversion import unconverted
from generator.pipeline.inventory import Inventory, take_inventory
from generator.pipeline.machine_view import view_bytes
from generator.pipeline.site_plan import SitePlan, plan_site
from generator.readers import UnreadableSeed
from generator.report import BuildError, Report
from generator.serve.addresses import is_loopback
from generator.text import printable


def explain(site: SiteConfig, what: str) -> dict[str, Any]:
    """Return where a page comes from. Raises BuildError if no page has this URL, file or seed."""
    options = shared_options.make_options(jobs=1, quiet=True, is_dry_run=True)
    inventory = take_inventory(site, options, Report())
    new = plan_site(unconverted(inventory), Report())
    page = _find(what, new, site)
    story: dict[str, Any] = {
        "url": page.path,
        "kind": page.kind,
        "templates": list(render.template_chain(page, new.digests.renderer)),
        "state": _state(page, new.digests.renderer, site),
        "because": _reasons(page, new),
    }
    if page.kind == "document":
        story |= _document(site, inventory, new.digests.renderer, str(page.key[0]))
    return story


def _reasons(page: Page, new: SitePlan) -> list[str]:
    """Return why the next build makes a page again; empty when it leaves the page alone."""
    if page.path not in new.previous.traces:
        return ["it was not made by the last build, or that is forgotten"]
    changed = new.previous.find_changed(new.digests)
    stale = new.previous.find_stale([page.path], changed, new.converted.before.seen.output)
    if page.path not in stale:
        return []
    facts = stale[page.path]
    return [f"{fact} changed" for fact in facts] or ["its folder in the output was touched since"]


def _find(what: str, new: SitePlan, site: SiteConfig) -> Page:
    name = _path_named(what, site).split("#")[0].lstrip("/").removeprefix("./")
    if not name or name.endswith("/"):
        name += "index.html"
    by_path = {page.path: page for page in new.pages}
    url = name.removeprefix("output/").removeprefix("content/").removesuffix(".md")
    seed = name.removeprefix("seeds/")
    seeds = {card.seed[0]: card.path for card in new.holdings.cards if card.seed}
    for path in (name, url, f"{url}.html", seeds.get(seed, ""), f"{url}/index.html"):
        if path in by_path:
            return by_path[path]
    raise BuildError(
        f"no page goes by “{name}”",
        code="explain.unknown",
        is_usage=True,
        hint="Name a page's path in output/, a file of content/, or a seed.",
    )


def _path_named(what: str, site: SiteConfig) -> str:
    """Return the path in a full address of the site or of a preview; anything else unchanged."""
    with suppress(ValueError):
        address = urlsplit(what)
        if address.scheme in ("http", "https") and is_loopback(address.hostname or ""):
            return unquote(address.path)
    inside = what.removeprefix(site.base_url)
    return inside if inside == what else unquote(inside)


def _state(page: Page, renderer: render.Renderer, site: SiteConfig) -> str:
    path = site.output / page.path
    made = render.render_page(page, renderer)
    if made.data is None:
        return "cannot be made" if made.problem else "nothing to publish"
    if not path.is_file():
        return "not published yet: the next build writes it"
    if path.read_bytes() != made.data:
        return "differs from what is published: the next build replaces it"
    is_ours = page.path in publish.read_manifest(site.output)
    return "published and current: the next build leaves it alone" if is_ours else "not our file"


def _document(
    site: SiteConfig, inventory: Inventory, renderer: render.Renderer, url: SitePath
) -> dict[str, Any]:
    record = renderer.sources.document(url).record
    story: dict[str, Any] = {"content": f"content/{url}.md"}
    story["front_matter"] = explain_values((site.content / f"{url}.md").read_bytes())
    if record.origin is None:
        return story | {"seed": None}
    story["seed"] = f"seeds/{record.origin.path}"
    story["findings"] = []
    if record.origin.path in inventory.sources.digests:  # front matter can name any path
        with suppress(OSError, UnreadableSeed):
            seed = (site.seeds / record.origin.path).read_bytes()
            furniture, terms = read_furniture(site.content), inventory.terms.vocabulary
            view = view_bytes(seed, record.origin.path, site.date_order, furniture, terms)
            story["findings"] = view["findings"]
    return story


def as_text(story: dict[str, Any]) -> str:
    return printable("\n".join(_paragraphs(story)))


def _paragraphs(story: dict[str, Any]) -> Iterator[str]:
    yield f"page       {story['url']} ({story['kind']})"
    yield f"state      {story['state']}"
    if story["because"]:
        yield f"because    {'; '.join(story['because'])}"
    yield f"templates  {', '.join(story['templates']) or 'none'}"
    if "content" not in story:
        return
    yield f"content    {story['content']}"
    yield f"seed       {story['seed'] or 'none: written by hand'}"
    yield "front matter:"
    for key, value in story["front_matter"].items():
        shown = json.dumps(value["value"], ensure_ascii=False)
        yield f"  {key}: {shown}  ({value['whose']})"
    if story["seed"]:
        yield "findings of a fresh reading:"
        yield from (f"  {line}" for line in findings_as_text(story["findings"]))
