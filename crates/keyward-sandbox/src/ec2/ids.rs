//! Identifiers in requests.

use crate::protocol::{AwsError, Params};

/// The ids of `InstanceId.N`, each well-formed.
pub(crate) fn instances(params: &Params) -> Result<Vec<&str>, AwsError> {
    let ids = params.list("InstanceId");
    match ids.iter().find(|id| !well_formed(id, "i-")) {
        None => Ok(ids),
        Some(id) => {
            let why = format!("Invalid id: \"{id}\" (expecting \"i-...\")");
            Err(AwsError::new(400, "InvalidInstanceID.Malformed", why))
        }
    }
}

/// Any image with a well-formed id exists on this floor.
pub(crate) fn image(params: &Params) -> Result<&str, AwsError> {
    let id = required(params, "ImageId")?;
    check_image(id).map(|()| id)
}

/// Refuses an id that no image can have.
pub(crate) fn check_image(id: &str) -> Result<(), AwsError> {
    if well_formed(id, "ami-") {
        return Ok(());
    }
    Err(AwsError::new(
        400,
        "InvalidAMIID.Malformed",
        format!("Invalid id: \"{id}\" (expecting \"ami-...\")"),
    ))
}

/// EC2's refusal of ids that name nothing.
pub(crate) fn not_found(ids: &[&str]) -> AwsError {
    let why = match ids {
        [one] => format!("The instance ID '{one}' does not exist"),
        many => format!("The instance IDs '{}' do not exist", many.join(", ")),
    };
    AwsError::new(400, "InvalidInstanceID.NotFound", why)
}

/// A parameter that must be there, refused as EC2 does.
pub(crate) fn required<'a>(params: &'a Params, name: &str) -> Result<&'a str, AwsError> {
    params
        .get(name)
        .filter(|value| !value.is_empty())
        .ok_or_else(|| {
            AwsError::new(
                400,
                "MissingParameter",
                format!("The request must contain the parameter {name}"),
            )
        })
}

/// 8 or 17 hexadecimal digits after the prefix.
fn well_formed(id: &str, prefix: &str) -> bool {
    id.strip_prefix(prefix).is_some_and(|digits| {
        matches!(digits.len(), 8 | 17)
            && digits
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_eight_or_seventeen_digits() {
        assert!(well_formed("i-0123456789abcdef0", "i-"));
        assert!(well_formed("ami-0abcdef1", "ami-"));
        for bad in [
            "i-",
            "i-123",
            "i-0123456789ABCDEF0",
            "ami-0abcdef1",
            "i-0123456789abcdeg0",
            "",
        ] {
            assert!(!well_formed(bad, "i-"), "{bad}");
        }
    }
}
