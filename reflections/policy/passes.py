"""Asking a colleague who need not sign in, and what their pass opens (access.md R20, row 48)."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships import belonging
from reflections.models.experiences import Experience
from reflections.models.passes import Pass, asked_since
from reflections.models.promises import Promise
from reflections.policy.experiences import may_log
from reflections.policy.promises import may_name_voice

MOST_AT_ONCE = 2  # about one experience, each with a question of their own
MOST_A_DAY = 5  # of one person, so that nobody writes to the world in our name
A_DAY = dt.timedelta(days=1)


def may_ask_about(person: User, source: Experience | Promise) -> Answer:
    """An experience, or what a teller expects; five a day of both together."""
    answer = may_name_voice(person, source) if isinstance(source, Promise) else may_ask_colleague(person, source)
    if answer and asked_since(person, timezone.now() - A_DAY) >= MOST_A_DAY:
        return no(_("Je hebt vandaag al vijf collega's gevraagd. Morgen kan het weer."))
    return answer


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
    return YES


def may_ask_whom(source: Experience | Promise, person: User | None, email: str) -> Answer:
    """Each has one question at a time."""
    if source.passes.open().to(person, email).exists():
        return no(_("Deze collega heeft al een vraag van je. Wacht op het antwoord, of trek die vraag in."))
    return YES


def may_withdraw_pass(person: User, found: Pass) -> Answer:
    """Who asked, as long as nobody answered."""
    if found.asker != person:
        return no(_("Alleen de vrager kan deze vraag intrekken."))
    if found.withdrawn_at or found.answered_at:
        return no(_("Deze vraag is al beantwoord of ingetrokken."))
    return YES


def may_use_pass(found: Pass) -> Answer:
    """Asked at each look, not only when it was made: who asks still takes part, what it is about is there to read, and
    a teammate is still in the team with them. The reason is never shown: who guesses learns nothing (access.md R34)."""
    asks = found.asker.is_active and bool(may_log(found.asker))
    if not (found.is_open and _is_there(found.source) and asks):
        return no(_("Deze link werkt niet meer."))
    if found.person and not _in_one_team(found, found.asker):
        return no(_("Deze link werkt niet meer."))
    return YES


def _is_there(source: Experience | Promise) -> bool:
    """An entry that is saved and not hidden; a story that was not taken back, of a team its teller is still in."""
    if isinstance(source, Experience):
        return source.saved_at is not None and source.hidden_at is None
    story, teller = source.story, source.story.teller
    in_team = teller is not None and story.value_check.team_id in belonging.teams_of(teller)
    return story.withdrawn_at is None and in_team


def _in_one_team(found: Pass, asker: User) -> bool:
    both = (found.person, asker)
    return all(one is not None and one.is_active and found.team_id in belonging.teams_of(one) for one in both)
