from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningtracksConfig(AppConfig):
    name = "learningtracks"
    verbose_name = _("Trajecten")
