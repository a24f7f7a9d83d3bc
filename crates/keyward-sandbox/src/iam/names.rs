//! Names, paths and tags as IAM allows them.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>

use crate::protocol::{AwsError, Params};

/// A name of `[\w+=,.@-]` with at most `longest` characters.
pub(crate) fn required<'a>(
    params: &'a Params,
    name: &str,
    longest: usize,
) -> Result<&'a str, AwsError> {
    let value = params.required(name)?;
    let place = format!("{}{}", name[..1].to_lowercase(), &name[1..]);
    if value.is_empty() {
        return Err(AwsError::constraint(
            value,
            &place,
            "have length greater than or equal to 1",
        ));
    }
    if value.len() > longest {
        let rule = format!("have length less than or equal to {longest}");
        return Err(AwsError::constraint(value, &place, &rule));
    }
    if value
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b))
    {
        return Ok(value);
    }
    Err(AwsError::validation(format!(
        "The specified value for {place} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
    )))
}

/// `Path`, which begins and ends with a slash; `/` where there is none.
pub(crate) fn path(params: &Params) -> Result<&str, AwsError> {
    checked_path(params.get("Path").unwrap_or("/"))
}

/// The same for a path of another parameter.
pub(crate) fn checked_path(path: &str) -> Result<&str, AwsError> {
    let printable = path.bytes().all(|b| (0x21..=0x7e).contains(&b));
    if path.starts_with('/') && path.ends_with('/') && printable && path.len() <= 512 {
        return Ok(path);
    }
    Err(AwsError::validation(
        "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
    ))
}

/// `Tags`, kept as they came.
pub(crate) fn tags(params: &Params) -> Result<Vec<(String, String)>, AwsError> {
    let one = |tag: &Params| {
        Ok((
            tag.required("Key")?.to_owned(),
            tag.get("Value").unwrap_or_default().to_owned(),
        ))
    };
    params.structures("Tags.member").iter().map(one).collect()
}
