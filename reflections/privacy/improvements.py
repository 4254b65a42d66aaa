"""What we keep of a team that improves its work."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import ROWS_GO, Kept, OnErasure, Table, technical
from reflections.models.improvements import ImprovementTrack, SituationCard
from reflections.privacy.periods import WITH_TEAM

TABLES = [
    Table(
        "reflections.ImprovementTrack",
        _("Verbetertraject van een team"),
        (
            Kept(
                "team process reason starts_on ends_on indicators made_at ended_at",
                _("Wat een team beter wil doen, waarom, en van wanneer tot wanneer. Alleen het team leest het."),
                WITH_TEAM,
                OnErasure.STAYS,
            ),
            Kept("lead made_by", _("Wie het leidt en wie het begon."), WITH_TEAM, OnErasure.NAMELESS),
            technical("public_id version", WITH_TEAM, OnErasure.STAYS),
        ),
        lambda person: ImprovementTrack.objects.filter(made_by=person),
    ),
    Table(
        "reflections.SituationCard",
        _("Situatie in een verbetertraject"),
        (
            Kept(
                "improvement situation happened written_at discussed_at",
                _("Wat er op het werk gebeurde. Alleen het team leest het. Je kunt een eigen situatie intrekken."),
                WITH_TEAM,
            ),
            Kept(
                "why_1 why_2 why_3 why_4 why_5 otherwise",
                _("Wat het team ervan denkt, en wat het anders kan doen."),
                WITH_TEAM,
            ),
            Kept("author", _("Wie het heeft opgeschreven."), WITH_TEAM),
            Kept("shows_name", _("Of je naam op het scherm aan de muur mag."), WITH_TEAM),
            Kept("experience", _("Van welke eigen ervaring je dit hebt gemaakt."), WITH_TEAM),
            technical("public_id version", WITH_TEAM),
        ),
        lambda person: SituationCard.objects.filter(author=person),
        leaving=(ROWS_GO,),
    ),
]
