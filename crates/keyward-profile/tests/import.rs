//! Keys out of a file and back, to the byte.
#![allow(clippy::unwrap_used, reason = "a helper of a test may panic")]

#[path = "support/files.rs"]
mod files;

use std::path::Path;

use keyward_core::{ErrorCode, ProfileName};
use keyward_profile::{
    FileKind, ProfileSet, SourceText, has_long_lived_key, keys_in_ignored_sections,
    profiles_with_keys, put_back, put_back_dotenv, take_dotenv, take_keys,
};
use proptest::{collection::vec, prelude::*, sample::select};

const POINTER: &str = "\"/opt/keyward\" process a";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

fn file(text: &str) -> SourceText<'_> {
    SourceText::new(Path::new("/f"), text)
}

fn name(text: &str) -> ProfileName {
    text.parse().unwrap()
}

fn credentials() -> String {
    format!(
        "# mine\r\n[default]\r\naws_access_key_id = X\r\n\r\n[a] # work\r\naws_access_key_id = AKIAIOSFODNN7EXAMPLE # c\r\nregion = r\r\naws_secret_access_key={SECRET}"
    )
}

#[test]
fn a_pointer_takes_the_place_of_the_first_line_and_all_else_stays() {
    let text = credentials();
    let taken = take_keys(&file(&text), FileKind::Credentials, &name("a"), POINTER).unwrap();
    assert_eq!(
        *taken.text,
        format!(
            "# mine\r\n[default]\r\naws_access_key_id = X\r\n\r\n[a] # work\r\ncredential_process = {POINTER}\r\nregion = r\r\n"
        )
    );
    assert_eq!(taken.access_key_id, "AKIAIOSFODNN7EXAMPLE");
    assert_eq!(taken.secret_access_key.expose(), SECRET);
    assert!(!format!("{taken:?}").contains(SECRET));
    assert_eq!(*put_back(&file(&taken.text), &taken.record).unwrap(), text);
}

#[test]
fn a_key_goes_back_into_a_file_that_has_changed_since() {
    let text = credentials();
    let taken = take_keys(&file(&text), FileKind::Credentials, &name("a"), POINTER).unwrap();
    let edit = |text: &str| {
        format!(
            "[new]\r\nx = 1\r\n{}[last]\r\ny = 2\r\n",
            text.replace("# mine", "# ours")
        )
    };
    let back = put_back(&file(&edit(&taken.text)), &taken.record).unwrap();
    assert_eq!(*back, edit(&format!("{text}\r\n")));
    // Even what stood between the key's lines may have changed.
    let between = taken.text.replace("region = r", "region = s");
    let back = put_back(&file(&between), &taken.record).unwrap();
    let again = take_keys(&file(&back), FileKind::Credentials, &name("a"), POINTER).unwrap();
    assert_eq!(again.secret_access_key.expose(), SECRET);
}

#[test]
fn nothing_is_put_back_where_it_no_longer_belongs() {
    let text = credentials();
    let taken = take_keys(&file(&text), FileKind::Credentials, &name("a"), POINTER).unwrap();
    let gone = taken.text.replace("credential_process", "region");
    let error = put_back(&file(&gone), &taken.record).unwrap_err();
    assert!(
        error
            .message()
            .contains("no longer has the credential_process line"),
        "{error}"
    );
    let again = taken.text.replace("region = r", "aws_access_key_id = Y");
    let error = put_back(&file(&again), &taken.record).unwrap_err();
    assert_eq!(
        error.message(),
        "/f:7: profile \"a\" has a key of its own again"
    );
}

