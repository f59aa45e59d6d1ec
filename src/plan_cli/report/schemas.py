"""The published JSON Schemas of what the program prints (``plan schema --of check``).

Every object is closed and every key required: a test validates real output against them, so that a key cannot
appear, vanish or change its type unseen.
"""

from __future__ import annotations

from typing import Any

from plan_cli.codes import CODES, Severity
from plan_cli.profiles import Status

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_INTEGER: Schema = {"type": "integer"}
_NUMBER: Schema = {"type": "number"}
_TRUTH: Schema = {"type": "boolean"}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _by_columns(**properties: Schema) -> Schema:
    """An object that also has the ``--by`` columns, whatever they are called."""
    return {**_object(**properties), "additionalProperties": _TEXT}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _with(schema: Schema, **optional: Schema) -> Schema:
    return {**schema, "properties": {**schema["properties"], **optional}}


_TOOL = _object(name=_TEXT, version=_TEXT)
_PLAN = _object(file=_TEXT, sha256=_TEXT, id=_TEXT, base_year=_INTEGER, target_year=_INTEGER)
_DIAGNOSTIC = _object(
    code=_one_of(*CODES),
    rule=_TEXT,
    severity=_one_of(*Severity),
    message=_TEXT,
    hint=_TEXT,
    file=_TEXT,
    line=_INTEGER,
    column=_INTEGER,
    end_line=_INTEGER,
    end_column=_INTEGER,
    indicator=_maybe(_TEXT),
    facts={"type": "object"},
)
_BASELINE = _object(
    year=_INTEGER,
    value=_maybe(_NUMBER),
    origin=_maybe(_one_of("plan", "actuals", "implied")),
    missing=_maybe(_one_of("dash", "blank", "merged", "unstated")),
)
_TARGET = _with(
    _object(year=_INTEGER, value=_maybe(_NUMBER), operator=_maybe(_TEXT)),
    revisions=_list(_object(date=_TEXT, value=_NUMBER, source=_maybe(_TEXT))),
    original=_maybe(_NUMBER),
    rate=_NUMBER,
    low=_maybe(_NUMBER),
    high=_maybe(_NUMBER),
    text=_TEXT,
)
_GROWTH = _maybe(_object(value=_NUMBER, unit=_one_of("%", "pp")))
_RATE_UNIT = _maybe(_one_of("fraction_per_year", "unit_per_year"))
_HEAD: dict[str, Schema] = {
    "id": _TEXT,
    "no": {"type": ["integer", "string", "null"]},
    "name": _TEXT,
    "unit": _TEXT,
    "attribute": _one_of("binding", "anticipatory"),
    "direction": _one_of("increase", "decrease"),
    "kind": _TEXT,
    "path": _maybe(_TEXT),
}
_YEARLY = _list(_object(year=_INTEGER, value=_NUMBER))
_PLACE = _object(file=_TEXT, line=_INTEGER, column=_INTEGER)

