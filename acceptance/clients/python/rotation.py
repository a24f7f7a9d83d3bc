"""What surrounds a rotation: users with keys of their own, programs that call on, and somebody who pulls the plug.

make NAME [KEYS]          as the sandbox's admin; prints the last answer of CreateAccessKey
keys NAME                 the same; prints the ids and states of the user's keys
call PROFILE STOP         asks AWS with a new session each time until the file STOP is there; prints what came of it
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


def kill(count, *command):
    for number in range(int(count)):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.05 + 0.12 * number)
        child.send_signal(signal.SIGKILL)
        child.wait()


{"make": make, "keys": keys, "call": call, "kill": kill}[sys.argv[1]](*sys.argv[2:])
