"""Your data: what we keep, take it along, have it erased."""

from io import BytesIO
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZipFile

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import PersonRequest, for_anyone, for_me
from werkplek import policy, privacy
from werkplek.actions import erasure

LAYERS = dict(
    zip(
        privacy.LAYERS,
        [
            gettext_lazy("Je account"),
            gettext_lazy("Waar je meedoet"),
            gettext_lazy("Je trajecten"),
            gettext_lazy("Wat je gevraagd wordt"),
            gettext_lazy("Wat je vastlegt"),
        ],
        strict=True,
    )
)

IN_MEMORY = 10_000_000  # bytes of a download that is being packed; more goes by a file


@for_anyone("says what we keep of everybody, and nothing of anybody")
def what_we_keep(request: HttpRequest) -> HttpResponse:
    """The privacy statement, rendered from what the program declares."""
    layers = [{"name": name, "tables": layer.TABLES} for layer, name in LAYERS.items()]
    return render(request, "privacy/what_we_keep.html", {"layers": layers})


@for_me
def my_data(request: PersonRequest) -> HttpResponse:
    """What you can do with your own data."""
    return render(request, "privacy/my_data.html", {"keeps_words": privacy.keeps_words(request.user)})


@for_me
@reauthentication_required
def my_data_json(request: PersonRequest) -> HttpResponse:
    """Everything that is yours, for another program."""
    data = {"made_at": timezone.localtime().isoformat(timespec="minutes"), "tables": privacy.export_of(request.user)}
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _as_file(response, "werkplek.json")


@for_me
@reauthentication_required
def my_data_html(request: PersonRequest) -> HttpResponse:
    """Everything that is yours, to read. One file that needs no network."""
    words = {"tables": privacy.readable(request.user), "made_at": timezone.now()}
    return _as_file(HttpResponse(render_to_string("privacy/file.html", words)), "werkplek.html")


@for_me
@reauthentication_required
def my_data_files(request: PersonRequest) -> FileResponse:
    """Your photos, sound and PDFs, as one file. What each shows stands beside it."""
    is_much = privacy.weight_of(request.user) > IN_MEMORY
    packed: IO[bytes] = TemporaryFile() if is_much else BytesIO()  # noqa: SIM115 - the answer closes it
    with ZipFile(packed, "w") as archive:
        for attachment, content in privacy.files_of(request.user):
            archive.writestr(attachment.file_name, content)
            archive.writestr(f"{attachment.file_name}.txt", attachment.description)
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename="werkplek.zip")


def _as_file(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_me
@reauthentication_required(allow_get=True)
def leave(request: PersonRequest) -> HttpResponse:
    """Ask for the account to be erased, or stay after all."""
    if request.method != "POST":
        return render(request, "privacy/leave.html", {"answer": policy.may_leave(request.user)})
    if request.POST.get("stay"):
        erasure.think_again(by=request.user)
        messages.success(request, _("Je account blijft."))
        return redirect("settings")
    erasure.ask(by=request.user)
    if request.user.email:
        get_adapter(request).send_mail("account/email/leaving", request.user.email, {"person": request.user})
    return redirect("leave")
