"""Team meetings: those of a team, the agenda of one with its notes and action points, and one item of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_team_around, for_team_meeting
from learningtracks.actions import team_meetings as actions
from learningtracks.forms.team_meetings import CancelMeetingForm, MeetingForm, MeetingNoteForm, MoveForm
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.instruments import Item
from learningtracks.models.team_meetings import MeetingNote, TeamMeeting
from learningtracks.policy.action_points import name_owners
from learningtracks.policy.team_meetings import may_cancel_meeting, may_move_meeting, may_note_meeting
from partnerships.models.teams import Team

MOST = 30  # in a list


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
def team_meetings(request: PersonRequest, team: Team) -> HttpResponse:
    """The meetings of a team with learning on the agenda, and a new one."""
    form = MeetingForm(request.POST or None)

    def plan() -> str:
        made = actions.plan(team, by=request.user, **form.cleaned_data)
        messages.success(request, _("Leren staat op de agenda. Je team krijgt bericht."))
        return made.get_absolute_url()

    meetings = TeamMeeting.objects.in_team(team).newest_first()[:MOST]
    return form_page(
        request, form, plan, "learningtracks/team_meetings/list.html", {"team": team, "meetings": meetings}
    )


@for_team_meeting
@require_safe
def team_meeting(request: PersonRequest, meeting: TeamMeeting) -> HttpResponse:
    """The agenda with what was agreed, and the action points that came of it. To read, to fill in and to print."""
    notes = {note.item_id: note for note in meeting.notes.all()}
    points = ActionPoint.objects.visible_to(request.user).from_origin(meeting.origin)
    context = {
        "meeting": meeting,
        "begun": bool(notes),
        "rows": [
            {"item": item, "note": notes.get(item.pk), "url": _item_url(meeting, item)} for item in meeting.list.tree
        ],
        "points": name_owners(request.user, list(points.with_heads().soonest_first())),
    }
    return render(request, "learningtracks/team_meetings/page.html", context)


def _item_url(meeting: TeamMeeting, item: Item) -> str:
    return reverse("learningtracks:team_meeting_item", args=[meeting.public_id, item.key])


@for_team_meeting
@require_http_methods(["GET", "HEAD", "POST"])
def team_meeting_item(request: PersonRequest, meeting: TeamMeeting, item: str) -> HttpResponse:
    """One item: what the team agreed, and how far that is."""
    require(may_note_meeting(request.user, meeting))
    agenda = meeting.list.tree
    place = next((place for place, one in enumerate(agenda) if one.key == item), None)
    if place is None:
        raise Http404
    asked = agenda[place]
    note = meeting.notes.filter(item=asked).first() or MeetingNote(meeting=meeting, item=asked)
    form = MeetingNoteForm(request.POST or None, note=note)
    following = _item_url(meeting, agenda[place + 1]) if place + 1 < len(agenda) else meeting.get_absolute_url()

    def write() -> str:
        actions.note(meeting, item=asked, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Iedereen in het team kan het lezen."))
        return following

    context = {
        "meeting": meeting,
        "item": asked,
        "step": place + 1,
        "total": len(agenda),
        "last": place + 1 == len(agenda),
    }
    return form_page(request, form, write, "learningtracks/team_meetings/item.html", context)


@for_team_meeting
@require_http_methods(["GET", "HEAD", "POST"])
def team_meeting_move(request: PersonRequest, meeting: TeamMeeting) -> HttpResponse:
    """Another day."""
    require(may_move_meeting(request.user, meeting))
    form = MoveForm(request.POST or None, meeting=meeting)

    def move() -> str:
        moved = actions.move(meeting, day=form.cleaned_data["day"], version=form.seen, by=request.user)
        if moved.version != form.seen:
            messages.success(request, _("Verzet. Je team krijgt bericht."))
        return moved.get_absolute_url()

    words = {"meeting": meeting, "begun": meeting.notes.exists}
    return form_page(request, form, move, "learningtracks/team_meetings/move.html", words)


@for_team_meeting
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def team_meeting_cancel(request: PersonRequest, meeting: TeamMeeting) -> HttpResponse:
    """Off the agenda, after a page that says what that does."""
    require(may_cancel_meeting(request.user, meeting))
    form = CancelMeetingForm(request.POST or None, initial={"version": meeting.version})

    def cancel() -> str:
        actions.cancel(meeting, version=form.seen, by=request.user)
        messages.success(request, _("Van de agenda gehaald. Je team krijgt bericht."))
        return meeting.get_absolute_url()

    template = "learningtracks/team_meetings/cancel.html"
    return form_page(request, form, cancel, template, lambda newer: {"meeting": newer or meeting})
