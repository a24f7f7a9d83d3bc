//! Which profile was asked for, and by whom.

use keyward_core::{Error, ErrorCode, ProfileName, Result};

use super::PlanRequest;
use crate::Location;

/// The profile to look at.
pub(super) struct Selected {
    pub(super) name: ProfileName,
    /// Who named it; none for `default`, which nobody has to name.
    pub(super) by: Option<Location>,
}

impl Selected {
    pub(super) fn choose(request: &PlanRequest<'_>) -> Result<Self> {
        if let Some(name) = request.profile {
            return Ok(Self {
                name: name.clone(),
                by: Some(Location::Program),
            });
        }
        for variable in request.rules.profile_variables {
            if let Some(text) = (request.env)(variable) {
                return Self::by_variable(variable, &text);
            }
        }
        Ok(Self {
            name: ProfileName::default_profile(),
            by: None,
        })
    }

    fn by_variable(variable: &str, text: &str) -> Result<Self> {
        let name = text.parse().map_err(|_| {
            Error::new(
                ErrorCode::InvalidArgument,
                format!("{variable}: {text:?} is not a profile name"),
            )
            .with_hint("use letters, digits and - _ / . % @ : +")
        })?;
        Ok(Self {
            name,
            by: Some(Location::Variable {
                name: variable.to_owned(),
            }),
        })
    }

    /// Whether the program itself named it.
    pub(super) fn by_program(&self) -> bool {
        matches!(self.by, Some(Location::Program))
    }

    /// The variable that named it.
    pub(super) fn variable(&self) -> Option<&str> {
        match &self.by {
            Some(Location::Variable { name }) => Some(name),
            _ => None,
        }
    }
}