#[test]
fn what_cannot_be_taken_is_refused_with_its_line() {
    let pair = format!("aws_access_key_id=A\naws_secret_access_key={SECRET}\n");
    for (text, code, words) in [
        (
            "[b]\n".to_owned(),
            ErrorCode::ProfileNotFound,
            "/f: no section",
        ),
        (
            "[a]\n".to_owned(),
            ErrorCode::NoCredentials,
            "/f:1: profile \"a\" has no access key",
        ),
        (
            "[a]\naws_access_key_id=A\n".to_owned(),
            ErrorCode::PartialCredentials,
            "/f:2:",
        ),
        (
            format!("[a]\n{pair}aws_session_token=t\n"),
            ErrorCode::InvalidArgument,
            "/f:4: profile \"a\" has temporary",
        ),
        (
            format!("[a]\ncredential_process=x\n{pair}"),
            ErrorCode::InvalidArgument,
            "/f:2:",
        ),
        (format!("[a\n{pair}"), ErrorCode::ProfileInvalid, "/f:1:"),
    ] {
        let error =
            take_keys(&file(&text), FileKind::Credentials, &name("a"), POINTER).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message().starts_with(words), "{error}");
        assert!(!error.message().contains(SECRET));
    }
}

#[test]
fn profiles_with_keys_are_listed_and_long_lived_ones_told_apart() {
    let text = format!(
        "[half]\naws_access_key_id=A\n[temp]\naws_access_key_id=A\naws_secret_access_key=B\naws_session_token=C\n[none]\nregion=r\n{}",
        credentials().replace('\r', "")
    );
    let names = profiles_with_keys(&file(&text), FileKind::Credentials).unwrap();
    assert_eq!(names, ["a", "default", "half", "temp"].map(name));
    let set = ProfileSet::parse(None, Some(file(&text))).unwrap();
    let long_lived = |name: &&str| has_long_lived_key(set.profile(name).unwrap());
    let found: Vec<_> = set.names().into_iter().filter(long_lived).collect();
    assert_eq!(found, ["a"]);
}

#[test]
fn a_key_in_a_section_that_no_tool_reads_is_told() {
    let pair = format!("aws_access_key_id=A\nAWS_Secret_Access_Key = {SECRET}\n");
    let text =
        format!("[a]\n{pair}[my prof] # c\n{pair}[profile x]\n{pair}[no key here]\nregion=r\n");
    let found = keys_in_ignored_sections(&file(&text), FileKind::Credentials);
    let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["[my prof]", "[profile x]"]);
    let message = found[0].1.message();
    assert!(
        message.starts_with("/f:4: [my prof] holds a key: "),
        "{message}"
    );
    assert!(!message.contains(SECRET));
}

#[test]
fn a_dotenv_key_becomes_a_profile_and_comes_back() {
    let text = format!(
        "PORT=1\nexport AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE' # c\nAWS_SECRET_ACCESS_KEY=\"{SECRET}\"\n# end"
    );
    let taken = take_dotenv(&file(&text), &name("a")).unwrap();
    assert_eq!(*taken.text, "PORT=1\nexport AWS_PROFILE=a\n# end");
    assert_eq!(taken.secret_access_key.expose(), SECRET);
    assert_eq!(
        *put_back_dotenv(&file(&taken.text), &taken.record).unwrap(),
        text
    );
    assert!(put_back_dotenv(&file("PORT=1\n"), &taken.record).is_err());
    assert!(put_back_dotenv(&file(&text), &taken.record).is_err());
}

#[test]
fn a_dotenv_file_may_name_the_profile_already() {
    let pair = format!("AWS_ACCESS_KEY_ID=A\r\nAWS_SECRET_ACCESS_KEY={SECRET}\r\n");
    let same = format!("AWS_PROFILE=a # mine\r\n{pair}");
    let taken = take_dotenv(&file(&same), &name("a")).unwrap();
    assert_eq!(*taken.text, "AWS_PROFILE=a # mine\r\n");
    assert_eq!(
        *put_back_dotenv(&file(&taken.text), &taken.record).unwrap(),
        same
    );
    let error = take_dotenv(&file(&format!("{pair}AWS_PROFILE=b\n")), &name("a")).unwrap_err();
    assert!(
        error
            .message()
            .starts_with("/f:3: AWS_PROFILE names another"),
        "{error}"
    );
    let temporary = format!("{pair}AWS_SESSION_TOKEN=t\n");
    assert!(
        take_dotenv(&file(&temporary), &name("a"))
            .unwrap_err()
            .message()
            .contains("temporary")
    );
    let half = take_dotenv(&file("AWS_ACCESS_KEY_ID=A\n"), &name("a")).unwrap_err();
    assert_eq!(half.code(), ErrorCode::PartialCredentials);
}

