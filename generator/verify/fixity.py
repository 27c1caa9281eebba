"""Hold the results of verifying, and format them as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, to_builtins

from generator.publish import MANIFEST
from generator.text import visible_name


class OutputFixity(Struct, frozen=True):
    """The output compared with its manifest: the number of intact files, and the paths of the rest.

    ``unreadable`` files exist but cannot be read; ``foreign`` ones are not in the manifest, which
    is allowed. ``is_unfinished`` means that a build was killed: each file is as it was before that
    build, or as the build made it.
    """

    intact: int = 0
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    has_manifest: bool = True
    is_unfinished: bool = False

    @property
    def is_intact(self) -> bool:
        lost = self.changed or self.missing or self.unreadable
        return self.has_manifest and not lost and not self.is_unfinished


class Renamed(Struct, frozen=True):
    """A seed with the same bytes under a different path from the one in its content file."""

    before: str
    now: str


class SeedFixity(Struct, frozen=True):
    """The seeds compared with the content files made from them.

    ``missing`` seeds are named by a content file but do not exist; ``new`` seeds exist, but
    no content file names them. ``content`` holds the content files that cannot be read, so that
    their seeds are unknown.
    """

    intact: int = 0
    renamed: tuple[Renamed, ...] = ()
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    content: tuple[str, ...] = ()

    @property
    def is_intact(self) -> bool:
        return not (self.changed or self.missing or self.unreadable or self.content)


class Fixity(Struct, frozen=True):
    """The result of verifying; ``seeds`` is None when only the output was verified."""

    output: OutputFixity
    seeds: SeedFixity | None = None

    @property
    def is_intact(self) -> bool:
        """Whether nothing is lost: new or renamed seeds and foreign files do not count."""
        return self.output.is_intact and (self.seeds is None or self.seeds.is_intact)


def as_text(fixity: Fixity) -> str:
    """Return the result as text: a line for each file that differs, then the totals."""
    output, seeds = fixity.output, fixity.seeds
    lines = [*_lines("output", output, _KINDS_OF_OUTPUT)]
    if seeds is not None:
        lines += _lines("seeds", seeds, ("changed", "missing", "unreadable"))
        lines += (f"unreadable  content/{visible_name(path)}" for path in seeds.content)
        lines += _lines("seeds", seeds, ("new",))
        lines += (
            f"renamed     seeds/{visible_name(one.before)} is seeds/{visible_name(one.now)}"
            for one in seeds.renamed
        )
    if output.has_manifest:
        unfinished = " The last build was cut off: build again." if output.is_unfinished else ""
        lines.append(f"Output: {_counted(output, _KINDS_OF_OUTPUT)}.{unfinished}")
    else:
        lines.append(
            f"Output: there is no {MANIFEST} to say what its files were. Build, or copy it too."
        )
    if seeds is not None:
        lines.append(f"Seeds: {_counted(seeds, ('changed', 'missing', 'unreadable', 'new'))}.")
    return "\n".join(lines)


_KINDS_OF_OUTPUT = ("changed", "missing", "unreadable", "foreign")


def _lines(folder: str, fixity: OutputFixity | SeedFixity, kinds: Iterable[str]) -> Iterator[str]:
    for kind in kinds:
        for path in getattr(fixity, kind):
            yield f"{kind:12}{folder}/{visible_name(path)}"


def _counted(fixity: OutputFixity | SeedFixity, kinds: Iterable[str]) -> str:
    """Return the numbers of files as text; a zero is left out, except for the intact files."""
    counts = [f"{len(paths):,} {kind}" for kind in kinds if (paths := getattr(fixity, kind))]
    return ", ".join([f"{fixity.intact:,} intact", *counts])


def as_json(fixity: Fixity) -> dict[str, object]:
    """Return the result as values for JSON."""
    return {"is_intact": fixity.is_intact, **to_builtins(fixity)}
