"""Import numpy with a single thread, and name the array types of the line model.

Matrices of a hundred rows are too small for several threads: starting and synchronising them takes
longer than the work. numpy reads the setting only once, when it is loaded.
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