fn dotenv_text() -> impl Strategy<Value = String> {
    let lines = [
        "",
        "PORT=1",
        "# AWS_ACCESS_KEY_ID=old",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
        "export AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE' # c",
        "AWS_SECRET_ACCESS_KEY=abc/def",
        "  AWS_SECRET_ACCESS_KEY = \"abc\"",
        "AWS_PROFILE=a",
        "MULTI=\"one",
        "two\"",
        "nonsense",
        "A='b",
        "AWS_SECRET_ACCESS_KEY=`x`",
    ];
    (
        vec(
            (select(lines.to_vec()), select(vec!["\n", "\r\n", "\r"])),
            0..12,
        ),
        any::<bool>(),
    )
        .prop_map(|(lines, open)| {
            let mut text: String = lines
                .into_iter()
                .flat_map(|(line, end)| [line, end])
                .collect();
            if open {
                text.truncate(text.trim_end_matches(['\r', '\n']).len());
            }
            text
        })
}

#[test]
fn the_properties_below_have_work_to_do() {
    let takes =
        |text: &str| take_keys(&file(text), FileKind::Credentials, &name("a"), POINTER).is_ok();
    let found = files::count(files::text_with_profile("[a]"), takes);
    assert!(found > 100, "{found} of 200");
    let found = files::count(dotenv_text(), |text| {
        take_dotenv(&file(text), &name("a")).is_ok()
    });
    assert!(found > 40, "{found} of 200");
}

proptest! {
    #[test]
    fn putting_back_restores_every_byte(
        text in files::text_with_profile("[a]"),
        pointer in "[a-z\"/ ]{0,20}x",
    ) {
        if let Ok(taken) = take_keys(&file(&text), FileKind::Credentials, &name("a"), pointer.trim()) {
            let back = put_back(&file(&taken.text), &taken.record).unwrap();
            prop_assert_eq!(&*back, &text);
        }
    }

    #[test]
    fn after_taking_the_secret_is_gone_and_other_profiles_are_as_they_were(
        text in files::text_with_profile("[profile a]"),
    ) {
        let before = ProfileSet::parse(Some(file(&text)), None);
        if let Ok(taken) = take_keys(&file(&text), FileKind::Config, &name("a"), POINTER) {
            let before = before.unwrap();
            let after = ProfileSet::parse(Some(file(&taken.text)), None).unwrap();
            let profile = after.profile("a").unwrap();
            prop_assert!(profile.get("aws_secret_access_key").is_none());
            let pointer = profile.get("credential_process").unwrap().value.to_secret();
            prop_assert_eq!(pointer.expose(), POINTER);
            for other in before.names().into_iter().filter(|other| *other != "a") {
                let keys = |set: &ProfileSet| set.profile(other).map(|p| {
                    p.properties().map(|(k, p)| (k.to_owned(), p.value.value.clone())).collect::<Vec<_>>()
                });
                prop_assert_eq!(keys(&before), keys(&after));
            }
        }
    }

    #[test]
    fn no_text_makes_taking_or_putting_back_panic(text in files::anything(), other in files::anything()) {
        for kind in [FileKind::Config, FileKind::Credentials] {
            if let Ok(taken) = take_keys(&file(&text), kind, &name("a"), POINTER) {
                let _ = put_back(&file(&other), &taken.record);
            }
        }
        let _ = take_dotenv(&file(&text), &name("a"));
    }

    #[test]
    fn a_dotenv_file_is_restored_to_the_byte(text in dotenv_text()) {
        if let Ok(taken) = take_dotenv(&file(&text), &name("a")) {
            let back = put_back_dotenv(&file(&taken.text), &taken.record).unwrap();
            prop_assert_eq!(&*back, &text);
        }
    }
}
