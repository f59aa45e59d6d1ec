"""JSON documents are laid out as the standard library does, only sooner."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_cli.writers.json import document

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(PLAIN, lambda each: st.lists(each) | st.tuples(each) | st.dictionaries(st.text(), each))


@given(VALUES)
def test_a_document_is_what_the_standard_library_writes(value: Any) -> None:
    """Whatever is in it, however deep, the bytes are those of ``json.dumps`` with an indent of two."""
    assert document(value) == json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": [{}, -float("inf")]}])
def test_no_number_that_json_does_not_have(value: Any) -> None:
    """What is no number is refused, not written as a word that no reader knows."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        document(value)
