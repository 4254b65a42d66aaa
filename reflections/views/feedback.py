"""Feedback: the page of one question, for who is asked and for who asked it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.actions.submissions import new_key, once
from accounts.values import Stale
from reflections import policy
from reflections.access import for_feedback, for_given_feedback, for_received_feedback
from reflections.actions import feedback as deeds
from reflections.actions import reads
from reflections.forms.feedback import REPLY_STEMS, ReplyForm
from reflections.models import Feedback, FeedbackRequest


@for_feedback
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: PersonRequest, request_for: FeedbackRequest) -> HttpResponse:
    """The question above the reply box, the log on top (domain.md §2.3 step 2). Who asked goes to the experience."""
    if request_for.experience.author_id == request.user.pk:
        return redirect(request_for.experience)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = once(request.user, request.POST.get("once"), lambda: _reply(request, request_for, form))
        return redirect(answer)
    reads.note(request_for.experience, by=request.user)
    return _page(request, request_for, form)


def _reply(request: PersonRequest, request_for: FeedbackRequest, form: ReplyForm) -> str:
    """Send the reply and say where to go: on to the oldest question that waits, or back to the queue."""
    deeds.reply(request_for, text=form.cleaned_data["text"], by=request.user)
    messages.success(
        request, _("%(name)s krijgt je antwoord.") % {"name": request_for.experience.author.get_short_name()}
    )
    following = FeedbackRequest.objects.waiting_for(request.user).first()
    if request.POST.get("then") == "next" and following:
        return following.get_absolute_url()
    return reverse("queue")


def _page(
    request: PersonRequest,
    request_for: FeedbackRequest,
    form: ReplyForm,
    newer: Feedback | None = None,
    status: int = 200,
) -> HttpResponse:
    given = getattr(request_for, "feedback", None)
    context = {
        "request_for": request_for,
        "experience": request_for.experience,
        "story": request_for.experience.latest(),
        "given": given,
        "may_change": given and policy.may_change_feedback(request.user, given),
        "form": form,
        "newer": newer,
        "stems": REPLY_STEMS,
        "once": request.POST.get("once") or new_key(),
        "others_waiting": FeedbackRequest.objects.waiting_for(request.user).exclude(pk=request_for.pk).count(),
    }
    return render(request, "reflections/feedback/page.html", context, status=status)


@for_given_feedback
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_change(request: PersonRequest, feedback: Feedback) -> HttpResponse:
    """Change own feedback until the learner reacted; a stale save shows both texts."""
    initial = {"text": feedback.text, "version": feedback.version}
    form = ReplyForm(request.POST or None, initial=initial)
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            deeds.change(feedback, text=form.cleaned_data["text"], version=version, by=request.user)
        except Stale as stale:
            newer = stale.current
            form = ReplyForm({"text": form.cleaned_data["text"], "version": stale.current.version})  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Je antwoord is aangepast."))
            return redirect(feedback.get_absolute_url())
    context = {"feedback": feedback, "form": form, "newer": newer}
    return render(request, "reflections/feedback/change.html", context, status=409 if newer else 200)


@for_given_feedback
@require_POST
def feedback_withdraw(request: PersonRequest, feedback: Feedback) -> HttpResponse:
    """Take own feedback back; the question waits again."""
    page = feedback.get_absolute_url()
    deeds.withdraw(feedback, by=request.user)
    messages.success(request, _("Je antwoord is ingetrokken. De vraag staat weer bij Voor jou."))
    return redirect(page)


@for_received_feedback
@require_POST
def feedback_thank(request: PersonRequest, feedback: Feedback) -> HttpResponse:
    """One tap of the learner."""
    deeds.thank(feedback, by=request.user)
    if feedback.author:
        messages.success(request, _("%(name)s ziet je bedankje.") % {"name": feedback.author.get_short_name()})
    return redirect(feedback.get_absolute_url())


@for_feedback
@require_POST
def question_withdraw(request: PersonRequest, request_for: FeedbackRequest) -> HttpResponse:
    """Take a question back as long as nobody answered."""
    deeds.withdraw_question(request_for, by=request.user)
    messages.success(
        request, _("Je vraag is ingetrokken. %(name)s ziet je ervaring niet meer.") % {"name": request_for.asked}
    )
    return redirect(request_for.experience)


@for_me
@require_safe
def feedback_given(request: PersonRequest) -> HttpResponse:
    """Everything this person answered, newest first: the words are theirs, also when the entry is gone (R5)."""
    page = Paginator(Feedback.objects.given_by(request.user), 20).get_page(request.GET.get("page"))
    return render(request, "reflections/feedback/given.html", {"page": page})
