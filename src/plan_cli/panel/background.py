"""Background: work in a thread of its own while something else is done, as an engine's reading is."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def in_background(work: Callable[[], Result]) -> Future[Result]:
    """Start a piece of work; ``result()`` waits for it and raises what it raised.

    The thread is a daemon: an interrupted program does not wait for it.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def prefetched(items: Iterator[Result]) -> Iterator[Result]:
    """The same items, each fetched while the one before is worked on, the first from now on."""
    waiting = in_background(lambda: next(items, None))

    def fetched() -> Iterator[Result]:
        nonlocal waiting
        while (item := waiting.result()) is not None:
            waiting = in_background(lambda: next(items, None))
            yield item

    return fetched()
