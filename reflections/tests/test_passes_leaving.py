"""What its author reads about a pass, and what is left of an answer when somebody has left (access.md R33)."""

import pytest
from django.utils import timezone

from accounts.models import User
from partnerships.actions import mails
from reflections.actions import passes
from reflections.models.passes import Pass
from werkplek.actions import erasure


def test_its_author_is_told_who_can_read_it_by_a_link(asked_tina, sam, signed_in):
    client, at = signed_in(sam), asked_tina.experience.get_absolute_url()
    pages = [client.get(f"{at}{more}").content.decode() for more in ("", "saved/", "check/")]

    assert "Tina Vos leest de situatie en wat er gebeurde, met een link tot en met" in pages[0]
    assert [text for text in ("Je deelt deze ervaring nog met niemand", "Alleen jij ziet") if text in str(pages)] == []
    assert all("de nieuwe versie: Tina Vos." in page for page in pages[1:])
    assert "Wie de ervaring nu kan lezen" in client.get(f"{at}delete/").content.decode()

    passes.withdraw(asked_tina, by=sam)

    assert "Je deelt deze ervaring nog met niemand" in client.get(at).content.decode()


@pytest.mark.parametrize(
    ("answer", "said"), [("550 5.1.1 Mailbox unknown", "niet aangekomen"), ("451 Later", "Nog geen antwoord.")]
)
def test_its_author_is_told_of_a_letter_that_can_never_arrive(experience, sam, signed_in, smtp_sink, answer, said):
    smtp_sink.answer = answer
    passes.ask(experience, name="Joke", email="joke@elders.example", question="Hoe deed jij dat?", by=sam)
    mails.send_due(timezone.now())

    page = signed_in(sam).get(experience.get_absolute_url()).content.decode()

    told = [words for words in ("niet aangekomen", "Nog geen antwoord.") if words in page]
    assert (told, "Vraag intrekken" in page) == ([said], True)


def leave(person):
    erasure.ask(by=person)
    User.objects.filter(pk=person.pk).update(erase_after=timezone.now())
    erasure.erase_due()


def test_an_answer_stays_without_the_name_of_who_gave_it(asked_tina, tina, sam, signed_in):
    passes.answer(asked_tina, text="Ja, elke week.")

    leave(tina)

    page = signed_in(sam).get(asked_tina.experience.get_absolute_url()).content.decode()
    assert ("Ja, elke week." in page, "Voormalig deelnemer" in page, "Tina" in page) == (True, True, False)


def test_an_open_question_to_who_left_ends(asked_tina, tina):
    leave(tina)

    assert Pass.objects.get().withdrawn_at is not None


def test_nothing_is_left_of_who_asked(asked_tina, sam):
    passes.answer(asked_tina, text="Ja, elke week.")

    leave(sam)

    assert not Pass.objects.exists()
