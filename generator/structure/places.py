"""Compute what the page model sees of the elements around each unit of a saved page.

The elements around a unit are looked at by the units that they share. The unit's *circles* are the
elements, from the inside out, that hold more units than the one before; what holds the same units
belongs to the same circle. So neither wrappers nor the depth of a page matter, and a circle is
always a range of units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from msgspec import Struct

from generator.model import Element, Line
from generator.structure.arrays import Bytes, Ints, NDArray, np
from generator.structure.labelled_lines import LogicalLine
from generator.structure.numbers import MOST, in_bytes, log, share, sums

CIRCLES = 3
"""The circles around a unit that are described one by one."""
BAGS = CIRCLES + 1
"""The bags of names of a unit: of its own elements, of the first two circles, of all others."""
_FORMATTING = frozenset("a b big code em font i nobr s small span strike strong tt u".split())
"""Elements that make no circle if they hold several units: old pages leave them open by mistake."""
_MOST_NAMES = 400
"""The most names that a bag holds, from the inside out."""
_CENTRES = (50, 80)
"""The elements that hold the most of the page's running text: its least share in hundredths."""


class Places(Struct, frozen=True):
    """``columns`` has a row for each unit and a column for each feature.

    ``bags[u]`` are the numbers of the bags of unit u; the names in bag b are
    ``codes[starts[b]:ends[b]]``, each an index into ``names``. ``circles[u, c]`` is the first unit
    of the unit's circle c and the unit after its last.
    """

    columns: Bytes
    names: tuple[str, ...]
    codes: Ints
    starts: Ints
    ends: Ints
    bags: Ints
    circles: Ints


class _Circle(Struct, eq=False):
    """An element with the units in it, from ``start`` to ``end`` (half open)."""

    number: int
    start: int
    end: int
    around: _Circle | None
    """The next circle."""
    level: int
    shape: int
    """A number shared by all elements that have the same tags and names around them."""
    names: list[str]


def find_places(
    units: Sequence[LogicalLine], lines: Sequence[Line], words: Ints, is_prose: NDArray[np.bool_]
) -> Places:
    """Return the places of ``units``, which are in one circle where no elements are known."""
    places = [lines[unit.lines[0] - 1].place for unit in units]
    root = Element(0, "body")
    elements = [place.element if place else root for place in places]
    linked = np.array([place.linked if place else 0 for place in places])
    circles, innermost = _make_circles(elements)
    page = _Page(circles, innermost, words, np.where(is_prose, words, 0), linked)
    chosen = page.chosen()
    depths = np.array([element.depth for element in elements])
    columns = (
        *_columns_of_unit(page, chosen[0], depths),
        *(column for circle in chosen for column in _columns_of_circle(page, circle)),
        *(column for share in _CENTRES for column in _columns_of_centre(page, chosen[0], share)),
        *_columns_of_ways(circles, chosen[0]),
    )
    return Places(
        in_bytes(np.stack(columns, axis=1)),
        *_names(circles, innermost, chosen, page.is_own),
        circles=np.stack([page.spans[circle] for circle in chosen], axis=1),
    )


def _make_circles(elements: Sequence[Element]) -> tuple[list[_Circle], Ints]:
    """Return all circles of a page, each after those around it, and the number of each unit's
    innermost one; of a unit that has elements for itself, these are a circle, too."""
    maker = _CircleMaker(elements)
    innermost = np.array([maker.circle(element).number for element in elements])
    return maker.circles, innermost


