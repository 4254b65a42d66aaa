"""Who may read what: sharing, ending it, a concern of a reader, and showing an entry again."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest
from accounts.views.forms import once
from learningtracks.models.tracks import TrackPerson
from reflections.access import for_author, for_named_reader
from reflections.actions import concerns, shares
from reflections.forms.sharing import ConcernForm, ShareForm
from reflections.models.experiences import Experience, Share
from reflections.values import Part
from reflections.views.said import with_ways


@for_author
@require_http_methods(["GET", "HEAD", "POST"])
def experience_share(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Choose people and parts, read in words who will see what, then share. "Hele driehoek" only fills in."""
    newest = experience.latest()
    if newest is None:
        return redirect("reflections:experience_check", experience.public_id)
    form = ShareForm(request.POST or None, people=_people(experience), version=newest)
    if request.POST.get("then") == "triangle":
        form.whole_triangle()
        form.errors.clear()
        return _choose(request, experience, form)
    if request.method != "POST" or not form.is_valid():
        return _choose(request, experience, form)
    if request.POST.get("then") != "share":
        return _preview(request, experience, form)
    return redirect(once(request, lambda: _shared(request, experience, form)))


def _people(experience: Experience) -> dict[str, TrackPerson]:
    """Who is on the track today, each person once."""
    if experience.track is None:
        return {}
    found = experience.track.people.readable().select_related("person", "track__partnership")
    return {str(named.public_id): named for named in {named.person_id: named for named in found}.values()}


def _choose(request: PersonRequest, experience: Experience, form: ShareForm) -> HttpResponse:
    context = {"experience": experience, "form": form, "people": form.named}
    return render(request, "reflections/experiences/share.html", context)


def _preview(request: PersonRequest, experience: Experience, form: ShareForm) -> HttpResponse:
    """Before anything is shared the page says in words who will see what."""
    parts = form.cleaned_data["parts"]
    context = {
        "experience": experience,
        "people": form.chosen(),
        "parts": [Part(part) for part in parts],
        "unshared": [Part(part) for part in form.parts_there() if part not in parts],
        "fields": [("people", key) for key in form.cleaned_data["people"]] + [("parts", part) for part in parts],
        "version": form.version,
        "unsaved": experience.differs_from(form.version),
        "findings": with_ways(form.findings(), experience),
    }
    return render(request, "reflections/experiences/share_preview.html", context)


def _shared(request: PersonRequest, experience: Experience, form: ShareForm) -> str:
    shares.share(experience, people=form.chosen(), parts=form.cleaned_data["parts"], by=request.user)
    names = ", ".join(named.person.get_short_name() for named in form.chosen())
    messages.success(request, _("Gedeeld met %(names)s.") % {"names": names})
    return experience.get_absolute_url()


@for_author
@require_POST
def experience_share_end(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Stop sharing one part with one person, at once."""
    running = experience.shares.running().select_related("person")
    share = next((row for row in running if _is_meant(row, request.POST)), None)
    if share is not None:
        shares.end(experience, person=share.person, parts=[share.part], by=request.user)
        words = _("%(name)s ziet dit niet meer: %(part)s.")
        part = share.get_part_display().lower()
        messages.success(request, words % {"name": share.person.get_short_name(), "part": part})
    return redirect(f"{experience.get_absolute_url()}#readers")


def _is_meant(share: Share, posted: QueryDict) -> bool:
    return str(share.person.public_id) == posted.get("person") and share.part == posted.get("part")


@for_named_reader
@require_http_methods(["GET", "HEAD", "POST"])
def experience_concern(request: PersonRequest, experience: Experience) -> HttpResponse:
    """ "Iets melden (een naam of iets privés)": hide it from all readers at once, the author hears why."""
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(once(request, lambda: _hidden(request, experience, form)))
    return render(request, "reflections/experiences/concern.html", {"experience": experience, "form": form})


def _hidden(request: PersonRequest, experience: Experience, form: ConcernForm) -> str:
    author = experience.author.get_short_name()
    concerns.express(experience, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("De ervaring is verborgen. %(name)s hoort waarom.") % {"name": author})
    return reverse("queue")


@for_author
@require_POST
def experience_show_again(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Show a mended entry to its readers again."""
    concerns.show_again(experience, by=request.user)
    messages.success(request, _("Je ervaring is weer te lezen voor de mensen met wie je die deelt."))
    return redirect(reverse("reflections:experience", args=[experience.public_id]))
