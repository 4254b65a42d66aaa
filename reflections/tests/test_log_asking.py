"""The step of the log in which somebody is asked, and on which track that is."""

from django.urls import reverse

from reflections.actions import experiences
from reflections.models.experiences import Experience
from reflections.tests.logbook import a_draft, an_entry, answered, form, on, shared, step, words

# --- Asking


def test_who_was_asked_last_comes_first(student, sam, samira, wim, karima, track):
    answered(an_entry(sam), karima)
    draft = a_draft(sam)

    page = words(student.get(step(draft, 3)))

    assert page.index("Karima Yilmaz") < page.index("Samira Haddad")


def test_without_people_the_page_says_so(sam, signed_in):
    page = words(signed_in(sam).get(step(a_draft(sam), 3)))

    assert ("Er staat nog niemand bij een traject van jou." in page, 'name="named"' in page) == (True, False)


def test_who_is_guided_by_nobody_asks_a_colleague(sam, signed_in):
    entry, client = an_entry(sam), signed_in(sam)
    ask = reverse("reflections:pass_ask", args=[entry.public_id])

    after, step_three = (words(client.get(url)) for url in (f"/experiences/{entry.public_id}/saved/", step(entry, 3)))

    assert (f'href="{ask}"' in after, f'href="{ask}"' in step_three) == (True, True)
    assert client.get(ask).status_code == 200


def test_a_person_without_a_question_is_said_at_the_field(student, sam, samira, track):
    draft = a_draft(sam)

    page = student.post(step(draft, 3), form(named=str(on(track, samira).public_id), version=draft.version))

    assert "Schrijf je vraag op, of kies &quot;Nu niet&quot;." in words(page)


def test_the_person_decides_the_track(student, sam, karima, second_track):
    draft = a_draft(sam)
    named = str(on(second_track, karima).public_id)

    page = words(student.get(step(draft, 3)))
    student.post(step(draft, 3), form(named=named, question="Hoe?", version=draft.version))

    draft.refresh_from_db()
    assert ("Karima Yilmaz · Bpv-begeleider · Tweede traject" in page, draft.track) == (True, second_track)


def test_not_now_takes_the_person_away(student, sam, samira, track):
    draft = a_draft(sam, asked_person=samira, question="Hoe?")

    student.post(step(draft, 3), form(named="", question="Hoe?", version=draft.version))

    draft.refresh_from_db()
    assert (draft.asked_person, draft.question) == (None, "Hoe?")


def test_who_was_asked_is_shown_and_not_asked_again(student, sam, samira, track):
    entry = answered(an_entry(sam), samira).request.experience

    page = student.get(step(entry, 3))

    assert "Je hebt een vraag gesteld aan Samira Haddad" in words(page)
    assert [str(named.person) for named in page.context["form"].people.values()] == ["Wim Bakker", "Karima Yilmaz"]


def test_once_somebody_reads_it_only_people_of_that_track_can_be_asked(student, sam, samira, track, second_track):
    draft = a_draft(sam, track=track)
    experiences.save(draft, version=draft.version, by=sam)
    shared(Experience.objects.get(), samira)

    people = student.get(step(draft, 3)).context["form"].people.values()

    assert {named.track for named in people} == {track}


def test_a_question_that_could_not_be_asked_is_said(student, sam, samira, track):
    draft = a_draft(sam, asked_person=samira, question="Hoe?")
    track.people.all().delete()

    answer = student.post(f"/experiences/{draft.public_id}/check/", form(version=draft.version), follow=True)

    assert "Je vraag is niet verstuurd: Samira begeleidt je nu niet." in words(answer)


# --- Track


def test_with_several_tracks_the_learner_chooses_or_not_yet(student, sam, second_track):
    draft = a_draft(sam)

    student.post(step(draft, 6), form(track=str(second_track.public_id), version=draft.version))
    chosen = Experience.objects.get()
    student.post(step(draft, 6), form(track="", version=chosen.version))

    assert (chosen.track, Experience.objects.get().track) == (second_track, None)


def test_with_a_person_to_ask_there_is_nothing_to_choose(student, sam, samira, track, second_track):
    draft = a_draft(sam, asked_person=samira, track=track, question="Hoe?")

    page = words(student.get(step(draft, 6)))

    assert ("Dat komt doordat je Samira een vraag stelt." in page, 'name="track"' in page) == (True, False)


def test_without_a_track_the_page_says_so(sam, signed_in):
    page = words(signed_in(sam).get(step(a_draft(sam), 6)))

    assert "Deze ervaring hoort nog niet bij een traject." in page
