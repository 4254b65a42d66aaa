"""Fills the puzzle further: experiences that lie at pieces, and a puzzle that waits to be laid anew."""

import datetime as dt

from learningtracks.actions import pieces
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period, Track
from learningtracks.values.pieces import Slot
from reflections.models.evidence import Evidence
from reflections.models.experiences import Experience
from werkplek.tests.casting import name_on
from werkplek.tests.world import World


def fill_puzzles(world: World, number: int) -> None:
    """Each time the newest saved experience that Samira reads lies at the piece; the first time a track with a puzzle
    of the period before, still open."""
    sam, samira = world.people["sam"], world.people["samira"]
    if number == 0:
        world.things["relay_track"] = _to_lay_anew(world)
    free = Experience.objects.shared_with(samira).written_by(sam).exclude(evidence__piece=world.things["piece"])
    if experience := free.first():
        Evidence.objects.create(experience=experience, piece=world.things["piece"], shown=True)


def _to_lay_anew(world: World) -> Track:
    track = world.things["track"]
    start, last = track.starts_on - dt.timedelta(weeks=10), track.starts_on - dt.timedelta(days=1)
    facts = {"school": track.school, "workplace": track.workplace, "starts_on": start, "ends_on": track.ends_on}
    other = Track.objects.create(partnership=track.partnership, learner=track.learner, title="Opnieuw leggen", **facts)
    for person in track.people.exclude(person=world.people["EX"]):
        name_on(other, person.membership)
    first = Period.objects.create(track=other, number=1, starts_on=start, ends_on=last)
    Period.objects.create(track=other, number=2, starts_on=track.starts_on, ends_on=track.ends_on)
    puzzle = Puzzle.objects.create(period=first)
    for slot, title in ((Slot.QUESTION, "Hoe plan ik mijn dag?"), (Slot.TIME, "Elke ochtend tien minuten")):
        pieces.propose(puzzle, slot=slot, by=track.learner, title=title)
    return other
