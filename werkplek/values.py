"""The topics of help: what somebody can read about, in the order of the list."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Topic:
    """One page of help, at `/help/<slug>/`, with its words in `templates/pages/help/<slug>.html`.

    `about` is its line in the list, `see` are the topics to read next.
    """

    slug: str
    title: str | Promise
    about: str | Promise
    see: tuple[str, ...] = ()


TOPICS = {
    topic.slug: topic
    for topic in (
        Topic("roles", _("Wat doe je hier?"), _("Per rol: wat je doet, en wat je ziet."), ("privacy", "words")),
        Topic(
            "puzzle",
            _("Wat is de puzzel?"),
            _("Een plan van jou, je werkplek en je opleiding."),
            ("kinds-of-value", "hill", "words"),
        ),
        Topic(
            "kinds-of-value",
            _("Vijf soorten waarde"),
            _("Vijf antwoorden op de vraag: wat had je eraan?"),
            ("value-check", "puzzle", "words"),
        ),
        Topic(
            "hill",
            _("Wat is de HILL-check?"),
            _("Zeven punten over leren op je werk, om samen over te praten."),
            ("puzzle", "why-learn-at-work", "words"),
        ),
        Topic(
            "growth",
            _("Wat is jouw groei?"),
            _("Wat je hebt meegemaakt, wat het waard was, en hoe je het meeneemt."),
            ("kinds-of-value", "privacy", "words"),
        ),
        Topic(
            "value-check",
            _("Wat is een waardecheck?"),
            _("Je team vertelt elkaar wat het leren opleverde."),
            ("lead-a-value-check", "own-story", "kinds-of-value"),
        ),
        Topic(
            "own-story",
            _("Maak een verhaal van een ervaring"),
            _("Vertellen wat iets opleverde, buiten een waardecheck."),
            ("value-check", "kinds-of-value", "privacy"),
        ),
        Topic(
            "improvement",
            _("Wat is een verbetertraject?"),
            _("Je team maakt één stuk van het werk beter, stap voor stap."),
            ("value-check", "kinds-of-value", "words"),
        ),
        Topic(
            "lead-a-value-check",
            _("Zo leid je een waardecheck"),
            _("Stap voor stap, ook als je het nog nooit hebt gedaan."),
            ("value-check", "kinds-of-value", "words"),
        ),
        Topic("privacy", _("Wie leest wat je schrijft?"), _("Je privacy, op één bladzijde."), ("roles", "words")),
        Topic(
            "why-learn-at-work",
            _("Waarom leren op de werkplek?"),
            _("Zes redenen, en twee manieren om naar leren te kijken."),
            ("kinds-of-value", "hill"),
        ),
        Topic(
            "words",
            _("Woorden in Werkplek"),
            _("Wat we bedoelen met traject, ronde, oogst en meer."),
            ("roles", "kinds-of-value"),
        ),
    )
}
