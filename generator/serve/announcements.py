"""Hold what all browsers have to know, and wake those who wait for changes."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from threading import Condition

from generator.model import SitePath
from generator.serve.problems import ShownProblem


@dataclass(frozen=True, slots=True)
class Announcement:
    """What browsers have to know. ``number`` rises with each change.

    ``assets`` are the static files that changed since the server started, each with the number
    of its last change.
    """

    number: int = 0
    problems: tuple[ShownProblem, ...] = ()
    assets: Mapping[SitePath, int] = field(default_factory=dict)


class Events:
    """Holds the latest announcement; any thread may read it, or wait for the next."""

    def __init__(self) -> None:
        self.epoch = secrets.token_hex(4)
        """Distinguishes this server from an earlier one."""
        self._notice = Announcement()
        self._bell = Condition()

    @property
    def notice(self) -> Announcement:
        return self._notice

    def publish(
        self, problems: tuple[ShownProblem, ...] | None = None, assets: Collection[SitePath] = ()
    ) -> None:
        """Announce what is new; without arguments, only pages are new."""
        with self._bell:
            number = self._notice.number + 1
            changed = {**self._notice.assets, **dict.fromkeys(assets, number)}
            self._notice = replace(self._notice, number=number, assets=changed)
            if problems is not None:
                self._notice = replace(self._notice, problems=problems)
            self._bell.notify_all()

    def wait(self, known: Announcement | None, seconds: float) -> Announcement:
        """Return the announcement once it differs from the known one, or after ``seconds``."""
        with self._bell:
            self._bell.wait_for(lambda: self._notice is not known, seconds)
            return self._notice
