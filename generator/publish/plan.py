"""What publishing will do, decided before anything is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.model import SitePath, Staged


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write, in order, and then to delete; ``digests`` is the new manifest."""

    write: tuple[SitePath, ...]
    delete: tuple[SitePath, ...]
    digests: Mapping[SitePath, str]


def plan_publication(
    made: Sequence[Staged], published: Mapping[SitePath, str], kept: Collection[SitePath] = ()
) -> Plan:
    """Decide what to write and what to delete.

    ``made`` are the files of the new site, in the order of writing; ``published`` those of the
    last one; ``kept`` files that could not be made this time and stay as they were.
    """
    wanted = {staged.path: staged.sha256 for staged in made}
    wanted |= {path: published[path] for path in kept if path in published}
    return Plan(
        write=tuple(staged.path for staged in made if staged.is_new),
        delete=tuple(sorted(published.keys() - wanted.keys())),
        digests=wanted,
    )
