"""Colleagues whom Sam asked the day before yesterday: a teammate who answered, and somebody by mail who did not yet."""

import datetime as dt

from django.utils import timezone

from partnerships.models.events import Event
from reflections.actions import passes
from reflections.models.experiences import Experience
from reflections.models.passes import ASKED, Pass
from werkplek.tests.world import World


def fill_passes(world: World, answered: Experience, waiting: Experience) -> Pass:
    """So long ago that thirty rows of everything stay under what somebody may ask a day, which counts events."""
    sam, tina, team = world.people["sam"], world.people["TM"], world.things["track"].team
    of_tina = passes.ask_teammate(answered, person=tina, team=team, question="Herken je dit?", by=sam)
    passes.answer(of_tina, text="Zo doe ik het ook.")
    asked = passes.ask(waiting, name="Joke", email="joke@werkplek.example", question="Hoe deed jij dat?", by=sam)
    then = timezone.now() - dt.timedelta(days=2)
    Pass.objects.update(asked_at=then)
    Event._base_manager.filter(kind=ASKED).update(at=then)  # the one way past what never changes
    return asked
