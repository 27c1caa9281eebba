"""Write hosts and addresses of the web in one form, however people typed them.

An international host is compared and published as DNS has it (RFC 5891, UTS #46), and a path with
all but plain characters percent-encoded (RFC 3986).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

_PORTS = {"http": 80, "https": 443}
_SAFE_IN_PATHS = "/-._~!$&()*+,;=:@"
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""Full stops of other scripts, which part the labels of a host, too."""


@lru_cache(maxsize=1_024)
def ascii_host(host: str) -> str:
    """Return a host in lower case, with its labels as DNS has them: ``xn--bcher-kva.example``.

    Raises UnicodeError for a label that has no such form.
    """
    if host.isascii():
        return host.lower()
    # Not Python's codec "idna", which is of 2003 and leads “straße” to another host.
    plain = unicodedata.normalize("NFKC", host.lower().translate(_DOTS)).lower()
    labels = plain.split(".")
    return ".".join(
        one if one.isascii() else f"xn--{one.encode('punycode').decode()}" for one in labels
    )


def normal_base(url: str) -> str:
    """Return the full address of a site, valid as a URI and with one slash at its end.

    Raises ValueError if it is none.
    """
    parts = urlsplit(url)
    path = quote(unquote(parts.path, errors="strict"), safe=_SAFE_IN_PATHS)
    return f"{parts.scheme}://{_authority(parts)}{path.rstrip('/')}/"


def _authority(parts: SplitResult) -> str:
    host = ascii_host(parts.hostname or "")
    shown = f"[{host}]" if ":" in host else host
    return shown if parts.port in (None, _PORTS.get(parts.scheme)) else f"{shown}:{parts.port}"


def inside(address: str, base_url: str) -> str | None:
    """Return what follows ``base_url`` in an address below it; None if it is elsewhere.

    The spelling of both may differ: in case, in percent-encoding, in ``http`` and ``https``.
    """
    if not base_url:
        return None
    if address.startswith(base_url):
        return address[len(base_url) :]
    try:
        parts, base = urlsplit(address), urlsplit(base_url)
        if not parts.netloc or parts.scheme not in ("", *_PORTS) or not _is_same(parts, base):
            return None
        path, root = unquote(parts.path, errors="strict"), unquote(base.path)
    except ValueError:  # such as http://[, or a port that is no number
        return None
    if not f"{path}/".startswith(root):
        return None
    rest = quote(path[len(root) :], safe=_SAFE_IN_PATHS)
    query = f"?{parts.query}" if parts.query else ""
    return f"{rest}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def _is_same(parts: SplitResult, base: SplitResult) -> bool:
    if ascii_host(parts.hostname or "") != ascii_host(base.hostname or ""):
        return False
    ports = (one.port or _PORTS.get(one.scheme or base.scheme) for one in (parts, base))
    return len({port if port not in _PORTS.values() else None for port in ports}) == 1
