"""The colours of the window: light, dark and high contrast."""

from __future__ import annotations

from textual.theme import Theme


def _theme(name: str, dark: bool, **colours: str) -> Theme:
    """Return a theme that names every colour the style sheet uses, so that none is derived."""
    return Theme(
        name=name,
        dark=dark,
        primary=colours["accent"],
        secondary=colours["accent"],
        accent=colours["accent"],
        warning=colours["caution"],
        error=colours["danger"],
        success=colours["accent"],
        foreground=colours["text"],
        background=colours["page"],
        surface=colours["page"],
        panel=colours["raised"],
        boost=colours["raised"],
        variables={
            "ink": colours["text"],
            "page": colours["page"],
            "raised": colours["raised"],
            "quiet": colours["quiet"],
            "mark": colours["accent"],
            "caution": colours["caution"],
            "danger-ink": colours["danger_ink"],
            "danger-page": colours["danger_page"],
            "danger-edge": colours["danger"],
            "chosen-ink": colours["chosen_ink"],
            "chosen-page": colours["chosen_page"],
        },
    )


THEMES = (
    _theme(
        "light",
        dark=False,
        text="#1b1f24",
        page="#ffffff",
        raised="#eef1f5",
        quiet="#4a525c",
        accent="#0a4f9e",
        caution="#7a4100",
        danger="#9b1010",
        danger_ink="#3d0000",
        danger_page="#fff1f0",
        chosen_ink="#ffffff",
        chosen_page="#0a4f9e",
    ),
    _theme(
        "dark",
        dark=True,
        text="#e8eaed",
        page="#15181c",
        raised="#23282e",
        quiet="#b4bcc6",
        accent="#8cc4ff",
        caution="#ffcf7a",
        danger="#ff8a80",
        danger_ink="#ffffff",
        danger_page="#4a0f0f",
        chosen_ink="#0b1622",
        chosen_page="#8cc4ff",
    ),
    _theme(
        "contrast",
        dark=True,
        text="#ffffff",
        page="#000000",
        raised="#000000",
        quiet="#ffffff",
        accent="#ffff00",
        caution="#ffff00",
        danger="#ffffff",
        danger_ink="#ffffff",
        danger_page="#000000",
        chosen_ink="#000000",
        chosen_page="#ffff00",
    ),
)
"""In the order in which one key goes through them."""

NAMES = tuple(theme.name for theme in THEMES)
