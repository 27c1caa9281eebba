"""SECURITY.md names a guard and a test for each kind of value; both are there."""

import pkgutil
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = re.findall(r"^\| (?!value|---)(.+) \|$", (ROOT / "SECURITY.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize("row", ROWS)
def test_every_guard_and_test_of_the_inventory_is_there(row):
    value, _, guard, test = row.split(" | ")
    for name in re.findall(r"`(generator[\w.]+)`", guard):
        assert pkgutil.resolve_name(name)
    tests = re.findall(r"`(tests/[\w/.]+)`", test)
    assert tests, value
    assert all((ROOT / path).is_file() for path in tests)
