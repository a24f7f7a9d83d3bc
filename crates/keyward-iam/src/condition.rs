//! The `Condition` element: one operator, one key, its values.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html>

mod date;
mod literal;
mod operator;

use literal::Literal;
pub use operator::{Comparison, Operator, Order, SetOperator};

use crate::{
    pattern::{BadVariable, Unresolved},
    policy::{Position, Version},
    request::Found,
    scope::Scope,
    tri::Tri,
};

/// One operator applied to one key. The conditions of a statement must all hold.
#[derive(Clone, Debug)]
pub struct Condition {
    operator_name: Box<str>,
    operator: Option<Operator>,
    key: Box<str>,
    /// In lower case.
    folded_key: Box<str>,
    values: Vec<Box<str>>,
    literals: Vec<Literal>,
    position: Position,
}

impl Condition {
    pub(crate) fn compile(
        operator_name: &str,
        key: &str,
        values: Vec<String>,
        version: Version,
        position: Position,
    ) -> Result<Self, BadVariable> {
        let operator = Operator::from_name(operator_name);
        let literals = match operator {
            Some(operator) => values
                .iter()
                .map(|value| Literal::compile(operator.comparison, value, version))
                .collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        Ok(Self {
            operator_name: operator_name.into(),
            operator,
            folded_key: key.to_lowercase().into(),
            key: key.into(),
            values: values.into_iter().map(String::into_boxed_str).collect(),
            literals,
            position,
        })
    }

    /// The operator as written.
    #[must_use]
    pub fn operator_name(&self) -> &str {
        &self.operator_name
    }

    /// The operator; none where it is not known, and the statement therefore indeterminate.
    #[must_use]
    pub fn operator(&self) -> Option<Operator> {
        self.operator
    }

    /// The condition key as written.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The values as written; numbers and booleans as text.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|value| &**value)
    }

    /// Where its value, or the list of them, begins.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// Whether the operator is known and every value is of its type.
    #[must_use]
    pub fn is_understood(&self) -> bool {
        self.operator.is_some() && self.literals.iter().all(Literal::is_valid)
    }

    pub(crate) fn holds(&self, scope: &Scope<'_>) -> Tri {
        let Some(operator) = self.operator else {
            return Tri::Unknown;
        };
        let found = scope.find(&self.folded_key);
        match (found, operator.set) {
            (Found::Unknown, _) => Tri::Unknown,
            (found, _) if operator.comparison == Comparison::Null => {
                self.is_among(&(found == Found::Absent).to_string(), operator, scope)
            }
            (Found::Absent, _) => operator.when_absent().into(),
            (Found::One(value), None) => self.is_among(value, operator, scope),
            (Found::One(value), Some(set)) => self.each(set, [value].into_iter(), operator, scope),
            (Found::List([value]), None) => self.is_among(value, operator, scope),
            // AWS documents no meaning for several values without a set operator.
            (Found::List(_), None) => Tri::Unknown,
            (Found::List(values), Some(set)) => {
                let values = values.iter().map(String::as_str);
                self.each(set, values, operator, scope)
            }
        }
    }

    /// A set operator over the request's values. Values that are all empty are "a null data set": to
    /// `ForAllValues` and `ForAnyValue` the same as no key.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html>
    fn each<'v>(
        &self,
        set: SetOperator,
        mut values: impl Iterator<Item = &'v str> + Clone,
        operator: Operator,
        scope: &Scope<'_>,
    ) -> Tri {
        if values.clone().all(str::is_empty) {
            return operator.when_absent().into();
        }
        let fits = |value| self.is_among(value, operator, scope);
        match set {
            SetOperator::ForAllValues => Tri::all(values.by_ref().map(fits)),
            SetOperator::ForAnyValue => Tri::any(values.by_ref().map(fits)),
        }
    }

    /// One value of the request against all of the policy's: any of them, or none where negated.
    fn is_among(&self, value: &str, operator: Operator, scope: &Scope<'_>) -> Tri {
        let mut among = Tri::No;
        for literal in &self.literals {
            let fits = match literal.fits(value, operator.comparison, scope) {
                Ok(fits) => fits,
                Err(Unresolved::Unknown) => Tri::Unknown,
                // "If AWS cannot resolve a variable this might cause the entire statement to be
                // invalid": where nothing is matched by not matching, nobody knows.
                Err(Unresolved::Absent) if operator.negated => Tri::Unknown,
                Err(Unresolved::Absent) => Tri::No,
            };
            among = among.or(fits);
            if among == Tri::Yes {
                break;
            }
        }
        if operator.negated { among.not() } else { among }
    }
}

#[cfg(test)]
mod tests;
