"""``plan report --watch``: a real server on a real socket, asked as a browser asks."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from conftest import Run, indicator_plan

pytestmark = pytest.mark.slow
PLAN = indicator_plan("id: x, name: X, unit: t, baseline: 100, target: 150, decimals: 1")
HEAD = "indicator,year,value\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "p.plan.yaml").write_text(PLAN)
    (tmp_path / "a.csv").write_text(HEAD + "x,2023,120.5\n")
    return [str(tmp_path / "a.csv"), "--plan", str(tmp_path / "p.plan.yaml"), "--lang", "en"]


@pytest.fixture
def served(files: list[str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it says it serves."""
    command = [sys.executable, "-m", "plan_cli", "report", *files, "--watch", "-o", str(tmp_path / "r.html")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        lines = (process.stderr.readline() for _ in range(2))
        assert next(lines).startswith("wrote ")
        found = re.search(r"http://127\.0\.0\.1:\d+/", next(lines))
        assert found is not None
        yield process, found[0]
        process.kill()


def get(url: str, **headers: str) -> str:
    with urlopen(Request(url, headers=headers), timeout=10) as answer:
        return str(answer.read().decode("utf-8"))


def state(url: str, until: str, seconds: float = 20) -> dict[str, str]:
    """What the frame is told, as soon as that key has a value other than the first."""
    first, end = json.loads(get(url + "state")), time.monotonic() + seconds
    while time.monotonic() < end:
        now: dict[str, str] = json.loads(get(url + "state"))
        if now[until] != first[until]:
            return now
        time.sleep(0.1)
    raise AssertionError(f"{until} stayed {first[until]}")


def test_the_page_follows_the_files(served: tuple[subprocess.Popen[str], str], tmp_path: Path) -> None:
    """Another figure is another page; a mistake leaves the last page with the reason; Ctrl-C is a clean end."""
    process, url = served
    frame = get(url)
    assert 'src="/report"' in frame
    assert "120.5" in get(url + "report")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == get(url + "report")
    (tmp_path / "a.csv").write_text(HEAD + "x,2023,131.25\n")
    assert state(url, "version")["version"] == "2"
    assert "131.25" in get(url + "report")
    assert "131.25" in (tmp_path / "r.html").read_text(encoding="utf-8")
    (tmp_path / "p.plan.yaml").write_text("format: 1\n")
    assert "the plan cannot be used" in state(url, "problem")["problem"]
    assert "131.25" in get(url + "report")
    (tmp_path / "p.plan.yaml").write_text(PLAN.replace("150", "160"))
    assert state(url, "version") == {"version": "3", "problem": ""}
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0


def test_it_serves_this_machine_only(served: tuple[subprocess.Popen[str], str]) -> None:
    """No other address answers, and a request that names another host is refused: names can be pointed here."""
    _, url = served
    port = int(url.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):
        pass
    with pytest.raises(HTTPError) as refused:
        get(url, Host=f"evil.example:{port}")
    assert refused.value.code == 403
    refused.value.close()
    with pytest.raises(HTTPError) as missing:
        get(url + "../../etc/passwd")
    assert missing.value.code == 404
    missing.value.close()
    with pytest.raises((HTTPError, URLError)) as posted:
        urlopen(Request(url, data=b"x", method="POST"), timeout=10)
    assert getattr(posted.value, "code", 501) == 501
    posted.value.close()  # type: ignore[union-attr]


def test_what_cannot_be_watched_is_refused(run: Run, files: list[str], tmp_path: Path) -> None:
    """Another format, standard input, a port without the option, a port that is taken, a plan that is none."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = {
            ("report", *files, "--watch", "-o", str(tmp_path / "r.docx")): "--watch serves a page",
            ("report", "-", *files[1:], "--watch"): "standard input cannot be read again",
            ("report", *files, "--port", "8000"): "--port needs --watch",
            ("report", *files, "--watch", "--port", port): f"port {port} cannot be used",
            ("report", *files[:2], str(tmp_path / "none.yaml"), "--watch", "--lang", "en"): "none.yaml",
        }
        for words, message in refused.items():
            ran = run(*words, stdin=(HEAD + "x,2023,120\n").encode())
            assert (ran.code, message in ran.err) == (2, True), (words, ran.err)
