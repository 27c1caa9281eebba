"""What the last build published: the trace of each page, and the digests of the facts."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from generator import publish
from generator.config import SiteConfig
from generator.model import SitePath
from generator.render import Fact, FactDigests, is_of_lists
from generator.report import Diagnostic
from generator.state import store
from generator.state.snapshots import FileStat, Outline
from generator.state.stale_pages import Trace, find_stale, number_of, unpack_facts
from generator.state.store import Changes

if TYPE_CHECKING:
    from generator.pipeline.render_changed import RenderedPages
    from generator.pipeline.site_plan import SitePlan

_FEW = 20
"""If more than one page in this many was rendered, all is saved anew, except for unused facts."""
_FORM = "9"
"""Version of the rows' format: raise it when that changes. Traces record the program as a fact."""


class PreviousBuild(Struct, frozen=True, dict=True):
    """What was published last, and what the output's folders looked like then."""

    traces: Mapping[SitePath, Trace] = field(default_factory=dict)
    filing: str = ""
    """The digest of everything that determined the lists."""
    folders: Mapping[str, FileStat] = field(default_factory=dict)
    remarks: tuple[Diagnostic, ...] = ()
    """Diagnostics about the paths of the pages."""
    manifest: str = ""
    """The digest of the manifest if it names these pages and no other file; otherwise empty."""
    state: store.State = field(default_factory=lambda: store.State(Path()))
    version: str = ""

    @property
    def facts(self) -> Mapping[Fact, str]:
        """The digests of the facts that pages asked for, except for facts of lists."""
        return self.state.rows("facts", self.version, str)

    @property
    def list_facts(self) -> Mapping[Fact, str]:
        """The digests of the facts of lists that pages asked for."""
        return self.state.rows("list_facts", self.version, str)

    def find_changed(self, digests: FactDigests) -> frozenset[Fact]:
        """Return the facts that have changed since the last build."""
        of_lists = {} if self.filing == digests.filing else self.list_facts
        return frozenset((*digests.changed(self.facts), *digests.changed(of_lists)))

    def find_stale(
        self, pages: Collection[SitePath], changed: frozenset[Fact], output: Outline
    ) -> dict[SitePath, tuple[Fact, ...]]:
        """Return the pages to render, each with the facts that changed.

        None are given for a page that is new, or that the output lacks or has in a touched folder.
        """
        stale = find_stale(pages, self.traces, changed)
        touched = {folder for folder, _ in self.folders.items() ^ output.folders.items()}
        for path in pages:
            is_same = not touched or path[: path.rfind("/") + 1] not in touched
            is_there = is_same and path in output.files
            if not is_there and path not in stale and self.traces[path].sha256:
                stale[path] = ()
        return stale

    def published(self, output: Path) -> dict[SitePath, str]:
        """Return the SHA-256 of the published files; an unchanged manifest is not read again."""
        if self.manifest and self.manifest == publish.digest_of_manifest(output):
            return {path: trace.sha256 for path, trace in self.traces.items() if trace.sha256}
        return publish.read_manifest(output)


class _Published(NamedTuple):
    filing: str
    manifest: str
    remarks: tuple[Diagnostic, ...]


def load_previous_build(site: SiteConfig, state: store.State) -> PreviousBuild:
    """Return what the last build published into this output."""
    version = f"{_FORM} {os.path.realpath(site.output)!r}"
    last = state.value("published", version, _Published)
    if last is None:
        return PreviousBuild(state=state, version=version)
    return PreviousBuild(
        traces=dict(state.rows("traces", version, Trace)),
        filing=last.filing,
        folders=dict(state.rows("folders", version, tuple[int, int, int, int])),
        remarks=last.remarks,
        manifest=last.manifest,
        state=state,
        version=version,
    )


def save_published(new: SitePlan, rendered: RenderedPages, output: Outline, manifest: str) -> None:
    """Save for the next build what this one published: all of it or, if that fails, nothing."""
    old, traces, folders = new.previous, rendered.traces, output.folders
    renewed = [path for path in rendered.remade if path in traces]
    is_whole = len(renewed) * _FEW > len(traces)
    published = _Published(new.digests.filing, manifest, new.remarks)
    tables = {
        "traces": Changes(
            old.version,
            {path: traces[path] for path in sorted(traces if is_whole else renewed)},
            sorted(old.traces.keys() - traces.keys()),
            is_whole,
        ),
        "folders": Changes(
            old.version,
            {name: one for name, one in folders.items() if old.folders.get(name) != one},
            sorted(old.folders.keys() - folders.keys()),
        ),
        "published": Changes(old.version, {"": published}),
    }
    packed = traces.values() if is_whole and old.traces else ()
    used = frozenset(chain.from_iterable(map(unpack_facts, packed)))
    for name, known, is_wanted in (
        ("facts", old.facts, False),
        ("list_facts", old.list_facts, True),
    ):
        fresh = chain(rendered.changed, (one for one in rendered.asked if one not in known))
        wanted = {one for one in fresh if is_of_lists(one) is is_wanted}
        rows = {fact: new.digests[fact] for fact in sorted(wanted)}
        if is_whole and known:
            rows = {f: d for f, d in {**known, **rows}.items() if number_of(f) in used}
        if rows or is_whole:
            tables[name] = Changes(old.version, rows, is_whole=is_whole)
    old.state.save(**tables)
