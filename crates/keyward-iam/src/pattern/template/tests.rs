use super::*;

struct Alice;

impl Variables for Alice {
    fn variable(&self, key: &str) -> Result<&str, Unresolved> {
        match key {
            "aws:username" => Ok("Al*ce"),
            "aws:principaltag/team:name" => Ok("red"),
            "aws:unknown" => Err(Unresolved::Unknown),
            _ => Err(Unresolved::Absent),
        }
    }
}

const ALL: Reading = Reading {
    wildcards: true,
    variables: true,
    ignore_case: false,
};

fn matching(pattern: &str, text: &str, reading: Reading) -> Result<bool, Unresolved> {
    Template::parse(pattern, reading)
        .unwrap()
        .matches(text, &Alice)
}

#[test]
fn a_value_is_literal() {
    assert_eq!(
        matching("home/${aws:username}/*", "home/Al*ce/x", ALL),
        Ok(true)
    );
    assert_eq!(
        matching("home/${aws:username}/*", "home/Alice/x", ALL),
        Ok(false)
    );
    assert_eq!(matching("${AWS:UserName}", "Al*ce", ALL), Ok(true));
}

#[test]
fn escapes_stand_for_themselves() {
    assert_eq!(matching("a${*}${?}${$}b", "a*?$b", ALL), Ok(true));
    assert_eq!(matching("a${*}b", "axb", ALL), Ok(false));
}

#[test]
fn defaults() {
    assert_eq!(
        matching("${aws:x, 'all teams'}!", "all teams!", ALL),
        Ok(true)
    );
    assert_eq!(matching("${aws:x,'*'}", "*", ALL), Ok(true));
    assert_eq!(matching("${aws:x,'*'}", "y", ALL), Ok(false));
    assert_eq!(matching("${aws:username, 'x'}", "Al*ce", ALL), Ok(true));
    assert_eq!(matching("${aws:x}", "", ALL), Err(Unresolved::Absent));
    assert_eq!(matching("a${aws:x}", "b", ALL), Ok(false));
    assert_eq!(
        matching("${aws:unknown, 'd'}", "d", ALL),
        Err(Unresolved::Unknown)
    );
}

#[test]
fn without_variables_the_dollar_is_a_dollar() {
    let old = Reading {
        variables: false,
        ..ALL
    };
    assert_eq!(
        matching("${aws:username}", "${aws:username}", old),
        Ok(true)
    );
    assert_eq!(matching("${*}", "${x}", old), Ok(true));
}

#[test]
fn case_is_folded_in_values_too() {
    let folding = Reading {
        ignore_case: true,
        ..ALL
    };
    assert_eq!(matching("É${aws:username}", "éAL*CE", folding), Ok(true));
}

#[test]
fn a_colon_in_a_variable_separates_nothing() {
    let parts = Template::parse("a:${aws:PrincipalTag/team:name}:c:d", ALL)
        .unwrap()
        .split_at_colons(3);
    let [a, b, rest] = &parts[..] else {
        panic!("{parts:?}")
    };
    assert_eq!(a.matches("a", &Alice), Ok(true));
    assert_eq!(b.matches("red", &Alice), Ok(true));
    assert_eq!(rest.matches("c:d", &Alice), Ok(true));
}

#[test]
fn broken_variables() {
    for text in [
        "${",
        "${}",
        "${aws:x",
        "${name}",
        "${ aws:x}",
        "${aws:x, default}",
        "${aws:x, 'd}",
        "${aws:x, 'd' x}",
    ] {
        assert!(Template::parse(text, ALL).is_err(), "{text}");
    }
}
