"""A whole experience that was written without a network: one entry per key, all of it (docs/decisions/0154)."""

import datetime as dt
import uuid
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.values import today
from reflections.models.experiences import Experience, ExperienceVersion
from werkplek.tests.casting import make_person

ADDRESS = "/experiences/whole/"
UNFINISHED = {"X-Autosave": "1"}
POCKET = {"X-Pocket": "1"}


@pytest.fixture
def client(signed_in, sam, track) -> Client:
    browser: Client = signed_in(sam)
    return browser


def whole(**more: Any) -> dict[str, Any]:
    words = {"situation": "In de trein.", "analysis": "Er was geen net.", "reflection": "Dat kan."}
    value = {"applied": "on", "applied_text": "Nu wel.", "applied_short": "on"}
    return {**words, **value, "happened_on": today().isoformat(), "once": str(uuid.uuid4()), **more}


def test_all_of_it_is_saved_once(client, track):
    sent = whole()
    answers = [client.post(ADDRESS, sent) for _time in range(3)]
    entry = Experience.objects.get()

    assert {answer.headers["Location"] for answer in answers} == {f"/experiences/{entry.public_id}/saved/"}
    assert (entry.situation, entry.analysis, entry.reflection) == ("In de trein.", "Er was geen net.", "Dat kan.")
    assert entry.value() == [{"level": "applied", "text": "Nu wel.", "fell_short": True}]
    assert (entry.is_draft, entry.track, ExperienceVersion.objects.count()) == (False, track, 1)


def photo(**more: Any) -> dict[str, Any]:
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG")
    file = SimpleUploadedFile("foto.jpg", made.getvalue(), "image/jpeg")
    return {"file": file, "description": "De bel naast het bed.", "recognisable": "nobody", **more}


def test_a_photo_goes_with_it(client):
    sent = whole()
    for _time in range(2):
        client.post(ADDRESS, sent | photo())

    brought = Experience.objects.get().attachments.get()
    assert (brought.description, brought.shown) == ("De bel naast het bed.", True)


@pytest.mark.parametrize("wrong", [{"description": ""}, {"description": "Bel 06-12345678."}, {"recognisable": ""}])
def test_a_photo_without_its_words_is_for_its_writer_to_look_at(client, wrong):
    assert client.post(ADDRESS, whole() | photo(**wrong)).status_code == 422
    assert not Experience.objects.exists()


def test_what_is_not_finished_becomes_a_draft(client):
    answer = client.post(ADDRESS, whole(), headers=UNFINISHED)

    assert Experience.objects.get().is_draft
    assert answer.json()["url"] == Experience.objects.get().get_absolute_url()


def test_a_detail_of_somebody_is_for_its_writer_to_look_at(client):
    sent = whole(analysis="Bel 06-12345678.")

    assert client.post(ADDRESS, sent).status_code == 422
    assert not Experience.objects.exists()
    assert client.post(ADDRESS, sent, headers=UNFINISHED).status_code == 200
    assert Experience.objects.get().is_draft


def test_the_same_key_with_other_words_is_no_second_entry(client):
    sent = whole()
    client.post(ADDRESS, sent)

    assert client.post(ADDRESS, sent | {"situation": "Iets anders."}).status_code == 409
    assert Experience.objects.get().situation == "In de trein."


@pytest.mark.parametrize("wrong", [{"situation": " "}, {"reflection": "a" * 10_001}, {"applied_text": "a" * 301}])
def test_what_cannot_be_kept_is_refused(client, wrong):
    answers = [client.post(ADDRESS, whole(**wrong), headers=headers) for headers in ({}, UNFINISHED)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert not Experience.objects.exists()


@pytest.mark.parametrize("day", ["", "gisteren", (today() + dt.timedelta(days=3)).isoformat()])
def test_a_clock_that_is_wrong_loses_no_words(client, day):
    client.post(ADDRESS, whole(happened_on=day))

    assert Experience.objects.get().happened_on == today()


def test_who_belongs_nowhere_is_refused(signed_in):
    assert signed_in(make_person("Niemand")).post(ADDRESS, whole()).status_code == 403
    assert not Experience.objects.exists()


def test_a_script_hears_whether_it_is_done(client):
    """It does not see where a redirect leads, and deletes what is done: every other redirect is no reason for that."""
    done = client.post(ADDRESS, whole(), headers=POCKET)
    elsewhere = client.get("/account/login/", headers=POCKET)
    signed_out = Client().get("/drafts/lock/", headers=POCKET)

    assert (done.status_code, elsewhere.status_code, signed_out.status_code) == (204, 409, 401)
    assert client.get("/drafts/lock/", headers=POCKET).status_code == 200


def test_a_page_whose_draft_was_deleted_is_not_done(client):
    words = {"situation": "In de trein.", "happened_on": today().isoformat(), "once": str(uuid.uuid4())}
    begun = client.post("/experiences/new/", words, headers=POCKET)
    Experience.objects.all().delete()

    assert (begun.status_code, client.post("/experiences/new/", words, headers=POCKET).status_code) == (204, 409)
