"""The parallel map and its processes: what becomes of it when they die, and of them at its end."""

import errno
import importlib
import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.report import BuildError
from generator.workers import ordered_map
from tests.mapped import (
    MANY,
    READ_AHEAD,
    SQUARES,
    each_start,
    needs_fork,
    square,
    start_by,
)
from tests.site_in_a_string import many_seeds, write_site

EXAMPLES = int(os.environ.get("MICROFICHE_EXAMPLES", "0"))
ROOT = Path(__file__).parents[1]


def die_at(deadly, number):
    """Return the square of a number; the process ends at a deadly one."""
    if number in deadly:
        os._exit(3)
    return square(number)


def stand_in(number):
    return f"{number} is lost"


def squares_without(deadly):
    return [stand_in(number) if number in deadly else square(number) for number in MANY]


# The death of a process


@pytest.mark.parametrize(
    "deadly",
    [{0}, {199}, {7, 8}, {30, 31, 32, 33}, set(range(40))],
    ids=["first", "last", "neighbours", "a few", "a run"],
)
def test_only_the_item_of_a_dead_process_is_lost(deadly):
    results = ordered_map(partial(die_at, deadly), MANY, 2, lost=stand_in)
    assert list(results) == squares_without(deadly)


@settings(max_examples=EXAMPLES or 10, deadline=None)
@given(deadly=st.sets(st.sampled_from(MANY), max_size=20), jobs=st.integers(2, 4))
def test_whatever_dies_all_other_results_come_once_and_in_order(deadly, jobs):
    results = ordered_map(partial(die_at, deadly), MANY, jobs, lost=stand_in)
    assert list(results) == squares_without(deadly)


@each_start
def test_a_dead_process_is_replaced_however_processes_are_started(method, monkeypatch):
    start_by(method, monkeypatch)
    results = ordered_map(partial(die_at, {50}), MANY, 2, lost=stand_in)
    assert list(results) == squares_without({50})


def test_what_a_dead_process_left_comes_before_what_may_not_yet_be_made():
    many = range(10 * READ_AHEAD)
    results = ordered_map(partial(die_at, {5}), many, 2, lost=stand_in)
    assert len(list(results)) == len(many)


def die_when_listening(number):
    """Return the square of a number; 30 lets its process die once it is at no item any more."""
    if number == 30:
        sys.setprofile(lambda frame, *_: "recv" in frame.f_code.co_name and os._exit(1))
    return square(number)


@needs_fork
def test_a_process_that_dies_between_two_items_takes_no_result_with_it():
    assert list(ordered_map(die_when_listening, MANY, 2, lost=stand_in)) == SQUARES


def leave_trace(folder, number):
    """Count how often a number is tried, in the size of its file; 100 is deadly."""
    with (folder / str(number)).open("a") as file:
        file.write("x")
    return die_at({100}, number)


def test_an_item_whose_process_died_is_tried_alone_before_it_is_given_up(tmp_path):
    list(ordered_map(partial(leave_trace, tmp_path), MANY, 2, lost=stand_in))
    # Once more with its chunk, if an earlier chunk was waited for when the process died.
    assert (tmp_path / "100").read_text() in ("xx", "xxx")


def read_until(deadly, path):
    if path == deadly:
        os._exit(1)


def test_without_a_stand_in_the_death_of_a_process_names_the_item():
    items = [f"letters/{number}.txt" for number in MANY]
    with pytest.raises(BuildError, match=r"worked on 'letters/150\.txt'") as caught:
        list(ordered_map(partial(read_until, "letters/150.txt"), items, 2))
    assert caught.value.diagnostic.code == "worker.died"


def test_the_name_of_a_huge_item_is_cut():
    items = ["x" * 1_000_000] * 100
    with pytest.raises(BuildError) as caught:
        list(ordered_map(partial(die_at, set(items)), items, 2))
    assert len(str(caught.value)) < 500


# What a library that crashes costs


def crash_at(call, word):
    """Return a function whose process is killed, as for lack of memory, at input with a word."""

    def called(*arguments, **options):
        if word in str(arguments) and os.getpid() != MAIN:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)

    return called


