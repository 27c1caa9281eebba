"""What verifying found, as values, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from generator.publish import MANIFEST
from generator.text import visible_name


@dataclass(frozen=True, slots=True)
class OutputFixity:
    """The output against its manifest: how many files are intact, and the paths of the others.

    ``unreadable`` are there and cannot be read; ``foreign`` are in no manifest, and may be there.
    ``is_unfinished``: a build was killed, and each file is as before it or as after it.
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


@dataclass(frozen=True, slots=True)
class Renamed:
    """A seed that lies under another name than its content file says, with the same bytes."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class SeedFixity:
    """The seeds against the content files made from them.

    ``missing`` are named by a content file and are nowhere; ``new`` are named by none. Of
    ``content``, files that cannot be read, nobody knows which seed they were made from.
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


@dataclass(frozen=True, slots=True)
class Fixity:
    """What is as it was and what is not; ``seeds`` is None when the output was alone."""

    output: OutputFixity
    seeds: SeedFixity | None = None

    @property
    def is_intact(self) -> bool:
        """Say whether nothing is lost: new seeds, renamed ones and foreign files are no loss."""
        return self.output.is_intact and (self.seeds is None or self.seeds.is_intact)


def as_text(fixity: Fixity) -> str:
    """Return the result in words: a line for each file that is not as it was, then the sums."""
    output, seeds = fixity.output, fixity.seeds
    lines = [
        *_lines("changed", "output", output.changed),
        *_lines("missing", "output", output.missing),
        *_lines("unreadable", "output", output.unreadable),
        *_lines("foreign", "output", output.foreign),
    ]
    if seeds is not None:
        lines += [
            *_lines("changed", "seeds", seeds.changed),
            *_lines("missing", "seeds", seeds.missing),
            *_lines("unreadable", "seeds", seeds.unreadable),
            *_lines("unreadable", "content", seeds.content),
            *_lines("new", "seeds", seeds.new),
            *(
                f"renamed     seeds/{visible_name(one.before)} is seeds/{visible_name(one.now)}"
                for one in seeds.renamed
            ),
        ]
    return "\n".join([*lines, _output_sum(output), *_seed_sum(seeds)])


def _lines(kind: str, folder: str, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield f"{kind:12}{folder}/{visible_name(path)}"


def _output_sum(output: OutputFixity) -> str:
    if not output.has_manifest:
        return f"Output: there is no {MANIFEST} to say what its files were. Build, or copy it too."
    counts = {
        "intact": output.intact,
        "changed": len(output.changed),
        "missing": len(output.missing),
        "unreadable": len(output.unreadable),
        "foreign": len(output.foreign),
    }
    unfinished = " The last build was cut off: build again." if output.is_unfinished else ""
    return f"Output: {_counted(counts)}.{unfinished}"


def _seed_sum(seeds: SeedFixity | None) -> Iterator[str]:
    if seeds is not None:
        counts = {
            "intact": seeds.intact,
            "changed": len(seeds.changed),
            "missing": len(seeds.missing),
            "unreadable": len(seeds.unreadable),
            "new": len(seeds.new),
        }
        yield f"Seeds: {_counted(counts)}."


def _counted(counts: Mapping[str, int]) -> str:
    """Return numbers in words; those that are nought, the first aside, are left out."""
    first, *others = counts.items()
    shown = [first, *(entry for entry in others if entry[1])]
    return ", ".join(f"{number:,} {kind}" for kind, number in shown)


def as_json(fixity: Fixity) -> dict[str, object]:
    """Return the result for programs."""
    return {"is_intact": fixity.is_intact, **asdict(fixity)}
