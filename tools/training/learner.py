"""Learn a line model from examples: what it sees of them, batch by batch, and what it should answer.

The hyperparameters here are those of text dumps; saved_pages.py has others.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from generator.model import CERTAIN
from generator.structure.characters import make_table
from generator.structure.features import Tokens
from generator.structure.line_model import (
    FIRST_NAME,
    FIRST_WORD,
    LineModel,
    chances_of_labels,
    chances_of_main,
    edge_rows,
    infer,
    load_packed,
    pack_model,
    row_of_other,
)
from tools.training.examples import Example
from tools.training.mixing import Mixer
from tools.training.network import Adam, Batch, Net, make_net, whole_numbers


@dataclass(frozen=True, slots=True)
class Settings:
    """The hyperparameters of the training, tuned on sites that were held out."""

    rounds: int = 11
    width: int = 96
    depth: int = 24
    vocabulary: int = 6000
    fewest_sites: int = 4
    reaches: tuple[tuple[int, bool], ...] = (
        (1, False),
        (2, True),
        (4, False),
        (8, True),
        (16, False),
    )
    rate: float = 2e-3
    decay: float = 0.05
    dropout: float = 0.25
    words_dropped: float = 0.2
    rows_dropped: float = 0.1
    rows_in_batch: int = 2500
    longest: int = 500
    label_share: float = 3.0
    smoothing: float = 0.997
    passage_worth: float = 0.17
    mixed: float = 0.7
    """The share of the labelled pages that are mixed, anew in each round except the last."""
    sure: float = 0.9
    """The probability that the first network must give a label for the second to learn it."""
    folds: int = 4
    longest_bag: int = 48
    names: int = 0
    """The most names of elements that are learned; 0 for texts without elements."""
    name_depth: int = 16
    names_dropped: float = 0.15
    pages_unnamed: float = 0.1
    """The share of the pages that are shown without the names of their elements."""


LABEL_WORTH = np.array([0.3, 1, 2, 2, 2, 2, 2, 1, 0.15], np.float32)
"""The weight of a line in the loss, in the order of LABELS: rare labels count for more."""


def train(examples: Sequence[Example], settings: Settings, bands: Sequence[Sequence[int]]) -> bytes:
    """Return a model's file; ``bands`` are as in LineModel.confidence.

    The file holds two networks. The first learns from what people have labelled; the second learns
    also from what the first predicts for pages that nobody has labelled.
    """
    judged = [example for example in examples if example.is_judged]
    known = Vocabulary(choose_words(judged, settings), choose_names(judged, settings))
    first = _network(judged, known, settings, 0)
    teacher = load_packed(_pack([first], known, settings, [[0, CERTAIN]]))
    taught = [
        example if example.page else soften(example, teacher, settings) for example in examples
    ]
    second = _network(taught, known, settings, 1)
    return _pack([first, second], known, settings, bands)


@dataclass(frozen=True)
class Vocabulary:
    words: Sequence[str]
    names: Sequence[str] = ()
    """The names of elements."""

    @cached_property
    def _numbers(self) -> tuple[dict[str, int], dict[str, int]]:
        return (
            {word: number for number, word in enumerate(self.words, start=FIRST_WORD)},
            {name: number for number, name in enumerate(self.names, start=FIRST_NAME)},
        )

    def rows(self, example: Example) -> Rows:
        """Return the rows of the embeddings for an example's words and names."""
        words, names = self._numbers
        tokens, places = example.features.tokens, example.features.places
        return Rows(
            rows_of(tokens, words),
            np.array([names.get(name, 0) for name in places.names]) if places else None,
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the embeddings: for each word of an example, and for each of its names."""

    words: np.ndarray
    names: np.ndarray | None = None


def _pack(
    nets: Sequence[Net],
    known: Vocabulary,
    settings: Settings,
    bands: Sequence[Sequence[int]],
) -> bytes:
    reaches = list(settings.reaches)
    header = {"words": known.words, "networks": [reaches] * len(nets), "confidence": bands}
    if known.names:
        header["names"] = known.names
    table = np.frombuffer(make_table(), np.uint8)
    return pack_model(header, [table, *(part for net in nets for part in whole_numbers(net))])


def _network(examples: Sequence[Example], known: Vocabulary, settings: Settings, seed: int) -> Net:
    random = np.random.default_rng(seed)
    sample = np.concatenate([example.features.columns[::7] for example in examples])
    net = make_net(
        sample,
        FIRST_WORD + len(known.words),
        settings.depth,
        settings.width,
        settings.reaches,
        settings.dropout,
        random,
        (FIRST_NAME + len(known.names), settings.name_depth) if known.names else None,
    )
    learn(net, examples, known, settings, random)
    return net


def soften(example: Example, model: LineModel, settings: Settings) -> Example:
    """Return an example whose gaps are filled in with the model's predictions.

    Unknown labels are filled in where the model is sure; the main text, if only passages of it are
    known.
    """
    logits = infer(model, example.features)
    main = chances_of_main(logits.main) / CERTAIN
    labels = chances_of_labels(logits.labels)
    is_sure = labels.max(1) >= settings.sure * CERTAIN
    guessed = np.where(is_sure, labels.argmax(1), -1)
    label = np.where(example.label >= 0, example.label, guessed)
    if not example.has_passages:
        return replace(example, label=label)
    is_known = example.weight > 0
    return replace(
        example,
        has_passages=False,
        target=np.where(is_known, example.target, main).astype(np.float32),
        weight=example.features.tokens.counts.astype(np.float32),
        label=label,
    )


def choose_words(examples: Sequence[Example], settings: Settings) -> list[str]:
    """Return the words that occur on most sites."""
    sites: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for word in example.features.tokens.words:
            sites[word].add(example.site)
    counted = sorted(
        (-len(found), word)
        for word, found in sites.items()
        if len(found) >= settings.fewest_sites and not word[0].isdigit() and word != "\n"
    )
    return [word for _, word in counted[: settings.vocabulary]]


def choose_names(examples: Sequence[Example], settings: Settings) -> list[str]:
    """Return the names of elements that occur on most sites."""
    sites: dict[str, set[str]] = defaultdict(set)
    for example in examples if settings.names else ():
        for name in example.features.places.names if example.features.places else ():
            sites[name].add(example.site)
    counted = sorted(
        (-len(found), name) for name, found in sites.items() if len(found) >= settings.fewest_sites
    )
    return [name for _, name in counted[: settings.names]]


def rows_of(tokens: Tokens, index: Mapping[str, int]) -> np.ndarray:
    rows = np.array([index.get(word) or row_of_other(word) for word in tokens.words])
    return rows[tokens.codes]


def learn(
    net: Net,
    examples: Sequence[Example],
    known: Vocabulary,
    settings: Settings,
    random: np.random.Generator,
) -> None:
    """Train the net; its final weights are the moving average of its weights during training."""
    adam = Adam(settings.decay)
    average = {name: weight.copy() for name, weight in net.weights.items()}
    mixer, done = Mixer(examples), 0
    unmixed = {id(example): known.rows(example) for example in examples}
    for number in range(1, settings.rounds + 1):
        share = settings.mixed if number < settings.rounds else 0
        mixed = list(mixer.mixed(examples, share, random))
        rows = [unmixed.get(id(example)) or known.rows(example) for example in mixed]
        losses, plan = [], plan_batches(mixed, settings, random)
        for place, spans in enumerate(plan):
            batch = make_batch(mixed, rows, spans, settings, random)
            main, labels = net.answer(batch, random)
            loss, slope = loss_of(batch, main, labels, settings)
            progress = (number - 1 + place / len(plan)) / settings.rounds
            adam.step(net.weights, net.gradients(batch, slope), _rate(settings, progress))
            done += 1
            part = np.float32(1 - min(settings.smoothing, (1 + done) / (10 + done)))
            for name, weight in net.weights.items():
                average[name] += part * (weight - average[name])
            losses.append(loss)
        sys.stderr.write(f"round {number}: loss {np.mean(losses):.4f}\n")
    net.weights = average


def _rate(settings: Settings, progress: float) -> float:
    rising = min(1.0, progress / 0.1)
    falling = 0.5 * (1 + np.cos(np.pi * max(0.0, (progress - 0.1) / 0.9)))
    return float(settings.rate * rising * (falling + 0.01))


Span = tuple[int, int, int]
"""An example's index, and the start and end of a range of its units (half open)."""


def plan_batches(
    examples: Sequence[Example], settings: Settings, random: np.random.Generator
) -> list[list[Span]]:
    """Return spans in random order, in batches that are as large as ``rows_in_batch`` allows."""
    batches: list[list[Span]] = [[]]
    size = 0
    for index in random.permutation(len(examples)):
        span = _span(int(index), examples[index], settings.longest, random)
        length = span[2] - span[1]
        if batches[-1] and size + length > settings.rows_in_batch:
            batches.append([])
            size = 0
        batches[-1].append(span)
        size += length
    return batches


def _span(index: int, example: Example, longest: int, random: np.random.Generator) -> Span:
    """Return the span of a whole example or, if it is long, of a stretch near its main text."""
    count = len(example.target)
    if count <= longest:
        return index, 0, count
    main = np.flatnonzero(example.target)
    centre = int(main[random.integers(len(main))]) if len(main) else count // 2
    start = centre - longest // 2 + int(random.integers(-200, 200))
    start = min(max(0, start), count - longest)
    return index, start, start + longest


def make_batch(
    examples: Sequence[Example],
    rows: Sequence[Rows],
    spans: Sequence[Span],
    settings: Settings,
    random: np.random.Generator,
) -> Batch:
    """Return a batch in which some units and some words are left out at random."""
    parts = defaultdict(list)
    done = 0
    for index, first, last in spans:
        example = examples[index]
        kept = first + np.flatnonzero(_kept(last - first, settings.rows_dropped, random))
        tokens, words = example.features.tokens, rows[index].words
        sizes = np.minimum(tokens.counts[kept], settings.longest_bag)
        parts["columns"].append(example.features.columns[kept])
        parts["edges"].append(edge_rows(words, tokens)[kept])
        parts["bag"].append(words[_ranges(tokens.starts[kept], sizes)])
        parts["bag_sizes"].append(sizes)
        parts["lengths"].append([len(kept)])
        parts["has_passages"].append([example.has_passages])
        for name in ("target", "weight", "label", "lines"):
            parts[name].append(getattr(example, name)[kept])
        places, names = example.features.places, rows[index].names
        if places is not None and names is not None:
            parts["circles"].append(done + np.searchsorted(kept, places.circles[kept]))
            bags = places.bags[kept].ravel()
            sizes = places.ends[bags] - places.starts[bags]
            found = names[places.codes[_ranges(places.starts[bags], sizes)]]
            is_unnamed = random.random() < settings.pages_unnamed
            parts["names"].append(found * (not is_unnamed))
            parts["name_ends"].append(sizes)
        done += len(kept)
    joined = {name: np.concatenate(values) for name, values in parts.items()}
    for name in ("edges", "bag"):
        dropped = random.random(joined[name].shape) < settings.words_dropped
        joined[name] = np.where(dropped, 0, joined[name])
    if "names" in joined:
        dropped = random.random(joined["names"].shape) < settings.names_dropped
        joined["names"] = np.where(dropped, 0, joined["names"])
        joined["name_ends"] = np.cumsum(joined["name_ends"])
    return Batch(**joined)


def _ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the numbers of all ranges, one after the other."""
    found: np.ndarray = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    return found + np.arange(sizes.sum())


def _kept(count: int, share: float, random: np.random.Generator) -> np.ndarray:
    """Return which units remain when single units and whole stretches are left out."""
    kept = random.random(count) >= share * random.random()
    for _ in range(2):
        if random.random() < 3 * share:
            length = int(random.integers(1, max(2, count // 5)))
            start = int(random.integers(0, max(1, count - length)))
            kept[start : start + length] = False
    return kept if kept.sum() > 2 else np.ones(count, bool)


def loss_of(
    batch: Batch, main: np.ndarray, labels: np.ndarray, settings: Settings
) -> tuple[float, np.ndarray]:
    """Return the loss and its derivative with respect to the logits.

    The loss has three parts: the cross-entropy of main text, relative to how much of it the
    document has; 1 - F1, computed from the probabilities themselves; and the loss of the labels.
    """
    documents, where = len(batch.lengths), batch.document

    def total(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, batch.starts)

    target, weight = batch.target, batch.weight
    chance = 1 / (1 + np.exp(-np.clip(main, -30, 30)))
    gold, known = total(weight * target), total(weight)
    size = np.maximum(np.maximum(gold, known / 4), 1)
    worth = np.where(
        batch.has_passages[where], weight * settings.passage_worth, weight / size[where]
    )
    surprise = -(target * np.log(chance + 1e-7) + (1 - target) * np.log(1 - chance + 1e-7))
    slope = (chance - target) * worth
    both, hit = total(weight * chance) + gold + 1e-3, total(weight * chance * target)
    is_labelled = ~batch.has_passages
    by_chance = -2 * weight * (target / both[where] - (hit / both**2)[where])
    slope = slope + by_chance * chance * (1 - chance) * is_labelled[where]
    label_loss, label_slope = _label_loss(batch, labels)
    loss = (
        (surprise * worth).sum() / documents
        + ((1 - 2 * hit / both) * is_labelled).sum() / documents
        + settings.label_share * label_loss
    )
    slopes = (slope[:, None] / documents, settings.label_share * label_slope)
    return float(loss), np.concatenate(slopes, axis=1, dtype=np.float32)


def _label_loss(batch: Batch, labels: np.ndarray) -> tuple[float, np.ndarray]:
    rows, is_known = np.arange(len(labels)), batch.label >= 0
    label = np.where(is_known, batch.label, 0)
    worth = np.sqrt(batch.lines) * is_known * LABEL_WORTH[label]
    worth = worth / max(1.0, worth.sum())
    parts = np.exp(labels - labels.max(1, keepdims=True))
    chances = parts / parts.sum(1, keepdims=True)
    loss = -(np.log(chances[rows, label] + 1e-9) * worth).sum()
    chances[rows, label] -= 1
    return float(loss), chances * worth[:, None]
