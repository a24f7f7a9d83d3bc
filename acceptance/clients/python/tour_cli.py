"""The tour's AWS CLI: its own entry point, called in this process, because starting it anew takes half a second a step."""

import base64
import contextlib
import datetime
import io
import json
import os
import pathlib
import re
import tempfile

from awscli.clidriver import create_clidriver
from botocore import xform_name

import tour_bend

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
REFUSED = re.compile(r"An error occurred \((?P<code>[^)]+)\) when calling the \w+ operation[^:]*: (?P<message>.*)", re.S)
# What is wrong is for the service to say; one try a call.
CONFIG = """[default]
output = json
cli_timestamp_format = iso8601
parameter_validation = false
max_attempts = 1
s3 =
    addressing_style = path
"""


class Client:
    def __init__(self, admin):
        self.admin = admin
        self.drivers = {}
        self.models = None
        self.folder = tempfile.TemporaryDirectory()
        config = pathlib.Path(self.folder.name, "config")
        config.write_text(CONFIG)
        os.environ["AWS_CONFIG_FILE"] = str(config)

    @contextlib.contextmanager
    def driver(self, step):
        """The CLI as the step's caller, who stands in the environment."""
        caller = step.get("as")
        key = [caller["id"], caller["secret"], caller.get("token")] if isinstance(caller, dict) else self.admin
        if isinstance(caller, str):
            yield self.fresh()
            return
        for name, value in zip(KEYS, key):
            if value is not None:
                os.environ[name] = value
        yield self.fresh() if "bend" in step else self.used(repr(caller))
        if step["op"] == "ModifyInstanceAttribute":
            # It leaves hooks behind, on which every later command of EC2 stumbles.
            self.drivers.clear()
        for name in KEYS:
            os.environ.pop(name, None)

    def used(self, caller):
        if caller not in self.drivers:
            self.drivers[caller] = self.fresh()
        return self.drivers[caller]

    def fresh(self):
        """A CLI that no command has left anything in, but for the models, which are slow to read."""
        driver = create_clidriver()
        if self.models:
            driver.session.register_component("data_loader", self.models)
        self.models = driver.session.get_component("data_loader")
        return driver

    def call(self, service, step):
        bend = step.get("bend", {})
        with self.driver(step) as driver, tour_bend.clock(bend.get("clock", 0)):
            for event, hook in tour_bend.hooks(bend):
                driver.session.register(event, hook)
            return self.main(driver, service, step)

    def main(self, driver, service, step):
        params = dict(step.get("params", {}))
        files = [self.file("body", params.pop("Body"))] if "Body" in params else []
        words = [service, xform_name(step["op"], "-"), "--no-paginate", "--cli-input-json", json.dumps(params, default=text)]
        if files:
            words += ["--body", files[0]]
        streams = step["op"] == "GetObject"
        if streams:
            # It has no JSON either.
            given = [word for name, value in params.items() for word in ("--" + xform_name(name, "-"), value)]
            words[3:] = [*given, self.file("out", "")]
        seed = self.seed(step, params, words)
        said, complained = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            try:
                code = driver.main(words)
            except SystemExit as end:
                code = end.code
        if code != 0:
            return {"error": told(complained.getvalue())}
        model = driver.session.get_service_model("s3" if service == "s3api" else service)
        shape = model.operation_model(step["op"]).output_shape
        answer = decoded(json.loads(said.getvalue() or "{}"), shape)
        if seed:
            answer["VirtualMFADevice"]["Base32StringSeed"] = seed.read_text()
        if streams:
            answer["Body"] = pathlib.Path(words[-1]).read_text()
        return {"ok": answer}

    def seed(self, step, params, words):
        """The CLI gives the seed of an MFA device in a file only, and takes no JSON there."""
        if step["op"] != "CreateVirtualMFADevice":
            return None
        file = self.file("seed", "")
        words[3:] = ["--virtual-mfa-device-name", params["VirtualMFADeviceName"]]
        words += ["--outfile", file, "--bootstrap-method", "Base32StringSeed"]
        return pathlib.Path(file)

    def file(self, name, content):
        path = pathlib.Path(self.folder.name, name)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)


def decoded(value, shape):
    """The CLI shows bytes as base64."""
    kind = shape and shape.type_name
    if kind == "structure":
        return {name: decoded(item, shape.members.get(name)) for name, item in value.items()}
    if kind == "list":
        return [decoded(item, shape.member) for item in value]
    return base64.b64decode(value) if kind == "blob" else value


def text(value):
    """How the CLI takes bytes and times in its JSON."""
    return value.isoformat() if isinstance(value, datetime.datetime) else value.decode()


def told(complaint):
    refused = REFUSED.search(complaint)
    if not refused:
        return {"code": "no answer", "message": complaint}
    return {"code": refused["code"], "message": refused["message"].strip()}
