"""The report of a value check as a file for a spreadsheet: what everybody of the team reads on its page, and nothing
that was for those who were there (domain.md §5.7, access.md R15)."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from learningtracks.models.action_points import ActionPoint
from partnerships.csv_files import Cell, csv_download
from reflections.access import for_value_check
from reflections.calendar import local_day
from reflections.models.harvest import HarvestItem
from reflections.models.rooms import origin_of
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.trends import CheckOut
from reflections.values import Audience
from reflections.views.quarters import picture_of
from reflections.views.reports import board_of, name_of

Row = tuple[Cell, ...]


@for_value_check
@require_safe
def report_file(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """The same for whoever of the team asks, also for who was there: so it can be passed on inside the team."""
    if check.closed_at is None:
        return redirect(check)
    heads = [_("Onderdeel"), _("Soort"), _("Tekst"), _("Verhaal"), _("Wie"), _("Datum"), _("Stand")]
    file = f"waardecheck-{local_day(check.closed_at)}.csv"
    return csv_download(file, heads, _rows(check))


def _rows(check: ValueCheck) -> Iterable[Row]:
    yield (_("Waardecheck"), "", check.team.name, "", "", check.day, "")
    yield from _told(check)
    yield from _shared(check)
    points = list(
        ActionPoint.objects.from_origin(origin_of(check)).of(check.team).select_related("owner").soonest_first()
    )
    yield from _agreed(points)
    for group in picture_of(check, points).groups:
        for label, count in group.lines:
            yield (group.title, label, "", "", "", "", count)
    yield from _end(check)


def _open_stories(check: ValueCheck) -> QuerySet[ValueStory]:
    """Those that their tellers widened to the team, or further."""
    found = ValueStory.objects.filter(value_check=check).standing().with_notes().defer("text")
    return found.exclude(audience=Audience.PRESENT).order_by("number", "pk")


def _told(check: ValueCheck) -> Iterable[Row]:
    stories = list(_open_stories(check))
    for column in board_of(stories, was_there=False):
        for slip in column.slips:
            kind, who = column.level.name, slip.name or _("Zonder naam")
            yield (_("Wat het heeft opgeleverd"), kind, slip.note.text, slip.story.name, who, "", "")
    for story in stories:
        yield (_("Verhaal"), "", "", story.name, name_of(story, was_there=False), "", "")


def _shared(check: ValueCheck) -> Iterable[Row]:
    items = HarvestItem.objects.published().filter(story__value_check=check).with_source()
    for item in items:
        day = local_day(item.published_at) if item.published_at else ""
        yield (_("Gedeeld met anderen"), item.note.get_level_display(), item.text, "", item.name, day, "")


def _agreed(points: list[ActionPoint]) -> Iterable[Row]:
    for point in points:
        stands = [str(point.status.label), point.result or point.stop_reason]
        said = ": ".join(part for part in stands if part)
        yield (_("Wat we gaan doen"), "", point.text, "", str(point.owner), point.due_on, said)


def _end(check: ValueCheck) -> Iterable[Row]:
    check_out = CheckOut.of([(row.score, row.count) for row in check.score_counts.all()])
    if check_out.mean:
        words = {"mean": floatformat(check_out.mean, 1), "count": check_out.answers}
        said = _("%(mean)s van 5, gemiddeld over %(count)s antwoorden") % words
        yield (_("Tot slot"), _("Was dit je tijd waard?"), "", "", "", "", said)
    if next_on := getattr(getattr(check, "room", None), "next_on", None):
        yield (_("Tot slot"), _("Volgende waardecheck"), "", "", "", next_on, "")
