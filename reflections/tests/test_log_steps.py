"""The six steps without a script: every page, every button, every way in which typing could get lost."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.values import today
from reflections.actions import value_notes
from reflections.models.experiences import Experience, ExperienceVersion
from reflections.models.feedback import FeedbackRequest
from reflections.tests.logbook import SITUATION, a_draft, an_entry, form, on, step, words

NEW = "/experiences/new/"


# --- Beginning


def test_looking_makes_no_row(student):
    assert (student.get(NEW).status_code, Experience.objects.count()) == (200, 0)


def test_one_sentence_and_save_is_a_whole_log(student):
    answer = student.post(NEW, form(situation=SITUATION, then="save"))

    entry = Experience.objects.get()
    assert (answer.url, entry.is_draft) == (f"/experiences/{entry.public_id}/saved/", False)


def test_going_on_makes_a_draft_and_opens_step_two(student):
    answer = student.post(NEW, form(situation=SITUATION))

    draft = Experience.objects.get()
    assert (answer.url, draft.happened_on) == (step(draft, 2), dt.date(2026, 11, 2))


def test_the_first_page_is_one_box_one_button_one_link(student):
    form = words(student.get(NEW)).split("data-autosave=")[1].split("</form>")[0]

    assert [form.count(part) for part in ("<textarea", "button--primary", 'name="then"', "linklike")] == [1, 1, 2, 1]
    assert "<details" not in form.split("data-stems")[0]


def test_who_began_today_goes_on_in_that(student, sam):
    draft = a_draft(sam, "Een bew")

    page = words(student.get(NEW))
    other = words(student.get(f"{NEW}?other=1"))

    assert ("Een bew</textarea>" in page, f'action="{step(draft, 1)}"' in page) == (True, True)
    assert ("Een bew" in other, f'action="{NEW}"' in other) == (False, True)


@pytest.mark.parametrize(
    "more", [{"analysis": "Zo."}, {"reflection": "Ik."}, {"question": "Hoe?"}, {"happened_on": None}]
)
def test_what_went_further_is_one_tap_away(student, sam, more):
    draft = a_draft(sam, **{name: words for name, words in more.items() if words})
    if "happened_on" in more:
        Experience.objects.update(edited_at=timezone.now() - dt.timedelta(days=1))

    page = words(student.get(NEW))

    assert f'<a href="{draft.get_absolute_url()}">Verder met je concept</a>' in page
    assert SITUATION not in page


def test_a_note_of_value_is_more_than_a_beginning(student, sam):
    draft = a_draft(sam)
    value_notes.write(draft, notes={"applied": ("Nu.", False)}, version=draft.version, by=sam)

    assert SITUATION not in words(student.get(NEW))


def test_an_empty_box_is_said_at_the_field_and_keeps_the_day(student):
    page = words(student.post(NEW, form(situation="  ", happened_on="2026-10-01")))

    assert "Schrijf eerst op wat je hebt meegemaakt. Eén zin is genoeg." in page
    assert 'value="2026-10-01"' in page
    assert Experience.objects.count() == 0


def test_a_day_that_has_yet_to_come_is_refused_and_the_text_kept(student):
    tomorrow = (today() + dt.timedelta(days=1)).isoformat()

    page = words(student.post(NEW, form(situation=SITUATION, happened_on=tomorrow)))

    assert ("Deze datum is nog niet geweest" in page, SITUATION in page) == (True, True)


def test_fifty_equal_forms_make_one_row(student):
    sent = form(situation=SITUATION)

    answers = {student.post(NEW, sent).url for _time in range(50)}

    assert answers == {step(Experience.objects.get(), 2)}


@pytest.mark.both("locks, and who waits for whom")
@pytest.mark.django_db(transaction=True)
def test_equal_forms_at_the_same_moment_make_one_row(sam, track, signed_in):
    cookies = signed_in(sam).cookies
    sent = form(situation=SITUATION, then="save")

    def send(_number):
        client = Client()
        client.cookies = cookies
        try:
            return client.post(NEW, sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        codes = set(hands.map(send, range(12)))

    assert (codes, Experience.objects.count(), ExperienceVersion.objects.count()) == ({302}, 1, 1)


def test_who_guides_writes_experiences_too(samira, track, signed_in):
    assert signed_in(samira).get(NEW).status_code == 200
    signed_in(samira).post(NEW, form(situation=SITUATION, then="save"))

    assert Experience.objects.get().author == samira


# --- The steps


def test_every_page_says_its_step_in_title_and_heading(student, sam):
    draft = a_draft(sam)

    for number in range(1, 7):
        page = words(student.get(step(draft, number)))
        assert f"<title>Stap {number} van 6: " in page
        assert page.index(f"Stap {number} van 6</span>", page.index("<h1")) < page.index("</h1>")


def test_there_is_no_seventh_step(student, sam):
    assert [student.get(step(a_draft(sam), number)).status_code for number in (0, 7)] == [404, 404]


def test_the_steps_of_another_do_not_exist(sam, samira, track, signed_in):
    draft = a_draft(sam)

    assert [signed_in(samira).get(step(draft, number)).status_code for number in range(1, 7)] == [404] * 6


def test_all_six_steps_without_a_script(student, sam, samira, track):
    student.post(NEW, form(situation=SITUATION))
    draft = Experience.objects.get()
    sent = [
        (2, {"analysis": "Ik ging zitten.\r\nToen werd het rustig."}),
        (3, {"named": str(on(track, samira).public_id), "question": "Wat deed ik goed?"}),
        (4, {"reflection": "Wachten gaat sneller."}),
        (5, {"applied": "on", "applied_text": "Ik vraag eerst.", "potential_short": "on"}),
        (6, {}),
    ]
    for number, fields in sent:
        version = student.get(step(draft, number)).context["form"]["version"].value()
        answer = student.post(step(draft, number), form(**fields, version=version))
    check = student.get(answer.url)
    done = student.post(answer.url, form(version=check.context["experience"].version), follow=True)

    entry = Experience.objects.get()
    assert (entry.analysis, entry.reflection) == ("Ik ging zitten.\nToen werd het rustig.", "Wachten gaat sneller.")
    assert [(note.level.level, note.fell_short) for note in entry.notes] == [("potential", True), ("applied", False)]
    assert "Samira krijgt je vraag" in words(done)
    assert FeedbackRequest.objects.get().asked == samira


def test_saving_and_stopping_keeps_the_draft_for_later(student, sam):
    draft = a_draft(sam)

    answer = student.post(step(draft, 4), form(reflection="Half", version=draft.version, then="stop"), follow=True)
    resumed = student.get(draft.get_absolute_url())

    assert ("Je concept is bewaard." in words(answer), "nog niet verstuurd" in words(answer)) == (True, False)
    assert "Verder met je concept" in words(answer)
    assert resumed.url == step(draft, 4)


@pytest.mark.parametrize("address", ["steps/4/", "check/"])
def test_stopping_says_that_the_question_is_not_sent(student, sam, samira, track, address):
    draft = a_draft(sam, asked_person=samira, question="Hoe?")

    page = words(
        student.post(f"{draft.get_absolute_url()}{address}", form(version=draft.version, then="stop"), follow=True)
    )

    assert "Je vraag aan Samira is nog niet verstuurd." in page
    assert "je vraag aan Samira is nog niet verstuurd" in page.split('class="drafts"')[1]
    assert (FeedbackRequest.objects.exists(), Experience.objects.get().is_draft) == (False, True)


def test_stopping_halfway_is_never_refused(student, sam, samira, track):
    draft, named = a_draft(sam), str(on(track, samira).public_id)

    answer = student.post(step(draft, 3), form(named=named, question="", version=draft.version, then="stop"))

    draft.refresh_from_db()
    assert (answer.url, draft.asked_person) == ("/experiences/", samira)


def test_what_is_too_long_is_said_also_when_stopping(student, sam):
    draft = a_draft(sam)

    page = student.post(step(draft, 2), form(analysis="a" * 10_001, version=draft.version, then="stop"))

    assert (page.status_code, "a" * 10_001 in words(page)) == (200, True)


@pytest.mark.parametrize("number", range(2, 7))
def test_each_step_leads_back_and_keeps_what_is_typed(student, sam, number):
    draft = a_draft(sam)

    answer = student.post(step(draft, number), form(reflection="Half", version=draft.version, then="back"))

    draft.refresh_from_db()
    assert (answer.url, draft.reflection) == (step(draft, number - 1), "Half" if number == 4 else "")


def test_the_way_back_of_one_change_leads_to_where_it_was_chosen(student, sam):
    draft, entry = a_draft(sam), an_entry(sam)

    ways = [
        student.post(step(one, 2), form(analysis="Zo.", version=one.version, to="check", then="back")).url
        for one in (draft, entry)
    ]

    assert ways == [f"/experiences/{draft.public_id}/check/", entry.get_absolute_url()]


def test_stopping_with_a_saved_entry_says_on_its_page_what_is_not_sent(student, sam, samira, track):
    entry = an_entry(sam)
    fields = {"named": str(on(track, samira).public_id), "question": "Hoe?", "version": entry.version}

    page = words(student.post(step(entry, 3), form(**fields, to="check", then="stop"), follow=True))

    assert "Je vraag aan Samira is nog niet verstuurd." in page


def test_the_check_page_leads_back_and_to_each_box(student, sam):
    draft, entry = a_draft(sam), an_entry(sam)

    page = words(student.get(f"{draft.get_absolute_url()}check/"))
    of_entry = words(student.get(f"{entry.get_absolute_url()}check/"))

    assert f'class="back" href="{step(draft, 6)}"' in page
    assert f'{step(draft, 1)}?to=check#id_happened_on"' in page
    assert f'class="back" href="{entry.get_absolute_url()}"' in of_entry


@pytest.mark.parametrize(
    ("texts", "number"), [({}, 1), ({"analysis": "Zo."}, 2), ({"question": "Hoe?"}, 3), ({"reflection": "Ik."}, 4)]
)
def test_a_draft_opens_where_somebody_stopped(student, sam, texts, number):
    draft = a_draft(sam, **texts)

    assert student.get(draft.get_absolute_url()).url == step(draft, number)


def test_changing_from_the_check_page_comes_back_to_it(student, sam):
    draft = a_draft(sam)

    answer = student.post(step(draft, 2), form(analysis="Zo.", version=draft.version, to="check"))

    assert answer.url == f"/experiences/{draft.public_id}/check/"


def test_saving_twice_from_the_check_page_saves_once(student, sam):
    draft = a_draft(sam)
    sent = form(version=draft.version)

    answers = {student.post(f"/experiences/{draft.public_id}/check/", sent).url for _time in range(50)}

    assert (answers, ExperienceVersion.objects.count()) == ({f"/experiences/{draft.public_id}/saved/"}, 1)


def test_a_draft_without_a_situation_goes_back_to_step_one(student, sam):
    draft = a_draft(sam, situation=" ")

    assert student.get(f"/experiences/{draft.public_id}/check/").url == step(draft, 1)


def test_a_draft_has_no_page_that_says_it_is_saved(student, sam):
    draft = a_draft(sam)

    assert student.get(f"/experiences/{draft.public_id}/saved/").url == f"/experiences/{draft.public_id}/check/"


def test_after_a_short_log_the_other_steps_are_an_offer(student, sam):
    entry = an_entry(sam)

    page = words(student.get(f"/experiences/{entry.public_id}/saved/"))

    assert ["Schrijf je reflectie" in page, "Vraag iemand om feedback" in page] == [True, True]


# --- Details of people


@pytest.mark.parametrize("then", ["next", "save"])
def test_details_of_people_are_named_before_going_on(student, then):
    sent = form(situation="Zij belde 06-12345678.", then=then)

    warned = words(student.post(NEW, sent))
    kept = student.post(step(Experience.objects.get(), 1), {**sent, "version": "1", "anyway": then})

    assert 'Bij "Wat maakte je mee op je werk?": een telefoonnummer <mark>06-12345678</mark>' in warned
    assert ("Toch bewaren" in warned, kept.status_code) == (True, 302)


def test_stopping_needs_no_warning(student):
    assert student.post(NEW, form(situation="Zij belde 06-12345678.", then="stop")).url == "/experiences/"


def test_the_check_page_names_them_and_asks_once_more(student, sam):
    draft = a_draft(sam, question="Mail mij: a@b.nl", reflection="Zij is van 3 mei 1940.")
    address = f"/experiences/{draft.public_id}/check/"

    page = words(student.post(address, form(version=draft.version)))
    still_a_draft = Experience.objects.get().is_draft
    student.post(address, form(version=draft.version, anyway="save"))

    assert ["a@b.nl</mark>" in page, "3 mei 1940</mark>" in page, still_a_draft] == [True, True, True]
    assert not Experience.objects.get().is_draft


def test_details_in_a_value_line_are_found(student, sam):
    draft = a_draft(sam)

    page = student.post(step(draft, 5), form(applied_text="Bel 06-12345678", version=draft.version))

    assert 'Bij "Anders doen": een telefoonnummer' in words(page)


def test_a_refused_first_step_begins_nothing(student):
    """What follows it begins one draft, also when it was sent twice."""
    student.post(NEW, form(situation="", once=str(uuid.uuid4())))
    before, again = Experience.objects.count(), form(situation="Toch iets", once=str(uuid.uuid4()))
    student.post(NEW, again)
    student.post(NEW, again)

    assert (before, Experience.objects.count()) == (0, 1)
