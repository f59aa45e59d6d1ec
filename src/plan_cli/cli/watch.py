"""``plan report --watch``: the page on this machine, built anew when a file changes, and reloaded by the browser.

Only the loopback address is served, and only to requests that name it, so that no page from elsewhere can read it
through a name of its own. The report stands in a frame, as it would be written to a file: what reloads it is outside.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

from plan_cli.cli.errors import CannotRunError
from plan_cli.cli.output import print_note, rendered, write_result
from plan_cli.cli.params import Common
from plan_cli.datafile.sources import files_of
from plan_cli.files import forget_files
from plan_cli.i18n import Messages
from plan_cli.inputs import STDIN

if TYPE_CHECKING:
    from plan_cli.model.theme import Theme
    from plan_cli.report import Report

ADDRESS = "127.0.0.1"
#: How often files are looked at and the browser asks, in seconds.
PAUSE = 0.5
_FRAME = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>plan report --watch</title><style>
html, body, iframe {{ width: 100%; height: 100%; margin: 0; border: 0; display: block }}
p {{ font: 1rem sans-serif; margin: 0; padding: .5rem 1rem; background: #fbdfd3; color: #5c1a0b }}
p {{ white-space: pre-wrap }}
p:empty {{ display: none }}
</style></head><body>
<p id="problem" role="alert"></p><iframe id="report" title="plan report" src="/report"></iframe><script>
let seen = "";
setInterval(async () => {{
  const answer = await fetch("/state").then(got => got.json()).catch(() => null);
  if (answer === null) return;
  document.getElementById("problem").textContent = answer.problem;
  if (seen !== "" && seen !== answer.version) document.getElementById("report").contentWindow.location.reload();
  seen = answer.version;
}}, {milliseconds});
</script></body></html>
"""


@dataclass
class Watched:
    """The report as it was built last, and what went wrong since; ``version`` counts what was built."""

    language: str
    page: bytes = b""
    problem: str = ""
    version: int = 0
    seen: object = field(default=None, repr=False)


#: A page, and the files, globs and folders that it was made from.
Build = Callable[[], tuple[bytes, Sequence[str]]]


def watch_report(
    built: Callable[[], tuple[Report, Sequence[str]]], looks: Callable[[], Theme], format: str, common: Common,
    port: int, messages: Messages,
) -> int:  # fmt: skip
    """Serve a report's page, and write it where a file was named, whenever one of its files changes."""
    if format != "html":
        raise CannotRunError(messages.text("usage_watch_format", format=format))

    def page() -> tuple[bytes, Sequence[str]]:
        report, files = built()
        if STDIN in files:
            raise CannotRunError(messages.text("usage_watch_stdin"))
        text = rendered(report, format, replace(common, output="report.html"), messages, theme=looks())
        content = text.encode("utf-8") if isinstance(text, str) else text
        if common.file:
            write_result(content, common)
        return content, files

    return watch(page, port, messages)


def watch(build: Build, port: int, messages: Messages) -> int:
    """Serve the page until Ctrl-C. Errors: ``CannotRunError`` where it cannot be built at all, or for a taken port."""
    watched = Watched(messages.language)
    watched.page, sources = build()
    watched.version, watched.seen = 1, _state_of(sources)
    with _serving(watched, port, messages) as address:
        print_note(messages.text("watching", url=f"http://{address}/"))
        try:
            while True:
                sleep(PAUSE)
                sources = _look(watched, build, sources, messages)
        except KeyboardInterrupt:
            return 0


def _look(watched: Watched, build: Build, sources: Sequence[str], messages: Messages) -> Sequence[str]:
    """Build anew where a file is another one; what cannot be built leaves the last page, with the reason above it."""
    state = _state_of(sources)
    if state == watched.seen:
        return sources
    watched.seen = state
    # Each building is a run of its own, which may write what the one before has written.
    forget_files()
    try:
        watched.page, sources = build()
    except CannotRunError as error:
        found = (messages.message(each) for each in error.diagnostics)
        watched.problem = "\n".join([str(error), *found])
        return sources
    watched.seen, watched.problem, watched.version = _state_of(sources), "", watched.version + 1
    print_note(messages.text("watch_built", count=watched.version))
    return sources


def _state_of(sources: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    """Every file that is meant, when it was changed and how long it is."""
    found = []
    for file in (file for source in sources for file in files_of(source)):
        try:
            status = os.stat(file)
        except OSError:
            continue
        found.append((file, status.st_mtime_ns, status.st_size))
    return tuple(found)


@contextmanager
def _serving(watched: Watched, port: int, messages: Messages) -> Iterator[str]:
    """A server of the page on the loopback address; where it is."""
    try:
        server = ThreadingHTTPServer((ADDRESS, port), _handler(watched))
    except OSError as error:
        raise CannotRunError(messages.text("watch_port", port=port, why=error.strerror or str(error))) from error
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"{ADDRESS}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(watched: Watched) -> type[BaseHTTPRequestHandler]:
    import json

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "plan", ""

        def do_GET(self) -> None:
            """The frame, the report in it, or what the frame asks for."""
            port = self.connection.getsockname()[1]
            if self.headers.get("Host") not in (f"{ADDRESS}:{port}", f"localhost:{port}"):
                self.send_error(403)
            elif self.path == "/":
                frame = _FRAME.format(language=watched.language, milliseconds=round(PAUSE * 1000))
                self._send("text/html", frame.encode("utf-8"))
            elif self.path == "/report":
                self._send("text/html", watched.page)
            elif self.path == "/state":
                state = {"version": str(watched.version), "problem": watched.problem}
                self._send("application/json", json.dumps(state).encode("utf-8"))
            else:
                self.send_error(404)

        def _send(self, kind: str, content: bytes) -> None:
            self.send_response(200)
            headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Length": str(len(content))}
            headers |= {
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "SAMEORIGIN",
            }
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: every half second there is a request."""

    return Handler
