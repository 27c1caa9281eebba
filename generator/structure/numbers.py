"""Whole numbers from 0 to 255 for what is counted, the same on every machine."""

from __future__ import annotations

from generator.structure.arrays import Bytes, Ints, NDArray, np

MOST = 255
_LOGARITHMS = np.array(
    [2 * min(127, ((n + 1) ** 16).bit_length() - 1) for n in range(4096)], dtype=np.int64
)
"""32 times the binary logarithm of n + 1, in integers to be the same on every machine."""


def in_bytes(columns: Ints) -> Bytes:
    """Return columns, capped at MOST, as bytes, which take an eighth of the memory."""
    return np.minimum(columns, MOST).astype(np.uint8)


def log(values: Ints) -> Ints:
    return _LOGARITHMS[np.minimum(values, len(_LOGARITHMS) - 1)]


def share(parts: Ints, wholes: Ints | int) -> Ints:
    return parts * MOST // np.maximum(wholes, 1)


def sums(values: NDArray[np.generic], starts: Ints, ends: Ints) -> Ints:
    """Return the sum of ``values`` from each start to each end."""
    totals = np.concatenate((np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)))
    return totals[ends] - totals[starts]
