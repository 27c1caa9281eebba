"""The commands `init` and `clean`: the beginning of an archive, and what builds left."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.config import FILE_NAME, SiteConfig
from generator.publish import (
    MANIFEST,
    hold_lock,
    keep_edited,
    read_manifest,
    refuse_dangerous_output,
    remove_published,
)
from generator.report import BuildError
from generator.text import slugify

EXAMPLE = Path(__file__).parent / "example"
_FOLDERS = ("seeds", "content", "themes")
_SETTINGS = """\
# The settings of this archive. Every line is optional; docs/settings.md lists them all.
title: "An archive"
description: ""
language: en
# base_url: "https://example.org/archive/"   # for the feed and the sitemap; links never need it
# date_order: dmy                            # how 03/04/1997 reads: ask, dmy or mdy
"""


def init(folder: Path, *, with_example: bool) -> None:
    """Make an archive in ``folder``. Raises BuildError when one is there already."""
    present = [name for name in (FILE_NAME, *_FOLDERS) if (folder / name).exists()]
    if present:
        raise BuildError(
            f"{folder} holds {', '.join(present)} already",
            code="init.exists",
            is_usage=True,
            hint="Choose a new folder; nothing is ever overwritten.",
        )
    if with_example:
        shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    settings = folder / FILE_NAME
    if not settings.exists():
        settings.write_text(_SETTINGS, "utf-8")


_KINDS = {
    "topic": "topics",
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "section": "section",
    "source": "source",
}
"""What one term of a taxonomy is called."""
_TERM = """\
---
title: {title}
aliases: [{aliases}]   # other spellings, which become this term
broader: []   # the terms that this one belongs under; their pages list its documents too
same_as: []   # pages elsewhere about the same, such as https://www.wikidata.org/wiki/Q159
hidden: false   # true: the term is shown nowhere
---
"""


def new_term(site: SiteConfig, what: str, name: str, aliases: Sequence[str]) -> str:
    """Begin the file of a term, and return its path; ``what`` is a taxonomy, or one term of it.

    Raises BuildError when there is no such taxonomy, or the file is there already.
    """
    key = what if what in site.taxonomies else _KINDS.get(what, what)
    if key not in site.taxonomies:
        raise BuildError(
            f"there is no taxonomy “{what}”",
            code="taxonomy.unknown",
            is_usage=True,
            hint=f"The taxonomies of site.yaml are {', '.join(site.taxonomies)}.",
        )
    path = site.content / key / f"{slugify(name)}.md"
    text = _TERM.format(title=_quoted(name), aliases=", ".join(map(_quoted, aliases)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise BuildError(
            "the file is there already",
            code="term.exists",
            path=f"content/{key}/{path.name}",
            is_usage=True,
            hint="Edit it: nothing is ever overwritten.",
        ) from None
    return f"content/{key}/{path.name}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def clean(site: SiteConfig, *, is_trial: bool) -> tuple[str, ...]:
    """Remove the files that builds published, and the cache; return the paths of the former.

    What somebody has edited among them is kept beside its place.
    """
    refuse_dangerous_output(site)
    if is_trial:
        return tuple(_ours(site))
    with hold_lock(site.cache):
        published = read_manifest(site.output)
        present = tuple(_ours(site))
        for path in present:
            if path in published:
                keep_edited(site.output, path, [published[path]])
            remove_published(site.output, path)
    shutil.rmtree(site.cache, ignore_errors=True)
    return present


def _ours(site: SiteConfig) -> Iterator[str]:
    """Yield the paths of our files that are there."""
    ours = (*sorted(read_manifest(site.output)), MANIFEST)
    yield from (path for path in ours if (site.output / path).is_file())
