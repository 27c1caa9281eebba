"""The parallel map: the same results in the same order, whatever the number of processes."""

import gc
import os
import pickle
from contextlib import suppress
from functools import partial
from multiprocessing import RawArray

import pytest

from generator.report import BuildError
from generator.workers import cores, ordered_map
from tests.mapped import (
    MANY,
    READ_AHEAD,
    SQUARES,
    each_start,
    needs_fork,
    square,
    start_by,
    wait_at,
)


def process_of(_):
    return os.getpid()


# The order


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs):
    assert list(ordered_map(square, MANY, jobs)) == SQUARES


@each_start
def test_results_come_in_order_however_processes_are_started(method, monkeypatch):
    start_by(method, monkeypatch)
    assert list(ordered_map(square, MANY, 2)) == SQUARES


def test_many_items_are_shared_among_processes():
    assert os.getpid() not in set(ordered_map(process_of, MANY, 2))


@pytest.mark.parametrize(("items", "jobs"), [(range(10), 2), (MANY, 1)])
def test_few_items_or_one_job_need_no_other_process(items, jobs):
    assert set(ordered_map(process_of, items, jobs)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_nothing(jobs):
    assert list(ordered_map(square, [], jobs)) == []


def test_results_may_be_larger_than_a_pipe():
    large = [b"x" * 1_000_000] * 80
    assert list(ordered_map(bytes.upper, large, 2)) == [one.upper() for one in large]


def test_there_is_a_processor_at_least():
    assert cores() >= 1


# The flow


@needs_fork
def test_the_first_results_come_before_the_last_are_made():
    gate, opener = os.pipe()
    results = ordered_map(partial(wait_at, waiting_at=MANY[-1], gate=gate), MANY, 2)
    first = next(results)
    os.write(opener, b"!")
    assert [first, *results] == list(MANY)


def mark(marks, number):
    marks[number] = 1


@needs_fork
def test_results_do_not_pile_up_when_the_consumer_is_slow():
    marks = RawArray("b", 12 * READ_AHEAD)
    results = ordered_map(partial(mark, marks), range(len(marks)), 2)
    ahead = (sum(bytes(marks)) - taken for taken, _ in enumerate(results))  # which takes its time
    assert max(ahead) <= 3 * READ_AHEAD


class Counted:
    """A function that counts how often it is pickled."""

    def __init__(self):
        self.times = 0

    def __call__(self, number):
        return square(number)

    def __reduce__(self):
        self.times += 1
        return Counted, ()


def test_the_function_is_pickled_once_for_all_processes(monkeypatch):
    start_by("spawn", monkeypatch)
    function = Counted()
    list(ordered_map(function, MANY, 3))
    assert function.times == 1


@needs_fork
def test_forked_processes_inherit_what_cannot_be_pickled():
    assert list(ordered_map(lambda number: number, MANY, 2)) == list(MANY)


@needs_fork
def test_looking_for_garbage_leaves_what_forked_processes_share_as_it_is():
    assert all(ordered_map(lambda number: number or gc.get_freeze_count(), MANY, 2))


# What the function raises


def refuse(number):
    if number == 150:
        raise BuildError("no", code="test", path="a.txt", line=number)
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_stops_one_item_stops_the_map_and_arrives_whole(jobs):
    with pytest.raises(BuildError) as caught:
        list(ordered_map(refuse, MANY, jobs))
    assert (caught.value.diagnostic.path, caught.value.diagnostic.line) == ("a.txt", 150)


def test_what_comes_before_the_stop_is_still_given():
    given = []
    with suppress(BuildError):
        given.extend(ordered_map(refuse, MANY, 2))
    assert given == list(range(150))


def test_an_exception_says_at_which_item_of_another_process_it_was_raised():
    with pytest.raises(ZeroDivisionError) as caught:
        list(ordered_map(partial(divmod, 1), [*range(1, 100), 0], 2))
    (note,) = caught.value.__notes__
    assert "In another process, at 0:" in note


def stop_at_150(number):
    if number == 150:
        raise StopIteration


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_exception_passes_for_the_end_of_the_items(jobs):
    with pytest.raises(RuntimeError, match="StopIteration"):
        list(ordered_map(stop_at_150, MANY, jobs))


class AwkwardError(Exception):
    """An exception that can be pickled, but not unpickled."""

    def __init__(self, message, number):
        super().__init__(message)


def be_awkward(number):
    raise AwkwardError("I do not travel well", number)


def test_an_exception_that_does_not_travel_arrives_in_words():
    with pytest.raises(RuntimeError, match="AwkwardError: I do not travel well"):
        list(ordered_map(be_awkward, MANY, 2))


def test_a_result_that_does_not_travel_is_an_exception():
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError), match="pickle"):
        list(ordered_map(lambda _: lambda: None, MANY, 2))
