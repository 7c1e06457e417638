"""A server on loopback with a document in JSON for each path."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Union

from service_loopback import Asked, Loopback, Reply, serving

JSON = "application/json"


def as_json(value: Any, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, JSON)


@contextmanager
def documents_at(paths: Mapping[str, Union[Reply, Any]]) -> Iterator[Loopback]:
    """Serve values as JSON, and replies as they are; the address ends without a slash.

    A path may end in ``?name=value`` where the parameter makes the difference.
    """

    def answer(asked: Asked) -> Reply:
        for key, value in asked.query.items():
            found = paths.get(f"{asked.path}?{key}={value}")
            if found is not None:
                return found if isinstance(found, Reply) else as_json(found)
        found = paths.get(asked.path)
        if found is None:
            return Reply(b"<html><title>Not here</title></html>", 404, "text/html")
        return found if isinstance(found, Reply) else as_json(found)

    with serving(answer) as server:
        yield Loopback(server.url[: -len("/ows")], server.asked)
