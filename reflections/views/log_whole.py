"""A whole experience that was written without a network, sent by static/js/pocket.js (docs/decisions/0154)."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import PersonRequest, for_me
from accounts.values import SentOtherwise, require
from accounts.views.autosave import kept, not_kept, saves_itself
from accounts.views.forms import once
from reflections.actions import attachments, experiences, value_notes
from reflections.forms.whole import Whole
from reflections.models.experiences import Experience
from reflections.policy.experiences import may_log


@for_me
@require_POST
def experience_whole(request: PersonRequest) -> HttpResponse:
    """Once per key. What its writer finished is saved, unless there may be a detail of somebody in it: then it is for
    them to look at first. The header X-Autosave brings what is not finished, and that becomes a draft."""
    require(may_log(request.user))
    form = Whole(request.POST, request.FILES, experience=Experience(author=request.user, version=0))
    is_draft = saves_itself(request)
    if wrong := form.wrong():
        return not_kept(wrong)
    if not is_draft and form.has_findings():
        return not_kept(form.situation)
    try:
        address = once(request, lambda: _write(request, form, is_draft=is_draft))
    except SentOtherwise:
        return HttpResponse(status=409)
    return kept(1, address) if is_draft else redirect(address)


@transaction.atomic
def _write(request: PersonRequest, form: Whole, *, is_draft: bool) -> str:
    by = request.user
    entry = experiences.start(**form.situation.changes(), by=by)
    entry = experiences.write(entry, changes=form.texts(), version=entry.version, by=by)
    entry = value_notes.write(entry, notes=form.value.notes(), version=entry.version, by=by)
    if brought := form.brought:
        upload, description, recognisable = (brought[name] for name in ("file", "description", "recognisable"))
        attachments.add(entry, upload=upload, description=description, recognisable=recognisable, by=by)
    if is_draft:
        return entry.get_absolute_url()
    experiences.save(entry, version=entry.version, by=by)
    return reverse("reflections:experience_saved", args=[entry.public_id])
