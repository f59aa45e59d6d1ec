"""The layers as a picture: from the contract in ``pyproject.toml`` and what each module's docstring says first."""

import ast
import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PICTURE = ROOT / "docs" / "images" / "layers.svg"
WIDTH, LEFT, LINE, GAP = 920, 60, 22, 10
STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1f2933 }
  .name { font: 600 14px ui-monospace, monospace }
  rect { fill: #eef1f8; stroke: #3f51b5 }
  path { stroke: #3f51b5; fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e7eb } rect { fill: #20263d; stroke: #8c9eff } path { stroke: #8c9eff }
  }
"""


def layers() -> list[list[str]]:
    """The modules of each layer, the top one first."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return [layer.split(" | ") for layer in tools["importlinter"]["contracts"][0]["layers"]]


def about(module: str) -> str:
    """What a module says it is: the first sentence of its docstring, without what the module's name says."""
    folder = ROOT / "src" / "plan_cli" / module
    file = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    text = " ".join((ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split())
    sentence = re.split(r"(?<=[^.])[.;](?= |$)| \(", re.sub(r"``|\*\*", "", text))[0]
    head, colon, rest = sentence.partition(": ")
    return rest if colon and len(head.split()) <= 3 else head


def picture() -> str:
    """The layers from top to bottom, as SVG."""
    parts, y = [], GAP
    for modules in layers():
        height = LINE * len(modules) + GAP
        parts.append(f'<rect x="{LEFT}" y="{y}" width="{WIDTH - LEFT - GAP}" height="{height}" rx="6"/>')
        for number, module in enumerate(modules):
            line = y + LINE * (number + 1)
            parts.append(f'<text class="name" x="{LEFT + 14}" y="{line}">{escape(module)}</text>')
            parts.append(f'<text x="{LEFT + 150}" y="{line}">{escape(about(module))}</text>')
        y += height + GAP
    arrow = f'<path d="M 28 {GAP} V {y - 2 * GAP} m -7 -10 l 7 10 l 7 -10"/>'
    label = f'<text transform="translate(18 {y // 2}) rotate(-90)" text-anchor="middle">imports only downwards</text>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" aria-label="The layers">'
    return "\n".join([head, f"<style>{STYLE}</style>", arrow, label, *parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
