"""The line model during training: the network in floats, its gradients, and its conversion to
integers.

What generator/structure/line_model.py computes in integers is computed here in floats, together
with the derivatives. The documents of a batch follow one another and do not affect each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from generator.model import LABELS
from generator.structure.line_model import STEPS
from generator.structure.places import BAGS, CIRCLES

TOP = np.float32(255 / STEPS)
Weights = dict[str, np.ndarray]


@dataclass
class Batch:
    """Documents that follow one another; ``starts`` and ``lengths`` count units."""

    columns: np.ndarray
    edges: np.ndarray
    """For each unit, the rows of the embedding for its first two words and its last word."""
    bag: np.ndarray
    bag_sizes: np.ndarray
    lengths: np.ndarray
    target: np.ndarray
    weight: np.ndarray
    label: np.ndarray
    lines: np.ndarray
    has_passages: np.ndarray
    circles: np.ndarray | None = None
    """For each unit, the first row and the row after the last of its circles (places.py)."""
    names: np.ndarray | None = None
    """The rows of the names' embedding, bag by bag; ``name_ends`` has the end of each bag."""
    name_ends: np.ndarray | None = None
    starts: np.ndarray = field(init=False)
    document: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.starts = np.concatenate(([0], np.cumsum(self.lengths)[:-1]))
        self.document = np.repeat(np.arange(len(self.lengths)), self.lengths)

    def neighbours(self, reach: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the indices of the rows ``reach`` above and below each row.

        If the document has no such row, the index is the number of rows, where ``_layer`` adds
        zeros.
        """
        count = len(self.columns)
        rows = np.arange(count)
        place, length = rows - self.starts[self.document], self.lengths[self.document]
        above = np.where(place >= reach, rows - reach, count)
        return above, np.where(place + reach < length, rows + reach, count)


@dataclass
class Net:
    weights: Weights
    reaches: tuple[tuple[int, bool], ...]
    """For each layer, how far it looks and whether it sees the document as a whole."""
    mean: np.ndarray
    spread: np.ndarray
    """Of the columns. In training, ``mean`` and ``spread`` normalise these; ``whole_numbers`` moves
    both into the first layer."""
    dropout: float
    kept: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return len(self.weights["bias0"])

    @property
    def name_depth(self) -> int:
        names = self.weights.get("names")
        return 0 if names is None else names.shape[1]

    @property
    def depth(self) -> int:
        return self.weights["embedding"].shape[1]

    def answer(
        self, batch: Batch, random: np.random.Generator | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the logits of main text and of LABELS; with ``random``, some connections drop."""
        weights, self.kept = self.weights, []
        entry, sizes = self._entry(batch)
        mask = self._mask((len(entry), entry.shape[1] - len(self.mean)), random)
        entry[:, len(self.mean) :] *= mask
        hidden = np.clip(entry @ weights["weight0"] + weights["bias0"], 0, TOP)
        self.kept.append((entry, hidden, mask, sizes))
        for number, (reach, has_context) in enumerate(self.reaches, start=1):
            hidden = self._layer(batch, hidden, number, reach, has_context, random)
        self.kept.append((hidden,))
        logits = hidden @ weights["head_weight"] + weights["head_bias"]
        return logits[:, 0], logits[:, 1:]

    def _entry(self, batch: Batch) -> tuple[np.ndarray, np.ndarray]:
        embedding = self.weights["embedding"]
        columns = (batch.columns / np.float32(STEPS) - self.mean) / self.spread
        edges = embedding[batch.edges].reshape(len(columns), -1)
        totals = np.cumsum(embedding[batch.bag], axis=0, dtype=np.float64)
        totals = np.concatenate((np.zeros((1, self.depth)), totals))
        ends = np.cumsum(batch.bag_sizes)
        shares = (1 / np.maximum(batch.bag_sizes, 1)).astype(np.float32)[:, None]
        bags = (totals[ends] - totals[ends - batch.bag_sizes]) * shares
        parts = [columns, edges, bags]
        if batch.names is not None and batch.name_ends is not None:
            totals = np.cumsum(self.weights["names"][batch.names], axis=0, dtype=np.float64)
            totals = np.concatenate((np.zeros((1, self.name_depth)), totals))
            sums = np.diff(totals[batch.name_ends], axis=0, prepend=0)
            parts.append(np.clip(sums, -TOP, TOP).reshape(len(columns), -1))
        return np.concatenate(parts, axis=1, dtype=np.float32), shares

    def _mask(self, shape: tuple[int, int], random: np.random.Generator | None) -> Any:
        if random is None:
            return np.float32(1)
        kept = random.random(shape, dtype=np.float32) >= self.dropout
        return kept / np.float32(1 - self.dropout)

    def _layer(
        self,
        batch: Batch,
        hidden: np.ndarray,
        number: int,
        reach: int,
        has_context: bool,
        random: np.random.Generator | None,
    ) -> np.ndarray:
        weights = self.weights
        above, below = batch.neighbours(reach)
        padded = np.concatenate((hidden, np.zeros((1, self.width), np.float32)))
        near = np.concatenate((padded[above], hidden, padded[below]), axis=1)
        total = near @ weights[f"weight{number}"] + weights[f"bias{number}"]
        context = _context(batch, hidden) if has_context else None
        if context is not None:
            total += context[0] @ weights[f"context{number}"]
        mask = self._mask(total.shape, random)
        out = np.clip(hidden + total * mask, 0, TOP)
        self.kept.append((near, hidden, out, mask, context, above, below))
        return out

    def gradients(self, batch: Batch, slope: np.ndarray) -> Weights:
        """Return the derivatives of the loss; ``slope`` holds those by the logits of ``answer``."""
        found: Weights = {}
        (hidden,) = self.kept[-1]
        found["head_weight"], found["head_bias"] = hidden.T @ slope, slope.sum(0)
        slope = slope @ self.weights["head_weight"].T
        for number in range(len(self.reaches), 0, -1):
            slope = self._slope_of_layer(batch, slope, number, found)
        entry, hidden, mask, shares = self.kept[0]
        slope = slope * ((hidden > 0) & (hidden < TOP))
        found["weight0"], found["bias0"] = entry.T @ slope, slope.sum(0)
        embedded = (slope @ self.weights["weight0"][len(self.mean) :].T) * mask
        words = embedded[:, : 4 * self.depth]
        found["embedding"] = self._slope_of_embedding(batch, words, shares)
        if batch.names is not None and batch.name_ends is not None:
            slopes = embedded[:, 4 * self.depth :]
            is_inside = np.abs(entry[:, -slopes.shape[1] :]) < TOP
            slopes = (slopes * is_inside).reshape(-1, self.name_depth)
            sizes = np.diff(batch.name_ends, prepend=0)
            found["names"] = _summed(
                batch.names, np.repeat(slopes, sizes, axis=0), self.weights["names"]
            )
        return found

    def _slope_of_layer(
        self, batch: Batch, slope: np.ndarray, number: int, found: Weights
    ) -> np.ndarray:
        near, _, out, mask, context, above, below = self.kept[number]
        width = self.width
        slope = slope * ((out > 0) & (out < TOP))
        inner = slope * mask
        found[f"weight{number}"], found[f"bias{number}"] = near.T @ inner, inner.sum(0)
        parts = inner @ self.weights[f"weight{number}"].T
        edge = np.zeros((1, width), np.float32)
        slope = slope + parts[:, width : 2 * width]
        # The slope of what a row gave to the row below comes back from that row; so from above.
        slope += np.concatenate((parts[:, :width], edge))[below]
        slope += np.concatenate((parts[:, 2 * width :], edge))[above]
        if context is not None:
            seen, highest_above, highest_below = context
            found[f"context{number}"] = seen.T @ inner
            parts = inner @ self.weights[f"context{number}"].T
            means = np.add.reduceat(parts[:, :width], batch.starts, axis=0)
            slope += (means / batch.lengths[:, None].astype(np.float32))[batch.document]
            slope += _scattered(highest_above, parts[:, width : 2 * width])
            slope += _scattered(highest_below, parts[:, 2 * width : 3 * width])
            if batch.circles is not None:
                slope += _spread(batch.circles, parts[:, 3 * width :])
        return slope

    def _slope_of_embedding(
        self, batch: Batch, words: np.ndarray, shares: np.ndarray
    ) -> np.ndarray:
        depth = self.depth
        rows = np.concatenate((batch.edges.ravel(), batch.bag))
        bags = np.repeat(words[:, 3 * depth :] * shares, batch.bag_sizes, axis=0)
        slopes = np.concatenate((words[:, : 3 * depth].reshape(-1, depth), bags))
        return _summed(rows, slopes, self.weights["embedding"])


def _summed(rows: np.ndarray, slopes: np.ndarray, embedding: np.ndarray) -> np.ndarray:
    """Return the slopes by the embedding, in which each of ``rows`` was looked up once."""
    found = np.zeros_like(embedding)
    if len(rows):
        _add_to(found, rows, slopes)
    found[0] = 0
    return found


def make_net(
    columns: np.ndarray,
    rows: int,
    depth: int,
    width: int,
    reaches: tuple[tuple[int, bool], ...],
    dropout: float,
    random: np.random.Generator,
    names: tuple[int, int] | None = None,
) -> Net:
    """Return an untrained net; ``columns`` is a sample of the columns that it will see.

    ``names``: the rows and the depth of the embedding of the names of elements, for saved pages.
    """

    def matrix(inputs: int, outputs: int, scale: float) -> np.ndarray:
        values = random.standard_normal((inputs, outputs)) * scale * np.sqrt(2 / inputs)
        return values.astype(np.float32)

    sample = columns / np.float32(STEPS)
    inputs = columns.shape[1] + 4 * depth + (BAGS * names[1] if names else 0)
    contexts = 3 + (CIRCLES if names else 0)
    weights = {
        "embedding": (random.standard_normal((rows, depth)) * 0.3).astype(np.float32),
        "weight0": matrix(inputs, width, 0.7),
        "bias0": np.full(width, 0.3, np.float32),
        "head_weight": matrix(width, 1 + len(LABELS), 0.5),
        "head_bias": np.zeros(1 + len(LABELS), np.float32),
    }
    weights["embedding"][0] = 0
    if names:
        weights["names"] = (random.standard_normal(names) * 0.2).astype(np.float32)
        weights["names"][0] = 0
    for number, (_, has_context) in enumerate(reaches, start=1):
        weights[f"weight{number}"] = matrix(3 * width, width, 0.5)
        weights[f"bias{number}"] = np.zeros(width, np.float32)
        if has_context:
            weights[f"context{number}"] = matrix(contexts * width, width, 0.3)
    mean, spread = sample.mean(0), np.maximum(sample.std(0), 0.25)
    return Net(weights, reaches, mean.astype(np.float32), spread.astype(np.float32), dropout)


def _context(batch: Batch, hidden: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the context of each row: its document's mean, and the maxima down to and up to it.

    Return also the rows that hold these two maxima.
    """
    count, width = hidden.shape
    mean = np.add.reduceat(hidden, batch.starts, axis=0) / batch.lengths[:, None]
    # Each document is raised by 8, which is more than TOP, so that its maxima start afresh.
    lift = (8 * batch.document).astype(np.float32)[:, None]
    above = _highest(hidden + lift)
    below = (count - 1 - _highest((hidden + (lift[-1] - lift))[::-1]))[::-1]
    columns = np.arange(width)
    parts = [mean[batch.document], hidden[above, columns], hidden[below, columns]]
    if batch.circles is not None:
        parts += _means(batch.circles, hidden)
    return np.concatenate(parts, axis=1, dtype=np.float32), above, below


def _highest(values: np.ndarray) -> np.ndarray:
    """Return, for each row and column, the row of the greatest value so far."""
    highest = np.maximum.accumulate(values, axis=0)
    is_new = np.concatenate((np.ones_like(values[:1], bool), highest[1:] > highest[:-1]))
    rows = np.arange(len(values))[:, None]
    return np.maximum.accumulate(np.where(is_new, rows, 0), axis=0)


def _means(circles: np.ndarray, values: np.ndarray) -> Iterator[np.ndarray]:
    """Yield the means over the first circle of each row, over its second …"""
    totals = np.cumsum(values, axis=0, dtype=np.float64)
    totals = np.concatenate((np.zeros((1, values.shape[1])), totals))
    for start, end in circles.transpose(1, 2, 0):
        yield (totals[end] - totals[start]) / (end - start)[:, None]


def _spread(circles: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """Return the slopes by the rows of which ``_means`` took the means."""
    count, number = circles.shape[:2]
    width = slopes.shape[1] // number
    steps = np.zeros((count + 1, width), np.float32)
    for place, (start, end) in enumerate(circles.transpose(1, 2, 0)):
        part = slopes[:, place * width : (place + 1) * width]
        shares = part / (end - start)[:, None].astype(np.float32)
        _add_to(steps, start, shares)
        _add_to(steps, end, -shares)
    return np.cumsum(steps, axis=0, dtype=np.float64)[:count].astype(np.float32)


def _add_to(sums: np.ndarray, rows: np.ndarray, values: np.ndarray) -> None:
    """Add each of ``values`` to one of the rows of ``sums``."""
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    firsts = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
    sums[rows[firsts]] += np.add.reduceat(values[order], firsts, axis=0)


def _scattered(rows: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the sums of ``values``, column by column, by the ``rows`` that they belong to."""
    count, width = values.shape
    places = (rows * width + np.arange(width)).ravel()
    sums = np.bincount(places, values.ravel(), minlength=count * width)
    return sums.reshape(count, width).astype(np.float32)


@dataclass
class Adam:
    """The optimiser Adam: gradient descent with momentum, with a rate for each weight."""

    decay: float
    means: Weights = field(default_factory=dict)
    squares: Weights = field(default_factory=dict)
    steps: int = 0

    def step(self, weights: Weights, slopes: Weights, rate: float) -> None:
        self.steps += 1
        length = np.sqrt(sum(float((slope * slope).sum()) for slope in slopes.values()))
        for name, slope in slopes.items():
            slope = slope * np.float32(min(1.0, 1 / (length + 1e-9)))
            mean = self.means.setdefault(name, np.zeros_like(slope))
            square = self.squares.setdefault(name, np.zeros_like(slope))
            mean += np.float32(0.1) * (slope - mean)
            square += np.float32(0.01) * (slope * slope - square)
            if "bias" not in name:
                weights[name] *= np.float32(1 - rate * self.decay)
            pace = np.float32(rate / (1 - 0.9**self.steps))
            root = np.sqrt(square / np.float32(1 - 0.99**self.steps)) + np.float32(1e-8)
            weights[name] -= pace * mean / root


def whole_numbers(net: Net) -> Iterator[np.ndarray]:
    """Yield a net's weights as integers, in the order in which the model's file has them."""
    weights, inputs = net.weights, len(net.mean)
    entry = weights["weight0"].copy()
    entry[:inputs] /= net.spread[:, None]
    bias = weights["bias0"] - (net.mean / net.spread) @ weights["weight0"][:inputs]
    for name in ("embedding", "names"):
        if name in weights:
            yield np.clip(np.rint(weights[name] * STEPS), -127, 127).astype(np.int8)
    yield from _whole_layer(entry, bias)
    for number, (_, has_context) in enumerate(net.reaches, start=1):
        context = [weights[f"context{number}"]] if has_context else []
        yield from _whole_layer(weights[f"weight{number}"], weights[f"bias{number}"], *context)
    yield from _whole_layer(weights["head_weight"], weights["head_bias"])


def _whole_layer(
    weights: np.ndarray, bias: np.ndarray, *context: np.ndarray
) -> Iterator[np.ndarray]:
    """Yield weights as 8-bit integers, the bias, each output's power of two, and the context."""
    largest = np.abs(np.concatenate((weights, *context))).max(0)
    shift = np.floor(np.log2(127 / np.maximum(largest, 1e-6))).astype(np.int8)
    unit = np.exp2(shift.astype(np.float64))
    yield np.rint(weights * unit).astype(np.int8)
    yield np.rint(bias * unit * STEPS).astype("<i4")
    yield shift
    for matrix in context:
        yield np.rint(matrix * unit).astype(np.int8)


def number_of_weights(arrays: Sequence[np.ndarray]) -> int:
    return sum(array.size for array in arrays)