_COMPARED = _object(
    profile=_TEXT,
    path=_maybe(_TEXT),
    needed=_maybe(_NUMBER),
    status=_one_of(*Status),
    category=_maybe(_TEXT),
    reason=_maybe(_TEXT),
)
_RESULT = _with(
    _object(
        **_HEAD,
        baseline=_BASELINE,
        target=_TARGET,
        milestone=_maybe(_NUMBER),
        actual=_maybe(_NUMBER),
        bound=_maybe(_one_of(">", ">=", "<", "<=", "~")),
        obs_status=_maybe(_TEXT),
        gap=_maybe(_NUMBER),
        achievement=_maybe(_NUMBER),
        progress=_maybe(_NUMBER),
        required_rate=_maybe(_NUMBER),
        observed_rate=_maybe(_NUMBER),
        rate_unit=_RATE_UNIT,
        pace=_maybe(_NUMBER),
        catch_up_rate=_maybe(_NUMBER),
        projected=_maybe(_NUMBER),
        cumulative=_maybe(_NUMBER),
        measure=_maybe(_TEXT),
        index=_TRUTH,
        period=_maybe(_TEXT),
        sum_of=_list(_TEXT),
        older=_list(
            _object(
                value=_maybe(_NUMBER),
                bound=_maybe(_one_of(">", ">=", "<", "<=", "~")),
                obs_status=_TEXT,
                published=_maybe(_TEXT),
                source=_PLACE,
            )
        ),
        line=_maybe(_NUMBER),
        cuts={"type": "object", "additionalProperties": _maybe(_NUMBER)},
        status=_one_of(*Status),
        category=_maybe(_TEXT),
        reason=_maybe(_TEXT),
        severity=_maybe(_one_of(*Severity)),
        source=_maybe(_PLACE),
    ),
    value=_maybe(_NUMBER),
    score=_maybe(_NUMBER),
    compare=_list(_COMPARED),
    trace={"type": "object"},
)
_BY_STATUS: Schema = {"type": "object", "additionalProperties": _NUMBER}
_SCORES = _object(attribute=_TEXT, group=_maybe(_TEXT), counts=_BY_STATUS, weights=_maybe(_BY_STATUS))
_COUNTS = dict.fromkeys(("indicators", "evaluated", *Status, "errors", "warnings"), _INTEGER)


def _document(name: str, **properties: Schema) -> Schema:
    told = _object(schema={"const": f"plan.{name}/1"}, **properties)
    return {"$schema": DIALECT, "$id": f"urn:target-path:plan.{name}:1", "title": f"plan.{name}/1", **told}


_HEADED = {"tool": _TOOL, "plan": _PLAN}
_TAIL = {"diagnostics": _list(_DIAGNOSTIC), "exit_code": _INTEGER}

