"""The sentences about totals: true for one, for several that are equal, and for none (domain.md §5.5)."""

import pytest

from reflections.calendar import Quarter
from reflections.sentences import about_forms, about_reached, about_stream
from reflections.tests.held import A
from reflections.trends import Reached, Stream

pytestmark = pytest.mark.both("sums and words")
B, P, T, G, H = A.EXPERIENTIAL, A.POTENTIAL, A.APPLIED, A.REALISED, A.REFRAMING
NONE = dict.fromkeys(A.values, 0)
IN = "In januari – maart 2027"

REACHED = {
    "one most": ({B: 3, T: 4, G: 1}, f"{IN} gaan verhalen het vaakst over “Anders doen”: 4 van de 6."),
    "one at all": ({H: 1}, f"{IN} gaan verhalen het vaakst over “Anders kijken”: 1 van de 6."),
    "two equal": (
        {B: 4, T: 4, G: 1},
        f"{IN} gaan verhalen het vaakst over “Beleving” en “Anders doen”: elk 4 van de 6.",
    ),
    "three equal": ({B: 2, T: 2, G: 2, H: 1}, f"{IN} komen 3 soorten waarde het vaakst voor: elk bij 2 van de 6."),
    "all equal": (dict.fromkeys(A.values, 1), f"{IN} komen 5 soorten waarde het vaakst voor: elk bij 1 van de 6."),
    "none": ({}, f"{IN} staat bij de verhalen nog geen waarde."),
}


@pytest.mark.parametrize(("counts", "said"), REACHED.values(), ids=REACHED.keys())
def test_what_most_stories_of_the_last_quarter_are_about(counts, said):
    earlier = Reached(Quarter(2026, 4), 9, NONE | {P: 9})

    assert about_reached([earlier, Reached(Quarter(2027, 1), 6, NONE | counts)]) == said


WAYS = {
    "one way most": (
        {(T, G): 3, (B, T): 1},
        "Bij 3 van de 5 verhalen kwam na “Anders doen” later “Effect”. Dat kwam het vaakst voor.",
    ),
    "one way at all": (
        {(T, G): 1},
        "Bij 1 van de 5 verhalen kwam na “Anders doen” later “Effect”. Andere wegen zijn er nog niet.",
    ),
    "two equal, and a third that fewer went": (
        {(T, G): 2, (B, T): 2, (G, H): 1},
        "Twee wegen komen het vaakst voor, elk bij 2 van de 5 verhalen. "
        "Van “Anders doen” naar “Effect”, en van “Beleving” naar “Anders doen”.",
    ),
    "there and back equal": (
        {(T, G): 1, (G, T): 1},
        "Twee wegen komen het vaakst voor, elk bij 1 van de 5 verhalen. "
        "Van “Anders doen” naar “Effect”, en van “Effect” naar “Anders doen”.",
    ),
    "three equal": (
        {(T, G): 2, (B, T): 2, (G, H): 2, (P, T): 1},
        "3 wegen komen het vaakst voor: elk bij 2 van de 5 verhalen.",
    ),
    "none": ({}, "In deze verhalen kwam na de ene waarde nog geen andere."),
}


@pytest.mark.parametrize(("edges", "said"), WAYS.values(), ids=WAYS.keys())
def test_the_way_that_most_stories_went(edges, said):
    assert about_stream(Stream(5, edges, {})) == said


FORMS = {
    "one most": (
        {"informal": 4, "formal": 2, "non_formal": 1},
        "“Zomaar gebeurd” komt het vaakst voor. Ook komt voor: “Afgesproken leermoment” en “Les of training”.",
    ),
    "one at all": ({"formal": 1}, "Het is steeds “Les of training”."),
    "two equal": (
        {"informal": 2, "formal": 2, "non_formal": 1},
        "“Zomaar gebeurd” en “Les of training” komen even vaak voor. Ook komt voor: “Afgesproken leermoment”.",
    ),
    "all equal": (
        {"informal": 1, "non_formal": 1, "formal": 1},
        "“Zomaar gebeurd”, “Afgesproken leermoment” en “Les of training” komen even vaak voor.",
    ),
    "none": ({}, ""),
}


@pytest.mark.parametrize(("times", "said"), FORMS.values(), ids=FORMS.keys())
def test_which_form_of_learning_occurs_most(times, said):
    assert about_forms(times) == said
