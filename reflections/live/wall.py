"""The screen on the wall: what each part of a live session shows to people who sit five metres away (domain.md §5.1).

It says what everybody present already reads on the own screen, and less of it at once: who is next and not the whole
row, the newest words and how many there are (access.md R21).
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from learningtracks.models.action_points import ActionPoint
from learningtracks.values.actions import ActionStatus
from reflections.live.scene import Scene, Sitter
from reflections.models.rooms import Room, points_made_in, points_to_look_back_on
from reflections.models.stories import StoryNote, ValueStory
from reflections.values import Phase

MOST_POINTS = 30  # as many as on an own screen
MOST_NEXT = 3  # names that somebody reads from afar


@dataclass
class Wall:
    """Everything the templates of the wall read. `scene` has no seat."""

    scene: Scene

    @property
    def join_url(self) -> str:
        """What the QR code holds: the page to join, with the code of this room filled in."""
        return f"{settings.SITE_URL}{reverse('reflections:join')}?{urlencode({'code': self.scene.room.code or ''})}"

    # --- The check-in

    @cached_property
    def to_speak(self) -> list[Sitter]:
        """Who did not say their sentence yet, in order."""
        return [sitter for sitter in self.scene.people if not sitter.said]

    @property
    def speaks(self) -> Sitter | None:
        return self.to_speak[0] if self.to_speak else None

    @property
    def speak_next(self) -> list[Sitter]:
        return self.to_speak[1 : 1 + MOST_NEXT]

    # --- Stories and harvest

    @property
    def asks(self) -> Sitter | None:
        """Whose question is next."""
        return self.scene.asking[0] if self.scene.asking else None

    @property
    def more_ask(self) -> int:
        return max(0, len(self.scene.asking) - 1)

    @property
    def confirmed(self) -> int:
        """How many notes their tellers said yes to."""
        return sum(1 for note in self.scene.board.notes if note.confirmed)

    # --- Action points

    @property
    def has_guests(self) -> bool:
        """Then the wall tells nothing that a guest does not read: what the team agreed before (row 23b)."""
        return any(seat.is_guest for seat in self.scene.seats)

    @cached_property
    def points(self) -> list[ActionPoint]:
        """What was agreed last time, or today, in the part that is about it."""
        if self.scene.phase == Phase.ACTIONS:
            return list(points_made_in(self.scene.check))
        if self.scene.phase != Phase.LOOK_BACK or self.has_guests:
            return []
        return list(points_to_look_back_on(self.scene.check)[:MOST_POINTS])

    @property
    def standings(self) -> list[tuple[ActionStatus, int]]:
        """How many of them are done, being done, and so on."""
        found = [point.status for point in self.points]
        return [(status, found.count(status)) for status in ActionStatus if status in found]


@dataclass(frozen=True)
class Ending:
    """What came out of a session that is over, in figures: no words of anybody."""

    stories: int
    notes: int
    points: int
    next_on: dt.date | None


def ending_of(room: Room) -> Ending:
    """With what its tellers left standing."""
    check = room.value_check
    stories = ValueStory.objects.standing().filter(value_check=check)
    notes = StoryNote.objects.confirmed().filter(story__in=stories)
    return Ending(stories.count(), notes.count(), points_made_in(check).count(), room.next_on)
