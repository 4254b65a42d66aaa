"""A track that S2 began for herself at the employer, beside the one that was set up for her; PO2 was asked."""

from learningtracks.models.tracks import Period, Track
from learningtracks.values import LearnerKind
from partnerships.values import Role
from werkplek.tests.casting import join, name_on
from werkplek.tests.filling_pieces import propose
from werkplek.tests.world import World


def fill_own_tracks(world: World) -> None:
    like, educator = world.things["track"], world.people["PO2"]
    join(world.people["S2"], Role.LEARNER, like.workplace.organisation, partnership=like.partnership)
    own = Track.objects.create(
        partnership=like.partnership,
        learner=world.people["S2"],
        learner_kind=LearnerKind.EMPLOYEE,
        title="Eigen traject",
        workplace=like.workplace,
        starts_on=like.starts_on,
        ends_on=like.ends_on,
        self_begun=True,
    )
    Period.objects.create(track=own, number=1, starts_on=own.starts_on, ends_on=own.ends_on)
    guide = name_on(own, educator.memberships.get(role=Role.PRACTICE_EDUCATOR))
    world.things |= {"own_track": own, "own_guide": guide, "own_piece": propose(own, title="Rustig blijven")}
