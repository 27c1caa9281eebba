"""Estimate how likely each unit of a text is main text, a title, a caption …

The rules use these probabilities, and so does the search for titles, dates and authors.

The line model is a small convolutional network over the units in their order, trained on pages
whose lines people labelled (docs/models/line-roles.md). All weights and activations are integers,
or integers divided by a power of two, and no sum exceeds what a float holds exactly. Therefore the
result is the same on every machine, regardless of the order of its additions.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.model import CERTAIN, Line, Probabilities
from generator.report import BuildError
from generator.structure.arrays import Bytes, Floats, Ints, NDArray, np
from generator.structure.features import Features, Tokens, describe
from generator.structure.labelled_lines import LogicalLine
from generator.structure.places import Places

DUMPS = Path(__file__).with_name("line-roles.model")
SAVED_PAGES = Path(__file__).with_name("page-lines.model")
NAME, VERSION = b"microfiche-line-roles", 1
STEPS = 32
"""Activations are integers from 0 to 255 that count 32nds."""
_TOP = 255
_HALF = np.float32(0.5)
_LONGEST = 48
"""Words of a unit that are averaged; later words are ignored."""
NO_WORD, UNKNOWN, FIGURES, FIRST_WORD = 0, 2, 6, 12
"""Rows of the embedding at which these begin: no word, unknown words (by length), figures (by
kind), the words of the vocabulary."""
FIRST_NAME = 1
"""The row of the names' embedding at which the known names begin; unknown ones are nothing."""
_FURTHEST = 16 * STEPS
_UNIT = 1 << 20
_WINDOW = 8_000
"""Units that the model sees at once, to bound the memory for long texts."""
_SHARED = tuple(range(CERTAIN + 1))
"""One shared object for each probability, since a long text has a million probabilities."""


class NetworkLayer(Struct, frozen=True):
    """Weights are integers; ``scale``, a power of two for each output, turns sums into 32nds."""

    weights: Floats
    bias: Floats
    scale: Floats
    reach: int = 0
    """How many units up and down a convolution looks; 0 if the layer is no convolution."""
    context: Floats | None = None
    """Weights for the mean over the document, for the greatest values above and below a unit, and
    on saved pages for the mean over each of the unit's circles."""


class Network(Struct, frozen=True):
    embedding: Floats
    names: Floats | None
    """The embedding of the names of elements, in a model of saved pages."""
    entry: NetworkLayer
    layers: tuple[NetworkLayer, ...]
    head: NetworkLayer
    """The last layer. It returns the logit of main text, followed by the logits of LABELS."""


class LineModel(Struct, frozen=True):
    table: Bytes
    """The kind of each character (characters.py)."""
    words: dict[str, int]
    names: dict[str, int]
    """The names of elements that a model of saved pages knows; else none."""
    networks: tuple[Network, ...]
    confidence: tuple[tuple[int, int], ...]
    """Bands of expected F1: the F1 at which each band begins, and the share of the texts in it that
    were read well, both from 0 to CERTAIN."""


class Logits(Struct, frozen=True):
    """Logits, in 32nds, of being main text and of having each of LABELS."""

    main: Ints
    labels: Ints


@cache
def load_model(path: Path = DUMPS) -> LineModel:
    """Return the model; raise BuildError if its file is missing, damaged, or of another version."""
    try:
        return load_packed(path.read_bytes(), path)
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from error


def load_packed(contents: bytes, path: Path = DUMPS) -> LineModel:
    """Return the model that a file holds; raises BuildError as load_model does."""
    first, _, packed = contents.partition(b"\n")
    match first.split():
        case [name, version, digest] if name == NAME and version.isdigit():
            if int(version) != VERSION:
                raise _unusable(path, f"has version {int(version)}, expected {VERSION}")
            if sha256(packed).hexdigest().encode() != digest:
                raise _unusable(path, "is damaged: its digest does not match")
        case _:
            raise _unusable(path, "is not a line model")
    head, _, body = zlib.decompress(packed).partition(b"\n")
    header = json.loads(head)
    arrays = _arrays(header["arrays"], body)
    table = next(arrays).astype(np.uint8)
    networks = tuple(
        Network(
            next(arrays).astype(np.float32),
            next(arrays).astype(np.float32) if header.get("names") else None,
            _layer(arrays),
            tuple(_layer(arrays, reach, has_context) for reach, has_context in reaches),
            _layer(arrays),
        )
        for reaches in header["networks"]
    )
    words = {word: number for number, word in enumerate(header["words"], start=FIRST_WORD)}
    names = {name: number for number, name in enumerate(header.get("names", ()), FIRST_NAME)}
    return LineModel(table, words, names, networks, tuple(map(tuple, header["confidence"])))


