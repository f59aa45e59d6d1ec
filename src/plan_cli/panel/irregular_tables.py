"""Irregular tables: files that no engine takes as they are, which the ordinary check judges entity by entity.

Workbooks, JSON, and CSV with lines above or below the table, or with a column for each year. What is kept here is when
that is, and what cannot be done then; the judging stands in ``api.entity_checks``.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from plan_cli.datafile import sources
from plan_cli.datafile.readers import readers
from plan_cli.diagnostics import Diagnostic, Place
from plan_cli.panel.engines import DEFAULT, all_engines
from plan_cli.panel.files import FORMATS, files_of
from plan_cli.panel.request import BASELINES, PanelRequest

#: A larger file is read by an engine or not at all.
MOST_BYTES = 20_000_000
#: What engines find of the shape of a file: which columns, headings and rows it has.
_OF_SHAPE = ("PLN308", "PLN309", "PLN352")
_PROBLEMS_OF_SHAPE = ("unit_in_heading", "last_actual")


def files_for_the_check(panel: str) -> tuple[str, ...]:
    """The files that a path, a glob or a folder means, of any format in a folder without CSV and Parquet."""
    return files_of(panel) or (tuple(sources.files_of(panel)) if os.path.isdir(panel) else ())


def other_formats(panel: str, request: PanelRequest) -> bool:
    """Whether some file here is of a format that no engine reads, by its suffix."""
    others = {suffix for reader in readers() if reader.name not in FORMATS for suffix in reader.suffixes}
    # What a server reads is on the server: only the name is known.
    on_server = all_engines()[request.engine].remote
    return any(
        FilePath(file).suffix.lower() in others for file in ([panel] if on_server else files_for_the_check(panel))
    )


def refused(panel: str, request: PanelRequest) -> Diagnostic | None:
    """Why a table is not judged entity by entity: what was asked for can only be done over columns."""
    option = next((name for name, given in _of_columns(request).items() if given), None)
    if option is None:
        return None
    facts = {"file": panel, "problem": "not_in_long_form", "example": None, "option": option}
    return Diagnostic("PLN353", facts, place=Place(panel))


def _of_columns(request: PanelRequest) -> Mapping[str, bool]:
    return {
        f"--engine {request.engine}": all_engines()[request.engine].remote,
        f"--targets {request.targets}": request.targets != "growth",
        f"--baselines {request.baselines}": request.baselines not in BASELINES,
    }


def is_of_shape(found: Diagnostic, panel: str, request: PanelRequest) -> bool:
    """Whether an engine stopped at the shape of files that the ordinary check may read."""
    shape = found.code in _OF_SHAPE or found.facts.get("problem") in _PROBLEMS_OF_SHAPE
    files = files_for_the_check(panel)
    # Several files must be of one shape: what one of them says in a column, another may leave out.
    return shape and len(files) == 1 and refused(panel, request) is None and os.path.getsize(files[0]) <= MOST_BYTES


def write_results(columns: Mapping[str, Sequence[Any]], output: str) -> Diagnostic | None:
    """Write every verdict as the engines do; a diagnostic where what writes is not installed."""
    entry = all_engines()[DEFAULT]
    if entry.missing:
        install = f"pip install 'target-path[{entry.extra}]'"
        return Diagnostic("PLN350", {"library": ", ".join(entry.missing), "install": install})
    import polars

    kinds: dict[str, Any] = {"year": polars.Int32, "row": polars.Int64}
    kinds |= dict.fromkeys(("value", "baseline", "milestone", "gap"), polars.Float64)
    frame = polars.DataFrame(dict(columns), schema={name: kinds.get(name, polars.String) for name in columns})
    entry.start("").write(frame.lazy(), output)
    return None