class _CircleMaker:
    """Makes the circles of a page from the outside in, whenever a unit is in a new element."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.circles: list[_Circle] = []
        self._starts = _first_units(elements)
        last = _first_units(elements[::-1])
        self._ends = {element: len(elements) - place for element, place in last.items()}
        self._of: dict[Element, _Circle] = {}
        self._shapes: dict[tuple[int, str, tuple[str, ...]], int] = {}

    def circle(self, element: Element) -> _Circle:
        """Return the circle that an element belongs to."""
        chain: list[Element] = []
        inside: Element | None = element
        while inside is not None and inside not in self._of:
            chain.append(inside)
            inside = inside.parent
        circle = self._of[inside] if inside is not None else None
        for one in reversed(chain):
            circle = self._of[one] = self._inside(circle, one)
        assert circle is not None
        return circle

    def _inside(self, around: _Circle | None, element: Element) -> _Circle:
        start, end = self._starts[element], self._ends[element]
        if around is not None and end - start > 1 and element.tag in _FORMATTING:
            return around
        names = [f"<{element.tag}>", *element.names]
        key = (around.shape if around else 0, element.tag, element.names)
        shape = self._shapes.setdefault(key, len(self._shapes) + 1)
        if around is not None and (around.start, around.end) == (start, end):
            around.names += names
            around.shape = shape
            return around
        level = around.level + 1 if around else 0
        circle = _Circle(len(self.circles), start, end, around, level, shape, names)
        self.circles.append(circle)
        return circle


class _Page:
    """The circles of a page as columns, one row for each circle, and the words in them."""

    def __init__(
        self,
        circles: Sequence[_Circle],
        innermost: Ints,
        words: Ints,
        prose: Ints,
        linked: Ints,
    ) -> None:
        self.circles, self.innermost = circles, innermost
        self.words, self.prose, self.linked = words, prose, linked
        self.starts = np.array([circle.start for circle in circles])
        self.ends = np.array([circle.end for circle in circles])
        self.spans = np.stack((self.starts, self.ends), axis=1)
        self.around = np.array([c.around.number if c.around else c.number for c in circles])
        self.levels = np.array([circle.level for circle in circles])
        self.shapes = np.array([circle.shape for circle in circles])
        self.alike = np.bincount(self.shapes)[self.shapes]
        self.is_own = self.ends - self.starts == 1
        self.all_words = sums(words, self.starts, self.ends)
        self.all_prose = sums(prose, self.starts, self.ends)
        self.all_linked = sums(linked, self.starts, self.ends)
        self.total, self.total_prose = int(words.sum()), int(prose.sum())

    def chosen(self) -> list[Ints]:
        """Return the number of each unit's first circle that holds other units too, of the next …

        Where there is no further circle, the last is repeated.
        """
        own = self.is_own[self.innermost]
        found = [np.where(own, self.around[self.innermost], self.innermost)]
        for _ in range(CIRCLES - 1):
            found.append(self.around[found[-1]])
        return found

    def centre(self, least: int) -> _Circle:
        """Return the innermost circle that holds ``least`` words of running text."""
        holding = np.flatnonzero(self.all_prose >= max(1, least)).tolist()
        best = max(holding, key=lambda number: (self.circles[number].level, -number), default=0)
        return self.circles[best]


def _columns_of_unit(page: _Page, first: Ints, depths: Ints) -> tuple[Ints, ...]:
    """Return what is known of each unit, and of all units whose elements have the same names."""
    shape = page.shapes[page.innermost]
    times = np.bincount(shape)[shape]
    words, prose, linked = (
        np.bincount(shape, values).astype(np.int64)[shape]
        for values in (page.words, page.prose, page.linked)
    )
    return (
        MOST * page.is_own[page.innermost],
        log(depths),
        log(page.levels[first]),
        log(page.linked),
        log(times),
        log(words),
        log(words // times),
        share(prose, words),
        share(prose, page.total_prose),
        _share_of_links(linked, words),
    )


def _columns_of_circle(page: _Page, circle: Ints) -> tuple[Ints, ...]:
    """Return what is known of one of the circles of each unit, and the unit's position in it."""
    index = np.arange(len(circle))
    start, end = page.starts[circle], page.ends[circle]
    words, prose = page.all_words[circle], page.all_prose[circle]
    return (
        log(end - start),
        log(words),
        share(prose, words),
        share(prose, page.total_prose),
        share(words, page.total),
        _share_of_links(page.all_linked[circle], words),
        share(page.words, words),
        share(index - start, end - start),
        log(index - start),
        log(end - 1 - index),
        log(page.alike[circle] - 1),
    )


