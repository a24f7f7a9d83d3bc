"""Makes a request wrong on its way, through botocore's own hooks: for boto3 and the AWS CLI."""

import contextlib
import datetime
import re

import botocore.auth


def action(name):
    """Asks for another operation, before the request is signed."""

    def bend(params, **_):
        if isinstance(params["body"], dict):
            params["body"]["Action"] = name
        else:
            prefix = params["headers"]["X-Amz-Target"].rpartition(".")[0]
            params["headers"]["X-Amz-Target"] = f"{prefix}.{name}"

    return "before-call", bend


def header(name, find, put):
    """Changes a header of the signed request, or takes it away."""

    def bend(request, **_):
        value = request.headers[name]
        text = value.decode() if isinstance(value, bytes) else value
        del request.headers[name]
        if put is not None:
            request.headers[name] = re.sub(find, put, text)

    return "before-send", bend


def hooks(bend):
    """The hooks of a step's `bend`: event and function."""
    if "action" in bend:
        yield action(bend["action"])
    if "header" in bend:
        yield header(bend["header"], bend.get("find", ".*"), bend.get("put"))


@contextlib.contextmanager
def clock(seconds):
    """Signs by a clock that is so far off."""
    true = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda *given, **named: true(*given, **named) + datetime.timedelta(seconds=seconds)
    try:
        yield
    finally:
        botocore.auth.get_current_datetime = true
