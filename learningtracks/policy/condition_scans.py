"""May X do Y to Z now? Condition scans (access.md rows 22 and 23, R16, R17)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.models.condition_scans import ConditionScan, ConditionSheet
from learningtracks.values.spread import LEAST_ANSWERS
from partnerships import belonging
from partnerships.models.teams import Team
from partnerships.values import Role

LONGEST = dt.timedelta(days=92)  # a scan that stays open longer is about another time


def _inside(person: User, team: Team) -> bool:
    return team.pk in belonging.teams_of(person)


def is_too_small(team: Team) -> bool:
    """With fewer than five people nobody can answer alone unseen (access.md R17)."""
    return belonging.people_in(team.pk).count() < LEAST_ANSWERS


def may_begin_scan(person: User, team: Team) -> Answer:
    """Anybody in the team, one scan at a time."""
    if not _inside(person, team):
        return no(_("Alleen teamleden kunnen een leerklimaatscan beginnen."))
    if ConditionScan.objects.of_team(team).open().exists():
        return no(_("Er loopt al een leerklimaatscan."))
    return YES


def may_open_scan(person: User, team: Team, until_on: dt.date) -> Answer:
    """Ask everybody to answer alone: a team of five or more, with a last day within three months."""
    if not (answer := may_begin_scan(person, team)):
        return answer
    if is_too_small(team):
        return no(_("Jullie zijn met minder dan vijf. Vul de lijst samen in."))
    return may_run_until(until_on)


def may_run_until(day: dt.date) -> Answer:
    if not today() <= day <= today() + LONGEST:
        return no(_("Kies een dag vanaf vandaag, binnen drie maanden."))
    return YES


def may_answer_scan(person: User, scan: ConditionScan) -> Answer:
    """Anybody in the team, for oneself, until it is closed."""
    if not _inside(person, scan.team):
        return no(_("Alleen teamleden kunnen deze scan invullen."))
    return no(_("Deze leerklimaatscan is gesloten.")) if scan.closed_at else YES


def may_close_scan(person: User, scan: ConditionScan) -> Answer:
    """Who leads the team or opened the scan; after its last day anybody in the team."""
    if not _inside(person, scan.team):
        return no(_("Alleen teamleden kunnen deze scan sluiten."))
    if scan.closed_at:
        return no(_("Deze leerklimaatscan is al gesloten."))
    leads = scan.team.pk in belonging.of(person).teams(Role.TEAM_LEAD)
    if leads or scan.opened_by_id == person.pk or scan.is_past_its_day:
        return YES
    return no(_("Tot de laatste dag kunnen alleen de teamleider en de starter van de scan sluiten."))


def may_talk(person: User, scan: ConditionScan) -> Answer:
    """Anybody in the team, once the scan is closed: before that there is nothing to talk about."""
    if not _inside(person, scan.team):
        return no(_("Alleen teamleden kunnen meedoen aan dit gesprek."))
    return YES if scan.closed_at else no(_("Het gesprek begint als de scan gesloten is."))


def own_sheet(person: User, scan: ConditionScan) -> ConditionSheet | None:
    """The own answers; never anybody else's (access.md R16)."""
    return ConditionSheet.objects.filter(scan=scan, person=person).prefetch_related("answers").first()


def shown_sheet(scan: ConditionScan) -> ConditionSheet | None:
    """The answers that who leads the team shows beside the totals, when five others remain in them (access.md R17).
    Only one: of two leads who show theirs, nobody's is seen."""
    sheets = ConditionSheet.objects.filter(
        scan=scan, shows_own=True, handed_in_at__isnull=False, person__in=scan.team.leads()
    )
    shown = list(sheets.select_related("person").prefetch_related("answers")[:2])
    return shown[0] if len(shown) == 1 and scan.answers - 1 >= LEAST_ANSWERS else None
