"""Plans and files of any size for what must grow no faster than they do: tests/test_growth.py and bench/growth.py.

To add a command or a kind of input: an entry in ``CALLS`` or ``SPOILT``.
"""

from pathlib import Path

#: Every command on a plan and its actuals: how it is called, and the formats it is asked for.
CALLS: dict[str, tuple[list[str], list[str]]] = {
    "check": (["2023", "{actuals}", "--plan", "{plan}"], ["json", "table", "csv", "markdown", "junit", "github", "sarif"]),
    "check --compare": (["2023", "{actuals}", "--plan", "{plan}"], ["json", "table"]),
    "chart": (["--plan", "{plan}", "--actuals", "{actuals}", "-o", "{out}.svg"], [""]),
    "diff": (["{plan}", "{other}"], ["json", "table"]),
    "explain": (["i7", "2023", "--plan", "{plan}"], ["table"]),
    "forecast": (["{actuals}", "--plan", "{plan}"], ["json", "table"]),
    "map": (["{actuals}", "--plan", "{plan}"], [""]),
    "milestones": (["--plan", "{plan}"], ["json", "table", "csv"]),
    "report": (["{actuals}", "--year", "2023", "--plan", "{plan}", "-o", "{out}"], ["html", "markdown", "xlsx"]),
    "show": (["--plan", "{plan}"], ["json", "table"]),
    "template": (["--plan", "{plan}"], [""]),
    "validate": (["{plan}"], ["json", "table"]),
}  # fmt: skip
#: Commands whose work is not the plan's.
ELSEWHERE = {"completion", "example", "init", "schema"}
#: What may be wrong in every row of a file, or in every indicator of a plan: a new text for it.
SPOILT = {
    "unknown names": lambda row: row.replace("i", "indicator-", 1),
    "bad figures": lambda row: row + "x",
    "repeated rows": lambda row: f"{row}\n{row}1",
}
_TARGETS = (
    "baseline: {base}, target: {more}, unit: 亿元",
    "baseline: {more}, target: {base}, direction: decrease, unit: 吨",
    "baseline: {base}, target: {{kind: growth, rate: 7.5}}, unit: 亿元",
    "target: {{kind: total, value: {more}}}, unit: 个",
    "baseline: {base}, target: {{kind: band, low: {base}, high: {more}}}, unit: '%'",
)


def written(folder: Path, size: int, spoilt: str = "") -> dict[str, str]:
    """A plan of ``size`` indicators in groups, with relations and claims, its actuals of three years, and a later edition."""
    lines = ["format: 1", "id: grown", "title: Grown", "base_year: 2020", "target_year: 2025", "groups:"]
    lines += [f"  g{group}: Group {group}" for group in range(size // 10)]
    lines.append("indicators:")
    later, rows = list(lines), ["indicator,year,value"]
    for number in range(size):
        base, more = 100 + number % 37, 160 + number % 53
        target = _TARGETS[number % len(_TARGETS)].format(base=base, more=more)
        start = f"  - {{id: i{number}, name: Indicator number {number}, group: g{number % (size // 10)}, "
        lines.append(f"{start}{target}}}")
        later.append(f"{start}{target.replace(str(more), str(more + 1))}}}")
        each = [f"i{number},{year},{base + (year - 2020) * (number % 11)}" for year in (2021, 2022, 2023)]
        rows += [SPOILT[spoilt](row) for row in each] if spoilt else each
    relations = [f"  - {{part: i{n}, of: i{n + 5}, source: Table {n}}}" for n in range(0, size - 5, 10)]
    files = {"plan": "plan.yaml", "other": "later.yaml", "actuals": "actuals.csv"}
    texts = {"plan": [*lines, "relations:", *relations], "other": later, "actuals": rows}
    for key, name in files.items():
        (folder / name).write_text("\n".join(texts[key]) + "\n", encoding="utf-8")
    return {key: str(folder / name) for key, name in files.items()}


def called(call: str, files: dict[str, str], out: str, format: str) -> list[str]:
    """The arguments of an entry of ``CALLS``."""
    arguments, _ = CALLS[call]
    told = [each.format(**files, out=f"{out}.{format}") for each in arguments]
    return [*call.split(), *told, *(["--format", format] if format else [])]
