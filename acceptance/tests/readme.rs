//! Every snippet of the README runs.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use acceptance::{Home, Run, aws, keyward, node_program, repository, rust_program};

/// The fenced blocks of one language, in order.
fn snippets(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let fence = format!("```{language}\n");
    readme
        .split(fence.as_str())
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

/// The home of the README's reader: a key in plaintext under `dev`, and the README's own role profile.
fn reader() -> Home {
    Home::new()
        .with_config(&snippets("ini")[0])
        .with_credentials(
            "[dev]\naws_access_key_id = ${KEY_ID:alice}\naws_secret_access_key = ${SECRET:alice}\n",
        )
        .with_env("AWS_REGION", "us-east-1")
}

#[test]
fn the_shell_lines_work_in_their_order() {
    let lines = snippets("sh");
    assert_eq!(lines.len(), 3, "a new block needs a test");
    let home = reader()
        .with_env(
            "KEYWARD_PASSPHRASE_COMMAND",
            "echo correct horse battery staple",
        )
        .with_file(
            "server.js",
            "console.log(process.env.AWS_SESSION_TOKEN ? 'served' : 'bare')\n",
        );
    let bin = std::env::var("KEYWARD_BIN").unwrap();
    let install = "cargo xtask install";
    let account = &lines[1];
    assert!(
        account.starts_with(install),
        "the line that this test leaves out: it is a release build"
    );
    let before = home.read(".aws/credentials");
    let script = account.split_once('\n').unwrap().1;
    let output = in_shell(&home, &bin, script);
    for says in [
        "user/alice",
        "AssumeRole",
        "assumed-role/app",
        "served",
        "back into",
    ] {
        assert!(output.contains(says), "{says} in {output}");
    }
    assert_eq!(home.read(".aws/credentials"), before);

    let output = in_shell(&home, &bin, &lines[2]);
    assert!(output.contains("my-bucket"), "{output}");
}

/// Runs lines in one shell that finds `keyward` and `aws`, ending at the first that fails.
fn in_shell(home: &Home, bin: &str, script: &str) -> String {
    let folder = |path: &str| {
        std::path::Path::new(path)
            .parent()
            .unwrap()
            .display()
            .to_string()
    };
    let venv = std::env::var("KEYWARD_VENV").unwrap();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{venv}/bin:{path}", folder(bin));
    let shell = Run::new("sh")
        .at(home)
        .env("PATH", path)
        .within(home.path());
    shell.args(["-euc", script]).run().success().stdout
}

#[test]
fn the_javascript_runs() {
    let blocks = snippets("js");
    assert_eq!(blocks.len(), 2, "a new block needs a test");
    let home = reader().with_vault(&[("dev", "alice")]);
    let bucket = ["exec", "app", "--"];
    let make = aws().args(["s3", "mb", "s3://readme-bucket"]);
    let _ = make
        .under(&keyward().args(bucket))
        .at(&home)
        .run()
        .success();
    for (block, says) in blocks.iter().zip(["readme-bucket", "assumed-role/app"]) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("snippet.mjs"), block).unwrap();
        let output = node_program(folder.path(), "snippet.mjs")
            .at(&home)
            .run()
            .success();
        assert!(output.stdout.contains(says), "{}", output.stdout);
    }
}

#[test]
fn the_rust_runs() {
    let blocks = snippets("rust");
    assert_eq!(blocks.len(), 1, "a new block needs a test");
    let example = fs::read_to_string(repository().join("acceptance/examples/readme.rs")).unwrap();
    // The program under test differs in one thing: where AWS is.
    let same = example.replace(
        "acceptance::on_the_sandbox!(config).build()",
        "config.build()",
    );
    assert!(
        same.ends_with(&blocks[0]),
        "acceptance/examples/readme.rs is the README's snippet"
    );
    let home = reader().with_vault(&[("dev", "alice")]);
    let make = aws().args(["s3", "mb", "s3://rust-bucket"]);
    let _ = make
        .under(&keyward().args(["exec", "app", "--"]))
        .at(&home)
        .run()
        .success();
    let output = rust_program("readme").at(&home).run().success();
    assert!(output.stdout.contains("rust-bucket"), "{}", output.stdout);
}
