"""Beside: work that goes on in a thread of its own while something else is done, as an engine's reading does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def beside(work: Callable[[], Result]) -> Future[Result]:
    """Begin a piece of work; its ``result()`` waits for it. Errors, there: those of the work.

    The thread keeps no process alive: who interrupts the program does not wait for it.
    """
    told: Future[Result] = Future()

    def run() -> None:
        try:
            told.set_result(work())
        except BaseException as error:
            told.set_exception(error)

    Thread(target=run, daemon=True).start()
    return told


def ahead(items: Iterator[Result]) -> Iterator[Result]:
    """The same items, each fetched while the one before is worked on, the first from now on."""
    waiting = beside(lambda: next(items, None))

    def fetched() -> Iterator[Result]:
        nonlocal waiting
        while (item := waiting.result()) is not None:
            waiting = beside(lambda: next(items, None))
            yield item

    return fetched()
