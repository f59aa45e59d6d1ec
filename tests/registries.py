"""What the registry tests share: where a member must be mentioned, and one run through every way it is shown."""

from pathlib import Path

from conftest import ROOT, Run
from plan_cli.i18n import MACHINE, messages_in
from plan_cli.planfile.schema import plan_schema

MESSAGES = messages_in(MACHINE)
ACTUALS = "indicator,year,value\nx,2020,100\nx,2021,104\nx,2022,110\nx,2023,120\n"


def documented(page: str, text: str) -> bool:
    """Whether a page of the documentation has that text."""
    return text in (ROOT / page).read_text(encoding="utf-8")


def has_test(*texts: str) -> bool:
    """Whether a test other than those of the registries has one of these texts."""
    files = [file for file in (ROOT / "tests").glob("test_*.py") if not file.name.startswith("test_registry_")]
    return any(text in file.read_text(encoding="utf-8") for file in files for text in texts)


def in_schema(key: str, value: str) -> bool:
    """Whether the schema of the plan file has a mapping with that constant under that key."""
    return any(
        each.get("properties", {}).get(key, {}).get("const") == value for each in plan_schema()["$defs"].values()
    )


def failing_commands(run: Run, plan: str, folder: Path, *options: str) -> list[str]:
    """The commands that cannot cope with a plan of the one indicator ``x``, and how they ended."""
    file, actuals, panel = folder / "p.plan.yaml", folder / "actuals.csv", folder / "panel.csv"
    file.write_text(plan, encoding="utf-8")
    actuals.write_text(ACTUALS, encoding="utf-8")
    panel.write_text("region,indicator,year,value\nnorth,x,2020,100\nnorth,x,2023,120\n", encoding="utf-8")
    commands = [
        ["check", "2023", str(actuals), "--trace", "--format", "json"],
        ["check", "2023", str(actuals), "--format", "table", "--compare"],
        ["check", "2023", str(panel), "--by", "region"],
        ["show", "x"],
        ["milestones", "--format", "json"],
        ["explain", "x", "2023", "--actuals", str(actuals)],
        ["forecast", str(actuals)],
        ["validate", str(file)],
        ["report", str(actuals), "--year", "2023", "-o", str(folder / "report.html")],
        ["report", str(actuals), "--year", "2023", "-o", str(folder / "report.xlsx")],
        ["report", str(actuals), "--year", "2023", "-o", str(folder / "report.docx")],
        ["chart", "x", "--actuals", str(actuals), "-o", str(folder / "x.svg")],
    ]
    found = []
    for words in commands:
        words = words if words[0] == "validate" else [*words, "--plan", str(file)]
        ran = run(*words, *(options if words[0] == "check" and "--compare" not in words else ()))
        if ran.code not in (0, 1, 3) and not (words[0] == "chart" and ran.code == 2):
            found.append(f"plan {' '.join(words)}: exit {ran.code}: {ran.err.strip()[-200:]}")
    return found
