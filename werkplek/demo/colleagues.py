"""Colleagues whom Sam asked something: one answered without an account, two have a link in the outgoing mail."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from reflections.actions import passes
from reflections.models.experiences import Experience
from reflections.models.passes import Pass
from werkplek.demo import long_ago
from werkplek.demo.cast import address_of

# how many days ago it happened, who was asked, what, and what they answered (nothing: not yet)
ASKED = [
    (
        9,
        "Els Hofstra",
        "Waaraan zag jij dat het de radio was?",
        "Aan de handen voor de oren. Ik luister altijd eerst.",
    ),
    (20, "Joke Prins", "Hoe houd jij het overzicht op zo'n dag?", ""),
    (20, "Piet Bos", "Wat laat jij liggen als er te weinig mensen zijn?", ""),
]


def build(sam: User) -> None:
    """By the actions that people take, and what was answered moved back to the days after it happened."""
    for days_ago, name, question, answer in ASKED:
        experience = Experience.objects.get(author=sam, happened_on=today() - dt.timedelta(days=days_ago))
        email = address_of(name.lower().replace(" ", "."))
        asked = passes.ask(experience, name=name, email=email, question=question, by=sam)
        if answer:
            passes.note_read(asked)
            passes.answer(asked, text=answer)
            then = timezone.now() - dt.timedelta(days=days_ago - 1)
            moved = dict.fromkeys(["asked_at", "first_read_at", "last_read_at"], then)
            Pass.objects.filter(pk=asked.pk).update(answered_at=then + dt.timedelta(hours=2), **moved)
            long_ago.told(asked.trail, then)
