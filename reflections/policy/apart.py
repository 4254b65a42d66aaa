"""A value check held apart: who tells, notes, closes (domain.md §5.6, access.md rows 18-22, R15, R38)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships import belonging
from reflections.models.rooms import Seat
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.stories import was_present
from reflections.policy.value_checks import leads


def may_take_part(person: User, check: ValueCheck) -> Answer:
    """Who is invited, from the first day until it is closed."""
    if not check.is_apart:
        return no(_("Deze waardecheck houden jullie samen."))
    if not ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists():
        return no(_("Je bent voor deze waardecheck niet uitgenodigd."))
    if not check.is_open:
        return no(_("Deze waardecheck is afgerond."))
    if not (check.is_telling or check.is_harvesting):
        return no(_("Deze waardecheck begint later."))
    return YES


def may_tell(person: User, check: ValueCheck) -> Answer:
    """One story, up to the end of the last day."""
    if not (answer := may_take_part(person, check)):
        return answer
    if check.is_harvesting:
        return no(_("De laatste dag is geweest. Lees nu wat de verhalen hebben opgeleverd."))
    if check.stories.filter(seat__person=person).exists():
        return no(_("Je hebt je verhaal al verteld. Je kunt het nog aanpassen."))
    return YES


def may_pass(person: User, check: ValueCheck) -> Answer:
    """Telling nothing is equal, and needs no reason."""
    return may_tell(person, check)


def may_note(person: User, story: ValueStory) -> Answer:
    """Whoever takes part writes down what a story of another brought, until it is closed (row 21). Its teller adds to
    it as after a session (`may_add_note`)."""
    check = story.value_check
    if not (answer := may_take_part(person, check)):
        return answer
    if story.withdrawn_at:
        return no(_("Dit verhaal is ingetrokken."))
    if story.seat.person_id == person.pk:
        return no(_("Dit is je eigen verhaal."))
    return YES if was_present(person, check) else no(_("Doe eerst mee met deze waardecheck."))


def may_harvest(person: User, check: ValueCheck) -> Answer:
    """Make action points, and say how it was, once the last day is over: who takes part (R38)."""
    if not (answer := may_take_part(person, check)):
        return answer
    if not check.is_harvesting:
        return no(_("Dit kan na de laatste dag."))
    return YES if was_present(person, check) else no(_("Doe eerst mee met deze waardecheck."))


def may_score(seat: Seat) -> Answer:
    """Once (R16, R38)."""
    return no(_("Je hebt al een score gegeven.")) if seat.has_scored else YES


def may_close_apart(person: User, check: ValueCheck) -> Answer:
    """The lead, and who was asked to lead this one, after the last day and when something was told."""
    if not check.is_harvesting:
        return no(_("Dit kan na de laatste dag."))
    if not (leads(person, check.team) or _facilitates(person, check)):
        return no(_("Alleen de teamleider en de gespreksleider kunnen de waardecheck afronden."))
    if not check.stories.filter(withdrawn_at__isnull=True).exists():
        return no(_("Niemand heeft een verhaal verteld. Sla deze waardecheck over."))
    return YES


def _facilitates(person: User, check: ValueCheck) -> bool:
    return check.facilitator_id == person.pk and check.team_id in belonging.teams_of(person)
