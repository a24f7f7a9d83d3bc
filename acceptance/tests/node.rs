//! The Node module beside what SDK v3 has of its own, and over a vault that a passphrase opens.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use acceptance::{Home, Output, keyward, node_program};

const ALICE: &str = "arn:aws:iam::123456789012:user/alice";
const BOB: &str = "arn:aws:iam::123456789012:user/bob";

const CREDENTIALS: &str = "[dev]
aws_access_key_id = ${KEY_ID:alice}
aws_secret_access_key = ${SECRET:alice}
[other]
aws_access_key_id = ${KEY_ID:bob}
aws_secret_access_key = ${SECRET:bob}
";

/// Prints one ARN for each of the credentials that a client with a profile of its own was given.
const SELECTED: &str = "
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { fromKeyward } from 'keyward';

const profile = process.argv[2];
const region = 'us-east-1';
const one = fromKeyward();
const all = [undefined, fromIni(), fromNodeProviderChain(), one, fromKeyward({ profile: 'other' })];
for (const credentials of all) {
  const sts = new STSClient({ profile, region, credentials });
  console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);
}
// The same provider, in a client that names nobody.
const sts = new STSClient({ region, credentials: one });
console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);
";

fn run(home: &Home, program: &str, args: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("program.mjs"), program).unwrap();
    let run = node_program(folder.path(), "program.mjs").args(args);
    run.at(home).run().success()
}

#[test]
fn a_clients_profile_goes_before_aws_profile_as_in_the_sdk() {
    let home = Home::new()
        .with_credentials(CREDENTIALS)
        .with_env("AWS_PROFILE", "other");
    let output = run(&home, SELECTED, &["dev"]);
    let arns: Vec<_> = output.stdout.lines().collect();
    // The SDK's own three, keyward's, keyward's with a profile, keyward's in a client without.
    assert_eq!(arns, [ALICE, ALICE, ALICE, ALICE, BOB, BOB]);
}

/// Asks again and again while variables change that decide nothing.
const AGAIN: &str = "
import { fromKeyward } from 'keyward';

const ids = new Set();
for (let call = 0; call < 3; call += 1) {
  process.env.TRACE = String(call);
  ids.add((await fromKeyward({ profile: 'dev' })()).accessKeyId);
}
console.log([...ids].join());
";

/// Is refused without PASS, and served once the program has set it.
const LATER: &str = "
import { fromKeyward } from 'keyward';

const provider = fromKeyward({ profile: 'dev' });
const refused = await provider().catch((error) => error);
process.env.PASS = 'correct horse battery staple';
console.log(refused.code, (await provider()).accessKeyId);
";

/// A vault with alice's key that one passphrase opens.
fn locked_home(command: &str) -> Home {
    let home = Home::new().with_env(
        "KEYWARD_PASSPHRASE_COMMAND",
        "echo correct horse battery staple",
    );
    let init = ["init", "--unlock", "passphrase"];
    let _ = keyward().at(&home).args(init).run().success();
    let add = keyward().at(&home).args(["add", "dev", "--stdin"]);
    let key = acceptance::ground();
    let document = serde_json::json!({
        "AccessKeyId": key.key_id("alice"),
        "SecretAccessKey": key.secret("alice"),
    });
    let _ = add.stdin(document.to_string()).run().success();
    home.with_env("KEYWARD_PASSPHRASE_COMMAND", command)
}

#[test]
fn the_vault_is_opened_once_while_the_environment_changes() {
    let home = locked_home("echo run >> ${HOME}/runs; echo correct horse battery staple");
    let output = run(&home, AGAIN, &[]);
    assert_eq!(output.stdout.trim(), acceptance::ground().key_id("alice"));
    assert_eq!(home.read("runs"), "run\n");
}

#[test]
fn what_opens_the_vault_sees_a_variable_that_was_set_later() {
    let home = locked_home("echo $PASS");
    let output = run(&home, LATER, &[]);
    let id = acceptance::ground().key_id("alice");
    assert_eq!(output.stdout.trim(), format!("vault_locked {id}"));
}
