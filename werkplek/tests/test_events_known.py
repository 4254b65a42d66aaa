"""Every process knows every kind of event, also one that never loads a page."""

import subprocess
import sys

from partnerships.events import KINDS
from werkplek.tests.servers import ROOT

ASK = "import werkplek.wsgi; from partnerships.events import KINDS; print(*sorted(KINDS))"


def test_a_fresh_process_knows_the_kinds_of_all_floors():
    told = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {"feedback_asked", "track_set_up", "member_joined"} <= set(told.split())
    assert set(told.split()) == set(KINDS)
