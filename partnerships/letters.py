"""Letters: mail to an address without an account about one thing, such as a question with its link. The layer of the
thing registers how; its text is made when it is sent, from what holds then."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise

from accounts.models import User
from partnerships.models.notices import Mail


@dataclass(frozen=True)
class Letter:
    """What one letter says: to which address, who asks, the path of its link, the last day on which that opens; in
    which template, when not in that of its kind, and what else that tells."""

    to: str
    by: User
    path: str
    until: dt.date
    template: str = ""
    tells: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class LetterKind:
    """Letters about one model: `says(thing)` gives nothing when there is nothing left to say. The subject holds no
    name; `template` is a pair in templates/emails/."""

    model: type[models.Model]
    template: str
    subject: str | Promise
    says: Callable[[Any], Letter | None]


KINDS: dict[type[models.Model], LetterKind] = {}


def register(kind: LetterKind) -> LetterKind:
    """Make a kind known; a model has one."""
    if kind.model in KINDS:
        raise ValueError(f"Letters about {kind.model.__name__} exist already.")
    KINDS[kind.model] = kind
    return kind


def promise(about: models.Model, again: str = "") -> Mail:
    """Send one about this thing, once, in the caller's transaction; `again` names why there is another."""
    return Mail.objects.create(key=":".join(filter(None, ["letter", str(about.pk), again])), letter=about)
