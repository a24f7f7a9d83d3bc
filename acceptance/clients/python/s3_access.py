"""S3 without a signature of one's own, as boto3 and the AWS CLI do it: bucket policies, forms, urls. Prints one JSON line."""

import io
import json
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = "s3-access"
KEYS = ["plain", "with space", "a+b=c", "100%", "ü/日本語", "a//b", "e%2Fncoded", "q'!*()~@,;:&$"]
s3 = boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
nobody = boto3.client("s3", config=Config(signature_version=UNSIGNED, s3={"addressing_style": "path"}))


def refused(call, *given, **arguments):
    """The code of a refusal; none where there was none."""
    try:
        call(*given, **arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]


def statement(effect, action, resource, **more):
    return {"Effect": effect, "Principal": "*", "Action": action, "Resource": resource, **more}


def put_policy(*statements):
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(document))


def policies():
    inside = f"arn:aws:s3:::{BUCKET}/open/*"
    open_statement = statement("Allow", ["s3:GetObject", "s3:PutObject"], inside)
    found = {"closed": refused(nobody.get_object, Bucket=BUCKET, Key="open/a")}
    try:
        put_policy(open_statement)
    except ClientError as error:
        found["public"] = error.response["Error"]["Message"].split(" because ")[-1]
    s3.delete_public_access_block(Bucket=BUCKET)
    put_policy(open_statement)
    found["status"] = s3.get_bucket_policy_status(Bucket=BUCKET)["PolicyStatus"]["IsPublic"]
    nobody.put_object(Bucket=BUCKET, Key="open/new", Body=b"by nobody")
    found["read"] = nobody.get_object(Bucket=BUCKET, Key="open/new")["Body"].read().decode()
    found["list"] = refused(nobody.list_objects_v2, Bucket=BUCKET)
    cli = [Path(sys.executable).with_name("aws"), "s3", "cp", f"s3://{BUCKET}/open/new", "-", "--no-sign-request"]
    found["cli"] = subprocess.run(cli, capture_output=True, text=True).stdout
    wrong = statement("Allow", "s3:GetObject", f"arn:aws:s3:::{BUCKET}")
    found["malformed"] = refused(put_policy, wrong)
    return found


def post(form, fields, content, name="my photo.jpg"):
    """Sends a form as browsers do; status and the refusal's code."""
    mark = uuid.uuid4().hex
    body = io.BytesIO()
    for field, value in fields.items():
        body.write(f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode())
    body.write(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode())
    body.write(content + f"\r\n--{mark}--\r\n".encode())
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    request = urllib.request.Request(form["url"], data=body.getvalue(), headers=kind)
    try:
        with urllib.request.urlopen(request) as answer:
            return [answer.status, ""]
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        return [error.code, text.split("<Code>")[1].split("</Code>")[0]]


def forms():
    conditions = [["content-length-range", 1, 20], {"acl": "private"}, ["starts-with", "$Content-Type", "image/"]]
    form = s3.generate_presigned_post(
        BUCKET, "up/${filename}", Fields={"acl": "private"}, Conditions=conditions, ExpiresIn=60
    )
    fields = {**form["fields"], "Content-Type": "image/jpeg"}
    found = {"stored": post(form, fields, b"the photo")}
    found["object"] = s3.get_object(Bucket=BUCKET, Key="up/my photo.jpg")["Body"].read().decode()
    found["untyped"] = post(form, form["fields"], b"the photo")
    found["large"] = post(form, fields, b"x" * 21)
    found["elsewhere"] = post(form, {**fields, "key": "other"}, b"the photo")
    found["forged"] = post(form, {**fields, "x-amz-signature": "0" * 64}, b"the photo")
    ended = s3.generate_presigned_post(BUCKET, "k", ExpiresIn=-1)
    found["ended"] = post(ended, ended["fields"], b"x")
    return found


def keys():
    """Every key through a signed request and through a URL."""
    wrong = []
    for key in KEYS:
        s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode())
        url = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key})
        if urllib.request.urlopen(url).read().decode() != key:
            wrong.append(key)
    listed = {item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET)["Contents"]}
    return wrong + [key for key in KEYS if key not in listed]


def settings():
    names = ["acl", "encryption", "location", "logging", "ownership_controls", "policy_status", "versioning"]
    names += ["request_payment", "accelerate_configuration", "notification_configuration"]
    for name in names:
        getattr(s3, f"get_bucket_{name}")(Bucket=BUCKET)
    s3.get_object_acl(Bucket=BUCKET, Key="plain")
    pages = s3.get_paginator("list_buckets").paginate(Prefix=BUCKET, PaginationConfig={"PageSize": 1})
    attributes = s3.get_object_attributes(Bucket=BUCKET, Key="plain", ObjectAttributes=["ETag", "ObjectSize"])
    found = {"buckets": [bucket["Name"] for page in pages for bucket in page["Buckets"]]}
    found["size"] = attributes["ObjectSize"]
    found["cors"] = refused(s3.get_bucket_cors, Bucket=BUCKET)
    found["once"] = refused(s3.put_object, Bucket=BUCKET, Key="plain", IfNoneMatch="*")
    return found


s3.create_bucket(Bucket=BUCKET)
s3.put_object(Bucket=BUCKET, Key="open/a", Body=b"a")
print(json.dumps({"policies": policies(), "forms": forms(), "keys": keys(), "settings": settings()}))