MAIN = os.getpid()
DOCUMENTS = 66
"""Enough for processes to share the work."""
CRASHES = {
    "reading a seed": ("generator.pipeline.extract.recognise", "number 41.", "seeds/41.txt", True),
    "reading content": (
        "generator.archive.load_document",
        "essay-41.md",
        "content/essay-41.md",
        True,
    ),
    "rendering": (
        "generator.render.render_page",
        "Page(path='essay-41.html'",
        "output/essay-41.html",
        False,
    ),
}


@needs_fork
@pytest.mark.parametrize("stage", CRASHES)
def test_a_library_that_crashes_on_a_document_costs_that_document(tmp_path, monkeypatch, stage):
    place, word, path, is_gone = CRASHES[stage]
    essays = "".join(
        f"-- content/essay-{number}.md --\n---\ntitle: Essay {number}\n---\nWords.\n"
        for number in range(DOCUMENTS)
    )
    is_seed = path.startswith("seeds")
    site = write_site(tmp_path / "archive", many_seeds(DOCUMENTS) if is_seed else essays)
    module, _, name = place.rpartition(".")
    call = getattr(importlib.import_module(module), name)
    monkeypatch.setattr(place, crash_at(call, word))
    site.rebuild(jobs=2)
    assert [(one.code, one.path) for one in site.diagnostics] == [("worker.died", path)]
    assert site.exit_code == 1
    assert site.published.documents == DOCUMENTS - is_gone
    monkeypatch.setattr(place, call)
    site.rebuild(jobs=2)
    assert (site.exit_code, site.published.documents) == (0, DOCUMENTS)


# Processes that do not come to work


@pytest.fixture
def forks(monkeypatch):
    """Replace the system's fork: each call takes the next of the given fates, then all are born."""
    if not hasattr(os, "fork"):
        pytest.skip("the system cannot fork")
    fork = os.fork
    fates = []

    def fated_fork():
        fate = fates.pop(0) if fates else "born"
        if fate == "refused":
            raise OSError(errno.EAGAIN, "Resource temporarily unavailable")
        pid = fork()
        if pid == 0 and fate == "stillborn":
            os._exit(1)
        if pid == 0 and fate == "interrupted":
            signal.signal(signal.SIGINT, lambda *_: os._exit(1))
            signal.raise_signal(signal.SIGINT)
        return pid

    monkeypatch.setattr(os, "fork", fated_fork)
    return fates


def test_a_process_that_dies_before_its_first_item_is_replaced_and_nothing_is_lost(forks):
    forks += ["stillborn", "stillborn", "born", "stillborn"]
    assert list(ordered_map(square, MANY, 2, lost=stand_in)) == SQUARES


def test_when_all_processes_die_before_their_first_item_the_map_gives_up(forks):
    forks += ["stillborn"] * 1_000
    with pytest.raises(BuildError) as caught:
        list(ordered_map(square, MANY, 2, lost=stand_in))
    assert caught.value.diagnostic.code == "worker.unstarted"


def test_when_a_process_died_and_the_system_allows_no_other_the_map_gives_up(forks):
    forks += ["stillborn", "stillborn"] + ["refused"] * 1_000
    with pytest.raises(BuildError) as caught:
        list(ordered_map(square, MANY, 2, lost=stand_in))
    assert caught.value.diagnostic.code == "worker.unstarted"


def test_fewer_processes_than_wanted_do_the_work_as_well(forks):
    forks += ["born", "refused", "refused"]
    assert list(ordered_map(square, MANY, 3)) == SQUARES


def test_when_the_system_allows_no_process_this_one_does_the_work(forks):
    forks += ["refused"] * 1_000
    assert list(ordered_map(square, MANY, 2)) == SQUARES


def test_a_process_that_is_interrupted_while_it_starts_needs_no_successor(forks):
    forks += ["interrupted", "interrupted", "not needed"]
    list(ordered_map(square, MANY, 2))
    assert forks == ["not needed"]


