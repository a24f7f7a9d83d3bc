"""Programs that call S3 through a profile's credential_process while its key is rotated.

make NAME                          as the sandbox's admin: a user who may rotate its own key, and call S3
call PROFILE FIRST COUNT STOP      so many programs, a client each, until the file STOP is there; a line for the beginning
                                   and the end of each call
"""

import json
import os
import sys
import threading
import time

import boto3
from botocore.config import Config

LONGEST = 240
PAUSE = 0.5
OWN = ["ListAccessKeys", "CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey"]


def make(name):
    iam = boto3.client("iam")
    iam.create_user(UserName=name)
    own = {"Effect": "Allow", "Action": [f"iam:{action}" for action in OWN], "Resource": f"arn:aws:iam::*:user/{name}"}
    work = {"Effect": "Allow", "Action": ["iam:GetAccessKeyLastUsed", "s3:ListAllMyBuckets"], "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [own, work]})
    iam.put_user_policy(UserName=name, PolicyName="own-key", PolicyDocument=document)
    print(json.dumps({"AccessKey": iam.create_access_key(UserName=name)["AccessKey"]}, default=str))


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def program(id, profile, stop):
    # A second try would hide a refusal.
    config = Config(retries={"total_max_attempts": 1})
    s3 = boto3.Session(profile_name=profile).client("s3", config=config)
    end = time.monotonic() + LONGEST
    while not os.path.exists(stop) and time.monotonic() < end:
        say(f"{id} begins")
        try:
            s3.list_buckets()
            say(f"{id} ends")
        except Exception as error:  # whatever it is, it is a failed request
            say(f"{id} failed {error}")
        time.sleep(PAUSE)


def call(profile, first, count, stop):
    ids = [f"boto3-{int(first) + index}" for index in range(int(count))]
    threads = [threading.Thread(target=program, args=(id, profile, stop)) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


{"make": make, "call": call}[sys.argv[1]](*sys.argv[2:])
