"""Sharing parts with named people, ending it, and what readers see of later changes (access.md R2-R6)."""

import pytest
from django.utils import timezone

from accounts.values import Refused
from conftest import join, name_on
from learningtracks.actions import guides
from partnerships.models.notices import Notice
from partnerships.values import Role
from reflections.actions import feedback, shares
from reflections.forms.sharing import ShareForm
from reflections.models.experiences import Experience, Share
from reflections.tests.logbook import a_draft, an_entry, changed, form, on, shared, step
from reflections.values import TEXTS, Part
from reflections.views.said import findings_in
from werkplek.tests.queue import queue_of


def test_the_person_named_reads_it_and_is_told(sam, samira, wim, track):
    entry = shared(an_entry(sam), samira)

    assert list(Experience.objects.shared_with(samira)) == [entry]
    assert list(Experience.objects.shared_with(wim)) == []
    assert [notice.person for notice in Notice.objects.all()] == [samira]


def test_sharing_again_makes_nothing_new(sam, samira, track):
    entry = shared(shared(an_entry(sam), samira), samira)

    assert (entry.shares.count(), Notice.objects.count()) == (1, 1)


def test_who_comes_later_sees_nothing_until_shared_again(sam, samira, neighbours, track):
    entry = shared(an_entry(sam), samira)
    name_on(track, neighbours["PO2"].memberships.get())

    assert entry not in Experience.objects.shared_with(neighbours["PO2"])


def test_who_comes_back_on_the_track_sees_nothing_until_shared_again(sam, samira, nora, question, track):
    entry = question.experience
    guides.take_off(on(track, samira), by=nora)
    back = guides.name(track, samira.memberships.get(), by=nora)

    assert (list(Experience.objects.shared_with(samira)), queue_of(samira)) == ([], [])

    again = feedback.ask(entry, named=back, question="En nu?", by=sam)

    assert (again != question, list(Experience.objects.shared_with(samira))) == (True, [entry])


def test_another_role_on_the_track_changes_nothing(sam, samira, nora, track):
    entry = shared(an_entry(sam), samira)
    guides.name(
        track, join(samira, Role.DAILY_SUPERVISOR, track.workplace.organisation, partnership=track.partnership), by=nora
    )

    assert list(Experience.objects.shared_with(samira)) == [entry]


def test_nobody_outside_the_track_can_be_named(sam, samira, track):
    named = on(track, samira)
    track.people.filter(person=samira).update(ended_at=timezone.now())

    with pytest.raises(Refused):
        shares.share(an_entry(sam), people=[named], parts=[Part.STORY], by=sam)


def test_only_the_author_shares(sam, samira, wim, track):
    with pytest.raises(Refused):
        shares.share(an_entry(sam), people=[on(track, wim)], parts=[Part.STORY], by=samira)


def test_a_draft_is_not_shared(sam, samira, track):
    with pytest.raises(Refused):
        shares.share(a_draft(sam), people=[on(track, samira)], parts=[Part.STORY], by=sam)


def test_ending_takes_effect_at_the_next_request(sam, samira, track, signed_in):
    entry = shared(an_entry(sam), samira)
    browser = signed_in(samira)
    before = browser.get(entry.get_absolute_url()).status_code

    shares.end(entry, person=samira, parts=[Part.STORY], by=sam)

    assert (before, browser.get(entry.get_absolute_url()).status_code) == (200, 404)


def test_ending_what_is_not_shared_changes_nothing(sam, samira, track):
    assert shares.end(an_entry(sam), person=samira, parts=[Part.STORY], by=sam) is False


def test_one_part_can_end_while_another_goes_on(sam, samira, track):
    entry = shared(an_entry(sam, reflection="Ik leer."), samira, Part.STORY, Part.REFLECTION)

    shares.end(entry, person=samira, parts=[Part.REFLECTION], by=sam)

    assert entry.shared_parts(samira) == {Part.STORY: 1}


def test_a_waiting_question_goes_back_with_the_story(sam, samira, track):
    entry = an_entry(sam)
    feedback.ask(entry, named=on(track, samira), question="Wat deed ik goed?", by=sam)

    shares.end(entry, person=samira, parts=[Part.STORY], by=sam)

    assert (entry.questions().count(), Share.objects.running().count()) == (0, 0)


def test_only_the_author_ends_a_share(sam, samira, wim, track):
    with pytest.raises(Refused):
        shares.end(shared(an_entry(sam), samira), person=samira, parts=[Part.STORY], by=wim)


def test_the_page_says_in_words_who_will_see_what_before_sharing(sam, samira, track, signed_in):
    entry = an_entry(sam, reflection="Ik leer.")
    chosen = form(people=str(on(track, samira).public_id), parts="story")
    address, browser = f"/experiences/{entry.public_id}/share/", signed_in(sam)

    preview = browser.post(address, {**chosen, "then": "look"})
    nothing_yet = Share.objects.count()
    done = browser.post(address, {**chosen, "then": "share"})

    assert "Dit deel je niet: reflectie." in " ".join(preview.content.decode().split())
    assert (nothing_yet, done.url, Share.objects.get().person) == (0, entry.get_absolute_url(), samira)


def test_fifty_equal_forms_share_once_and_tell_once(sam, samira, track, signed_in):
    entry, student = an_entry(sam), signed_in(sam)
    sent = form(people=str(on(track, samira).public_id), parts="story", then="share")

    answers = {student.post(f"/experiences/{entry.public_id}/share/", sent).url for _time in range(50)}

    assert (answers, Share.objects.count(), Notice.objects.count()) == ({entry.get_absolute_url()}, 1, 1)


