"""The collector of cyclic garbage rests while a table is read.

A table is millions of cells that live as long as it does and form no cycles: to look through them again and again
takes as long as reading them. What the limits of the readers allow is all that can pile up meanwhile.

Left alone, the collector would go through all of it as soon as it is switched on again. So what is there by then counts
as old: it is looked through when everything is.
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
            # Nothing of a caller who froze objects himself is thawed.
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
