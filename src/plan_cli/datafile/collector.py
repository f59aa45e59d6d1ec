"""The collector of cyclic garbage rests while a table is read.

A table is millions of cells that live as long as it does and form no cycles: to look through them again and again
takes as long as reading them. What the limits of the readers allow is all that can pile up meanwhile.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting_collector() -> Iterator[None]:
    """Within it, and as a decorator during a call, no cycles are looked for; afterwards as before."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