def test_the_whole_triangle_only_fills_in_who_is_there_today(sam, track, signed_in):
    entry = an_entry(sam)

    page = signed_in(sam).post(f"/experiences/{entry.public_id}/share/", {"then": "triangle"})

    assert page.content.decode().count(' name="people"') == page.content.decode().count('name="people" value=')
    assert sorted(page.context["form"]["people"].value()) == sorted(str(n.public_id) for n in track.people.all())
    assert (Share.objects.count(), "Dit lukt nog niet" in page.content.decode()) == (0, False)


def test_the_page_warns_of_details_of_people_in_what_is_shared(sam, samira, track, signed_in):
    entry = an_entry(sam, reflection="Mail mij: a@example.nl", notes={"applied": ("Bel 06-12345678", False)})
    chosen = form(people=str(on(track, samira).public_id), then="look")
    address, browser = f"/experiences/{entry.public_id}/share/", signed_in(sam)

    story = browser.post(address, {**chosen, "parts": ["story"]})
    everything = browser.post(address, {**chosen, "parts": ["story", "reflection", "value"]})

    assert [len(page.context["findings"]) for page in (story, everything)] == [0, 2]


@pytest.mark.parametrize("text", TEXTS, ids=[text.name for text in TEXTS])
def test_details_of_people_are_looked_for_in_every_text(text, sam, track):
    entry = an_entry(sam, **{text.name: "Bel 06-12345678"})
    sharing = ShareForm({"parts": [text.part]}, people={}, version=entry.latest())
    sharing.full_clean()

    assert [one.url for one in findings_in(entry)] == [f"{step(entry, text.step)}?to=check"]
    assert [one.where for one in sharing.findings()] == [text.label]


def test_nothing_chosen_is_said_at_the_field(sam, track, signed_in):
    page = signed_in(sam).post(f"/experiences/{an_entry(sam).public_id}/share/", {"then": "look"})

    assert "Kies wie het mag lezen." in page.content.decode()


def test_a_draft_goes_to_the_check_page_first(sam, track, signed_in):
    draft = a_draft(sam)

    answer = signed_in(sam).get(f"/experiences/{draft.public_id}/share/")

    assert answer.url == f"/experiences/{draft.public_id}/check/"


def test_without_a_track_the_page_says_how_to_go_on(sam, signed_in):
    page = signed_in(sam).get(f"/experiences/{an_entry(sam).public_id}/share/")

    assert "Kies eerst bij welk traject dit hoort." in page.content.decode()


def test_the_author_ends_a_share_from_the_page(sam, samira, track, signed_in):
    entry = shared(an_entry(sam), samira)
    address, browser = f"/experiences/{entry.public_id}/share/end/", signed_in(sam)

    for person in ("nobody", str(samira.public_id)):
        browser.post(address, {"person": person, "part": "story"})

    assert Share.objects.running().count() == 0


def test_a_reader_sees_the_newer_version_marked_and_can_read_the_older_one(sam, samira, track, signed_in):
    entry = changed(shared(an_entry(sam, "Eerst zo."), samira), situation="Daarna zo.")
    changed(entry, situation="Nu zo.")

    page = signed_in(samira).get(entry.get_absolute_url()).content.decode()

    assert [text in page for text in ("Nu zo.", "Daarna zo.", "Eerst zo.", "Aangepast op")] == [True] * 4


def test_a_reader_never_sees_versions_of_before_the_share(sam, samira, track, signed_in):
    entry = shared(changed(an_entry(sam, "Eerst zo."), situation="Nu zo."), samira)

    page = signed_in(samira).get(entry.get_absolute_url()).content.decode()

    assert ("Nu zo." in page, "Eerst zo." in page) == (True, False)


def test_a_reader_never_sees_the_working_copy(sam, samira, track, signed_in):
    entry = shared(an_entry(sam, "Bewaard."), samira, Part.STORY, Part.VALUE)
    entry.situation = "Nog niet bewaard."
    entry.save(update_fields=["situation"])
    entry.value_notes.create(level="applied", text="Ook nog niet.")

    page = signed_in(samira).get(entry.get_absolute_url()).content.decode()

    assert [text in page for text in ("Bewaard.", "Nog niet bewaard.", "Ook nog niet.")] == [True, False, False]


def test_each_part_is_seen_only_by_whom_it_is_shared_with(sam, samira, wim, track, signed_in):
    entry = an_entry(sam, "Verhaal.", reflection="Binnenste.", notes={"applied": ("Opbrengst.", False)})
    shared(shared(entry, samira, Part.REFLECTION), wim, Part.STORY, Part.VALUE)

    def seen_by(person):
        page = signed_in(person).get(entry.get_absolute_url()).content.decode()
        return [text for text in ("Verhaal.", "Binnenste.", "Opbrengst.") if text in page]

    assert (seen_by(samira), seen_by(wim)) == (["Binnenste."], ["Verhaal.", "Opbrengst."])


def test_who_left_the_track_is_no_reader_any_more_and_owes_no_answer(signed_in, question, sam, samira):
    """A promise about somebody without access ends in words (access.md R10, R28)."""
    here = question.experience.get_absolute_url()
    before = signed_in(sam).get(here).content.decode()
    question.experience.track.people.filter(person=samira).update(ended_at=timezone.now())

    after = signed_in(sam).get(here).content.decode()

    words = ("Nog geen antwoord.", "Samira leest dit niet meer. Er komt geen antwoord.", "begeleidt je niet meer")
    assert [word in before for word in words] == [True, False, False]
    assert [word in after for word in words] == [False, True, True]
