"""Messages in a folder, for who has no Redis (docs/decisions/0004): Celery's transport, with two repairs.

Its own writes a message, and the table of who gets which messages, under the name by which a worker looks for it: a
worker that looks in between reads half of it, or nothing, and dies of it. Ours get that name when they are whole.
"""

import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A message and a table are there whole or not at all."""

    def _queue_bind(self, exchange: str, *binding: Any) -> None:
        table: Path = self._exchange_file(exchange)  # type: ignore[attr-defined] # its types do not name it
        if not table.exists():
            self.control_folder.mkdir(exist_ok=True)
            building = table.with_name(f"{uuid.uuid4()}.building")
            building.write_bytes(b"[]")
            with suppress(FileExistsError):  # another process was first
                table.hardlink_to(building)
            building.unlink()
        super()._queue_bind(exchange, *binding)

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override] # as kombu itself does
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}"
        building = Path(self.data_folder_out) / f"{name}.building"
        building.write_bytes(str_to_bytes(dumps(payload)))
        building.rename(building.with_name(f"{name}.{queue}.msg"))


class Transport(filesystem.Transport):
    """For CELERY_BROKER_TRANSPORT."""

    Channel = Channel
