"""A photo, sound or PDF with an experience: who brings it, who gets it, what is left when it goes (R8)."""

import datetime as dt
import uuid
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from accounts.values import Refused
from learningtracks.models.tracks import Track
from reflections.actions import attachments, concerns, experiences, retention, shares
from reflections.models.attachments import Attachment, InDatabase, StoredFile
from reflections.models.experiences import Experience, Read
from reflections.policy.attachments import may_attach
from reflections.tests.logbook import a_draft, an_entry, answered, shared, words
from reflections.tests.pictures import PDF, WEBM, a_picture
from reflections.uploads import LARGEST, Upload, taken_from
from reflections.values import MOST_BYTES, MOST_FILES, Part
from werkplek.actions import erasure
from werkplek.tests.pages import browser_of


def brought(entry: Experience, content: bytes = PDF, description: str = "De weekplanning.") -> Attachment:
    made = {"description": description, "recognisable": "nobody", "by": entry.author}
    return attachments.add(entry, upload=taken_from(content), **made)


def saved_with(entry: Experience, content: bytes = PDF) -> Attachment:
    """The same, and saved: readers may see it."""
    made = brought(entry, content)
    experiences.save(entry, version=entry.version, by=entry.author)
    made.refresh_from_db()
    return made


def sent(content: bytes = b"", **fields: str) -> dict:
    file = {"file": SimpleUploadedFile("mijn naam.html", content, "text/html")} if content else {}
    given = {"once": str(uuid.uuid4()), "description": "Het bord op de gang.", "recognisable": "nobody"}
    return given | file | fields


def files_of(entry: Experience) -> str:
    return f"/experiences/{entry.public_id}/files/"


# --- Bringing


def test_a_photo_is_added_and_seen_beside_the_words(student, sam):
    draft = a_draft(sam)

    answer = student.post(files_of(draft), sent(a_picture()))
    page = words(student.get(answer.url))

    made = Attachment.objects.get()
    assert (made.kind, made.shown, made.experience) == ("photo", False, draft)
    assert f'<img src="{made.get_absolute_url()}" alt="Het bord op de gang." loading="lazy">' in page


