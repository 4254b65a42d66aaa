"""Do the stories fit in the time? A value check takes 42 minutes, and eight for each who tells; a short one takes less
(domain.md §5.1, §5.6)."""

from dataclasses import dataclass

from accounts.models import User
from reflections.values import FIXED_MINUTES, MINUTES_PER_TELLER, CheckForm, length_of

SHORT_MINUTES, LONG_MINUTES = 60, 90  # with two who tell, and with more


@dataclass(frozen=True)
class Crowd:
    """More people than can tell in the time there is: how long it would take, and the two groups that would fit."""

    people: int
    minutes: int
    needed: int
    first: list[User]
    second: list[User]
    tellers: int  # how many stories fit


def too_many(people: list[User], minutes: int, form: str = CheckForm.FULL) -> Crowd | None:
    """Nothing when everybody tells at a moment of their own."""
    fixed, each = length_of(form)
    needed, fit = fixed + each * len(people), max(0, (minutes - fixed) // each)
    if form == CheckForm.APART or needed <= minutes:
        return None
    return Crowd(len(people), minutes, needed, people[::2], people[1::2], fit)


def minutes_for(people: int) -> int:
    """An hour for two who tell, an hour and a half for more (domain.md §5.1)."""
    fits = FIXED_MINUTES + MINUTES_PER_TELLER * people <= SHORT_MINUTES
    return SHORT_MINUTES if fits else LONG_MINUTES
