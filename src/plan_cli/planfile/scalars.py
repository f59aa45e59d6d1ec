"""Scalars: the value of a plain word of a plan file, by the rules of YAML 1.2.

Numbers become ``Decimal`` with every printed digit, only ``true`` and ``false`` are booleans; ``yes``, ``1_000`` and
``12:30`` stay text.
"""

from decimal import Decimal
from typing import Any

from plan_cli.diagnostics import Diagnostic
from plan_cli.patterns import late

#: Numbers beyond this many digits, before or after the point, are refused.
DIGIT_LIMIT = 40
#: Replaces a number that was refused and reported; it is valid nowhere in a plan.
REFUSED = Decimal("NaN")

_INTEGER = late(r"[-+]?[0-9]+\Z")
_NUMBER = late(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_BASED = late(r"0(o[0-7]+|x[0-9a-fA-F]+)\Z")
_NOT_FINITE = late(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
_LEADING_ZERO = late(r"[-+]?0[0-9]+\Z")
#: The characters that a number can start with; a quick test for most words.
_FIRST = "+-.0123456789"
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def plain_scalar(text: str) -> tuple[Any, Diagnostic | None]:
    """The value of a plain word, and what is wrong with it."""
    if text in _WORDS:
        return _WORDS[text], None
    if text[0] not in _FIRST:
        return text, None
    if _LEADING_ZERO.match(text):
        return text, Diagnostic("PLN015", {"text": text})
    if _NUMBER.match(text) or _BASED.match(text):
        value = _number(text)
        return value, Diagnostic("PLN017", {"text": text[:60], "limit": DIGIT_LIMIT}) if value.is_nan() else None
    if _NOT_FINITE.match(text):
        return REFUSED, Diagnostic("PLN012", {"text": text})
    return text, None


def _number(text: str) -> Decimal:
    """The number that these digits are, or ``REFUSED`` if it is too long."""
    if len(text) > DIGIT_LIMIT:
        return REFUSED
    if _BASED.match(text):
        return Decimal(int(text, 0))
    digits, _, exponent = text.lower().partition("e")
    # An exponent of many digits is checked first: Decimal itself fails on it.
    if exponent and abs(int(exponent)) > 2 * DIGIT_LIMIT:
        return REFUSED if any(digit in "123456789" for digit in digits) else Decimal(0)
    value = Decimal(text)
    return value if not value or abs(value.adjusted()) < DIGIT_LIMIT else REFUSED


def key(text: str) -> str | int:
    """The value of a plain word that stands as a key: a year is a number."""
    year = text[:1] in _FIRST and _INTEGER.match(text) and not _LEADING_ZERO.match(text) and len(text) <= DIGIT_LIMIT
    return int(text) if year else text
