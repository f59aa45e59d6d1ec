"""The growth that a printed table has beside a target: a fact to audit, or the same change once more."""

from decimal import Decimal

from plan_cli.diagnostics import Remark
from plan_cli.planfile.importers.draft import Value
from plan_cli.planfile.importers.printed import Printed


def printed_growth(
    growth: Printed, keys: dict[str, Value], ends: tuple[Decimal | None, Printed | None], notes: list[Remark]
) -> None:
    """Add the printed growth to the keys; one over the whole period only repeats what baseline and target say."""
    base, final = ends
    if final is None or growth.blank is not None:
        return
    if _is_the_whole_change(growth, base, final):
        notes.append(Remark("import_same_change", {"text": growth.text}))
        return
    if growth.whole_period:
        notes.append(Remark("import_other_change", {"text": growth.text}, check=True))
        return
    if growth.value is None:
        notes.append(Remark("import_not_understood", {"text": growth.text}, check=True))
    elif growth.points:
        keys["growth"] = {"value": growth.value, "unit": "pp"}
    else:
        keys["growth"] = growth.value
    if growth.value is not None and growth.operator:
        notes.append(Remark("import_not_exact", {"text": growth.text}))


def _is_the_whole_change(growth: Printed, base: Decimal | None, final: Printed) -> bool:
    """Whether what is printed as growth is the difference of target and baseline, or their quotient in %."""
    if growth.value is None or base is None or final.value is None or not (growth.whole_period or growth.points):
        return False
    changes = [final.value - base, *([(final.value / base - 1) * 100] if base and not growth.points else [])]
    half = Decimal(5).scaleb(-1 - max(0, -int(growth.value.as_tuple().exponent)))
    return any(abs(abs(growth.value) - abs(change)) <= half for change in changes)
