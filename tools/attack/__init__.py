"""Hostile archives, made by chance and built under limits, and what must hold of each.

    python -m tools.attack --inputs 500 --jobs 2

makes that many archives of the kinds in ``kinds/``, each from the name of its kind and a number, so
that any can be made again. Each is built beside a few ordinary documents by `build`, in a process
with limits, and is then held against the laws of ``laws.py`` and ``page_laws.py``: no traceback, no
escape, no word lost, nothing run, every other document published. The table at the end counts what
failed; each failure comes with the command that repeats it.
"""
