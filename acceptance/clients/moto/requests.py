"""Writes signed requests as bytes for a load generator: STS GetCallerIdentity and S3 GetObject of 1 KiB.

requests.py FOLDER [moto]: the server is AWS_ENDPOINT_URL, the key in the environment. With `moto`, makes a user first
and switches verification of signatures on.
"""

import os
import sys
import urllib.request
from pathlib import Path

import boto3
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}


def moto_session():
    iam = boto3.client("iam")
    iam.create_user(UserName="bench")
    iam.put_user_policy(UserName="bench", PolicyName="all", PolicyDocument=EVERYTHING)
    key = iam.create_access_key(UserName="bench")["AccessKey"]
    strict = urllib.request.Request(f"{ENDPOINT}/moto-api/reset-auth", b"0", {"Content-Type": "text/plain"})
    urllib.request.urlopen(strict)
    return boto3.Session(key["AccessKeyId"], key["SecretAccessKey"])


def write(session, name, service, method, path, body, headers):
    request = AWSRequest(method, ENDPOINT + path, data=body, headers=headers)
    signer = S3SigV4Auth if service == "s3" else SigV4Auth
    signer(session.get_credentials(), service, session.region_name).add_auth(request)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {ENDPOINT.removeprefix('http://')}"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    folder = Path(sys.argv[1])
    (folder / name).write_bytes("\r\n".join([*lines, "", ""]).encode() + body)


session = moto_session() if "moto" in sys.argv else boto3.Session()
s3 = session.client("s3")
s3.create_bucket(Bucket="bench")
s3.put_object(Bucket="bench", Key="k", Body=b"x" * 1024)
write(session, "sts", "sts", "POST", "/", b"Action=GetCallerIdentity&Version=2011-06-15", FORM)
write(session, "s3", "s3", "GET", "/bench/k", b"", {})
if "moto" not in sys.argv:
    # The filler of the memory row sends what nobody signed.
    statement = '{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::bench/*"}'
    s3.delete_public_access_block(Bucket="bench")
    s3.put_bucket_policy(Bucket="bench", Policy=f'{{"Version":"2012-10-17","Statement":[{statement}]}}')
