"""numpy on one thread, and the kinds of arrays that the line model is made of.

A matrix of a hundred rows is no work for several threads: to wake them, and to let them wait for
one another on a busy machine, takes longer than the work. numpy asks only once, when it is loaded.
"""

from __future__ import annotations

import os
from typing import TypeAlias

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bytes", "Floats", "Ints", "NDArray", "np"]

Ints: TypeAlias = NDArray[np.int64]
Bytes: TypeAlias = NDArray[np.uint8]
Floats: TypeAlias = NDArray[np.float32]
