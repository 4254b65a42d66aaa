"""Replies: what the author of an experience and one reader write to each other about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest
from accounts.models import User
from accounts.views.forms import form_page
from reflections.access import for_thread
from reflections.actions import reads, replies
from reflections.forms.replies import WriteForm
from reflections.models.experiences import Experience
from reflections.models.replies import thread_url, thread_with
from reflections.policy.replies import reads_now
from reflections.views.reading import about_for_reader, seen_by


@for_thread
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: PersonRequest, experience: Experience, reader: User) -> HttpResponse:
    """What was written, and one box. A reader has it under the experience; its author by itself, a page a reader."""
    form = WriteForm(request.POST or None)
    brings = request.POST.get("then") == "file"
    request.goes_on_here = brings  # type: ignore[attr-defined]  # read by werkplek.middleware.go_on
    is_author = experience.author_id == request.user.pk

    def send() -> str:
        replies.send(experience, reader=reader, by=request.user, **form.cleaned_data)
        name = (reader if is_author else experience.author).get_short_name()
        messages.success(request, _("%(name)s krijgt je reactie.") % {"name": name})
        if brings:
            return reverse("reflections:reply_file", args=[experience.public_id, reader.public_id])
        return thread_url(experience, reader)

    def about(newer: None) -> dict[str, Any]:
        if not is_author:
            return about_for_reader(request, experience)
        kept = thread_with(experience, reader)
        conversation = seen_by(request.user, kept, reads=reads_now(kept))
        return {"experience": experience, "story": experience.latest(), "conversation": conversation}

    template = "reflections/replies/page.html" if is_author else "reflections/experiences/read.html"
    page = form_page(request, form, send, template, lambda newer: about(newer) | {"form": form})
    reads.note(experience, by=request.user)  # last: whoever writes has to read anew who they are
    return page


@for_thread
@require_POST
def reply_withdraw(request: PersonRequest, experience: Experience, reader: User) -> HttpResponse:
    """Take back what one wrote last, until the other writes."""
    replies.withdraw(experience, reader=reader, by=request.user)
    messages.success(request, _("Je reactie is ingetrokken."))
    return redirect(thread_url(experience, reader))


@for_thread
@require_POST
def thread_close(request: PersonRequest, experience: Experience, reader: User) -> HttpResponse:
    """Whose experience it is ends it, or opens it again."""
    if "open" in request.POST:
        replies.open_again(experience, reader=reader, by=request.user)
    else:
        replies.close(experience, reader=reader, by=request.user)
        messages.success(request, _("De reacties zijn afgesloten. Niemand kan er nog iets bij zetten."))
    return redirect(thread_url(experience, reader))