def _unusable(path: Path, problem: str) -> BuildError:
    message, hint = f"the line model {problem}", "Install Microfiche again."
    return BuildError(message, code="model.unusable", path=str(path), hint=hint)


def pack_model(header: dict[str, Any], arrays: Sequence[NDArray[Any]]) -> bytes:
    """Return the file of a model: a line with its digest, then the compressed contents."""
    shapes = [(array.dtype.str, list(array.shape)) for array in arrays]
    head = json.dumps({**header, "arrays": shapes}, ensure_ascii=False, sort_keys=True)
    body = b"".join(array.tobytes() for array in arrays)
    packed = zlib.compress(head.encode() + b"\n" + body, 9)
    digest = sha256(packed).hexdigest().encode()
    return b"%s %d %s\n%s" % (NAME, VERSION, digest, packed)


def _arrays(shapes: Sequence[tuple[str, list[int]]], body: bytes) -> Iterator[NDArray[Any]]:
    start = 0
    for kind, shape in shapes:
        count = int(np.prod(shape))
        yield np.frombuffer(body, np.dtype(kind), count, start).reshape(shape)
        start += count * np.dtype(kind).itemsize


def _layer(
    arrays: Iterator[NDArray[Any]], reach: int = 0, has_context: bool = False
) -> NetworkLayer:
    weights, bias, shift = next(arrays), next(arrays), next(arrays)
    return NetworkLayer(
        weights.astype(np.float32),
        bias.astype(np.float32),
        np.exp2(-shift.astype(np.float32)),
        reach,
        next(arrays).astype(np.float32) if has_context else None,
    )


def estimate_chances(
    units: Sequence[LogicalLine], lines: Sequence[Line], model: LineModel | None = None
) -> Probabilities:
    """Return the probabilities of the units; ``model`` defaults to the package's model."""
    known = model or load_model()
    main: list[int] = []
    labels: list[tuple[int, ...]] = []
    for start in range(0, len(units), _WINDOW):
        part = units[start : start + _WINDOW]
        features = describe(part, lines, known.table, has_places=bool(known.names))
        logits = infer(known, features)
        main += chances_of_main(logits.main).tolist()
        rows = chances_of_labels(logits.labels).tolist()
        labels += (tuple(map(_SHARED.__getitem__, row)) for row in rows)
    return Probabilities(tuple(main), tuple(labels))


def infer(model: LineModel, features: Features) -> Logits:
    """Return the logits of the units, each the mean over all networks."""
    known, tokens = model.words.get, features.tokens
    words = [known(word) or row_of_other(word) for word in tokens.words]
    rows = np.array(words, np.int64)[tokens.codes]
    names = None
    if features.places is not None:
        known_name = model.names.get
        names = np.array([known_name(name, 0) for name in features.places.names], np.int64)
    total = sum(_answer(network, features, rows, names) for network in model.networks)
    mean = np.floor(np.asarray(total) / len(model.networks)).astype(np.int64)
    return Logits(mean[:, 0], mean[:, 1:])


