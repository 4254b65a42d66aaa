"""How stories of Team Beuk ended, or will: what tellers expected, in their own words. All of it is made up."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from accounts.values import today
from partnerships.models.teams import Team
from reflections.models.passes import Pass
from reflections.models.promises import Promise
from reflections.models.stories import ValueStory
from reflections.values import Ending


@dataclass(frozen=True)
class Told:
    """`asked_in` days from today it is asked, of what is open; `ending` with `words` of what is not."""

    title: str
    expects: str
    asked_in: int = 0
    ending: str = ""
    words: str = ""
    shared: bool = True
    text: str = ""


TOLD = [
    Told(
        "Geen klacht meer",
        "Na de zomer bellen zij ons alleen nog om te vertellen hoe het gaat.",
        ending=Ending.CAME_TRUE,
        words="In september belden zij één keer. Het was om ons te bedanken.",
        text="Ik belde eerst uit plicht, elke vrijdag. Na een maand vroeg zij hoe het met ons ging. Toen merkte ik dat "
        "het geen taak meer was.",
    ),
    Told(
        "Zij eet weer",
        "Voor de winter koken drie bewoners mee.",
        ending=Ending.OTHERWISE,
        words="Twee bewoners koken mee. De derde dekt liever de tafel, en dat doet hij elke dinsdag.",
    ),
    Told(
        "Het team heeft een lijst",
        "Over een maand zet ook de avonddienst eerst muziek aan.",
        ending=Ending.NOT_YET,
        words="De avond is er nog niet aan toe gekomen. We vragen het opnieuw als de nieuwe collega er is.",
    ),
    Told("Eén maand op proef", "Over een maand willen we het rooster zo houden.", asked_in=-1),
    Told("Ik begin er nu zelf over", "Over twee maanden begint een collega er ook zelf over.", 24, shared=False),
]


def build(team: Team, second_voice: User) -> None:
    """The stories are there. One teller named a second voice, who is asked later."""
    for one in TOLD:
        story = ValueStory.objects.get(value_check__team=team, title=one.title)
        if one.text:
            ValueStory.objects.filter(pk=story.pk).update(text=one.text, shows_text=True)
        answered_at = story.told_at + dt.timedelta(days=24) if one.ending else None
        ask_on = answered_at.date() if answered_at else today() + dt.timedelta(days=one.asked_in)
        made = Promise.objects.create(
            story=story,
            text=one.expects,
            ask_on=ask_on,
            is_shared=one.shared,
            made_at=story.told_at + dt.timedelta(hours=3),
            ending=one.ending,
            words=one.words,
            answered_at=answered_at,
        )
        if not one.shared:
            Pass.objects.create(promise=made, person=second_voice, team=team, question="Klopt dit?")
