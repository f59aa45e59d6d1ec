"""PNG: our own SVG drawn by resvg (the extra ``png``), with the fonts of this machine."""

from plan_cli.patterns import late

#: Two characters that any Chinese font draws differently; without one both are nothing, or the same box.
_PROBE = ("国", "中")
#: Pixels to a unit of the SVG at the most, and how many in all: beyond that a sheet of many pictures is drawn smaller,
#: down to 1 to a unit. Half of the time goes into compressing what is mostly blank.
ZOOM, MOST = 2.0, 3_500_000
_SIZE = late(r'<svg[^>]*? width="([0-9]+)" height="([0-9]+)"')


def png(svg: str, font: str | None = None, *, probed: bool = False) -> bytes | None:
    """The picture as PNG; None where it holds Chinese and no font here has its characters.

    ``font`` names a font file to use beside the installed ones. ``probed``: that there is a font is known.
    """
    if not probed and has_chinese(svg) and len({_drawn(_probe(each), font, 1) for each in _PROBE}) < len(_PROBE):
        return None
    size = _SIZE.match(svg)
    area = int(size[1]) * int(size[2]) if size else 1
    return _drawn(svg, font, max(1.0, min(ZOOM, (MOST / area) ** 0.5)))


def has_chinese(svg: str) -> bool:
    """Whether a picture needs a font with Chinese characters."""
    return any(ord(character) > 0x2E7F for character in svg)


def _probe(character: str) -> str:
    from plan_cli.render.chart.svg import style

    head = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    return f'{head}<style>{style()}</style><text x="2" y="15">{character}</text></svg>'


def _drawn(svg: str, font: str | None, zoom: float) -> bytes:
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, zoom=zoom, font_files=[font] if font else None))
