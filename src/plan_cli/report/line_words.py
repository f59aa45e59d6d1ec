"""What a stated profile asks, in words: a sentence for each of its categories."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from plan_cli.i18n import Messages
from plan_cli.model.stated_profile import CHANGES, Allowance, Ask, Since, StatedLine, StatedProfile, StatedRules, Streak


def lines_in_words(stated: StatedProfile, messages: Messages) -> Mapping[str, str]:
    """What each category of a profile takes, in words."""
    word = messages.text
    lines = {}
    for category, key in ((stated.early, "line_early"), (stated.reached, "line_reached")):
        if category is not None:
            lines[category] = word(key)
    for rules in stated.every_rules:
        without = rules is stated.without_target
        for category, line in _of_rules(rules, messages):
            text = word("line_without_target", line=line) if without else line
            lines[category] = f"{lines[category]}{word('semicolon')}{text}" if category in lines else text
    return lines


def _of_rules(rules: StatedRules, messages: Messages) -> Iterator[tuple[str, str]]:
    below, worst = messages.text("below_all"), rules.worst[0]
    for line in rules.lines:
        text = _line(line, messages)
        if line.category == worst:
            below = messages.text("below_shared", line=text, status=messages.text(line.status))
        else:
            yield line.category, text
        yield from _streak(line.streak, text, messages)
    yield worst, below
    yield from _streak(rules.worst_streak, below, messages)


def _streak(streak: Streak | None, line: str, messages: Messages) -> Iterator[tuple[str, str]]:
    if streak is not None:
        yield streak.category, messages.text("line_streak", line=line, figures=streak.figures)


def _line(line: StatedLine, messages: Messages) -> str:
    """All that one line asks."""
    word = messages.text
    parts = [word("ask_and").join(_ask(ask, line.exclusive, messages) for ask in line.asks)]
    for allowance, key in ((line.tolerance, "line_tolerance"), (line.margin, "line_margin")):
        if allowance is not None:
            parts.append(word(key, amount=_allowance(allowance, messages)))
    text = "".join(parts)
    if line.without_errors:
        instead = word("ask_and").join(_ask(ask, line.exclusive, messages) for ask in line.without_errors)
        text += word("line_without_errors", line=instead)
    return text


def _allowance(allowance: Allowance, messages: Messages) -> str:
    if allowance.errors is not None:
        return messages.text("errors_of_figure", amount=_plain(allowance.errors))
    if allowance.stated is None:
        return messages.text("own_tolerance")
    return _plain(allowance.stated.value) + (" %" if allowance.stated.percent else "")


def _ask(ask: Ask, exclusive: bool, messages: Messages) -> str:
    """One measure and its amount; which sentence depends on whether better, worse or the same is asked."""
    word, amount = messages.text, abs(ask.amount)
    if ask.on not in CHANGES and ask.on != "time_points":
        what = word(f"on_{ask.on}", amount=_plain(ask.amount))
        if ask.since != "baseline":
            what = word("on_way_since", what=what, since=_since(ask.since, messages))
        return word("ask_more_than" if exclusive else "ask_at_least", what=what)
    side = "same" if ask.amount == 0 else "better" if ask.amount > 0 else "worse"
    operator = "more_than" if exclusive else "at_least"
    since = word("since_time") if ask.on == "time_points" else _since(ask.since, messages)
    return word(f"ask_{side}_{operator}", since=since, amount=word(f"on_{ask.on}", amount=_plain(amount)))


def _since(since: Since, messages: Messages) -> str:
    return messages.text("since_years", years=since) if isinstance(since, int) else messages.text(f"since_{since}")


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
