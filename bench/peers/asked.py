"""What the scripts beside this read of the plan: what each indicator asks for, in parts of a baseline."""

from pathlib import Path

import yaml


def factors(panel: str) -> list[tuple[str, float, float, float]]:
    """Indicator, its target, its milestone of 2023 and 60 % of its rate, in the order of the plan beside the panel."""
    text = (Path(panel).parent / "plan.yaml").read_bytes()
    told = []
    for each in yaml.load(text, yaml.CSafeLoader)["indicators"]:
        target = each["target"] / each["baseline"]
        told.append((each["id"], target, target**0.6, (1 + 0.6 * (target**0.2 - 1)) ** 3))
    return told
