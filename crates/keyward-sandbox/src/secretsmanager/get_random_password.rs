//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html>

use serde_json::json;
use zeroize::Zeroizing;

use super::invalid_parameter;
use crate::dispatch::Context;
use crate::protocol::{AwsError, Input, JsonAnswer};
use crate::state::random;

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";
const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const LENGTH: i64 = 32;
const LONGEST: i64 = 4096;

pub(crate) fn run(_: &mut Context<'_>, input: &Input) -> JsonAnswer {
    let length = input
        .number("PasswordLength", 1..=LONGEST)?
        .unwrap_or(LENGTH);
    let length = usize::try_from(length).unwrap_or_default();
    let kinds = kinds(input)?;
    let each = input
        .optional_flag("RequireEachIncludedType")?
        .unwrap_or(true);
    if each && length < kinds.len() {
        return Err(invalid_parameter(
            "The password length is too short based on the required types.",
        ));
    }
    let all: Vec<char> = kinds.concat();
    let mut password = Zeroizing::new(String::with_capacity(length));
    loop {
        password.clear();
        password.extend((0..length).map(|_| random::one_of(&all)));
        let has = |kind: &Vec<char>| kind.iter().any(|letter| password.contains(*letter));
        if !each || kinds.iter().all(has) {
            break;
        }
    }
    Ok(json!({ "RandomPassword": password.as_str() }))
}

/// The characters of each kind that may occur; at least one kind.
fn kinds(input: &Input) -> Result<Vec<Vec<char>>, AwsError> {
    let without = input.text("ExcludeCharacters")?.unwrap_or_default();
    let mut kinds = Vec::new();
    for (flag, letters) in [
        ("ExcludeLowercase", LOWER),
        ("ExcludeUppercase", UPPER),
        ("ExcludeNumbers", DIGITS),
        ("ExcludePunctuation", PUNCTUATION),
    ] {
        if !input.flag(flag)? {
            kinds.push(letters.to_owned());
        }
    }
    if input.flag("IncludeSpace")? {
        kinds.push(" ".to_owned());
    }
    let left = kinds.iter().map(|letters| {
        let kept = letters.chars().filter(|letter| !without.contains(*letter));
        kept.collect::<Vec<char>>()
    });
    let left: Vec<Vec<char>> = left.filter(|letters| !letters.is_empty()).collect();
    if left.is_empty() {
        return Err(invalid_parameter(
            "The password must contain at least one type.",
        ));
    }
    Ok(left)
}
