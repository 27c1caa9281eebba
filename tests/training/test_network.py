"""The line model while it learns: its gradients are right, and its whole numbers mean the same."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generator.readers.html import read_markup
from generator.readers.text import read_plain
from generator.structure.features import describe
from generator.structure.labelled_lines import make_sheet
from generator.structure.line_model import FIRST_NAME, FIRST_WORD, infer, load_model, pack_model
from tools.training import learner
from tools.training.command import fold_of
from tools.training.examples import Example, tokens
from tools.training.network import make_net, whole_numbers
from tools.training.validation import (
    Certainty,
    calibrate,
    calibrate_finely,
    f1_of_text,
    rank_correlation,
    share_of_failures_foreseen,
)

TEXT = """\
Home | News

The pier opens
The pier was opened on Tuesday, nine years after the old one was lost in a storm.

Nobody believed that it would ever stand again.
Print this page
"""
SETTINGS = learner.Settings(
    width=8,
    depth=4,
    name_depth=4,
    reaches=((1, False), (2, True)),
    dropout=0.0,
    words_dropped=0,
    rows_dropped=0,
    names_dropped=0,
    pages_unnamed=0,
)


SAVED = """\
<ul class="menu"><li>Home</li><li>News</li></ul>
<div class="story"><h1>The pier opens</h1>
<p>The pier was opened on Tuesday, nine years after the old one was lost in a storm.</p></div>
<p>Nobody believed that it would ever stand again.</p>
"""


def example(name: str, site: str, *, has_places: bool = False) -> Example:
    lines = read_markup(SAVED).lines if has_places else read_plain(TEXT).lines
    units = make_sheet(lines).units
    count = len(units)
    return Example(
        id=name,
        site=site,
        has_passages=False,
        features=describe(units, lines, load_model().table, has_places=has_places),
        target=np.array([0, 0, 1, 1, 0], np.float32)[:count],
        weight=np.array([len(tokens(unit.text)) for unit in units], np.float32),
        label=np.array([8, 2, 0, 0, 8])[:count],
        lines=np.ones(count, np.float32),
    )


@pytest.fixture(params=["dumps", "saved pages"])
def learning(request):
    """Two documents in one batch, and a net that has learned nothing."""
    is_saved = request.param == "saved pages"
    examples = [example(f"{one}", f"{one}.example", has_places=is_saved) for one in "ab"]
    random = np.random.default_rng(1)
    words = sorted(set(examples[0].features.tokens.words) - {"\n"})
    names = examples[0].features.places.names if is_saved else ()
    known = learner.Vocabulary(words, names)
    rows = [known.rows(one) for one in examples]
    net = make_net(
        examples[0].features.columns,
        FIRST_WORD + len(words),
        SETTINGS.depth,
        SETTINGS.width,
        SETTINGS.reaches,
        SETTINGS.dropout,
        random,
        (FIRST_NAME + len(names), SETTINGS.name_depth) if is_saved else None,
    )
    spans = [(number, 0, len(one.target)) for number, one in enumerate(examples)]
    batch = learner.make_batch(examples, rows, spans, SETTINGS, random)
    return net, batch, known, examples


def test_the_gradient_is_how_the_loss_changes(learning):
    net, batch, _, _ = learning
    net.weights = {name: weight.astype(np.float64) for name, weight in net.weights.items()}

    def loss():
        return learner.loss_of(batch, *net.answer(batch), SETTINGS)

    slopes = net.gradients(batch, loss()[1])
    for name, weight in net.weights.items():
        place = np.unravel_index(np.abs(slopes[name]).argmax(), weight.shape)
        before, step = weight[place], 1e-3
        weight[place] = before + step
        higher, _ = loss()
        weight[place] = before - step
        lower, _ = loss()
        weight[place] = before
        assert slopes[name][place] == pytest.approx((higher - lower) / (2 * step), rel=0.05), name


def test_whole_numbers_answer_as_the_floats_do(learning, tmp_path):
    net, batch, known, examples = learning
    table = load_model().table
    header = {
        "words": known.words,
        "names": known.names,
        "networks": [list(net.reaches)],
        "confidence": [[0, 1]],
    }
    path = tmp_path / "small.model"
    path.write_bytes(pack_model(header, [table, *whole_numbers(net)]))
    answer = infer(load_model(path), examples[0].features)
    count = len(examples[0].target)
    assert answer.main / 32 == pytest.approx(net.answer(batch)[0][:count], abs=0.3)


def test_documents_of_a_batch_see_nothing_of_each_other(learning):
    net, batch, _, examples = learning
    main, _ = net.answer(batch)
    count = len(examples[0].target)
    assert main[:count] == pytest.approx(main[count:], abs=1e-5)


def test_all_pages_of_a_site_are_in_the_same_part():
    parts = {fold_of("a.example", 4) for _ in range(3)}
    assert len(parts) == 1


def test_confidence_never_falls_with_what_is_expected():
    pairs = [(0.5, 1.0), (0.6, 0.2), (0.7, 0.95), (0.9, 1.0)]
    found = calibrate([Certainty(*pair) for pair in pairs], number=4)
    shares = [share for _, share in found]
    assert shares == sorted(shares)
    assert found[0][0] == 0


def test_the_rank_correlation_is_one_if_what_was_expected_puts_the_texts_in_their_order():
    rising = [Certainty(0.1, 0.2), Certainty(0.5, 0.3), Certainty(0.6, 0.9)]
    assert rank_correlation(rising) == 1.0
    assert rank_correlation([Certainty(one.expected, -one.true) for one in rising]) == -1.0


def test_a_failure_is_foreseen_in_the_lowest_tenth():
    sure = [Certainty(0.9 + number / 1000, 1.0) for number in range(18)]
    found = share_of_failures_foreseen([*sure, Certainty(0.2, 0.1), Certainty(0.99, 0.1)])
    assert found == 0.5


def test_the_f1_of_a_text_counts_words_in_any_order():
    assert f1_of_text("one two", "two one") == 1.0
    assert f1_of_text("one two", "two three") == 0.5
    assert f1_of_text("", "") == 1.0


def test_many_bands_rise_in_what_is_expected_and_in_confidence():
    random = np.random.default_rng(1)
    expected = random.random(400)
    pairs = [Certainty(float(one), float(one > random.random())) for one in expected]
    found = calibrate_finely(pairs)
    assert len(found) == 50
    assert found[0][0] == 0
    assert all(a < b for one, other in pairwise(found) for a, b in zip(one, other, strict=True))


def test_texts_with_the_same_expectation_share_a_band():
    assert len(calibrate_finely([Certainty(0.5, 1.0)] * 100)) == 2
