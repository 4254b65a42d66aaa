"""Pages with words only."""

import pytest


@pytest.mark.parametrize("path", ["/help/", "/accessibility/", "/what-we-keep/"])
def test_open_to_everybody(client, signed_in, sam, path):
    assert (client.get(path).status_code, signed_in(sam).get(path).status_code) == (200, 200)
