"""`make bench` can fill a school of the models as they are, and the busiest people of it can open what is measured."""

import pytest
from django.db import connection

from bench import addresses, fill_school, fill_small
from bench.bulk import insert
from bench.school import MINI
from partnerships.models.organisations import Organisation

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the school is filled by SQL of PostgreSQL"),
]


@pytest.mark.long("what is measured, and not the product")
def test_the_busiest_people_of_a_school_open_every_measured_page(client):
    fill_small.fill()
    fill_school.fill(MINI)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")  # the answer counts here, not how soon it comes
        cursor.execute("SET LOCAL statement_timeout = 0")
    pages = [*addresses.for_cast(), *addresses.for_the_busy()]
    answers = {}
    for page in pages:
        client.force_login(page.person)
        answers[page.name] = client.get(page.path).status_code
    assert answers == {page.name: page.expects for page in pages}


def test_a_field_that_must_be_filled_stops_the_filling():
    with pytest.raises(ValueError, match="name must be filled"):
        insert(Organisation, 1)
