"""Promises: how a teller expects a story to end, who else can say so, the answer (domain.md §5.2, access.md row 43)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from reflections.models.promises import Promise
from reflections.models.stories import ValueStory
from reflections.policy.stories import may_keep_story, may_rewrite_story


def may_promise(person: User, story: ValueStory) -> Answer:
    """The teller, about a story that others may come to read; one at a time."""
    if not (answer := _may_go_on(person, story)):
        return answer
    if story.promises.open().exists():
        return no(_("Bij dit verhaal staat al een verwachting. Vul eerst in hoe het is afgelopen."))
    return YES


def _may_go_on(person: User, story: ValueStory) -> Answer:
    if not (answer := may_rewrite_story(person, story)):
        return answer
    return no(_("Je hebt dit verhaal ingetrokken. Alleen jij leest het nog.")) if story.withdrawn_at else YES


def _may_while_open(person: User, promise: Promise) -> Answer:
    if not (answer := _may_go_on(person, promise.story)):
        return answer
    return YES if promise.is_open else no(_("Je hebt al ingevuld hoe het is afgelopen."))


def may_change_promise(person: User, promise: Promise) -> Answer:
    """Other words or another day, as long as it was not answered."""
    return _may_while_open(person, promise)


def may_answer_promise(person: User, promise: Promise) -> Answer:
    """The teller says how it ended, once; before the day too."""
    return _may_while_open(person, promise)


def may_share_promise(person: User, promise: Promise) -> Answer:
    """The teller, with who reads the story; open or answered."""
    return _may_go_on(person, promise.story)


def may_drop_promise(person: User, promise: Promise) -> Answer:
    """The teller takes it away with all its words, or shares it no more, at any moment; who left the team too."""
    return may_keep_story(person, promise.story)


def may_name_voice(person: User, promise: Promise) -> Answer:
    """One second voice at a time. Who has no answer in time makes room for another."""
    if not (answer := _may_go_on(person, promise.story)):
        return answer
    there = promise.passes.filter(withdrawn_at__isnull=True).exclude(pk__in=promise.passes.over())
    return no(_("Er is al een tweede stem bij deze verwachting.")) if there.exists() else YES
