"""Messages in a folder, for who has no Redis (docs/decisions/0004): Celery's transport, with one repair.

Its own writes a message under the name by which a worker looks for it: a worker that looks in between takes half a
message, and dies of it. Ours gets that name when it is whole.
"""

import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A message is there whole or not at all."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override] # as kombu itself does
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}"
        building = Path(self.data_folder_out) / f"{name}.building"
        building.write_bytes(str_to_bytes(dumps(payload)))
        building.rename(building.with_name(f"{name}.{queue}.msg"))


class Transport(filesystem.Transport):
    """For CELERY_BROKER_TRANSPORT."""

    Channel = Channel
