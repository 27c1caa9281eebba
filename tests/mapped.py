"""What the tests of the parallel map have done, and by whom."""

import multiprocessing
import os

import pytest

MANY = range(200)
READ_AHEAD = 256
"""Results a process that may wait for the one whose turn it is."""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
each_start = pytest.mark.parametrize("method", ["fork", "spawn"])


def start_by(method, monkeypatch):
    """Have processes started as on a system that knows this way alone."""
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"the system cannot {method}")
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: [method])


def square(number):
    return number * number


SQUARES = [square(number) for number in MANY]


def wait_at(number, waiting_at, gate):
    """Return a number; at one of them, not before something comes through the gate."""
    if number == waiting_at:
        os.read(gate, 1)
    return number
