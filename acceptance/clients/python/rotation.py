"""What surrounds a rotation: users with keys of their own, programs that call on, and somebody who pulls the plug.

make NAME [KEYS]          as the sandbox's admin; prints the last answer of CreateAccessKey
keys NAME                 the same; prints the ids and states of the user's keys
call PROFILE STOP         asks AWS with a new session each time until the file STOP is there; prints what came of it
store NAME                as the admin: puts the key on stdin into a secret and parameters of that name
stored NAME               the same; prints who may say they are the caller by what each of them holds
kill COUNT COMMAND...     starts the command so often and kills it a little later each time
"""

import json
import os
import signal
import subprocess
import sys
import time

import boto3

ACCESS_KEYS = ["List", "Create", "Update", "Delete"]
LONGEST = 240


def make(name, keys="1"):
    iam = boto3.client("iam")
    iam.create_user(UserName=name)
    actions = [f"iam:{verb}AccessKey{'s' if verb == 'List' else ''}" for verb in ACCESS_KEYS]
    own = {"Effect": "Allow", "Action": actions, "Resource": f"arn:aws:iam::*:user/{name}"}
    used = {"Effect": "Allow", "Action": "iam:GetAccessKeyLastUsed", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [own, used]})
    iam.put_user_policy(UserName=name, PolicyName="own-keys", PolicyDocument=document)
    for _ in range(int(keys)):
        answer = iam.create_access_key(UserName=name)
    print(json.dumps({"AccessKey": answer["AccessKey"]}, default=str))


def keys(name):
    listed = boto3.client("iam").list_access_keys(UserName=name)["AccessKeyMetadata"]
    print(json.dumps({key["AccessKeyId"]: key["Status"] for key in listed}))


def call(profile, stop):
    seen, failures, calls = [], [], 0
    deadline = time.monotonic() + LONGEST
    while not os.path.exists(stop) and time.monotonic() < deadline:
        try:
            session = boto3.Session(profile_name=profile)
            session.client("sts").get_caller_identity()
            key = session.get_credentials().access_key
            seen += [key] if key not in seen else []
        except Exception as error:  # whatever it is, it is a failed request
            failures.append(str(error))
        calls += 1
    print(json.dumps({"calls": calls, "keys": seen, "failures": failures}))


def store(name):
    key = json.load(sys.stdin)["AccessKey"]
    pair = {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}
    boto3.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps({"port": 1} | pair))
    ssm = boto3.client("ssm")
    ssm.put_parameter(Name=f"/{name}/json", Type="SecureString", Value=json.dumps(pair | {"host": "a"}))
    ssm.put_parameter(Name=f"/{name}/id", Type="String", Value=key["AccessKeyId"])
    ssm.put_parameter(Name=f"/{name}/secret", Type="SecureString", Value=key["SecretAccessKey"])


def stored(name):
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    ssm = boto3.client("ssm")
    names = {part: f"/{name}/{part}" for part in ("json", "id", "secret")}
    found = ssm.get_parameters(Names=list(names.values()), WithDecryption=True)["Parameters"]
    by_name = {parameter["Name"]: parameter["Value"] for parameter in found}
    secret, parameter = json.loads(secret), json.loads(by_name[names["json"]])
    assert secret["port"] == 1 and parameter["host"] == "a"
    pairs = [[it["AWS_ACCESS_KEY_ID"], it["AWS_SECRET_ACCESS_KEY"]] for it in (secret, parameter)]
    pairs.append([by_name[names["id"]], by_name[names["secret"]]])
    callers = {}
    for key_id, secret in pairs:
        sts = boto3.client("sts", aws_access_key_id=key_id, aws_secret_access_key=secret)
        callers[key_id] = sts.get_caller_identity()["Arn"]
    print(json.dumps(callers))


def kill(count, *command):
    for number in range(int(count)):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.05 + 0.12 * number)
        child.send_signal(signal.SIGKILL)
        child.wait()


{"make": make, "keys": keys, "call": call, "store": store, "stored": stored, "kill": kill}[sys.argv[1]](*sys.argv[2:])
