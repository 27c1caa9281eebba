"""The parallel map: the same results in the same order, whatever the number of processes."""

import os

import pytest

from generator.report import BuildError
from generator.workers import cores, ordered_map

MANY = range(200)


def square(number):
    return number * number


def refuse(number):
    if number == 150:
        raise BuildError("no", code="test", path="a.txt", line=number)
    return number


def process_of(_):
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs):
    assert list(ordered_map(square, MANY, jobs)) == [number * number for number in MANY]


def test_many_items_are_shared_among_processes():
    assert os.getpid() not in set(ordered_map(process_of, MANY, 2))


@pytest.mark.parametrize(("items", "jobs"), [(range(10), 2), (MANY, 1)])
def test_few_items_or_one_job_need_no_other_process(items, jobs):
    assert set(ordered_map(process_of, items, jobs)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_stops_one_item_stops_the_map_and_arrives_whole(jobs):
    with pytest.raises(BuildError) as caught:
        list(ordered_map(refuse, MANY, jobs))
    assert (caught.value.diagnostic.path, caught.value.diagnostic.line) == ("a.txt", 150)


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_nothing(jobs):
    assert list(ordered_map(square, [], jobs)) == []


def test_there_is_a_processor_at_least():
    assert cores() >= 1
