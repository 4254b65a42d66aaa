"""What higher layers add to pages of this one (accounts/extension_points.py)."""

from accounts.extension_points import ExtensionPoint
from accounts.models import User
from learningtracks.models.tracks import Track

Thing = tuple[str, str, str]  # public id, title, address

EVIDENCE: ExtensionPoint[[User, Track], list[Thing]] = ExtensionPoint(
    "what a person may read on a track that can show how it goes with a principle"
)
