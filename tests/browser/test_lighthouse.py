"""Lighthouse's marks for the pages that readers see most, of the example archive on a server."""

import pytest

from tests.browser.conftest import nothing_missing
from tests.browser.instruments import MARKED, Marks, mark_page

pytestmark = pytest.mark.browser


@pytest.mark.timeout(300)  # three visits at most, each of half a minute on a busy machine
@pytest.mark.parametrize("kind", MARKED)
def test_lighthouse_finds_next_to_nothing_to_mend(served, kinds, kind):
    with nothing_missing():
        marks = mark_page(f"{served}{kinds[kind]}")
    assert marks.is_enough, marks


@pytest.mark.parametrize(
    ("of", "is_enough"),
    [((99, 100, 100, 100), True), ((98, 100, 100, 100), False), ((100, 99, 100, 100), False)],
)
def test_a_mark_less_is_too_little(of, is_enough):
    assert Marks(of, ()).is_enough == is_enough
