"""Photos, sound and files with an experience or a reply: bring them, take them away, show one to who may read it."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.models import User
from accounts.views.forms import form_page
from reflections.access import for_attachment, for_author, for_own_attachment, for_thread
from reflections.actions import attachments as actions
from reflections.actions import reads
from reflections.forms.attachments import AttachForm
from reflections.models.attachments import Attachment, attachments_of
from reflections.models.experiences import Experience
from reflections.models.replies import thread_url, thread_with
from reflections.policy.attachments import may_attach, may_attach_to_reply
from reflections.values import FileKind

RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


@for_author
@require_http_methods(["GET", "HEAD", "POST"])
def experience_files(request: PersonRequest, experience: Experience) -> HttpResponse:
    """What is with this experience, and the form to bring one more."""
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()

    def add() -> str:
        actions.add(experience, **form.given(), by=request.user)
        messages.success(request, _("Toegevoegd."))
        return reverse("reflections:experience_files", args=[experience.public_id])

    brought = attachments_of(experience)
    words = {
        "experience": experience,
        "attachments": brought,
        "unsaved": not experience.is_draft and not all(attachment.shown for attachment in brought),
        "answer": may_attach(request.user, experience, 0),
    }
    return form_page(request, form, add, "reflections/attachments/page.html", words)


@for_thread
@require_http_methods(["GET", "HEAD", "POST"])
def reply_file(request: PersonRequest, experience: Experience, reader: User) -> HttpResponse:
    """The form to bring one with what one wrote last."""
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    kept = thread_with(experience, reader)
    here = thread_url(experience, reader)

    def add() -> str:
        actions.add_to_reply(experience, reader=reader, **form.given(), by=request.user)
        messages.success(request, _("Toegevoegd."))
        return here

    words = {
        "reply": kept.last(),
        "other": experience.author if request.user.pk == reader.pk else reader,
        "thread_url": here,
        "answer": may_attach_to_reply(request.user, kept, 0),
    }
    return form_page(request, form, add, "reflections/attachments/reply.html", words)


@for_own_attachment
@require_POST
def attachment_remove(request: PersonRequest, attachment: Attachment) -> HttpResponse:
    """Away with it, for everybody."""
    page = _page_of(attachment)
    actions.remove(attachment, by=request.user)
    messages.success(request, _("Het bestand is verwijderd."))
    return redirect(page)


def _page_of(attachment: Attachment) -> str:
    """Where who brought it sees it: with the experience, in the thread, or where the own words are left."""
    if attachment.experience:
        return reverse("reflections:experience_files", args=[attachment.experience.public_id])
    thread = attachment.reply.thread if attachment.reply else None
    return thread.get_absolute_url() if thread else reverse("reflections:feedback_given")


@for_attachment
@require_safe
def attachment(request: PersonRequest, attachment: Attachment) -> HttpResponse:
    """The file itself, for who may read it now. Nothing in it can run: it is of a type of ours, and in a sandbox."""
    with attachment.file.open() as file:
        content = file.read()
    response = _part_of(content, request.headers.get("Range", ""))
    response.headers["Content-Type"] = attachment.content_type
    way = "attachment" if attachment.kind == FileKind.DOCUMENT else "inline"
    response.headers["Content-Disposition"] = f'{way}; filename="{attachment.file_name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Accept-Ranges"] = "bytes"
    if about := attachment.about:
        reads.note(about, by=request.user, again=False)
    return response


def _part_of(content: bytes, wanted: str) -> HttpResponse:
    """The whole, or the part that a player asks for (RFC 9110 §14); some play nothing without that."""
    asked = RANGE.fullmatch(wanted)
    if not asked or asked.groups() == ("", ""):
        return HttpResponse(content)
    first, last = asked.groups()
    start = int(first) if first else max(0, len(content) - int(last))
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    headers = {"Content-Range": f"bytes {start}-{end}/{len(content)}"}
    return HttpResponse(content[start : end + 1], status=206, headers=headers)
