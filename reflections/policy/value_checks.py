"""Value checks: the rhythm, the plan, the outcome (access.md rows 18, 20 and 27)."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from instruments.models.instruments import Instrument
from instruments.policy.own_lists import own_lists_around
from learningtracks.models.tracks import Track
from learningtracks.values.instruments import AnswerKind
from partnerships import belonging
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.calendar import local_day
from reflections.models.rhythms import turn_of
from reflections.models.value_checks import ValueCheck, tracks_alone
from reflections.values import MOST_POSTPONEMENTS, QuestionSet

LEAST_DAYS, MOST_DAYS = dt.timedelta(days=2), dt.timedelta(weeks=4)  # between the first day and the last


def leads(person: User, team: Team) -> bool:
    return team.pk in belonging.of(person).teams(Role.TEAM_LEAD)


def may_see_details(person: User, check: ValueCheck) -> Answer:
    """The lead and who is invited; another member of the team sees the head only."""
    if ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists() or leads(person, check.team):
        return YES
    return no(_("Je bent voor deze waardecheck niet uitgenodigd."))


def may_plan(person: User, team: Team) -> Answer:
    """The lead, one session at a time."""
    if not leads(person, team):
        return no(_("Alleen de teamleider kan een waardecheck plannen."))
    if turn_of(team).planned:
        return no(_("Er staat al een waardecheck gepland."))
    return YES


def may_skip_turn(person: User, team: Team) -> Answer:
    """The lead may leave a turn out that was not planned yet."""
    return may_plan(person, team)


def question_lists(team: Team, kept: Instrument | None = None) -> list[Instrument]:
    """What a value check of this team may be about: the two lists of Werkplek, the usual one first, and those of the
    employer that only have open questions, as people tell. `kept` is the version that a planned one follows already,
    which stays possible when it is renewed or withdrawn."""
    usual = list(QuestionSet)
    ours = Instrument.objects.ours().newest().filter(slug__in=usual)
    own = own_lists_around(team).filter(answer=AnswerKind.TEXT).of_one_kind()
    found = [*sorted(ours, key=lambda one: usual.index(QuestionSet(one.slug))), *own]
    return found if kept is None or kept in found else [*found, kept]


def may_follow(team: Team, questions: Instrument, kept: Instrument | None) -> Answer:
    """The lists that may be chosen for this team."""
    if questions in question_lists(team, kept):
        return YES
    return no(_("Deze vragenlijst hoort niet bij deze organisatie."))


def may_change(person: User, check: ValueCheck) -> Answer:
    """The lead, as long as the session stands and did not begin."""
    if not leads(person, check.team):
        return no(_("Alleen de teamleider kan een waardecheck aanpassen."))
    if not check.is_open or check.starts_at is None:
        return no(_("Deze waardecheck is al afgesloten."))
    if check.opened_at:
        return no(_("Deze waardecheck is al begonnen."))
    if check.is_harvesting:
        return no(_("De laatste dag is geweest. Rond de waardecheck af."))
    return YES


def may_last(check: ValueCheck) -> Answer:
    """One that is held apart lasts at least three days and at most four weeks, and ends on a day to come."""
    if check.last_on is None or check.starts_at is None:
        return YES
    first = local_day(check.starts_at)
    if not first + LEAST_DAYS <= check.last_on <= first + MOST_DAYS:
        return no(_("Kies een laatste dag die twee dagen tot vier weken na de eerste ligt."))
    return YES if check.last_on >= today() else no(_("Deze dag is al geweest."))


def may_postpone(person: User, check: ValueCheck) -> Answer:
    """At most twice, then hold it or skip it (domain.md §5.4)."""
    answer = may_change(person, check)
    if answer and check.is_telling:
        return no(_("Deze waardecheck is al begonnen."))
    if answer and check.postponements >= MOST_POSTPONEMENTS:
        return no(_("Deze waardecheck is al twee keer verzet. Houd hem, of sla hem over."))
    return answer


def may_skip(person: User, check: ValueCheck) -> Answer:
    """As long as it did not begin; one that is held apart as long as nobody told anything."""
    if not (check.is_telling or check.is_harvesting):
        return may_change(person, check)
    if not leads(person, check.team):
        return no(_("Alleen de teamleider kan een waardecheck aanpassen."))
    told = check.stories.filter(withdrawn_at__isnull=True).exists()
    return no(_("Iemand heeft al een verhaal verteld.")) if told else YES


def may_close(person: User, check: ValueCheck) -> Answer:
    """The lead says that it was held, also earlier than planned, and also long after its day went by."""
    if not leads(person, check.team):
        return no(_("Alleen de teamleider kan een waardecheck afsluiten."))
    if check.closed_at or check.skipped_at or check.starts_at is None:
        return no(_("Deze waardecheck is al afgesloten."))
    if check.is_apart:
        return no(_("Iedereen vertelt op een eigen moment. Afronden kan op de pagina van de waardecheck."))
    return YES


def may_set_rhythm(person: User, team: Team) -> Answer:
    """The lead and the coordinator of the organisation (row 27: team pause)."""
    if leads(person, team) or team.organisation_id in belonging.of(person).coordinated:
        return YES
    return no(_("Alleen de teamleider en de coördinator kunnen het ritme aanpassen."))


def may_choose_stories(person: User, check: ValueCheck) -> Answer:
    """A participant, privately, until the session is over (domain.md §2.4)."""
    if not ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists():
        return no(_("Je bent voor deze waardecheck niet uitgenodigd."))
    if not check.is_open or check.ends_at is None or check.ends_at <= timezone.now():
        return no(_("Deze waardecheck is voorbij."))
    return YES


def may_start_alone(person: User, track: Track) -> Answer:
    """A learner on a running track without a team; with a team the value check is held there."""
    if not tracks_alone(person).filter(pk=track.pk).exists():
        return no(_("Dit traject heeft nu geen waardecheck voor jezelf."))
    return YES
