"""Feedback: the page of one question, for who is asked and for who asked it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from reflections.access import for_feedback, for_given_feedback, for_received_feedback
from reflections.actions import feedback as actions
from reflections.actions import reads
from reflections.forms.feedback import REPLY_STEMS, ReplyForm
from reflections.models.attachments import attachments_shown
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.replies import Reply
from reflections.policy.feedback import may_change_feedback, may_reply

A_PAGE = 20


@for_feedback
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def feedback(request: PersonRequest, request_for: FeedbackRequest) -> HttpResponse:
    """The question above the reply box, the log on top (domain.md §2.3 step 2). Who asked goes to the experience."""
    if request_for.experience.author_id == request.user.pk:
        return redirect(request_for.experience)
    if request.method == "POST":
        require(may_reply(request.user, request_for))  # the page of an answered question has no box for other words
    form = ReplyForm(request.POST or None)
    reply, about = partial(_reply, request, request_for, form), partial(_about, request, request_for)
    return form_page(request, form, reply, "reflections/feedback/page.html", about)


def _reply(request: PersonRequest, request_for: FeedbackRequest, form: ReplyForm) -> str:
    """Send the reply and go on to what waits next."""
    actions.reply(request_for, text=form.cleaned_data["text"], by=request.user)
    messages.success(
        request, _("%(name)s krijgt je antwoord.") % {"name": request_for.experience.author.get_short_name()}
    )
    return reverse("queue_next")


def _about(request: PersonRequest, request_for: FeedbackRequest, newer: None) -> dict[str, Any]:
    """What the page shows beside the box; that it was read is written down."""
    reads.note(request_for.experience, by=request.user)
    given = getattr(request_for, "feedback", None)
    return {
        "request_for": request_for,
        "experience": request_for.experience,
        "story": request_for.experience.latest(),
        "attachments": attachments_shown(request_for.experience),
        "given": given,
        "may_change": given and may_change_feedback(request.user, given),
        "stems": REPLY_STEMS,
    }


@for_given_feedback
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_change(request: PersonRequest, feedback: Feedback) -> HttpResponse:
    """Change own feedback until the learner reacted; a stale save shows both texts."""
    form = ReplyForm(request.POST or None, initial={"text": feedback.text, "version": feedback.version})

    def change() -> str:
        actions.change(feedback, by=request.user, **form.cleaned_data)
        messages.success(request, _("Je antwoord is aangepast."))
        return feedback.get_absolute_url()

    return form_page(request, form, change, "reflections/feedback/change.html", {"feedback": feedback})


@for_given_feedback
@require_POST
def feedback_withdraw(request: PersonRequest, feedback: Feedback) -> HttpResponse:
    """Take own feedback back; the question waits again."""
    page = feedback.get_absolute_url()
    actions.withdraw(feedback, by=request.user)
    messages.success(request, _("Je antwoord is ingetrokken. De vraag staat weer bij Voor jou."))
    return redirect(page)


@for_received_feedback
@require_POST
def feedback_thank(request: PersonRequest, feedback: Feedback) -> HttpResponse:
    """One tap of the learner."""
    actions.thank(feedback, by=request.user)
    if feedback.author:
        messages.success(request, _("%(name)s ziet je bedankje.") % {"name": feedback.author.get_short_name()})
    return redirect(feedback.get_absolute_url())


@for_feedback
@require_POST
def question_withdraw(request: PersonRequest, request_for: FeedbackRequest) -> HttpResponse:
    """Take a question back as long as nobody answered."""
    actions.withdraw_question(request_for, by=request.user)
    messages.success(
        request, _("Je vraag is ingetrokken. %(name)s ziet je ervaring niet meer.") % {"name": request_for.asked}
    )
    return redirect(request_for.experience)


@for_me
@require_safe
def feedback_given(request: PersonRequest) -> HttpResponse:
    """Everything this person answered, newest first: the words are theirs, also when the entry is gone (R5)."""
    page = Paginator(Feedback.objects.given_by(request.user), A_PAGE).get_page(request.GET.get("page"))
    left = Paginator(Reply.objects.left_over().written_by(request.user), A_PAGE).get_page(request.GET.get("left"))
    return render(request, "reflections/feedback/given.html", {"page": page, "left": left})
