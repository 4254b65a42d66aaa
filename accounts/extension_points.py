"""How a page of a lower layer shows what belongs to a higher one, which it may not import.

The lower layer offers an `ExtensionPoint` (partnerships/extensions.py, learningtracks/extensions.py); the higher one
adds functions to it in its `AppConfig.ready` (apps.py). Its types say what such a function takes and makes.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


class ExtensionPoint(Generic[Given, Made]):
    """A named place for functions of higher layers; calling it calls them all and lists what they made."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._added: list[tuple[int, Callable[Given, Made | None]]] = []

    def add(self, function: Callable[Given, Made | None], *, order: int = 0) -> None:
        """Take this function into the list: a lower `order` comes first, equals in the order in which they came."""
        self._added.append((order, function))
        self._added.sort(key=lambda one: one[0])

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> list[Made]:
        """What every function makes of these arguments; nothing (None, an empty list) is left out."""
        made = [function(*args, **kwargs) for _order, function in self._added]
        return [one for one in made if one]
