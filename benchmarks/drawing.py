"""Ratios as bars, in a terminal and as an SVG picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

BAR = 40
ROW, LEFT, WIDE = 26, 260, 400


def bars(title: str, ratios: Mapping[str, float]) -> Iterator[str]:
    """Yield the ratios as lines of text, each with a bar."""
    most = max(ratios.values(), default=1.0) or 1.0
    yield title
    for name, ratio in ratios.items():
        yield f"  {name:32} {ratio:8.2f}  {'#' * max(1, round(BAR * ratio / most))}"


def svg(title: str, ratios: Mapping[str, float]) -> str:
    """Return the ratios as a picture that says in words what it shows."""
    most = max(ratios.values(), default=1.0) or 1.0
    height = ROW * (len(ratios) + 2)
    told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
    rows = "\n".join(
        f'<text x="{LEFT - 10}" y="{ROW * (place + 2)}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{LEFT}" y="{ROW * (place + 2) - 14}" width="{max(1, WIDE * ratio / most):.0f}" height="18" '
        'fill="#2a6f97"/>'
        f'<text x="{LEFT + WIDE * ratio / most + 8:.0f}" y="{ROW * (place + 2)}">{ratio:.2f}</text>'
        for place, (name, ratio) in enumerate(ratios.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + 80} {height}" role="img" '
        f'font-family="sans-serif" font-size="14">\n<title>{escape(title)}</title>\n<desc>{escape(told)}</desc>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n'
        f'<text x="10" y="20" font-weight="bold">{escape(title)}</text>\n'
        f"{rows}\n</svg>\n"
    )
