"""The line model: the same answer everywhere, and a clear word when its file is unusable."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from generator.model import CERTAIN, LABELS
from generator.readers.html import read_markup
from generator.readers.text import read_plain
from generator.report import BuildError
from generator.structure import line_model
from generator.structure.features import describe
from generator.structure.labelled_lines import make_sheet
from generator.structure.line_model import (
    DUMPS,
    SAVED_PAGES,
    _activate,
    chances_of_labels,
    chances_of_main,
    estimate_chances,
    infer,
    load_model,
)

PAGE = """\
Home | News | Weather | Contact
The Little Harbour Herald

New pier opens after nine years
By Ada Holm
4 May 2004

The new pier at Little Harbour was opened on Tuesday, nine years after the old one was lost in a storm.

“Nobody believed that it would ever stand again,” said the mayor, who cut a ribbon of blue silk.

What comes next
The council means to let two of the four kiosks to fishermen, and will ask for offers in June.

Print this page
© 2004 Little Harbour Herald
"""


SAVED_PAGE = """\
<body><div id="main-nav"><a href="/">Home</a> <a href="/news">News</a></div>
<div class="story"><h1>New pier opens after nine years</h1><p class="byline">By Ada Holm</p>
<p>The new pier at Little Harbour was opened on Tuesday, nine years after the old one was lost.</p>
<p>“Nobody believed that it would ever stand again,” said the mayor, who cut a ribbon.</p></div>
<div class="footer">© 2004 Little Harbour Herald</div>
"""


def features_of(text):
    lines = read_plain(text).lines
    return describe(make_sheet(lines).units, lines, load_model().table)


def features_of_saved(markup):
    lines = read_markup(markup).lines
    units = make_sheet(lines).units
    return describe(units, lines, load_model(SAVED_PAGES).table, has_places=True)


@pytest.mark.parametrize(
    ("path", "features"),
    [(DUMPS, features_of(PAGE)), (SAVED_PAGES, features_of_saved(SAVED_PAGE))],
)
def test_the_answer_is_the_same_in_single_and_in_double_precision(path, features):
    model = load_model(path)
    single, double = infer(model, features), infer(in_double_precision(model), features)
    assert (single.main == double.main).all()
    assert (single.labels == double.labels).all()


@pytest.mark.parametrize("path", [DUMPS, SAVED_PAGES])
def test_weights_are_whole_numbers(path):
    for network in load_model(path).networks:
        for layer in (network.entry, *network.layers, network.head):
            assert (layer.weights == np.rint(layer.weights)).all()
            assert (np.log2(layer.scale) == np.rint(np.log2(layer.scale))).all()


@pytest.mark.parametrize("path", [DUMPS, SAVED_PAGES])
def test_no_sum_can_exceed_what_a_float_holds_exactly(path):
    for network in load_model(path).networks:
        for layer in (network.entry, *network.layers, network.head):
            weights = layer.weights.astype(np.float64)
            if layer.context is not None:
                weights = np.concatenate((weights, layer.context))
            most = 255 * np.abs(weights).sum(axis=0) + np.abs(layer.bias)
            assert most.max() < 2**24


def test_the_model_of_saved_pages_is_small():
    assert SAVED_PAGES.stat().st_size < 1_000_000


def test_names_that_the_model_does_not_know_change_nothing():
    model = load_model(SAVED_PAGES)
    strange = (SAVED_PAGE.replace("byline", name) for name in ("xyzzy", "plugh-wfff"))
    one, other = (infer(model, features_of_saved(markup)) for markup in strange)
    assert (one.main == other.main).all()


def test_names_that_the_model_knows_are_evidence():
    model = load_model(SAVED_PAGES)
    sentence = "The council means to let two kiosks to fishermen, and will ask for offers."
    pages = (f'{SAVED_PAGE}<div class="{name}">{sentence}' for name in ("entry-content", "sidebar"))
    one, other = (infer(model, features_of_saved(markup)) for markup in pages)
    assert one.main[-1] > other.main[-1]


def test_activations_are_whole_numbers_from_0_to_255():
    network = load_model().networks[0]
    near = np.arange(network.entry.weights.shape[0], dtype=np.float32)[None, :] % 256
    found = _activate(near, network.entry, None, None)
    assert (found == np.rint(found)).all()
    assert found.min() >= 0
    assert found.max() <= 255


def test_a_paragraph_of_the_article_is_likelier_main_text_than_a_menu():
    lines = read_plain(PAGE).lines
    units = make_sheet(lines).units
    main = estimate_chances(units, lines).main
    by_text = {unit.text: chance for unit, chance in zip(units, main, strict=True)}
    menu, paragraph = units[0].text, units[5].text
    assert by_text[menu] < CERTAIN // 4 < CERTAIN // 2 < by_text[paragraph]


@pytest.mark.parametrize(
    "text", ["x", "…", "\ud800 half a character", "İstanbul ẞ", "a " * 100_000]
)
def test_any_line_has_chances(text):
    lines = read_plain(text).lines
    found = estimate_chances(make_sheet(lines).units, lines)
    assert len(found.main) == len(found.labels) == 1


def test_chances_of_labels_add_up():
    found = chances_of_labels(infer(load_model(), features_of(PAGE)).labels)
    assert found.shape[1] == len(LABELS)
    assert (np.abs(found.sum(axis=1) - CERTAIN) <= len(LABELS)).all()


def test_a_chance_is_even_where_the_model_is_undecided():
    assert chances_of_main(np.array([0])).tolist() == [CERTAIN // 2]


def test_chances_rise_with_what_the_model_says():
    found = chances_of_main(np.arange(-2000, 2000))
    assert (np.diff(found) >= 0).all()
    assert found[0] == 0
    assert found[-1] == CERTAIN


def test_a_long_text_is_looked_at_in_windows(monkeypatch):
    monkeypatch.setattr(line_model, "_WINDOW", 4)
    lines = read_plain(PAGE).lines
    units = make_sheet(lines).units
    found = estimate_chances(units, lines)
    assert len(found.main) == len(found.labels) == len(units)


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(BuildError, match="cannot be read"):
        load_model(tmp_path / "none.model")


def test_a_damaged_model_is_found_by_its_digest(tmp_path):
    damaged = tmp_path / "damaged.model"
    damaged.write_bytes(DUMPS.read_bytes()[:-1] + b"x")
    with pytest.raises(BuildError, match="its digest does not match"):
        load_model(damaged)


def test_a_model_of_another_version_is_refused(tmp_path):
    newer = tmp_path / "newer.model"
    name, _, rest = DUMPS.read_bytes().split(b" ", 2)
    newer.write_bytes(b" ".join((name, b"99", rest)))
    with pytest.raises(BuildError, match="version 99, expected 1"):
        load_model(newer)


@pytest.mark.parametrize("contents", [b"", b"a text\n", b"microfiche-line-roles one abc\n"])
def test_another_file_is_no_model(tmp_path, contents):
    other = tmp_path / "other.model"
    other.write_bytes(contents)
    with pytest.raises(BuildError, match="is not a line model"):
        load_model(other)


def in_double_precision(model):
    def layer(one):
        context = None if one.context is None else one.context.astype(np.float64)
        parts = {
            name: getattr(one, name).astype(np.float64) for name in ("weights", "bias", "scale")
        }
        return replace(one, context=context, **parts)

    networks = tuple(
        replace(
            network,
            embedding=network.embedding.astype(np.float64),
            names=None if network.names is None else network.names.astype(np.float64),
            entry=layer(network.entry),
            layers=tuple(map(layer, network.layers)),
            head=layer(network.head),
        )
        for network in model.networks
    )
    return replace(model, networks=networks)