def row_of_other(word: str) -> int:
    """Return the row of a word that the vocabulary lacks."""
    if not word[0].isdigit():
        return UNKNOWN + min(3, len(word) // 4)
    if not word.isdigit():
        return FIGURES + 5
    if len(word) == 4 and word.startswith(("19", "20")):
        return FIGURES
    return FIGURES + min(len(word), 4)


def _answer(network: Network, features: Features, rows: Ints, names: Ints | None) -> Floats:
    entry = _entry(network, features, rows)
    circles = None
    if network.names is not None and features.places is not None and names is not None:
        circles = features.places.circles
        bags = _sums_of_names(network.names[names], features.places)
        entry = np.concatenate((entry, bags), axis=1)
    hidden = _activate(entry, network.entry, None, None)
    for layer in network.layers:
        # Put each row between the rows that are ``reach`` units above and below it.
        edge = np.zeros((layer.reach, hidden.shape[1]), np.float32)
        padded = np.concatenate((edge, hidden, edge))
        above, below = padded[: len(hidden)], padded[2 * layer.reach :]
        near = np.concatenate((above, hidden, below), axis=1)
        hidden = _activate(near, layer, hidden, circles)
    head = network.head
    answer: Floats = np.floor((hidden @ head.weights + head.bias) * head.scale + _HALF)
    return answer


def _entry(network: Network, features: Features, rows: Ints) -> Floats:
    """Return a network's input: the feature columns, then the embeddings of the first two words and
    of the last word, and the mean embedding."""
    tokens, count = features.tokens, len(features.columns)
    words = network.embedding[edge_rows(rows, tokens)].reshape(count, -1)
    totals = np.cumsum(network.embedding[rows], axis=0, dtype=np.float64)
    totals = np.concatenate((np.zeros((1, totals.shape[1])), totals))
    ends = np.minimum(tokens.ends, tokens.starts + _LONGEST)
    number = np.maximum(ends - tokens.starts, 1)[:, None]
    mean = np.floor((totals[ends] - totals[tokens.starts]) / number)
    return np.concatenate((features.columns, words, mean), axis=1, dtype=np.float32)


def _sums_of_names(embedded: Floats, places: Places) -> Floats:
    """Return the sums of the embeddings of the names in each unit's bags, next to one another."""
    totals = np.cumsum(embedded[places.codes], axis=0, dtype=np.float64)
    totals = np.concatenate((np.zeros((1, totals.shape[1])), totals))
    found = np.clip(totals[places.ends] - totals[places.starts], -_TOP, _TOP).astype(np.float32)
    return found[places.bags].reshape(len(places.bags), -1)


def edge_rows(rows: Ints, tokens: Tokens) -> Ints:
    """Return the rows of each unit's first two words and its last."""
    padded = np.append(rows, NO_WORD)
    last = len(rows)
    places = (
        np.where(tokens.counts > 0, tokens.starts, last),
        np.where(tokens.counts > 1, tokens.starts + 1, last),
        np.where(tokens.counts > 0, tokens.ends - 1, last),
    )
    found: Ints = padded[np.stack(places, axis=1)]
    return found


def _activate(
    near: Floats, layer: NetworkLayer, hidden: Floats | None, circles: Ints | None
) -> Floats:
    total: Floats = near @ layer.weights
    total += layer.bias
    if layer.context is not None and hidden is not None:
        # For each row, the mean of all rows and the greatest values up to and from this row.
        mean = np.floor(hidden.sum(axis=0, dtype=np.float64) / len(hidden)).astype(np.float32)
        above = np.maximum.accumulate(hidden, axis=0)
        below = np.maximum.accumulate(hidden[::-1], axis=0)[::-1]
        around = [np.broadcast_to(mean, hidden.shape), above, below]
        if circles is not None:
            around += _means_of_circles(hidden, circles)
        total += np.concatenate(around, axis=1) @ layer.context
    total *= layer.scale
    total += _HALF
    if hidden is not None:
        total += hidden
    np.floor(total, out=total)
    np.maximum(total, 0, out=total)
    return np.minimum(total, _TOP, out=total)


def _means_of_circles(hidden: Floats, circles: Ints) -> Iterator[Floats]:
    totals = np.cumsum(hidden, axis=0, dtype=np.float64)
    totals = np.concatenate((np.zeros((1, totals.shape[1])), totals))
    for start, end in circles.transpose(1, 2, 0):
        yield np.floor((totals[end] - totals[start]) / (end - start)[:, None]).astype(np.float32)


@cache
def _powers() -> Ints:
    """Return exp(-n / 32) for n = 0, 1, 2 …, in units of 1 / 2**20."""
    return np.floor(_UNIT * np.exp(-np.arange(_FURTHEST + 1) / STEPS) + 0.5).astype(np.int64)


def chances_of_main(logits: Ints) -> Ints:
    """Return the probability (0 to CERTAIN) that each unit is main text."""
    rest = _powers()[np.minimum(np.abs(logits), _FURTHEST)]
    lesser = CERTAIN * rest // (_UNIT + rest)
    return np.where(logits > 0, CERTAIN - lesser, lesser)


def chances_of_labels(logits: Ints) -> Ints:
    """Return the probability of each label for each unit; a row sums up to about CERTAIN."""
    below = logits.max(axis=1, keepdims=True) - logits
    parts = _powers()[np.minimum(below, _FURTHEST)]
    chances: Ints = CERTAIN * parts // parts.sum(axis=1, keepdims=True)
    return chances
