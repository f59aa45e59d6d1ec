"""Text: data made safe to print, its addresses, full-width forms translated, and the nearest known name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from plan_cli.patterns import late

_WIDE = str.maketrans(
    "０１２３４５６７８９．，＋－−％＞＜＝～（）", "0123456789.,+--%><=~()"
)  # fmt: skip
#: Unicode's white space, which may surround the text of a cell.
BLANKS = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
#: Names with a higher ratio of similarity (difflib's) are near.
SIMILAR = 0.599
#: The number of different cells that are cached: most rows of a long table repeat a few.
SEEN = 2**16
#: The number of names that are compared letter by letter.
COMPARED = 5
_UNSEEN = late(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)

_WIDE_ONES = r"\u2e80-\u9fff\uff01-\uff60"
#: What is never broken: a Chinese character with the punctuation around it; a word with the blanks behind it.
_OPENS, _CLOSES = "“《（", "，。；：、！？）》”"
_PIECES = rf"[{_OPENS}]*(?:[{_WIDE_ONES}]|[^\s{_WIDE_ONES}{_OPENS}]+)[{_CLOSES}]*\s*|[{_OPENS}]\s*"
_SURROGATE = "[\ud800-\udfff]"
_URL = r"(?i)https?://[^\s<>\"'（）《》，。；、]+"
#: What XML 1.0 cannot hold at all.
_NOT_XML = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"


def first_upper(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]


def visible(text: str) -> str:
    """The text with ESC as \\x1b, a tab as \\t, a right-to-left override as \\u202e."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda match: repr(match[0])[1:-1] if ord(match[0]) < 256 else f"\\u{ord(match[0]):04x}", text)


def escape_surrogates(text: str) -> str:
    """The text with each half of a surrogate pair, which no encoding holds, as ``\\ud800``."""
    return re.sub(_SURROGATE, lambda match: f"\\u{ord(match[0]):04x}", text)


def encodable(text: str) -> str:
    """The text with what XML 1.0 cannot hold at all as ``\\x00`` or ``\\uffff``."""
    return re.sub(_NOT_XML, lambda match: f"\\x{ord(match[0]):02x}", text)


def shell_word(text: str) -> str:
    """The text as one word of a command line, for shells on Windows too where that is possible."""
    if re.fullmatch(r"[\w./\\:@%+=,|-]+", text):
        return text
    import shlex

    return f'"{text}"' if not set(text) & set('"$`!\\') else shlex.quote(text)


def pieces(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each with its http(s) address where it is one."""
    found, end = [], 0
    for match in re.finditer(_URL, text):
        url = match[0].rstrip(".,;:!?)")
        found += [(text[end : match.start()], ""), (url, url)]
        end = match.start() + len(url)
    return [piece for piece in (*found, (text[end:], "")) if piece[0]]


def harmless(text: str) -> str:
    """Lines of data that a CI log would take for commands (``::error``) are moved by a blank."""
    lines = text.split("\n")
    return "\n".join(" " + line if line.startswith(("::", "##[")) else line for line in lines)


@lru_cache(maxsize=SEEN)
def plain(text: str) -> str:
    """A cell without blanks around, its full-width digits and signs translated (not NFKC: 5.2① stays)."""
    bare = text.strip(BLANKS)
    return bare if bare.isascii() else bare.translate(_WIDE)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like ``word``, whatever the case, or an empty text where none is near.

    Only the few names that share most pairs of characters with the word are compared closely, so that a file with
    thousands of unknown names takes no long time.
    """
    from difflib import SequenceMatcher

    names = tuple(known)
    pairs, by_pair = _pairs(word), _names_by_pair(names)
    shared: Counter[str] = Counter()
    for pair in pairs:
        shared.update(by_pair.get(pair, ()))
    compare = SequenceMatcher(b=word.lower())
    best, ratio = "", SIMILAR
    for name, count in shared.most_common(COMPARED):
        if 3 * count < len(pairs):
            break
        compare.set_seq1(name.lower())
        # What is quick to compute is an upper bound.
        if compare.real_quick_ratio() > ratio and compare.quick_ratio() > ratio and compare.ratio() > ratio:
            best, ratio = name, compare.ratio()
    return best or next((name for name in names if word and (word in name or name in word)), "")


@lru_cache(maxsize=16)
def _names_by_pair(names: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        for pair in _pairs(name):
            found.setdefault(pair, []).append(name)
    return found


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters, including start and end."""
    text = f"\0{text.lower()}\0"
    return {text[i : i + 2] for i in range(len(text) - 1)}


def wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    """The text on lines no wider than that, Chinese counted double; those after the first are indented.

    A line is broken at blanks and between Chinese characters, but not before their punctuation; a word only where it
    is wider than a line.
    """
    from rich.cells import cell_len, chop_cells

    def fitting(piece: str) -> list[str]:
        room = max(width - cell_len(indent), 2)
        return [piece] if cell_len(piece.rstrip()) <= room else chop_cells(piece, room)

    line = text[: len(text) - len(text.lstrip())]
    start = line
    for piece in chain.from_iterable(map(fitting, re.findall(_PIECES, text.strip()))):
        if line != start and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = start = indent
        line += piece
    if line.strip():
        yield line.rstrip()
