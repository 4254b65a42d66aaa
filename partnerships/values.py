"""Words and tables of the partnerships layer: roles, parties, label sets, and working hours."""

import datetime as dt
from zoneinfo import ZoneInfo

import holidays as calendars
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PUBLIC_HOLIDAYS = calendars.country_holidays("NL")  # knows every year that is asked for
QUIET_FROM, QUIET_UNTIL = dt.time(18, 0), dt.time(8, 0)  # domain.md §5.4: no mail between these


class OrganisationKind(models.TextChoices):
    SCHOOL = "school", _("Opleiding")
    WORKPLACE = "workplace", _("Werkgever")


class Party(models.TextChoices):
    """The three voices of a puzzle (domain.md §1)."""

    LEARNER = "learner", _("Lerende")
    WORKPLACE = "workplace", _("Werkplek")
    EDUCATION = "education", _("Opleiding")


class Role(models.TextChoices):
    """What somebody comes to do (domain.md §2.1). Labels in a partnership come from `role_label`."""

    LEARNER = "learner", _("Lerende")
    PRACTICE_EDUCATOR = "practice_educator", _("Praktijkopleider")
    DAILY_SUPERVISOR = "daily_supervisor", _("Werkbegeleider")
    SCHOOL_SUPERVISOR = "school_supervisor", _("Instituutsopleider")
    COORDINATOR = "coordinator", _("Coördinator")
    TEAM_LEAD = "team_lead", _("Teamleider")
    TEAM_MEMBER = "team_member", _("Teamlid")
    LND_ADVISER = "lnd_adviser", _("Adviseur L&O")


class MembershipStanding(models.TextChoices):
    """How a membership stands today; derived, never stored."""

    ACTIVE = "active", _("Doet mee")
    COMING = "coming", _("Begint nog")
    OVER = "over", _("Gestopt")


class InvitationStanding(models.TextChoices):
    """How an invitation stands now; derived, never stored."""

    OPEN = "open", _("Wacht op antwoord")
    EXPIRED = "expired", _("Verlopen")
    BLOCKED = "blocked", _("Te vaak een foute code")
    ACCEPTED = "accepted", _("Aangenomen")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class LabelSet(models.TextChoices):
    """Words differ per field, code names never do (domain.md §2.1, "Label trap")."""

    VOCATIONAL = "vocational", _("Mbo")
    TEACHER_EDUCATION = "teacher_education", _("Lerarenopleiding")
    CARE = "care", _("Zorg")
    GOVERNMENT = "government", _("Overheid")


ROLE_LABELS: dict[str, dict[str, Promise]] = {
    LabelSet.VOCATIONAL: {Role.SCHOOL_SUPERVISOR: _("Bpv-begeleider")},
    LabelSet.TEACHER_EDUCATION: {
        Role.PRACTICE_EDUCATOR: _("Schoolopleider"),
        Role.DAILY_SUPERVISOR: _("Werkplekbegeleider"),
        Role.SCHOOL_SUPERVISOR: _("Instituutsopleider"),
    },
    LabelSet.CARE: {Role.SCHOOL_SUPERVISOR: _("Docent")},
    LabelSet.GOVERNMENT: {},
}

# Which kind of organisation a role belongs to. Coordinators and advisers work at either.
ROLES_OF_KIND: dict[str, list[Role]] = {
    OrganisationKind.SCHOOL: [Role.LEARNER, Role.SCHOOL_SUPERVISOR, Role.COORDINATOR, Role.LND_ADVISER],
    OrganisationKind.WORKPLACE: [
        Role.LEARNER,
        Role.PRACTICE_EDUCATOR,
        Role.DAILY_SUPERVISOR,
        Role.COORDINATOR,
        Role.TEAM_LEAD,
        Role.TEAM_MEMBER,
        Role.LND_ADVISER,
    ],
}
ROLES_IN_TEAM = [Role.TEAM_LEAD, Role.TEAM_MEMBER]
ROLES_IN_PARTNERSHIP = [Role.LEARNER, Role.PRACTICE_EDUCATOR, Role.DAILY_SUPERVISOR, Role.SCHOOL_SUPERVISOR]
PARTY_OF_ROLE = {
    Role.LEARNER: Party.LEARNER,
    Role.PRACTICE_EDUCATOR: Party.WORKPLACE,
    Role.DAILY_SUPERVISOR: Party.WORKPLACE,
    Role.SCHOOL_SUPERVISOR: Party.EDUCATION,
}


def role_label(role: str, label_set: str = "") -> Promise | str:
    """The Dutch name of a role in a field, e.g. "Bpv-begeleider" for `school_supervisor` in mbo."""
    return ROLE_LABELS.get(label_set, {}).get(role) or Role(role).label


def role_code(role: str, label_set: str = "") -> str:
    """A role with its field, to keep in an event: "vocational:school_supervisor". `role_said` reads it."""
    return f"{label_set}:{role}"


def role_said(code: str) -> str:
    """The name of a role that was kept with `role_code`, in the language of the reader."""
    label_set, role = code.split(":")
    return str(role_label(role, label_set))


def day_end(day: dt.date) -> dt.datetime:
    """24:00 Europe/Amsterdam of that day: the moment an end date takes effect (access.md R29)."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(0), AMSTERDAM)


def is_working_day(day: dt.date, holidays: frozenset[dt.date] = frozenset()) -> bool:
    """Monday to Friday, no public holiday and no holiday of the organisation (reliability.md §1.1)."""
    return day.weekday() < 5 and day not in PUBLIC_HOLIDAYS and day not in holidays


def next_working_moment(moment: dt.datetime, holidays: frozenset[dt.date] = frozenset()) -> dt.datetime:
    """The first moment at or after `moment` on which mail may go: a working day between 08:00 and 18:00, Amsterdam.

    Wall-clock arithmetic, so a change of the clock never makes it 07:00 and never sends twice.
    """
    local = moment.astimezone(AMSTERDAM)
    day, time = local.date(), local.time()
    if is_working_day(day, holidays) and QUIET_UNTIL <= time < QUIET_FROM:
        return local
    if time >= QUIET_FROM or not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    while not is_working_day(day, holidays):
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, QUIET_UNTIL, AMSTERDAM)
