"""Hostile archives, generated at random and built under limits, and the laws that each must obey.

    python -m tools.attack --inputs 500 --jobs 2

generates that many archives of the kinds in ``kinds/``, each from the name of its kind and a
number, so that any of them can be generated again. Each archive also gets a few ordinary documents
and is built by `build` in a process with limits. The result is then checked against the laws of
``laws.py``, ``page_laws.py`` and ``word_laws.py``: no traceback, no escape, no word lost, no code
run, every ordinary document published. The table at the end counts the failures; each failure is
printed with the command that repeats it.
"""