def test_another_photo_from_the_same_page_is_not_the_first_one(student, sam):
    draft, once = a_draft(sam), str(uuid.uuid4())
    student.post(files_of(draft), sent(PDF, once=once))
    again = student.post(files_of(draft), sent(a_picture(), once=once))

    assert (again.status_code, Attachment.objects.get().kind) == (409, "document")


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        (b"", {}, "Kies eerst een foto, geluid of PDF."),
        (b"<html>", {}, "Dit soort bestand nemen we niet aan."),
        (PDF + b" " * LARGEST, {}, "Het mag hoogstens 10 MB zijn."),
        (PDF, {"description": " "}, "Schrijf in één zin op wat er te zien of te horen is."),
        (PDF, {"recognisable": ""}, "Kies of er iemand herkenbaar op staat."),
        (PDF, {"recognisable": "yes"}, "Kies of er iemand herkenbaar op staat."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(student, sam, content, fields, said):
    draft = a_draft(sam)

    page = words(student.post(files_of(draft), sent(content, **fields)))

    assert (said in page, Attachment.objects.exists(), StoredFile.objects.exists()) == (True, False, False)


def test_the_page_says_the_limit_before_anything_goes(student, sam):
    page = words(student.get(files_of(a_draft(sam))))

    assert ["Hoogstens 10 MB." in page, f'data-largest="{LARGEST}"' in page] == [True, True]
    assert "Staat er iemand herkenbaar op?" in page


def test_a_full_experience_says_so(student, sam):
    draft = a_draft(sam)
    for _number in range(MOST_FILES):
        brought(draft)

    with pytest.raises(Refused, match="hoogstens zes bestanden"):
        brought(draft)
    assert (
        "hoogstens zes" in words(student.get(files_of(draft))),
        'type="file"' in words(student.get(files_of(draft))),
    ) == (
        True,
        False,
    )


def test_there_is_room_for_one_person_and_no_more(sam):
    draft = a_draft(sam)
    brought(draft)
    Attachment.objects.update(size=MOST_BYTES - len(PDF) + 1)

    with pytest.raises(Refused, match="geen ruimte meer"):
        brought(draft)


def test_only_the_author_brings_and_takes_away(sam, samira, track):
    entry = shared(an_entry(sam), samira)
    made = saved_with(entry)

    with pytest.raises(Refused):
        attachments.add(entry, upload=taken_from(PDF), description="x", recognisable="nobody", by=samira)
    with pytest.raises(Refused):
        attachments.remove(made, by=samira)
    assert not may_attach(samira, entry, 0)


def test_the_steps_lead_there_and_keep_what_is_typed(student, sam):
    draft = a_draft(sam)
    address = f"/experiences/{draft.public_id}/steps/2/"

    answer = student.post(address, {"analysis": "Ik ging zitten.", "version": draft.version, "then": "files"})
    brought(draft)
    pages = [words(student.get(one)) for one in (address, f"{draft.get_absolute_url()}check/")]

    draft.refresh_from_db()
    assert (answer.url, draft.analysis) == (files_of(draft), "Ik ging zitten.")
    assert ["De weekplanning." in page for page in pages] == [True, True]


def test_after_a_short_log_it_is_offered(student, sam):
    entry = an_entry(sam)
    address = f"{entry.get_absolute_url()}saved/"
    before = words(student.get(address))
    saved_with(entry)

    assert ["Voeg een foto, geluid of PDF toe" in page for page in (before, words(student.get(address)))] == [
        True,
        False,
    ]


def test_details_of_people_in_the_words_are_named_on_the_check_page(student, sam):
    draft = a_draft(sam)
    brought(draft, description="Bel 06-12345678.")

    page = words(student.get(f"{draft.get_absolute_url()}check/"))

    assert 'Bij "Foto, geluid of PDF": een telefoonnummer' in page
    assert f'href="{files_of(draft)}"' in page


# --- Who gets it


def test_readers_get_it_with_the_story_after_the_next_save(sam, samira, wim, karima, track, signed_in):
    entry = shared(an_entry(sam, reflection="Ik."), samira)
    shares.share(entry, people=[track.people.get(person=wim)], parts=[Part.REFLECTION], by=sam)
    made = brought(entry, a_picture())
    readers = [signed_in(person) for person in (sam, samira, wim, karima)]
    before = [reader.get(made.get_absolute_url()).status_code for reader in readers]
    unseen = made.get_absolute_url() in words(readers[1].get(entry.get_absolute_url()))
    experiences.save(entry, version=entry.version, by=sam)
    after = [reader.get(made.get_absolute_url()).status_code for reader in readers]
    pages = [made.get_absolute_url() in words(reader.get(entry.get_absolute_url())) for reader in readers[:3]]

    assert (before, unseen) == ([200, 404, 404, 404], False)
    assert (after, pages) == ([200, 200, 404, 404], [True, True, False])


def test_who_is_asked_sees_it_above_the_question(sam, samira, track, signed_in):
    entry = an_entry(sam)
    made = saved_with(entry, a_picture())
    question = answered(entry, samira).request

    assert made.get_absolute_url() in words(signed_in(samira).get(question.get_absolute_url()))


def _end_share(entry, samira):
    shares.end(entry, person=samira, parts=[Part.STORY], by=entry.author)


def _end_place(entry, samira):
    samira.memberships.update(ended_at=timezone.now())


def _end_track(entry, samira):
    day = timezone.localdate() - dt.timedelta(days=40)
    Track.objects.update(starts_on=day, ends_on=day)


def _raise_concern(entry, samira):
    concerns.express(entry, reason="Een gezicht", by=samira)


def _delete(entry, samira):
    experiences.delete(entry, by=entry.author)


def _remove(entry, samira):
    attachments.remove(entry.attachments.get(), by=entry.author)


@pytest.mark.parametrize("ends", [_end_share, _end_place, _end_track, _raise_concern, _delete, _remove])
def test_it_is_asked_again_at_each_look(sam, samira, track, signed_in, ends):
    entry = shared(an_entry(sam), samira)
    made, reader = saved_with(entry), signed_in(samira)
    assert reader.get(made.get_absolute_url()).status_code == 200

    ends(entry, samira)

    assert reader.get(made.get_absolute_url()).status_code == 404


# --- How it is served


def test_it_cannot_run_is_not_kept_and_bears_no_name(student, sam):
    made = brought(a_draft(sam))

    answer = student.get(made.get_absolute_url())

    said = ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control", "Content-Disposition")
    assert [answer[name] for name in said] == [
        "application/pdf",
        "nosniff",
        "default-src 'none'; sandbox",
        "no-store",
        f'attachment; filename="werkplek-{made.public_id.hex[:8]}.pdf"',
    ]
    assert answer.content == PDF


@pytest.mark.parametrize(
    ("wanted", "status", "part", "where"),
    [
        ("bytes=0-", 206, WEBM, f"bytes 0-{len(WEBM) - 1}/{len(WEBM)}"),
        ("bytes=4-7", 206, WEBM[4:8], f"bytes 4-7/{len(WEBM)}"),
        ("bytes=-5", 206, WEBM[-5:], f"bytes {len(WEBM) - 5}-{len(WEBM) - 1}/{len(WEBM)}"),
        ("bytes=900-", 416, b"", f"bytes */{len(WEBM)}"),
        ("bytes=-", 200, WEBM, None),
        ("bytes=a-b", 200, WEBM, None),
    ],
)
def test_a_player_gets_the_part_it_asks_for(student, sam, wanted, status, part, where):
    made = brought(a_draft(sam), WEBM)

    answer = student.get(made.get_absolute_url(), headers={"range": wanted})

    assert (answer.status_code, answer.content, answer.headers.get("Content-Range")) == (status, part, where)


def test_fetching_it_alone_is_in_the_read_log_and_with_the_page_it_counts_once(sam, samira, track, signed_in):
    entry = shared(an_entry(sam), samira)
    made, reader = saved_with(entry), signed_in(samira)

    reader.get(made.get_absolute_url())
    alone = Read.objects.get().times
    reader.get(entry.get_absolute_url())
    reader.get(made.get_absolute_url())

    assert (alone, Read.objects.get().times) == (1, 2)


# --- Taking away


def test_taking_away_is_said_where_somebody_saw_it(student, sam, samira, track):
    entry = shared(an_entry(sam), samira)
    saved, draft_one = saved_with(entry), brought(entry)
    for made in (draft_one, saved):
        student.post(f"/attachments/{made.public_id}/remove/")

    assert (Attachment.objects.exists(), StoredFile.objects.exists()) == (False, False)


def test_unsaved_ones_are_said_on_the_page_of_the_entry(student, sam):
    entry = an_entry(sam)
    brought(entry)

    pages = [words(student.get(one)) for one in (entry.get_absolute_url(), files_of(entry))]

    assert "Je hebt iets aangepast dat nog niet bewaard is." in pages[0]
    assert "Wie meeleest, ziet dit pas als je bewaart." in pages[1]


def test_with_the_entry_the_file_goes(sam):
    entry = an_entry(sam)
    saved_with(entry)

    experiences.delete(entry, by=sam)

    assert (Attachment.objects.exists(), StoredFile.objects.exists()) == (False, False)


def test_what_went_along_with_something_else_goes_in_the_night(sam):
    kept, entry = brought(a_draft(sam)), a_draft(sam)
    brought(entry)
    Experience.objects.filter(pk=entry.pk).delete()

    assert (retention.files(timezone.now()), StoredFile.objects.get().name) == (1, kept.file.name)


def test_who_leaves_leaves_no_file(sam):
    brought(a_draft(sam), a_picture())

    erasure.erase(sam)

    assert (Attachment.objects.exists(), StoredFile.objects.exists()) == (False, False)


# --- Taking along


def test_all_files_come_along_with_their_words(sam):
    made = brought(a_draft(sam))

    answer = browser_of(sam, just_confirmed=True).get("/my-data/werkplek.zip")

    with ZipFile(BytesIO(answer.getvalue())) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    assert found == {made.file_name: PDF, f"{made.file_name}.txt": b"De weekplanning."}


# --- In the database


@pytest.mark.django_db
def test_a_file_that_is_gone_is_no_file():
    assert (InDatabase().exists("x"), str(StoredFile(name="x"))) == (False, "x")
    with pytest.raises(FileNotFoundError):
        InDatabase().open("x")


@pytest.mark.parametrize("wrong", [{"kind": "film"}, {"recognisable": "yes"}, {"description": ""}])
def test_the_database_knows_the_rules(sam, wrong):
    made = brought(a_draft(sam))

    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=made.pk).update(**wrong)


def test_no_two_have_one_file(sam):
    made, other = brought(draft := a_draft(sam)), brought(draft)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=other.pk).update(file=made.file.name)


def test_what_was_removed_a_moment_ago_is_not_there(sam):
    made = brought(a_draft(sam))
    attachments.remove(Attachment.objects.get(pk=made.pk), by=sam)

    with pytest.raises(Http404):
        attachments.remove(made, by=sam)


def test_an_upload_is_named_after_what_it_is(sam):
    upload = Upload("sound", "audio/webm", WEBM)
    made = attachments.add(a_draft(sam), upload=upload, description="Een gesprek.", recognisable="agreed", by=sam)

    assert (made.file_name, str(made)) == (f"werkplek-{made.public_id.hex[:8]}.webm", str(made.public_id))
