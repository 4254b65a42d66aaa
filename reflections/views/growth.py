"""How somebody grew, for themselves alone, and a document of it to take along (docs/decisions/0162)."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, for_me
from reflections.documents import leap2a, made, word
from reflections.forms.growth import DocumentForm
from reflections.models.growth import Growth
from reflections.policy.experiences import may_log
from reflections.sentences import about_forms


def _page(document: made.Document) -> bytes:
    return render_to_string("reflections/growth/file.html", {"document": document}).encode()


# What the buttons of the document ask for: how it is written, its type, and the end of the name of the file.
FILES: dict[str, tuple[Callable[[made.Document], bytes], str, str]] = {
    "word": (word.write, word.TYPE, "docx"),
    "page": (_page, "text/html; charset=utf-8", "html"),
    "leap2a": (leap2a.write, leap2a.TYPE, "xml"),
}


@for_me
@require_safe
def growth(request: PersonRequest) -> HttpResponse:
    """Situations, kinds of value, pieces and who helped, over time. Everybody sees their own, and nobody another's."""
    growth = Growth(request.user)
    context = {"growth": growth, "forms": about_forms(growth.forms), "may_log": may_log(request.user)}
    return render(request, "reflections/growth/page.html", context)


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def growth_document(request: PersonRequest) -> HttpResponse:
    """Choose what goes in, read what came of it, take it along. It is made anew each time and kept nowhere, so what is
    typed in the form stays a draft of it (docs/decisions/0149)."""
    growth = Growth(request.user)
    form = DocumentForm(request.POST or None, growth=growth)
    if not form.is_valid():
        return render(request, "reflections/growth/choose.html", {"form": form, "growth": growth})
    document = made.make(request.user, **form.chosen())
    if request.POST.get("file") in FILES:
        write, kind, ending = FILES[request.POST["file"]]
        response = HttpResponse(write(document), content_type=kind)
        response.headers["Content-Disposition"] = f'attachment; filename="werkplek.{ending}"'
        return response
    context = {"document": document, "again": form.again()}
    return render(request, "reflections/growth/document.html", context)
