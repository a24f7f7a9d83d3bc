"""A key that leaks: what its thief opened before, and whether it works after.

make NAME [POLICY...]           as the sandbox's admin: a user with a key, and a role NAME-role that it may assume;
                                prints the answer of CreateAccessKey. POLICY: actions of IAM that the user may call on itself
keys NAME                       as the admin; prints the ids and states of the user's keys
policy user|role NAME           as the admin; prints the policy by which older sessions are denied
around PROFILE ROLE COMMAND...  opens every kind of session with the profile's key, runs the command, prints what each
                                could do before and after
open PROFILE ROLE               opens every kind of session anew; prints what each can do
"""

import json
import subprocess
import sys

import boto3
from botocore.exceptions import ClientError

ACCOUNT = "123456789012"
NAME = "AWSRevokeOlderSessions"
KINDS = ["AccessKeyId", "SecretAccessKey", "SessionToken"]


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions, resource="*"):
    return {"Effect": "Allow", "Action": actions, "Resource": resource}


def make(name, *own):
    iam = boto3.client("iam")
    user = iam.create_user(UserName=name, Path="/apps/")["User"]["Arn"]
    work = allow(["s3:ListAllMyBuckets", "sts:AssumeRole", "sts:GetFederationToken"])
    itself = [allow([f"iam:{action}" for action in own], user)] if own else []
    iam.put_user_policy(UserName=name, PolicyName="work", PolicyDocument=document(work, *itself))
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": user}}
    iam.create_role(RoleName=f"{name}-role", AssumeRolePolicyDocument=document(trust))
    iam.put_role_policy(RoleName=f"{name}-role", PolicyName="work", PolicyDocument=document(work))
    print(json.dumps({"AccessKey": iam.create_access_key(UserName=name)["AccessKey"]}, default=str))


def keys(name):
    listed = boto3.client("iam").list_access_keys(UserName=name)["AccessKeyMetadata"]
    print(json.dumps({key["AccessKeyId"]: key["Status"] for key in listed}))


def policy(kind, name):
    iam = boto3.client("iam")
    read = {"user": iam.get_user_policy, "role": iam.get_role_policy}[kind]
    owner = {"user": "UserName", "role": "RoleName"}[kind]
    print(json.dumps(read(PolicyName=NAME, **{owner: name})["PolicyDocument"]))


def client_of(answer):
    id, secret, token = (answer["Credentials"][kind] for kind in KINDS)
    session = boto3.Session(id, secret, token)
    return session.client("s3")


def opened(profile, role):
    session = boto3.Session(profile_name=profile)
    sts = session.client("sts")
    everything = document(allow("*"))
    return {
        "key": session.client("s3"),
        "session": client_of(sts.get_session_token()),
        "federated": client_of(sts.get_federation_token(Name="guest", Policy=everything)),
        "role": client_of(sts.assume_role(RoleArn=role, RoleSessionName="thief")),
    }


def able(clients):
    return {kind: works(client) for kind, client in clients.items()}


def works(client):
    try:
        client.list_buckets()
        return "ok"
    except ClientError as error:
        return error.response["Error"]["Code"]


def around(profile, role, *command):
    clients = opened(profile, role)
    before = able(clients)
    run = subprocess.run(command, capture_output=True, text=True)
    answer = {"before": before, "exit": run.returncode, "stdout": run.stdout, "stderr": run.stderr}
    print(json.dumps(answer | {"after": able(clients)}))


def open_anew(profile, role):
    print(json.dumps(able(opened(profile, role))))


{"make": make, "keys": keys, "policy": policy, "around": around, "open": open_anew}[sys.argv[1]](*sys.argv[2:])
