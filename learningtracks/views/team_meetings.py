"""Team meetings: those of a team, the agenda of one with its notes and action points, and one item of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.actions.submissions import new_key, once
from accounts.values import Stale, require
from accounts.views.replays import answers_again
from learningtracks import policy
from learningtracks.access import for_team_around, for_team_meeting
from learningtracks.actions import team_meetings as deeds
from learningtracks.forms.team_meetings import CancelMeetingForm, MeetingForm, MeetingNoteForm, MoveForm
from learningtracks.models import ActionPoint, Item, MeetingNote, TeamMeeting
from partnerships.models import Team

MOST = 30  # in a list


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
def team_meetings(request: PersonRequest, team: Team) -> HttpResponse:
    """The meetings of a team with learning on the agenda, and a new one."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def plan() -> str:
            made = deeds.plan(team, by=request.user, **form.cleaned_data)
            messages.success(request, _("Leren staat op de agenda. Je team krijgt bericht."))
            return made.get_absolute_url()

        return redirect(once(request.user, request.POST.get("once"), plan))
    context = {
        "team": team,
        "meetings": TeamMeeting.objects.in_team(team).newest_first()[:MOST],
        "form": form,
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, "learningtracks/team_meetings/list.html", context)


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
        "points": policy.name_owners(request.user, list(points.with_heads().soonest_first())),
    }
    return render(request, "learningtracks/team_meetings/page.html", context)


def _item_url(meeting: TeamMeeting, item: Item) -> str:
    return reverse("learningtracks:team_meeting_item", args=[meeting.public_id, item.key])


@for_team_meeting
@require_http_methods(["GET", "HEAD", "POST"])
def team_meeting_item(request: PersonRequest, meeting: TeamMeeting, item: str) -> HttpResponse:
    """One item: what the team agreed, and how far that is."""
    require(policy.may_note_meeting(request.user, meeting))
    agenda = meeting.list.tree
    place = next((place for place, one in enumerate(agenda) if one.key == item), None)
    if place is None:
        raise Http404
    asked = agenda[place]
    note = meeting.notes.filter(item=asked).first() or MeetingNote(meeting=meeting, item=asked)
    form, newer = MeetingNoteForm(request.POST or None, note=note), None
    following = _item_url(meeting, agenda[place + 1]) if place + 1 < len(agenda) else meeting.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            deeds.note(meeting, item=asked, by=request.user, **form.cleaned_data)
        except Stale as stale:
            newer = stale.current
            form.reseat(newer.version)  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Bewaard. Iedereen in het team kan het lezen."))
            return redirect(following)
    context = {
        "meeting": meeting,
        "item": asked,
        "step": place + 1,
        "total": len(agenda),
        "last": place + 1 == len(agenda),
        "form": form,
        "newer": newer,
    }
    return render(request, "learningtracks/team_meetings/item.html", context, status=409 if newer else 200)


@for_team_meeting
@require_http_methods(["GET", "HEAD", "POST"])
def team_meeting_move(request: PersonRequest, meeting: TeamMeeting) -> HttpResponse:
    """Another day."""
    require(policy.may_move_meeting(request.user, meeting))
    form, newer = MoveForm(request.POST or None, meeting=meeting), None
    if request.method == "POST" and form.is_valid():
        try:
            moved = deeds.move(meeting, day=form.cleaned_data["day"], version=form.seen, by=request.user)
        except Stale as stale:
            newer = stale.current
            form.reseat(newer.version)  # type: ignore[attr-defined]
        else:
            if moved.version != form.seen:
                messages.success(request, _("Verzet. Je team krijgt bericht."))
            return redirect(moved)
    context = {"meeting": meeting, "form": form, "newer": newer, "begun": meeting.notes.exists()}
    return render(request, "learningtracks/team_meetings/move.html", context, status=409 if newer else 200)


@for_team_meeting
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def team_meeting_cancel(request: PersonRequest, meeting: TeamMeeting) -> HttpResponse:
    """Off the agenda, after a page that says what that does."""
    require(policy.may_cancel_meeting(request.user, meeting))
    form, newer = CancelMeetingForm(request.POST or None, initial={"version": meeting.version}), False
    if request.method == "POST" and form.is_valid():

        def cancel() -> str:
            deeds.cancel(meeting, version=form.cleaned_data["version"] or 0, by=request.user)
            messages.success(request, _("Van de agenda gehaald. Je team krijgt bericht."))
            return meeting.get_absolute_url()

        try:
            return redirect(once(request.user, request.POST.get("once"), cancel))
        except Stale as stale:
            newer, meeting = True, stale.current  # type: ignore[assignment]
            form = CancelMeetingForm(initial={"version": meeting.version})
    context = {"meeting": meeting, "form": form, "newer": newer, "once": request.POST.get("once") or new_key()}
    return render(request, "learningtracks/team_meetings/cancel.html", context, status=409 if newer else 200)
