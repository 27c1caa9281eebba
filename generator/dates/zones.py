"""Convert local times to UTC, by the names of time zones that newspapers print.

The names are those of the English-language and European press. A name that several countries share
(IST, AMT, AST) is recognised, but the time stays local.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ZONES: dict[str, int | str | None] = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BST", "CET", "MEZ", "WEST"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET"), 120),
    "EEST": 180,
    "JST": 540,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AKST": -540,
    "AKDT": -480,
    "HST": -600,
    "UK": "Europe/London",
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "MSK": "Europe/Moscow",
    "IST": None,
    "AMT": None,
    "AST": None,
}
"""Minutes east of UTC; a zone of the IANA database if the clock depends on the day; None for a name
that countries share. BST is read as British Summer Time, EST and CST as North American times, since
most archives mean these."""
_PRINTED = re.compile(r"(\w*?)(?:([+-])(\d{1,2}):?(\d\d)?)?")


def is_known(zone: str) -> bool:
    """Return whether the zone's offset from UTC is known; never if ``zone`` is empty."""
    return _rule(zone) is not None


def utc_text(local: str, zone: str) -> str:
    """Return a local time, "2001-10-03T21:46:00", in UTC, "…Z"; unchanged if its zone is not known.

    ``zone`` is a name, an offset ("+0100", "-05:00") or both ("GMT+1").
    """
    from datetime import UTC, datetime, timedelta, timezone

    rule = _rule(zone)
    if rule is None:
        return local
    if rule == 0:
        return f"{local}Z"
    clock = timezone(timedelta(minutes=rule)) if isinstance(rule, int) else _iana_zone(rule)
    if clock is None:
        return local
    moment = datetime.fromisoformat(local).replace(tzinfo=clock).astimezone(UTC)
    return f"{moment.replace(tzinfo=None).isoformat()}Z"


@lru_cache(maxsize=256)
def _rule(zone: str) -> int | str | None:
    """Return minutes east of UTC or the name of an IANA zone; None when neither is known."""
    match = _PRINTED.fullmatch(zone)
    if match is None or match[1] not in ("", *ZONES):
        return None
    if match[2] is None:
        return ZONES.get(match[1])
    minutes = int(match[3]) * 60 + int(match[4] or 0)
    return (-minutes if match[2] == "-" else minutes) if minutes < 24 * 60 else None


@cache
def _iana_zone(key: str) -> "ZoneInfo | None":
    """Return the zone; None on a system without the IANA database."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(key)
    except ZoneInfoNotFoundError:
        return None
