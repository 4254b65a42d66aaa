"""Five pages: constant, session and person, a list, a form, saving."""

from django import forms
from django.contrib.auth.decorators import login_required  # noqa: TID251 - a bare project has no access decorators
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from .models import Note


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Note
        fields = ["title", "made_on", "text"]


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("The same each time.")


@login_required
def person(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"Signed in as {request.user}.")


@login_required
def notes(request: HttpRequest) -> HttpResponse:
    return render(request, "list.html", {"notes": Note.objects.select_related("author")[:20]})


@login_required
def note(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Note, pk=pk, author=request.user)
    form = NoteForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("notes")
    return render(request, "form.html", {"form": form})


urlpatterns = [
    path("constant/", constant),
    path("person/", person),
    path("", notes, name="notes"),
    path("<int:pk>/", note, name="note"),
]
