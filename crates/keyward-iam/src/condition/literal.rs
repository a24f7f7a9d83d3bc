//! A condition value of a policy, read once as what its operator compares.

use std::net::IpAddr;

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use ipnet::IpNet;
use time::OffsetDateTime;

use super::{Comparison, Order, date};
use crate::{
    pattern::{ArnPattern, BadVariable, Reading, SplitArn, Template, Unresolved, Variables},
    policy::Version,
    tri::Tri,
};

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[derive(Clone, Debug)]
pub(super) enum Literal {
    Text(Template),
    Number(f64),
    Date(OffsetDateTime),
    Bool(bool),
    Bytes(Vec<u8>),
    Network(IpNet),
    Arn(ArnPattern),
    /// None of the operator's type: nobody can say what it compares with.
    Invalid,
}

impl Literal {
    /// Variables are read in texts and ARNs only, as AWS does.
    pub(super) fn compile(
        comparison: Comparison,
        text: &str,
        version: Version,
    ) -> Result<Self, BadVariable> {
        let template = |wildcards, ignore_case| {
            let variables = version == Version::V2012;
            Template::parse(
                text,
                Reading {
                    wildcards,
                    variables,
                    ignore_case,
                },
            )
        };
        let read = match comparison {
            Comparison::StringEquals => Some(Self::Text(template(false, false)?)),
            Comparison::StringEqualsIgnoreCase => Some(Self::Text(template(false, true)?)),
            Comparison::StringLike => Some(Self::Text(template(true, false)?)),
            Comparison::Arn => ArnPattern::new(template(true, false)?).map(Self::Arn),
            Comparison::Numeric(_) => number(text).map(Self::Number),
            Comparison::Date(_) => date::parse(text).map(Self::Date),
            Comparison::Bool | Comparison::Null => boolean(text).map(Self::Bool),
            Comparison::Binary => BASE64.decode(text).ok().map(Self::Bytes),
            Comparison::Ip => network(text).map(Self::Network),
        };
        Ok(read.unwrap_or(Self::Invalid))
    }

    pub(super) fn is_valid(&self) -> bool {
        !matches!(self, Self::Invalid)
    }

    /// Whether the request's `value` compares; unknown where one of the two is not of the type.
    pub(super) fn fits(
        &self,
        value: &str,
        comparison: Comparison,
        variables: &dyn Variables,
    ) -> Result<Tri, Unresolved> {
        let fits = match self {
            Self::Text(template) => Some(template.matches(value, variables)?),
            Self::Arn(pattern) => Some(match SplitArn::new(value) {
                Some(arn) => pattern.matches(arn, variables)?,
                None => false,
            }),
            Self::Number(limit) => number(value).map(|n| comparison.accepts(&n, limit)),
            Self::Date(limit) => date::parse(value).map(|date| comparison.accepts(&date, limit)),
            Self::Bool(wanted) => boolean(value).map(|is| is == *wanted),
            Self::Bytes(wanted) => BASE64.decode(value).ok().map(|bytes| bytes == *wanted),
            Self::Network(network) => value.parse().ok().map(|ip: IpAddr| network.contains(&ip)),
            Self::Invalid => None,
        };
        Ok(fits.map_or(Tri::Unknown, Tri::from))
    }
}

impl Comparison {
    fn accepts<T: PartialOrd>(self, value: &T, limit: &T) -> bool {
        match self {
            Self::Numeric(order) | Self::Date(order) => order.holds(value, limit),
            _ => false,
        }
    }
}

impl Order {
    fn holds<T: PartialOrd>(self, value: &T, limit: &T) -> bool {
        match self {
            Self::Equal => value == limit,
            Self::Less => value < limit,
            Self::LessOrEqual => value <= limit,
            Self::Greater => value > limit,
            Self::GreaterOrEqual => value >= limit,
        }
    }
}

/// Integer or decimal; not the `inf` and `nan` that Rust would also read.
fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn boolean(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// A CIDR block, or one address.
fn network(text: &str) -> Option<IpNet> {
    text.parse()
        .ok()
        .or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}