class Unreadable:
    """A function that ends any process which unpickles it."""

    def __call__(self, number):
        return number

    def __reduce__(self):
        return os._exit, (4,)


def test_a_function_that_kills_on_arrival_does_not_loop_for_ever(monkeypatch):
    start_by("spawn", monkeypatch)
    with pytest.raises(BuildError) as caught:
        list(ordered_map(Unreadable(), MANY, 2))
    assert caught.value.diagnostic.code == "worker.unstarted"


# No process is left


@pytest.fixture
def processes_left():
    """Return a function that tells which processes have come since now, and are still there."""
    before = set(active_children())
    return lambda: set(active_children()) - before


def test_at_the_end_no_process_is_left(processes_left):
    list(ordered_map(square, MANY, 2))
    assert not processes_left()


def test_who_stops_early_leaves_no_process(processes_left):
    results = ordered_map(square, MANY, 2)
    next(results)
    results.close()
    assert not processes_left()


def test_an_exception_of_the_consumer_leaves_no_process(processes_left):
    with suppress(LookupError):
        for _ in ordered_map(square, MANY, 2):
            raise LookupError
    assert not processes_left()


def refuse(number):
    raise BuildError("no", code="test")


def test_an_exception_of_the_function_leaves_no_process(processes_left):
    with pytest.raises(BuildError):
        list(ordered_map(refuse, MANY, 2))
    assert not processes_left()


def test_the_death_of_a_process_leaves_no_other(processes_left):
    with pytest.raises(BuildError):
        list(ordered_map(partial(die_at, {100}), MANY, 2))
    assert not processes_left()


def test_two_maps_at_a_time_do_not_wait_for_one_another():
    first, second = ordered_map(square, MANY, 2), ordered_map(square, MANY, 2)
    assert [*islice(first, 10), *second, *first] == [*SQUARES[:10], *SQUARES, *SQUARES[10:]]


@pytest.fixture
def run_script():
    """Start a script that says "ready"; its processes share its output, which ends with them all."""
    started = []

    def run(script):
        process = subprocess.Popen(
            [sys.executable, "-c", dedent(script)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield run
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@needs_fork
@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "rest",
    ["number", "'x' * 10_000_000", "threading.Event().wait()"],
    ids=["idle", "sending", "working"],
)
def test_processes_end_when_the_one_they_work_for_is_killed(run_script, rest):
    process = run_script(f"""
        import sys, threading
        from generator.workers import ordered_map

        def work(number):
            return number if number < 50 else {rest}

        results = ordered_map(work, range(200), 2)
        for _ in range(40):
            next(results)
        print("ready", flush=True)
        sys.stdin.read()
    """)
    process.kill()
    assert process.stdout.read() == ""  # the end comes when nobody can write to it any more


@needs_fork
@pytest.mark.timeout(30)
def test_a_program_that_ends_in_the_middle_leaves_no_process(run_script):
    process = run_script("""
        import signal
        from generator.workers import ordered_map

        signal.signal(signal.SIGTERM, lambda *_: None)  # which is not for its processes
        results = ordered_map(abs, range(200), 2)
        next(results)
        print("ready", flush=True)
    """)
    process.communicate()  # comes back when nobody can write any more
    assert process.returncode == 0


@needs_fork
@pytest.mark.timeout(30)
def test_an_interruption_from_the_terminal_ends_all_processes(run_script):
    process = run_script("""
        from generator.workers import ordered_map

        for number in ordered_map(abs, range(10**9), 2):
            if number == 100:
                print("ready", flush=True)
    """)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()  # comes back when nobody can write any more
    assert process.returncode == -signal.SIGINT


def interrupt(number):
    os.kill(os.getpid(), signal.SIGINT)
    return number


@needs_fork
def test_an_interruption_is_left_to_the_one_that_the_processes_work_for():
    assert list(ordered_map(interrupt, MANY, 2)) == list(MANY)


def test_a_process_that_was_born_before_another_was_refused_is_not_left(forks, processes_left):
    forks += ["born", "refused"]
    list(ordered_map(square, MANY, 2))
    assert not processes_left()
