""" "Iets melden (een naam of iets privés)": hidden from all readers at once, mended by the author."""

import pytest

from accounts.values import Refused
from partnerships.models.notices import Notice
from reflections.actions import concerns
from reflections.models.experiences import Experience
from reflections.tests.logbook import an_entry, changed, shared


@pytest.fixture
def entry(sam, samira, wim, track):
    return shared(shared(an_entry(sam, "Mevrouw Jansen viel."), samira), wim)


def test_nobody_but_the_author_reads_it_any_more(entry, sam, samira, wim):
    concerns.express(entry, reason="Er staat een naam.", by=samira)

    found = [person for person in (sam, samira, wim) if entry in Experience.objects.visible_to(person)]
    assert found == [sam]


def test_the_author_is_told(entry, sam, samira):
    Notice.objects.all().delete()

    concerns.express(entry, by=samira)

    assert [notice.person for notice in Notice.objects.all()] == [sam]


def test_only_a_reader_can_say_so(entry, neighbours):
    with pytest.raises(Refused):
        concerns.express(entry, by=neighbours["PO2"])


def test_it_is_not_shown_again_before_it_is_mended(entry, sam, samira):
    concerns.express(entry, by=samira)

    with pytest.raises(Refused):
        concerns.show_again(Experience.objects.get(pk=entry.pk), by=sam)


def test_once_mended_readers_see_the_new_version_and_never_the_old_one(entry, sam, samira, wim, signed_in):
    concerns.express(entry, by=samira)
    mended = changed(Experience.objects.get(pk=entry.pk), situation="Een bewoner viel.")

    concerns.show_again(mended, by=sam)

    page = signed_in(wim).get(entry.get_absolute_url()).content.decode()
    assert ("Een bewoner viel." in page, "Jansen" in page) == (True, False)
    assert [concern.settled_at is not None for concern in entry.concerns.all()] == [True]


def test_only_the_author_shows_it_again(entry, samira):
    concerns.express(entry, by=samira)

    with pytest.raises(Refused):
        concerns.show_again(entry, by=samira)


def test_what_is_not_hidden_cannot_be_shown_again(entry, sam):
    with pytest.raises(Refused):
        concerns.show_again(entry, by=sam)


def test_the_pages_from_concern_to_shown_again(entry, sam, samira, signed_in):
    address = f"/experiences/{entry.public_id}"
    reader, author = signed_in(samira), signed_in(sam)

    asked = reader.get(f"{address}/concern/")
    hidden = reader.post(f"{address}/concern/", {"reason": "Er staat een naam."})
    told = author.get(f"{address}/").content.decode()
    changed(Experience.objects.get(pk=entry.pk), situation="Een bewoner viel.")
    offered = author.get(f"{address}/").content.decode()
    author.post(f"{address}/show-again/")

    assert (asked.status_code, hidden.url) == (200, "/for-you/")
    assert ("Er staat een naam." in told, "Weer tonen</button>" in told, "Weer tonen</button>" in offered) == (
        True,
        False,
        True,
    )
    assert Experience.objects.get(pk=entry.pk).hidden_at is None


def test_the_author_has_no_such_page(entry, sam, signed_in):
    assert signed_in(sam).get(f"/experiences/{entry.public_id}/concern/").status_code == 404


def test_too_long_a_reason_is_said_at_the_field(entry, samira, signed_in):
    page = signed_in(samira).post(f"/experiences/{entry.public_id}/concern/", {"reason": "a" * 400})

    assert "Dit lukt nog niet" in page.content.decode()
