//! Seeds, snapshots and data folders of `keyward sandbox`, judged by boto3.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::{fs, path::Path};

use acceptance::{Home, Output, Run, keyward, python_program, repository};

/// Signs as alice of the first account, works in the second, and keeps its session in a file.
const FIRST: &str = "
import boto3, json, os, subprocess, sys
keyward, folder = sys.argv[1:]
ask = lambda *args: subprocess.run([keyward, 'sandbox', *args], check=True, capture_output=True, text=True).stdout
names = [(one['accountId'], one['userName']) for one in json.loads(ask('identities', '--json'))]
assert names == [('111111111111', 'alice'), ('123456789012', 'admin')], names
alice = json.loads(ask('identities', '--json'))[0]
assert alice['accessKeyId'] in ask('identities')
sts = boto3.client('sts', aws_access_key_id=alice['accessKeyId'], aws_secret_access_key=alice['secretAccessKey'])
print(sts.get_caller_identity()['Arn'])
role = sts.assume_role(RoleArn='arn:aws:iam::222222222222:role/deploy', RoleSessionName='ci')['Credentials']
session = dict(aws_access_key_id=role['AccessKeyId'], aws_secret_access_key=role['SecretAccessKey'], aws_session_token=role['SessionToken'])
s3 = boto3.client('s3', **session)
answer = s3.get_object(Bucket='reports', Key='2026/a.txt')
print(answer['Body'].read().decode(), answer['ContentType'])
s3.put_object(Bucket='reports', Key='new', Body=b'\\x00\\xff', Metadata={'a': 'b'})
ask('snapshot', '--output', os.path.join(folder, 'state.json'))
assert json.loads(ask('snapshot'))['version'] == 1
json.dump(session, open(os.path.join(folder, 'session.json'), 'w'))
";

/// Goes on with that session.
const SECOND: &str = "
import boto3, json, os, sys
session = json.load(open(os.path.join(sys.argv[2], 'session.json')))
print(boto3.client('sts', **session).get_caller_identity()['Arn'])
answer = boto3.client('s3', **session).get_object(Bucket='reports', Key='new')
print(answer['Body'].read(), answer['Metadata'])
";

const SESSION: &str = "arn:aws:sts::222222222222:assumed-role/deploy/ci";

fn under(folder: &Path, flags: &[&str], program: &str) -> Output {
    let file = folder.join("program.py");
    fs::write(&file, program).unwrap();
    let run = python_program(&file).at(&Home::new());
    let run = run
        .arg(std::env::var_os("KEYWARD_BIN").unwrap())
        .arg(folder);
    let sandbox = keyward().arg("sandbox").args(flags).arg("--");
    run.under(&sandbox).run().success()
}

/// The seed that the page shows.
fn seed(folder: &Path) -> String {
    let page = fs::read_to_string(repository().join("docs/sandbox.md")).unwrap();
    let seed = page.split("```json\n").nth(1).unwrap();
    let file = folder.join("seed.json");
    fs::write(&file, seed.split("```").next().unwrap()).unwrap();
    file.to_str().unwrap().to_owned()
}

fn goes_on(output: &Output) {
    assert_eq!(
        output.stdout,
        format!("{SESSION}\nb'\\x00\\xff' {{'a': 'b'}}\n")
    );
}

#[test]
fn the_seed_of_the_page_and_a_snapshot_of_it() {
    let home = tempfile::tempdir().unwrap();
    let first = under(home.path(), &["--seed", &seed(home.path())], FIRST);
    assert_eq!(
        first.stdout,
        "arn:aws:iam::111111111111:user/alice\nhello text/plain\n"
    );
    let state = home.path().join("state.json");
    goes_on(&under(
        home.path(),
        &["--seed", state.to_str().unwrap()],
        SECOND,
    ));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&state).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_data_folder_goes_on_and_says_that_it_needs_no_seed() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let data = data.to_str().unwrap();
    let seed = seed(home.path());
    let flags = ["--data", data, "--seed", &seed];
    let first = under(home.path(), &flags, FIRST);
    assert!(!first.stderr.contains("--seed"), "{}", first.stderr);
    let second = under(home.path(), &flags, SECOND);
    goes_on(&second);
    assert!(
        second.stderr.contains("--seed was not used"),
        "{}",
        second.stderr
    );
}

#[test]
fn mistakes_are_told_with_their_place() {
    let home = tempfile::tempdir().unwrap();
    let start = |args: &[&str]| -> Output {
        let run: Run = keyward().args(["sandbox"]).args(args);
        run.at(&Home::new()).run()
    };
    let missing = home.path().join("none.json");
    let missing = missing.to_str().unwrap();
    start(&["--seed", missing]).assert_error(2, &[missing, "cannot be read"]);
    let wrong = home.path().join("wrong.json");
    fs::write(&wrong, "{\"version\": 1,\n\"acounts\": {}}").unwrap();
    let wrong = wrong.to_str().unwrap();
    start(&["--seed", wrong]).assert_error(2, &["wrong.json, line 2, acounts", "unknown field"]);
    start(&["--data", wrong]).assert_error(2, &[wrong, "cannot be used"]);
    start(&["snapshot"]).assert_error(2, &["KEYWARD_SANDBOX_CONTROL", "not set"]);
}
