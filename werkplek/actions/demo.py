"""Puts the demo back as it began: with its own people, and a value check that can start now (domain.md K)."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import Refused
from instruments.models.instruments import Instrument, Item
from werkplek import outbox
from werkplek.demo import build
from werkplek.demo.cast import is_here

# What belongs to the program and not to its people: processes that run know these rows by their ids.
KEPT = {ContentType, Permission, Group, Instrument, Item}


def begin_again() -> None:
    """Remove everybody and everything, and build the demo anew. All are signed out. Raises Refused anywhere but in a
    demo: where real people live nothing is removed."""
    if not settings.DEMO or not is_here():
        raise Refused(_("Opnieuw beginnen kan alleen in een proefomgeving."))
    with transaction.atomic():
        kind = ContentType.objects.get_for_model(User)
        ContentType.objects.select_for_update().get(pk=kind.pk)  # two at once would build two demos
        _empty()
        build.Builder().build()
    outbox.burn()


def _empty() -> None:
    """Every row but those of the program, without asking what hangs on it: in one transaction nothing is left over."""
    own = Instrument.objects.exclude(organisation=None)
    Item._base_manager.filter(instrument__in=own)._raw_delete(DEFAULT_DB_ALIAS)
    Instrument._base_manager.exclude(organisation=None)._raw_delete(DEFAULT_DB_ALIAS)
    for model in apps.get_models(include_auto_created=True):
        if model not in KEPT and model._meta.managed and not model._meta.proxy:
            model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)
