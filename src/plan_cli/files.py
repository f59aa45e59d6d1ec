"""The one place that writes files: whole or not at all, and never over what the run has read.

A result goes to a temporary name in the folder of its target, is flushed to the disk and renamed over the target. Links
are followed, an existing file keeps its permissions, devices and pipes are written directly. Whatever reads a file for
the user says so (``note_input``).
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: The files read, and those written, in this run, as (device, inode): another name of the same file is the same file.
#: With each its path, for disks that give every spelling of a name an inode of its own.
_inputs: dict[tuple[int, int], str] = {}
_outputs: dict[tuple[int, int], str] = {}
#: What nobody may write is protected, from an administrator too.
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
#: The temporary files of this process.
_temporaries: set[str] = set()


class WriteError(Exception):
    """A file cannot be written: its name, and the operating system's reason."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file, self.problem = file, problem


class ExistingFileError(WriteError):
    """The file to write is there already, and may hold somebody's work."""


class InputFileError(WriteError):
    """The file to write is one that was read in this run."""


class WrittenFileError(WriteError):
    """The file to write holds another result of this run."""


def note_input(file: str | int) -> None:
    """Remember that a file, or what an open one leads to, was read: until ``forget_files`` it is not written."""
    _note(file, _inputs)


def _note(file: str | int, seen: dict[tuple[int, int], str]) -> None:
    with suppress(OSError):
        status = os.stat(file)
        if stat.S_ISREG(status.st_mode):
            seen[status.st_dev, status.st_ino] = os.path.realpath(file) if isinstance(file, str) else ""


def forget_files() -> None:
    """Begin a new run: forget which files were read and written."""
    _inputs.clear()
    _outputs.clear()


def remove_temporaries() -> None:
    """Remove what a run that was stopped has left half written."""
    while _temporaries:
        with suppress(OSError):
            os.unlink(_temporaries.pop())


def refuse_existing(file: str) -> None:
    """Errors: ``ExistingFileError`` for a file that is there."""
    if os.path.isfile(file):
        raise ExistingFileError(file, "it exists")


def write(file: str, content: bytes, *, parents: bool = False, force: bool = True) -> None:
    """Write a file: with ``parents`` into folders that are not there yet, without ``force`` a new one only.

    Errors: ``WriteError``.
    """
    if not force:
        refuse_existing(file)
    with replacing(file, parents=parents) as temporary:
        try:
            with open(temporary, "wb") as opened:
                opened.write(content)
        except OSError as error:
            raise WriteError(file, error.strerror or str(error)) from error


def append(file: str, content: bytes) -> None:
    """Add to the end of a file that others write too, as a CI job's summary. Errors: ``WriteError``."""
    try:
        with open(file, "ab") as opened:
            opened.write(content)
    except OSError as error:
        raise WriteError(file, error.strerror or str(error)) from error


def identity(file: str) -> tuple[int, int] | str:
    """A value that is the same for every name of a file, whether it exists or not."""
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(file))
    return status.st_dev, status.st_ino


def repository_of(folder: str) -> str | None:
    """The root of the repository that an absolute folder lies in, or None."""
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


@contextmanager
def replacing(file: str, *, parents: bool = False) -> Iterator[str]:
    """The name to write to, made at once: what it holds takes the place of ``file`` at the end of the block.

    After an error, an interrupt or SIGTERM in the block ``file`` is as it was. The name keeps the suffix of ``file``.
    Errors: ``WriteError``; what the block raises.
    """
    target = os.path.realpath(file)
    status = _status(file)
    if status is not None and not stat.S_ISREG(status.st_mode):
        yield file
        return
    temporary = _temporary(file, target, parents)
    try:
        yield temporary
        # What the block has read is known only now.
        _status(file)
        _finish(file, temporary, target, status)
    finally:
        with suppress(OSError):
            os.unlink(temporary)
        _temporaries.discard(temporary)
    _note(target, _outputs)


def _status(file: str) -> os.stat_result | None:
    """The status of what a name leads to, or None where that is not there yet. Refuses a file of this run."""
    try:
        # Not of its real path: that of a pipe (/dev/stdout) is no name of it.
        status = os.stat(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WriteError(file, error.strerror or str(error)) from error
    if _is_among(file, status, _inputs):
        raise InputFileError(file, "it was read in this run")
    if _is_among(file, status, _outputs):
        raise WrittenFileError(file, "it was written in this run")
    if not status.st_mode & _WRITABLE or not os.access(file, os.W_OK):
        # To rename another file over it would need no permission.
        raise WriteError(file, os.strerror(errno.EACCES))
    return status


def _is_among(file: str, status: os.stat_result, seen: dict[tuple[int, int], str]) -> bool:
    """Whether a file is one of those seen, by whatever name."""
    if (status.st_dev, status.st_ino) in seen:
        return True
    target = os.path.realpath(file)
    alike = [path for path in seen.values() if path.casefold() == target.casefold()]
    # Of two spellings of one name only one is listed.
    return bool(alike) and not {os.path.basename(path) for path in (target, *alike)} <= {
        *os.listdir(os.path.dirname(target))
    }


def _temporary(file: str, target: str, parents: bool) -> str:
    """An empty file beside the target; its own name is short, as the target's may be the longest possible."""
    folder, name = os.path.split(target)
    suffix = os.path.splitext(name)[1][:20]
    temporary = os.path.join(folder, f".plan-{os.getpid()}-{os.urandom(4).hex()}{suffix}")
    # Known before it is there: whatever stops the run, it is removed.
    _temporaries.add(temporary)
    try:
        if parents:
            os.makedirs(folder, exist_ok=True)
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except OSError as error:
        raise WriteError(file, error.strerror or str(error)) from error
    return temporary


def _finish(file: str, temporary: str, target: str, status: os.stat_result | None) -> None:
    try:
        with open(temporary, "rb+") as opened:
            os.fsync(opened.fileno())
        if status is not None:
            os.chmod(temporary, stat.S_IMODE(status.st_mode))
        os.replace(temporary, target)
    except OSError as error:
        raise WriteError(file, error.strerror or str(error)) from error
