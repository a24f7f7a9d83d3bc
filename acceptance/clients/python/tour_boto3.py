"""The tour's boto3."""

import boto3
import botocore.config
import botocore.exceptions
import botocore.response
from botocore import xform_name

import tour_bend

# One try, and what is wrong is for the service to say.
CONFIG = botocore.config.Config(retries={"total_max_attempts": 1}, parameter_validation=False)
# Unasked, boto3 presigns with SigV2.
S3 = CONFIG.merge(botocore.config.Config(s3={"addressing_style": "path"}, signature_version="s3v4"))


class Client:
    def __init__(self, admin):
        self.admin = admin
        self.session = boto3.Session()
        self.clients = {}

    def client(self, service, step):
        caller = step.get("as")
        if isinstance(caller, str) or "bend" in step:
            return self.new(service, caller)
        key = (service, repr(caller))
        if key not in self.clients:
            self.clients[key] = self.new(service, caller)
        return self.clients[key]

    def new(self, service, caller):
        """`caller` is a key, the administrator, or a place where the default chain finds credentials."""
        config = S3 if service == "s3" else CONFIG
        if isinstance(caller, str):
            return boto3.Session().client(service, config=config)
        key = [caller["id"], caller["secret"], caller.get("token")] if caller else self.admin
        names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
        return self.session.client(service, config=config, **dict(zip(names, key)))

    def call(self, service, step):
        client = self.client(service, step)
        bend = step.get("bend", {})
        for event, hook in tour_bend.hooks(bend):
            client.meta.events.register(event, hook)
        try:
            with tour_bend.clock(bend.get("clock", 0)):
                answer = getattr(client, xform_name(step["op"]))(**step.get("params", {}))
        except botocore.exceptions.ClientError as error:
            return {"error": told(error) | documented(error, client.meta.service_model)}
        except botocore.exceptions.BotoCoreError as error:
            return {"error": {"code": type(error).__name__, "message": str(error)}}
        return {"ok": {name: read(value) for name, value in answer.items()}}

    def presign(self, service, step):
        client = self.client(service, step)
        with tour_bend.clock(step.get("bend", {}).get("clock", 0)):
            return client.generate_presigned_url(
                xform_name(step["presign"]), Params=step["params"], ExpiresIn=step["seconds"]
            )

    def presigned_form(self, service, step):
        client = self.client(service, step)
        return client.generate_presigned_post(**step["params"], ExpiresIn=step["seconds"])


def told(error):
    """Class, code and status; a code without a class of its own is a bare ClientError."""
    name = type(error).__name__
    return {
        "code": error.response["Error"]["Code"],
        "class": None if name == "ClientError" else name,
        "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
        "message": error.response["Error"].get("Message"),
    }


def documented(error, model):
    """What AWS's own model says of the code, where it knows it."""
    code = error.response["Error"]["Code"]
    for shape in model.error_shapes:
        if shape.error_code == code:
            status = shape.metadata.get("error", {}).get("httpStatusCode", 400)
            return {"documented": {"class": shape.name, "status": status}}
    return {}


def read(value):
    return value.read() if isinstance(value, botocore.response.StreamingBody) else value
