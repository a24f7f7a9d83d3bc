//! The names of condition operators.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

use Comparison::{Arn, Binary, Bool, Date, Ip, Null, Numeric, StringEquals, StringLike};
use Order::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};

/// A condition operator, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    /// `ForAllValues:` or `ForAnyValue:`
    pub set: Option<SetOperator>,
    /// How one value is compared with another.
    pub comparison: Comparison,
    /// `…Not…`: true where no value compares.
    pub negated: bool,
    /// `…IfExists`: true where the request does not have the key.
    pub if_exists: bool,
}

/// What is asked of a multivalued key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetOperator {
    /// Of every value the request has; true where it has none.
    ForAllValues,
    /// Of at least one value.
    ForAnyValue,
}

/// How one value is compared with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Comparison {
    /// `StringEquals`
    StringEquals,
    /// `StringEqualsIgnoreCase`
    StringEqualsIgnoreCase,
    /// `StringLike`
    StringLike,
    /// `NumericEquals`, `NumericLessThan`, …
    Numeric(Order),
    /// `DateEquals`, `DateLessThan`, …
    Date(Order),
    /// `Bool`
    Bool,
    /// `BinaryEquals`
    Binary,
    /// `IpAddress`
    Ip,
    /// `ArnEquals` and `ArnLike`, which are the same
    Arn,
    /// `Null`
    Null,
}

/// Which way a number or date compares: the request's with the policy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Name in lower case, comparison, negated.
const NAMES: [(&str, Comparison, bool); 27] = [
    ("stringequals", StringEquals, false),
    ("stringnotequals", StringEquals, true),
    (
        "stringequalsignorecase",
        Comparison::StringEqualsIgnoreCase,
        false,
    ),
    (
        "stringnotequalsignorecase",
        Comparison::StringEqualsIgnoreCase,
        true,
    ),
    ("stringlike", StringLike, false),
    ("stringnotlike", StringLike, true),
    ("numericequals", Numeric(Equal), false),
    ("numericnotequals", Numeric(Equal), true),
    ("numericlessthan", Numeric(Less), false),
    ("numericlessthanequals", Numeric(LessOrEqual), false),
    ("numericgreaterthan", Numeric(Greater), false),
    ("numericgreaterthanequals", Numeric(GreaterOrEqual), false),
    ("dateequals", Date(Equal), false),
    ("datenotequals", Date(Equal), true),
    ("datelessthan", Date(Less), false),
    ("datelessthanequals", Date(LessOrEqual), false),
    ("dategreaterthan", Date(Greater), false),
    ("dategreaterthanequals", Date(GreaterOrEqual), false),
    ("bool", Bool, false),
    ("binaryequals", Binary, false),
    ("ipaddress", Ip, false),
    ("notipaddress", Ip, true),
    ("arnequals", Arn, false),
    ("arnlike", Arn, false),
    ("arnnotequals", Arn, true),
    ("arnnotlike", Arn, true),
    ("null", Null, false),
];

impl Operator {
    /// Reads a name, case of no account (AWS's own examples write `bool` and `Bool`). None where it is
    /// no operator; `Null` takes neither a set operator nor `IfExists`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let (set, rest) = split_set(&name);
        let (plain, if_exists) = match rest.strip_suffix("ifexists") {
            Some(plain) => (plain, true),
            None => (rest, false),
        };
        let (_, comparison, negated) = *NAMES.iter().find(|(known, ..)| *known == plain)?;
        let bare = set.is_none() && !if_exists;
        (bare || comparison != Null).then_some(Self {
            set,
            comparison,
            negated,
            if_exists,
        })
    }

    /// Whether it holds for a request that does not have the key.
    pub(crate) fn when_absent(self) -> bool {
        self.if_exists
            || match self.set {
                Some(SetOperator::ForAllValues) => true,
                Some(SetOperator::ForAnyValue) => false,
                None => self.negated,
            }
    }
}

fn split_set(name: &str) -> (Option<SetOperator>, &str) {
    if let Some(rest) = name.strip_prefix("forallvalues:") {
        (Some(SetOperator::ForAllValues), rest)
    } else if let Some(rest) = name.strip_prefix("foranyvalue:") {
        (Some(SetOperator::ForAnyValue), rest)
    } else {
        (None, name)
    }
}
