"""The last line of the window: the keys that work now, and what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class KeyLine(Widget):
    """As many keys as fit whole, to press or to click.

    One widget, where the toolkit's own footer makes one for each key, anew whenever a key comes or goes.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}

    def on_mount(self) -> None:
        """Follow the keys as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def render(self) -> Content:
        """Return the line."""
        key = self.get_visual_style("key-line--key")
        return Content(" ").join(
            Content.assemble((self.app.get_key_display(binding), key), f" {binding.description}")
            for _, binding in self._fitting()
        )

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, binding in self._fitting():
            if start <= event.x < start + self._width(binding):
                self.app.simulate_key(binding.key)

    def _fitting(self) -> Iterator[tuple[int, Binding]]:
        """Yield the keys that are shown, each with its column."""
        column = 0
        for binding in self._shown():
            if column + self._width(binding) > self.size.width:
                return
            yield column, binding
            column += self._width(binding) + 1

    def _shown(self) -> Iterable[Binding]:
        """Return one key for each thing that can be done, those of the part that has the focus first."""
        shown: dict[str, Binding] = {}
        for _, binding, _, _ in self.screen.active_bindings.values():
            if binding.show:
                shown.setdefault(binding.action, binding)
        return shown.values()

    def _width(self, binding: Binding) -> int:
        return len(f"{self.app.get_key_display(binding)} {binding.description}")

    def _changed(self, screen: Screen[None]) -> None:
        self.refresh()
