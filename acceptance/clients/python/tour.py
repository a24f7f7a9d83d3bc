"""Runs the tour's tables (acceptance/tour) with boto3 or the AWS CLI; prints what each step answered, as JSON.

usage: tour.py boto3|cli SERVICES TABLE...
"""

import base64
import datetime
import hmac
import importlib
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


def totp(seed, at):
    """The code of RFC 6238 for a Base32 seed (boto3 gives it as bytes)."""
    digest = hmac.digest(base64.b32decode(seed), (int(at) // 30).to_bytes(8, "big"), "sha1")
    start = digest[19] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


class Tour:
    """What one table has kept so far, and the clock that its codes go by."""

    def __init__(self, table):
        self.varies = set(table.get("varies", []))
        self.kept = {}
        self.now = time.time()

    def fill(self, value):
        """Kept values in their places, and the `$…` forms made."""
        if isinstance(value, str):
            for name, kept in self.kept.items():
                if value == f"${{{name}}}":
                    return kept
                value = value.replace(f"${{{name}}}", str(kept))
            return value
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        if isinstance(value, dict):
            form = next((name for name in value if name.startswith("$")), None)
            return self.form(form, value) if form else {name: self.fill(item) for name, item in value.items()}
        return value

    def form(self, form, value):
        given = self.fill(value[form])
        match form:
            case "$json":
                return json.dumps(given, separators=(",", ":"))
            case "$totp":
                return totp(given, self.now + value.get("plus", 0))
            case "$bytes":
                return given.encode()
            case "$time":
                return datetime.datetime.fromisoformat(given)
            case "$after":
                return given.partition(value["mark"])[2]
            case "$repeat":
                return given * value["times"]
        raise ValueError(form)

    def keep(self, wanted, source):
        for name, path in wanted.items():
            value = source
            for part in path.split("."):
                value = value[int(part)] if isinstance(value, list) else value[part]
            self.kept[name] = value

    def plain(self, value):
        """An answer without what differs from run to run: what was kept is named, what varies is marked."""
        if isinstance(value, dict):
            return {
                name: "<varies>" if name in self.varies and item else self.plain(item)
                for name, item in value.items()
                if name != "ResponseMetadata"
            }
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        if isinstance(value, datetime.datetime):
            return value.isoformat()
        if isinstance(value, bytes):
            return self.plain(value.decode("utf-8", "replace"))
        if isinstance(value, str):
            for name, kept in sorted(self.kept.items(), key=lambda pair: -len(str(pair[1]))):
                if isinstance(kept, str) and len(kept) >= 8:
                    value = value.replace(kept, f"${{{name}}}")
        return value


def control(step):
    """A call of the sandbox's control."""
    body = step.get("body")
    request = urllib.request.Request(
        os.environ["KEYWARD_SANDBOX_CONTROL"] + step["control"],
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["KEYWARD_SANDBOX_CONTROL_TOKEN"]},
        method="GET" if body is None else "POST",
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def fetch(asked):
    """A URL or a request as a browser would ask for it: status, body, and where it leads."""
    opener = urllib.request.build_opener(NoRedirect)
    try:
        answer = opener.open(asked)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        query = urllib.parse.urlsplit(answer.headers.get("location", "")).query
        leads = dict(urllib.parse.parse_qsl(query))
        return {"status": answer.status, "body": answer.read().decode(), "leads": leads}


def submit(presigned, content):
    """Sends a file as a browser would send the form of a presigned POST."""
    parts = [
        f'--tour\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in presigned["fields"].items()
    ]
    parts.append(f'--tour\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n{content}\r\n--tour--\r\n')
    headers = {"Content-Type": "multipart/form-data; boundary=tour"}
    return fetch(urllib.request.Request(presigned["url"], "".join(parts).encode(), headers))


def fetched(answer):
    """The same, as a step's answer: S3's refusals are documents."""
    if answer["status"] >= 400:
        code = answer["body"].partition("<Code>")[2].partition("</Code>")[0]
        return {"error": {"code": code, "status": answer["status"]}}
    return {"ok": answer}


def take(step, service, client):
    """One step; its answer as the client gave it."""
    if "control" in step:
        return {"ok": control(step)}
    if "visit" in step:
        return fetched(fetch(step["visit"]))
    if "presign" in step:
        return fetched(fetch(client.presign(service, step)))
    if "form" in step:
        return fetched(submit(client.presigned_form(service, step), step["form"]))
    return client.call(service, step)


def environment(changes):
    for name, value in changes.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


def run(client, name, services, table):
    tour = Tour(table)
    answers = []
    for step in table["steps"]:
        if name in {**table.get("without", {}), **step.get("without", {})}:
            answers.append(None)
            continue
        tour.now = time.time()
        asked = {part: tour.fill(value) for part, value in step.items() if part not in ("keep", "expect", "error")}
        before = {variable: os.environ.get(variable) for variable in asked.get("env", {})}
        environment(asked.get("env", {}))
        service = services[step.get("service", table["service"])][name]
        answer = take(asked, service, client)
        environment(before)
        if "ok" in answer or "error" in step:
            tour.keep(step.get("keep", {}), {**answer, **answer.get("ok", {}), "params": asked.get("params")})
        answers.append(tour.plain(answer))
    return answers


def main():
    name, services, *tables = sys.argv[1:]
    services = json.loads(pathlib.Path(services).read_text())
    admin = [os.environ.pop(variable, None) for variable in KEYS]
    client = importlib.import_module(f"tour_{name}").Client(admin)
    answers = {}
    for path in map(pathlib.Path, tables):
        answers[path.stem] = run(client, name, services, json.loads(path.read_text()))
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
