"""Files are written whole or not at all, and never over what was read."""

import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plan_cli import files
from plan_cli.files import InputFileError, WriteError, WrittenFileError


@pytest.fixture(autouse=True)
def _nothing_read() -> None:
    files.forget_files()


def test_a_file_keeps_its_permissions_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    """As a text editor leaves them; nothing stays beside the file."""
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("before")
    old.chmod(0o640)
    for file in (old, new):
        files.write(str(file), b"after")
        assert file.read_bytes() == b"after"
    mask = os.umask(0)
    os.umask(mask)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (old, new)] == [0o640, 0o666 & ~mask]
    assert sorted(os.listdir(tmp_path)) == ["new.json", "old.json"]


def test_a_protected_file_stays(tmp_path: Path) -> None:
    """A rename over it would need no permission of its own."""
    file = tmp_path / "x.json"
    file.write_text("mine")
    file.chmod(0o444)
    with pytest.raises(WriteError, match="Permission denied"):
        files.write(str(file), b"1")
    assert (file.read_text(), os.listdir(tmp_path)) == ("mine", ["x.json"])


def test_what_stands_behind_standard_input_is_not_written(tmp_path: Path) -> None:
    """``plan check 2023 - -o a.csv < a.csv``."""
    figures = tmp_path / "a.csv"
    figures.write_text("indicator,year,value\ncontainers,2025,1003\n")
    before = figures.read_bytes()
    command = [sys.executable, "-m", "plan_cli", "check", "2025", "-", "--plan", "example:harbour", "-o", str(figures)]
    with figures.open("rb") as given:
        ran = subprocess.run([*command, "--format", "csv"], stdin=given, capture_output=True, text=True, check=False)
    assert (ran.returncode, "is an input" in ran.stderr, figures.read_bytes()) == (2, True, before)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is written, in its own folder."""
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "x.csv", tmp_path / "x.csv"
    link.symlink_to(target)
    files.write(str(link), b"1")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"1")


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="no such names here")
def test_a_pipe_is_written_by_any_name_of_it() -> None:
    """As a shell names one: >(…), /dev/stdout."""
    reading, writing = os.pipe()
    files.write(f"/dev/fd/{writing}", b"1")
    os.close(writing)
    assert os.read(reading, 9) == b"1"
    os.close(reading)


def test_the_longest_name_will_do(tmp_path: Path) -> None:
    """The temporary name does not grow with the target's."""
    file = tmp_path / ("x" * 250 + ".json")
    files.write(str(file), b"1")
    assert file.read_bytes() == b"1"


def test_what_was_read_is_not_written(tmp_path: Path) -> None:
    """Under its own name, another name, or a link; after a new run it may be."""
    read, hard, link = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    read.write_text("before")
    hard.hardlink_to(read)
    link.symlink_to(read)
    files.note_input(str(read))
    for name in (read, hard, link):
        with pytest.raises(InputFileError):
            files.write(str(name), b"after")
    assert read.read_text() == "before"
    files.forget_files()
    files.write(str(read), b"after")
    assert read.read_text() == "after"


def test_a_disk_that_does_not_tell_cases_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another spelling of what was read or written is the same file, also where it has an inode of its own."""
    spellings = {"DATA.csv": "data.csv", "OUT.json": "out.json"}
    real, own = os.stat, False

    def stat_of(name: "str | os.PathLike[str]", *rest: object, **more: object) -> os.stat_result:
        folder, file = os.path.split(os.fspath(name))
        found = real(os.path.join(folder, spellings.get(file, file)))
        return os.stat_result((found[0], found[1] + 10**6, *found[2:])) if own and file in spellings else found

    (tmp_path / "data.csv").write_text("before")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "stat", stat_of)
    for own in (False, True):  # noqa: B007
        files.forget_files()
        files.note_input("data.csv")
        files.write("out.json", b"1")
        with pytest.raises(InputFileError):
            files.write("DATA.csv", b"after")
        with pytest.raises(WrittenFileError):
            files.write("OUT.json", b"2")
        files.forget_files()
        files.note_input("DATA.csv")
        with pytest.raises(InputFileError):
            files.write("data.csv", b"after")
    assert sorted(os.listdir()) == ["data.csv", "out.json"]
    assert Path("data.csv").read_text() == "before"


def test_names_that_differ_by_their_case_are_two_files(tmp_path: Path) -> None:
    """Where the disk tells them apart."""
    if (tmp_path.parent / tmp_path.name.upper()).exists():
        pytest.skip("this disk does not")
    read, other = tmp_path / "a.csv", tmp_path / "A.csv"
    read.write_text("before")
    other.write_text("mine")
    files.note_input(str(read))
    files.write(str(other), b"after")
    assert (read.read_text(), other.read_text()) == ("before", "after")


def test_what_is_read_while_it_is_written_is_not_replaced(tmp_path: Path) -> None:
    """A panel's files are known only once it has been read."""
    file = tmp_path / "a.csv"
    file.write_text("before")
    with pytest.raises(InputFileError), files.replacing(str(file)):
        files.note_input(str(file))
    assert (file.read_text(), os.listdir(tmp_path)) == ("before", ["a.csv"])


