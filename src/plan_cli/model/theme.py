"""An office's own looks of its reports: a colour, fonts, a logo. What they are applied to is each renderer's."""

from struct import unpack_from
from typing import NamedTuple

#: The least contrast to white that normal text is read with (WCAG 2.2, 1.4.3).
READABLE = 4.5


class Theme(NamedTuple):
    """Nothing where an office says nothing; ``accent`` is ``#rrggbb``, ``logo`` the bytes of a PNG."""

    accent: str = ""
    font: str = ""
    heading_font: str = ""
    logo: bytes = b""

    @property
    def headings(self) -> str:
        """The font of headings."""
        return self.heading_font or self.font

    @property
    def logo_size(self) -> tuple[int, int]:
        """The width and the height of the logo in pixels, as its first chunk has them."""
        width, height = unpack_from(">II", self.logo, 16)
        return width, height


#: Of an office that says nothing.
PLAIN = Theme()


def is_png(content: bytes) -> bool:
    """Whether bytes begin as a PNG that has a size."""
    return content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR" and len(content) > 24


def contrast_to_white(color: str) -> float:
    """The contrast ratio of a colour (#rrggbb) to white, by WCAG's relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
