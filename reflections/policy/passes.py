"""Asking a colleague who need not sign in, and what their pass opens (access.md R20, row 48)."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships import belonging
from reflections.models.experiences import Experience
from reflections.models.passes import Pass, asked_since
from reflections.policy.experiences import may_log

MOST_AT_ONCE = 2  # about one experience, each with a question of their own
MOST_A_DAY = 5  # of one person, so that nobody writes to the world in our name
A_DAY = dt.timedelta(days=1)


def may_ask_colleague(person: User, experience: Experience) -> Answer:
    """The author, about an experience that is saved and not hidden; two colleagues at once."""
    if experience.author_id != person.pk:
        return no(_("Alleen de schrijver kan een vraag stellen over deze ervaring."))
    if experience.is_draft:
        return no(_("Bewaar je ervaring eerst."))
    if experience.hidden_at:
        return no(_("Deze ervaring is verborgen. Pas je ervaring eerst aan."))
    if not may_log(person):
        return may_log(person)
    if experience.passes.open().count() >= MOST_AT_ONCE:
        return no(_("Je hebt al twee collega's gevraagd. Wacht op een antwoord, of trek een van die vragen in."))
    if asked_since(person, timezone.now() - A_DAY) >= MOST_A_DAY:
        return no(_("Je hebt vandaag al vijf collega's gevraagd. Morgen kan het weer."))
    return YES


def may_ask_whom(experience: Experience, person: User | None, email: str) -> Answer:
    """Each has one question at a time."""
    if experience.passes.open().to(person, email).exists():
        return no(_("Deze collega heeft al een vraag van je. Wacht op het antwoord, of trek die vraag in."))
    return YES


def may_withdraw_pass(person: User, found: Pass) -> Answer:
    """Who asked, as long as nobody answered."""
    if found.experience.author_id != person.pk:
        return no(_("Alleen de vrager kan deze vraag intrekken."))
    if found.withdrawn_at or found.answered_at:
        return no(_("Deze vraag is al beantwoord of ingetrokken."))
    return YES


def may_use_pass(found: Pass) -> Answer:
    """Asked at each look, not only when it was made: who asks still takes part, the entry is there to read, and a
    teammate is still in the team with them. The reason is never shown: who guesses learns nothing (access.md R34)."""
    experience = found.experience
    there = experience.saved_at is not None and experience.hidden_at is None
    asks = experience.author.is_active and bool(may_log(experience.author))
    if not (found.is_open and there and asks):
        return no(_("Deze link werkt niet meer."))
    if found.person and not _in_one_team(found, experience.author):
        return no(_("Deze link werkt niet meer."))
    return YES


def _in_one_team(found: Pass, author: User) -> bool:
    both = (found.person, author)
    return all(one is not None and one.is_active and found.team_id in belonging.teams_of(one) for one in both)
