//! The conditions that are understood, on the keys that a question carries: `StringEquals`,
//! `StringLike`, `Bool`, `NumericLessThan`, `NumericLessThanEquals`, each also with `IfExists`.

use super::Fit;

/// Keys that can be asked about. One that a request may lack is still understood: it then fails.
const KEYS: [&str; 7] = [
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "sts:externalid",
    "sts:rolesessionname",
    "sts:sourceidentity",
    "aws:principalarn",
    "aws:principalaccount",
];

/// One operator on one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) operator: String,
    /// Lower case.
    pub(crate) key: String,
    pub(crate) values: Vec<String>,
}

impl Condition {
    pub(crate) fn fit(&self, keys: &[(&str, String)]) -> Fit {
        let (operator, if_exists) = match self.operator.strip_suffix("IfExists") {
            Some(operator) => (operator, true),
            None => (self.operator.as_str(), false),
        };
        let variable = self.values.iter().any(|value| value.contains("${"));
        let known = KEYS.contains(&self.key.as_str()) || is_of_a_provider(&self.key);
        let Some(compare) = comparison(operator).filter(|_| known && !variable) else {
            return Fit::NotUnderstood;
        };
        let given = keys.iter().find(|(name, _)| *name == self.key);
        let fits = match given {
            Some((_, given)) => self.values.iter().any(|value| compare(value, given)),
            None => if_exists,
        };
        if fits { Fit::Yes } else { Fit::No }
    }
}

/// `ISSUER:aud` and its companions: the claims of a web identity.
fn is_of_a_provider(key: &str) -> bool {
    let claim = key
        .rsplit_once(':')
        .filter(|(issuer, _)| issuer.contains('.') || issuer.contains('/'));
    claim.is_some_and(|(_, claim)| ["aud", "sub", "amr"].contains(&claim))
}

type Comparison = fn(&str, &str) -> bool;

/// What an operator asks of the policy's value and the request's.
fn comparison(operator: &str) -> Option<Comparison> {
    Some(match operator {
        "StringEquals" => |value, given| value == given,
        "StringLike" => like,
        "Bool" => |value, given| value.eq_ignore_ascii_case(given),
        "NumericLessThan" => |value, given| numbers(value, given).is_some_and(|(v, g)| g < v),
        "NumericLessThanEquals" => {
            |value, given| numbers(value, given).is_some_and(|(v, g)| g <= v)
        }
        _ => return None,
    })
}

fn numbers(value: &str, given: &str) -> Option<(f64, f64)> {
    Some((value.parse().ok()?, given.parse().ok()?))
}

/// As [`wildcard`](super::matching::wildcard), but letters of either case differ.
fn like(pattern: &str, text: &str) -> bool {
    super::matching::wildcard_exact(pattern, text)
}
