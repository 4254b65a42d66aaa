"""Actions on what a team looks at: choose, change, stop, and say what was seen in a quarter (domain.md §5.5)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from partnerships.models.teams import Team
from reflections.calendar import Quarter
from reflections.events.indicators import (
    INDICATOR_CHANGED,
    INDICATOR_CHOSEN,
    INDICATOR_MEASURED,
    INDICATOR_STOPPED,
)
from reflections.models.indicators import Indicator, Measurement
from reflections.policy.indicators import may_change_indicator, may_choose_indicator, may_measure


@transaction.atomic
def choose(team: Team, *, level: str, text: str, unit: str, how: str, by: User) -> Indicator:
    """Look at something from now on."""
    team = locked(Team.objects.all(), team.pk)
    require(may_choose_indicator(by, team, level))
    words = {"text": text.strip(), "unit": unit.strip(), "how": how.strip()}
    indicator = Indicator.objects.create(team=team, level=level, made_by=by, **words)
    events.record(INDICATOR_CHOSEN, by=by, about=indicator)
    return indicator


@transaction.atomic
def change(indicator: Indicator, *, text: str, unit: str, how: str, version: int, by: User) -> Indicator:
    """Say it otherwise. What it is about stays: for something else one stops this one and chooses another."""
    indicator = _locked(indicator)
    require(may_change_indicator(by, indicator))
    check_version(indicator, version)
    indicator.text, indicator.unit, indicator.how = text.strip(), unit.strip(), how.strip()
    _save(indicator)
    events.record(INDICATOR_CHANGED, by=by, about=indicator)
    return indicator


@transaction.atomic
def stop(indicator: Indicator, *, by: User) -> Indicator:
    """Look at it no more. What was seen stays in the quarters it was seen in."""
    indicator = _locked(indicator)
    require(may_change_indicator(by, indicator))
    indicator.stopped_at = timezone.now()
    _save(indicator)
    events.record(INDICATOR_STOPPED, by=by, about=indicator)
    return indicator


@transaction.atomic
def measure(
    indicator: Indicator, quarter: Quarter, *, number: Decimal | None, words: str, version: int, by: User
) -> Measurement:
    """What the team saw of it in this quarter; saying it again replaces it. Raises Stale when a colleague was ahead."""
    indicator = _locked(indicator)
    require(may_measure(by, indicator, quarter))
    if number is None and not words.strip():
        raise ValidationError(_("Vul een getal in, of schrijf op wat jullie zien."))
    found = indicator.measurements.select_for_update().filter(quarter=str(quarter)).first()
    row = found or Measurement(indicator=indicator, quarter=str(quarter), version=0)
    check_version(row, version)
    row.number, row.words, row.by, row.at = number, words.strip(), by, timezone.now()
    row.version += 1
    row.save()
    events.record(INDICATOR_MEASURED, by=by, about=indicator)
    return row


def _locked(indicator: Indicator) -> Indicator:
    return locked(Indicator.objects.select_related("team"), indicator.pk)


def _save(indicator: Indicator) -> None:
    indicator.version += 1
    indicator.save()
