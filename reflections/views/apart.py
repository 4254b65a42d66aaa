"""A value check that is held apart: its page, telling, noting, the harvest and the end (domain.md §5.6)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.forms.action_points import ActionPointForm
from reflections.access import for_story_reader, for_value_check
from reflections.actions import apart as actions
from reflections.forms.apart import CheckOutForm, TellForm
from reflections.forms.stories import NoteForm
from reflections.models.experiences import Experience
from reflections.models.rooms import Seat, points_made_in
from reflections.models.stories import CheckOutWord, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.apart import may_close_apart, may_harvest, may_note, may_take_part, may_tell
from reflections.policy.value_checks import may_see_details
from reflections.values import HOUSE_RULES
from reflections.views.reports import board_of

FORM = ["GET", "HEAD", "POST"]
MOST_OFFERED = 5  # own experiences to begin a story with, newest first
View = Callable[..., HttpResponse]


def while_it_runs(view: View) -> View:
    """An old link, to who knows of the value check: before it begins and after it ended to its own page."""

    @wraps(view)
    def inner(request: PersonRequest, check: ValueCheck) -> HttpResponse:
        runs = check.is_telling or check.is_harvesting
        if not runs and may_see_details(request.user, check):
            return redirect("reflections:report", check.public_id) if _has_report(check) else redirect(check)
        require(may_take_part(request.user, check))
        return view(request, check)

    return inner


def _page(check: ValueCheck) -> str:
    return reverse("reflections:apart", args=[check.public_id])


def _has_report(check: ValueCheck) -> bool:
    return check.is_apart and check.closed_at is not None


@for_value_check
@require_safe
@while_it_runs
def apart(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """While people tell: the own story, and those of the others for who takes part. After the last day: the harvest."""
    person = request.user
    seat = Seat.objects.of(person).filter(value_check=check).first()
    stories = list(check.stories.filter(withdrawn_at__isnull=True).with_notes().with_waiting()) if seat else []
    context: dict[str, Any] = {
        "check": check,
        "team": check.team,
        "seat": seat,
        "mine": next((story for story in stories if seat and story.seat_id == seat.pk), None),
        "stories": stories,
        "may_tell": may_tell(person, check),
        "passed": check.participants.filter(person=person, passed_at__isnull=False).exists(),
    }
    if check.is_telling:
        context |= {"questions": check.cards, "house_rules": HOUSE_RULES}
        return render(request, "reflections/apart/telling.html", context)
    context |= {"may_close": may_close_apart(person, check), "may_harvest": may_harvest(person, check)}
    if seat:
        context["board"] = board_of(stories, True)
        context["points"] = points_made_in(check)
        context["words"] = CheckOutWord.objects.filter(seat__value_check=check).select_related("seat__person")
        context["my_word"] = next((word for word in context["words"] if word.seat_id == seat.pk), None)
    return render(request, "reflections/apart/harvest.html", context)


@for_value_check
@require_POST
def apart_enter(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Take part. Being present gives rights, so it takes a button."""
    actions.enter(check, by=request.user)
    return redirect(_page(check))


@for_value_check
@require_http_methods(FORM)
@answers_again
@while_it_runs
def apart_tell(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """The own story, begun with an own experience when somebody wants that."""
    told = check.stories.filter(seat__person=request.user).first()
    if told and request.method != "POST":
        return redirect(told)
    require(may_tell(request.user, check))
    own = _to_begin_with(request.user, check)
    form = TellForm(request.POST or None, initial=_begun_with(own, request.GET.get("from", "")))

    def tell() -> str:
        story = actions.tell(check, by=request.user, **form.cleaned_data)
        messages.success(request, _("Verteld. Je team leest mee en schrijft op wat het opleverde."))
        return story.get_absolute_url()

    context = {"check": check, "team": check.team, "own": own, "questions": check.cards}
    return form_page(request, form, tell, "reflections/apart/tell.html", context)


def _to_begin_with(person: User, check: ValueCheck) -> list[Experience]:
    """What was chosen beforehand, else the newest own experiences."""
    own = Experience.objects.written_by(person).saved()
    chosen = own.filter(pk__in=check.participants.filter(person=person).values("chosen"))
    return list(chosen or own[:MOST_OFFERED])


def _begun_with(own: list[Experience], public_id: str) -> dict[str, str]:
    """The texts of an own experience, to go on with; nothing for anything else."""
    found = next((each for each in own if str(each.public_id) == public_id), None)
    return {"text": "\n\n".join(filter(None, [found.situation, found.analysis]))} if found else {}


@for_value_check
@require_POST
def apart_pass(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """ "Ik sla over": equal, without a reason, and telling after all stays possible."""
    actions.pass_over(check, by=request.user)
    messages.success(request, _("Prima. Niemand ziet dat je overslaat. Je mag je nog bedenken."))
    return redirect(_page(check))


@for_story_reader
@require_http_methods(FORM)
def apart_note(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """What somebody heard in a story of a value check that is held apart, in one sentence."""
    require(may_note(request.user, story))
    form = NoteForm(request.POST or None)

    def write() -> str:
        given = form.cleaned_data
        actions.note(story, text=given["text"], level=given["level"], by=request.user)
        messages.success(request, _("Bewaard. De verteller bekijkt je notitie."))
        return story.get_absolute_url()

    context = {"story": story, "questions": story.value_check.cards}
    return form_page(request, form, write, "reflections/apart/note.html", context)


@for_value_check
@require_http_methods(FORM)
@while_it_runs
def apart_action(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """An action point of the team, with an owner and a date."""
    require(may_harvest(request.user, check))
    form = ActionPointForm(request.POST or None, person=request.user, subject=check.team)

    def make() -> str:
        actions.make_action(check, by=request.user, **form.cleaned_data)
        messages.success(request, _("Afgesproken."))
        return _page(check)

    context = {"check": check, "points": points_made_in(check), "questions": check.cards}
    return form_page(request, form, make, "reflections/apart/action.html", context)


@for_value_check
@require_http_methods(FORM)
@while_it_runs
def apart_check_out(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """One word, and whether it was worth the time."""
    require(may_harvest(request.user, check))
    seat = Seat.objects.of(request.user).get(value_check=check)
    word = CheckOutWord.objects.filter(seat=seat).first()
    form = CheckOutForm(request.POST or None, has_scored=seat.has_scored, initial={"word": word.text if word else ""})

    def say() -> str:
        actions.say_word(check, text=form.cleaned_data["word"], by=request.user)
        if form.cleaned_data.get("score"):
            actions.score(check, value=form.cleaned_data["score"], by=request.user)
        messages.success(request, _("Dank je wel."))
        return _page(check)

    return form_page(request, form, say, "reflections/apart/check_out.html", {"check": check})


@for_value_check
@require_http_methods(FORM)
@answers_again
def apart_close(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Close it, after a page that says what that does; also for a lead who does not take part, and reads nothing."""
    require(may_close_apart(request.user, check))

    def close() -> str:
        actions.close(check, by=request.user)
        messages.success(request, _("De waardecheck is afgerond. Iedereen krijgt bericht van het verslag."))
        return check.get_absolute_url()

    effects = [
        _("De waardecheck telt als gehouden. Iedereen die meedoet, krijgt het verslag."),
        _("Een notitie die nog niet bevestigd is, telt mee zodra de verteller ja zegt."),
        _("Nieuwe actiepunten maak je daarna bij de actiepunten van je team."),
    ]
    context = {"check": check, "effects": effects}
    return form_page(request, None, close, "reflections/apart/close.html", context)