@pytest.mark.parametrize("name", ["missing/x.json", "folder", "file/x.json"])
def test_an_error_names_the_file(tmp_path: Path, name: str) -> None:
    """A missing folder, a folder, a file in the place of a folder."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match=name) as caught:
        files.write(str(tmp_path / name), b"1")
    assert caught.value.file == str(tmp_path / name)
    files.write(str(tmp_path / "made" / "x.json"), b"1", parents=True)


def test_an_error_in_between_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """Whatever the block raises comes out, and the half-written file is gone."""
    file = tmp_path / "x.parquet"
    file.write_text("before")

    def interrupted() -> None:
        with files.replacing(str(file)) as temporary:
            Path(temporary).write_text("half")
            assert temporary.endswith(".parquet")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert (file.read_text(), os.listdir(tmp_path)) == ("before", ["x.parquet"])


#: What a signal comes upon: a file is being written; a library makes an error of it that does not say what it was.
WRITING = """    with files.replacing({file!r}):
        print('writing', flush=True); time.sleep(60)
"""
LOSING = """    try:
        print('writing', flush=True); time.sleep(60)
    except BaseException:
        pass
    raise ValueError('lost')
"""


#: The program, with such work in the place of a command.
RUN = """import sys, time; from plan_cli import __main__ as program, cli, files
def slow(words):
{work}cli.dispatch = slow; sys.argv = ['plan']; sys.exit(program.main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("work", [WRITING, LOSING], ids=["writing", "losing"])
@pytest.mark.parametrize(("name", "left"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_stopped_run_leaves_nothing_behind(tmp_path: Path, name: str, left: int, work: str) -> None:
    """A signal in the middle of a run: its exit code, no traceback, no half-written file."""
    # Under nohup the tests themselves have SIGHUP ignored, and hand that on.
    code = f"import signal; signal.signal(signal.{name}, signal.default_int_handler if {name == 'SIGINT'} else signal.SIG_DFL)\n"
    process = _writing(code + RUN.format(work=work.format(file=str(tmp_path / "x.json"))))
    process.send_signal(getattr(signal, name))
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err, os.listdir(tmp_path)) == (left, "", [])


def _writing(code: str) -> "subprocess.Popen[str]":
    """A run that says when it writes, and does."""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    time.sleep(0.1)
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize(
    ("cleaning", "second"),
    [(0.3, 0.0), (0.3, 0.002), (0.3, 0.02), pytest.param(60, 1.5, marks=pytest.mark.slow)],
    ids=["at once", "2 ms", "20 ms", "too slow"],
)
def test_a_second_interrupt_does_not_disturb_the_end(tmp_path: Path, cleaning: float, second: float) -> None:
    """130, no traceback, no half-written file; a run that does not end by itself is ended by it."""
    work = WRITING.format(file=str(tmp_path / "x.json")).replace("print", "try: print")
    process = _writing(RUN.format(work=f"{work}        finally: time.sleep({cleaning})\n"))
    process.send_signal(signal.SIGINT)
    time.sleep(second)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err, os.listdir(tmp_path)) == (130, "", [])


def test_one_place_writes() -> None:
    """Whatever the user names is written here; other modules write copies into folders of their own at most."""
    source = Path(files.__file__).parent
    writes = re.compile(r"\bopen\([^)]*[\"'][waxr]\+?b?\+?[\"']|\.write_(?:text|bytes)\(|os\.(?:replace|rename)\(")
    reads = re.compile(r"\bopen\([^)]*[\"']rb?[\"']")
    found = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if writes.search(reads.sub("", line))
    }
    assert found == {"files.py", "__main__.py", "panel/files.py", "panel/across.py"}
