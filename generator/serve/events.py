"""What all browsers have to know, with a bell that rings when it changes."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from threading import Condition

from generator.model import SitePath
from generator.serve.problems import ShownProblem


@dataclass(frozen=True, slots=True)
class Announcement:
    """What browsers are told. ``number`` counts up at each change of it.

    ``assets`` are the static files that changed since the server started, each with the number
    at which it last did.
    """

    number: int = 0
    problems: tuple[ShownProblem, ...] = ()
    assets: Mapping[SitePath, int] = field(default_factory=dict)


class Events:
    """Holds one notice at a time; any thread may read it, or wait for the next."""

    def __init__(self) -> None:
        self.epoch = secrets.token_hex(4)
        """Tells this server from the one that was here before it."""
        self._notice = Announcement()
        self._bell = Condition()

    @property
    def notice(self) -> Announcement:
        return self._notice

    def publish(
        self, problems: tuple[ShownProblem, ...] | None = None, assets: Collection[SitePath] = ()
    ) -> None:
        """Put up what is new, and ring; without either, pages alone are new."""
        with self._bell:
            number = self._notice.number + 1
            changed = {**self._notice.assets, **dict.fromkeys(assets, number)}
            self._notice = replace(self._notice, number=number, assets=changed)
            if problems is not None:
                self._notice = replace(self._notice, problems=problems)
            self._bell.notify_all()

    def wait(self, known: Announcement | None, seconds: float) -> Announcement:
        """Return the notice as soon as it is another than the known one, or after that time."""
        with self._bell:
            self._bell.wait_for(lambda: self._notice is not known, seconds)
            return self._notice