def _columns_of_centre(page: _Page, first: Ints, hundredths: int) -> tuple[Ints, ...]:
    """Return how far each unit is from the circle that holds so much of the running text."""
    centre = page.centre(page.total_prose * hundredths // 100)
    count, levels = len(first), page.levels
    index = np.arange(count)
    is_around = (page.starts <= centre.start) & (page.ends >= centre.end)
    is_inside = (page.starts >= centre.start) & (page.ends <= centre.end)
    meeting = levels[_nearest(page.circles, is_around | is_inside)]
    prose = int(page.all_prose[centre.number])
    return (
        MOST * is_inside[first],
        MOST * is_around[first],
        log(np.maximum(levels[first] - centre.level, 0)),
        log(np.maximum(centre.level - meeting[first], 0)),
        log((levels - meeting)[first]),
        log(np.maximum(centre.start - index, 0)),
        log(np.maximum(index - centre.end + 1, 0)),
        np.full(count, MOST * prose // max(1, page.total_prose)),
        np.full(count, MOST * (centre.end - centre.start) // count),
    )


def _share_of_links(characters: Ints, words: Ints) -> Ints:
    """Return the share of links, for words of five characters."""
    return np.minimum(MOST, MOST * characters // np.maximum(words * 5, 1))


def _first_units(elements: Sequence[Element]) -> dict[Element, int]:
    """Return the first unit of each element that has any."""
    found: dict[Element, int] = {}
    for place, element in enumerate(elements):
        inside: Element | None = element
        while inside is not None and inside not in found:
            found[inside] = place
            inside = inside.parent
    return found


def _nearest(circles: Sequence[_Circle], chosen: NDArray[np.bool_]) -> Ints:
    """Return for each circle the number of the nearest chosen one: itself or one around it."""
    nearest = np.zeros(len(circles), np.int64)
    for circle in circles:  # what is around a circle comes before it
        is_chosen = bool(chosen[circle.number]) or circle.around is None
        nearest[circle.number] = (
            circle.number if is_chosen or circle.around is None else nearest[circle.around.number]
        )
    return nearest


def _columns_of_ways(circles: Sequence[_Circle], first: Ints) -> tuple[Ints, ...]:
    """Return how many circles begin or end between each unit and its neighbours."""
    chosen = [circles[number] for number in first.tolist()]
    ways = np.array([_way(one, other) for one, other in pairwise(chosen)], np.int64)
    return log(np.append(0, ways)), log(np.append(ways, 0))


def _way(one: _Circle, other: _Circle) -> int:
    """Return how many circles are around only one of two circles."""
    steps = 0
    while one is not other:
        if one.level >= other.level and one.around is not None:
            one = one.around
        elif other.around is not None:
            other = other.around
        else:
            break
        steps += 1
    return steps


def _names(
    circles: Sequence[_Circle], innermost: Ints, chosen: Sequence[Ints], is_own: NDArray[np.bool_]
) -> tuple[tuple[str, ...], Ints, Ints, Ints, Ints]:
    """Return the names, and the bags that hold them, as Places has them."""
    index: dict[str, int] = {}
    codes: list[int] = []
    ends = [0]
    for circle in circles:
        codes += [index.setdefault(name, len(index)) for name in circle.names]
        ends.append(len(codes))
    nothing = len(circles)
    far: dict[int, int] = defaultdict(int)
    starts = [*ends[:-1], len(codes)]
    stops = [*ends[1:], len(codes)]
    for number in sorted(set(chosen[-1].tolist())):
        far[number] = len(starts)
        starts.append(len(codes))
        codes += [index[name] for name in islice(_names_around(circles[number]), _MOST_NAMES)]
        stops.append(len(codes))
    own = np.where(is_own[innermost], innermost, nothing)
    others = np.array([far[number] for number in chosen[-1].tolist()])
    bags = np.stack((own, *chosen[:-1], others), axis=1)
    return (
        tuple(index),
        np.array(codes, np.int64),
        np.array(starts, np.int64),
        np.array(stops, np.int64),
        bags,
    )


def _names_around(circle: _Circle) -> Iterator[str]:
    inside: _Circle | None = circle
    while inside is not None:
        yield from inside.names
        inside = inside.around
