"""Recorded traffic, as mitmproxy and browsers write it."""

import json
from pathlib import Path
from typing import Any

from mitmproxy import http, io  # noqa: TID251 - a capture is what mitmproxy writes
from mitmproxy.test import tflow  # noqa: TID251 - as above

TWEETS = "https://api.x.com/2/tweets"


def a_flow(text: str, *, url: str = TWEETS, method: str = "POST") -> http.HTTPFlow:
    body = json.dumps({"text": text}).encode()
    return tflow.tflow(req=http.Request.make(method, url, body, [(b"content-type", b"application/json")]))


def a_dump(path: Path, *flows: http.HTTPFlow) -> str:
    with path.open("wb") as file:
        writer = io.FlowWriter(file)
        for flow in flows:
            writer.add(flow)
    return str(path)


def a_har(path: Path, *texts: str) -> str:
    def entry(text: str) -> dict[str, Any]:
        body = json.dumps({"text": text})
        headers = [{"name": "content-type", "value": "application/json"}]
        posted = {"mimeType": "application/json", "text": body}
        request = {"method": "POST", "url": TWEETS, "httpVersion": "HTTP/1.1", "headers": headers, "postData": posted}
        content = {"size": 2, "mimeType": "application/json", "text": "{}"}
        response = {
            "status": 201,
            "statusText": "Created",
            "httpVersion": "HTTP/1.1",
            "headers": [],
            "content": content,
        }
        timings = {"send": 1, "receive": 1, "wait": 1, "connect": 1, "ssl": 1}
        at = "2026-11-24T15:15:00.000Z"
        return {"startedDateTime": at, "time": 1, "request": request, "response": response, "timings": timings}

    path.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry(text) for text in texts]}}))
    return str(path)