SCHEMAS: dict[str, Schema] = {
    "check": _with(
        _document(
            "check",
            **_HEADED,
            inputs=_list(_object(file=_TEXT, sha256=_TEXT, format=_TEXT, encoding=_maybe(_TEXT), rows=_INTEGER)),
            year=_INTEGER,
            period=_maybe(_object(**{"period": _TEXT, "from": _TEXT, "to": _TEXT, "share": _NUMBER, "basis": _TEXT})),
            profile=_TEXT,
            results=_list(_RESULT),
            summary=_object(**_COUNTS),
            laggards=_list(_TEXT),
            scorecard=_list(_SCORES),
            **_TAIL,
        ),
        compare=_object(changed=_list(_TEXT), changed_by_path=_list(_TEXT)),
    ),
    "milestones": _with(
        _document(
            "milestones",
            **_HEADED,
            results=_list(
                _with(
                    _object(
                        **{key: _HEAD[key] for key in ("id", "no", "name", "unit", "attribute", "kind", "path")},
                        rate=_maybe(_NUMBER),
                        rate_unit=_RATE_UNIT,
                        printed_growth=_GROWTH,
                        index=_TRUTH,
                        baseline=_BASELINE,
                        target=_TARGET,
                        milestones=_YEARLY,
                        reason=_maybe(_TEXT),
                    ),
                    cuts=_list(
                        _object(year=_INTEGER, values={"type": "object", "additionalProperties": _maybe(_NUMBER)})
                    ),
                    cuts_reason=_maybe(_TEXT),
                )
            ),
            **_TAIL,
        ),
        profile=_TEXT,
    ),
    "panel": _document(
        "panel",
        **_HEADED,
        inputs=_list(_object(file=_TEXT, format=_TEXT, encoding=_TEXT)),
        year=_INTEGER,
        profile=_TEXT,
        engine=_TEXT,
        by=_list(_TEXT),
        summary=_object(rows=_INTEGER, entities=_INTEGER, **_COUNTS),
        groups=_list(
            _by_columns(
                indicator=_TEXT,
                counts={"type": "object", "propertyNames": _one_of(*Status), "additionalProperties": _INTEGER},
            )
        ),
        worst=_list(
            _by_columns(
                indicator=_TEXT,
                actual=_NUMBER,
                baseline=_maybe(_NUMBER),
                milestone=_maybe(_NUMBER),
                gap=_maybe(_NUMBER),
                status=_one_of(*Status),
                category=_maybe(_TEXT),
                file=_TEXT,
                row=_maybe(_INTEGER),
            )
        ),
        bad={
            "type": "object",
            "additionalProperties": _object(
                count=_INTEGER,
                examples=_list(
                    _by_columns(
                        file=_TEXT,
                        row=_maybe(_INTEGER),
                        indicator=_maybe(_TEXT),
                        year=_maybe(_INTEGER),
                        text=_maybe(_TEXT),
                    )
                ),
            ),
        },
        **_TAIL,
    ),
    "forecast": _document(
        "forecast",
        **_HEADED,
        inputs=_list(_object(file=_TEXT, sha256=_TEXT, format=_TEXT, encoding=_maybe(_TEXT), rows=_INTEGER)),
        nature=_TEXT,
        results=_list(
            _object(
                **_HEAD,
                baseline=_BASELINE,
                target=_TARGET,
                index=_TRUTH,
                last_year=_maybe(_INTEGER),
                actual=_maybe(_NUMBER),
                achieved=_TRUTH,
                rate_unit=_RATE_UNIT,
                needed_rate=_maybe(_NUMBER),
                best_rate=_maybe(_object(**{"rate": _NUMBER, "from": _INTEGER, "to": _INTEGER})),
                futures=_maybe(_object(share=_NUMBER, draws=_INTEGER, seed=_INTEGER, changes=_INTEGER)),
                projections=_list(
                    _object(
                        **{"method": _one_of("since_base", "recent", "weighted_trend"), "from": _INTEGER},
                        to=_INTEGER,
                        points=_INTEGER,
                        rate=_NUMBER,
                        projected=_NUMBER,
                        gap=_NUMBER,
                        reached=_maybe(_INTEGER),
                    )
                ),
                reason=_maybe(_TEXT),
            )
        ),
        **_TAIL,
    ),
    "validate": _document(
        "validate",
        tool=_TOOL,
        files=_list(_object(file=_TEXT, sha256=_TEXT, sound=_TRUTH)),
        summary=_object(files=_INTEGER, errors=_INTEGER, warnings=_INTEGER, infos=_INTEGER),
        **_TAIL,
    ),
    "show": _document(
        "show",
        **_HEADED,
        title=_TEXT,
        source=_maybe(_TEXT),
        results=_list(
            _object(
                **_HEAD,
                aliases=_list(_TEXT),
                group=_maybe(_TEXT),
                scope=_maybe(_TEXT),
                baseline=_BASELINE,
                target=_TARGET,
                printed_growth=_GROWTH,
                implied_rate=_maybe(_NUMBER),
                nature=_one_of("flow", "stock"),
                decimals=_INTEGER,
                source=_maybe(_TEXT),
                notes=_maybe(_TEXT),
                claims=_list(
                    _object(
                        target=_maybe(_NUMBER),
                        growth=_GROWTH,
                        baseline=_maybe(_NUMBER),
                        operator=_maybe(_TEXT),
                        unit=_maybe(_TEXT),
                        year=_maybe(_INTEGER),
                        scope=_maybe(_TEXT),
                        note=_maybe(_TEXT),
                        source=_TEXT,
                    )
                ),
                milestones=_YEARLY,
            )
        ),
        relations=_list({"type": "object"}),
        **_TAIL,
    ),
    "explain": _document(
        "explain",
        **_HEADED,
        year=_INTEGER,
        profile=_TEXT,
        result=_RESULT,
        steps=_list(_object(step=_TEXT, text=_TEXT)),
        **_TAIL,
    ),
    "error": _document("error", error=_object(message=_TEXT), diagnostics=_list(_DIAGNOSTIC)),
}
