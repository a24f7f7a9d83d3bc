//! Tags as requests give them.

use crate::protocol::{AwsError, Params};

/// The tags for resources of type `instance`; those for other types are checked and have no taker.
pub(crate) fn for_instances(params: &Params) -> Result<Vec<(String, String)>, AwsError> {
    let mut all: Vec<(String, String)> = Vec::new();
    for specification in params.structures("TagSpecification") {
        let kind = specification.get("ResourceType").unwrap_or_default();
        if ![
            "instance",
            "volume",
            "network-interface",
            "spot-instances-request",
            "elastic-gpu",
        ]
        .contains(&kind)
        {
            let why = format!("'{kind}' is not a valid taggable resource type.");
            return Err(AwsError::new(400, "InvalidParameterValue", why));
        }
        let tags = specification
            .structures("Tag")
            .iter()
            .map(tag)
            .collect::<Result<Vec<_>, _>>()?;
        if kind == "instance" {
            all.extend(tags);
        }
    }
    if all.len() > 50 {
        return Err(AwsError::new(
            400,
            "TagLimitExceeded",
            "More than 50 tags specified",
        ));
    }
    all.sort();
    if all.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(AwsError::new(
            400,
            "InvalidParameterValue",
            "Duplicate tag key specified.",
        ));
    }
    Ok(all)
}

/// `Tag.N` of CreateTags.
pub(crate) fn read(params: &Params) -> Result<Vec<(String, String)>, AwsError> {
    params.structures("Tag").iter().map(tag).collect()
}

fn tag(tag: &Params) -> Result<(String, String), AwsError> {
    let key = tag.get("Key").unwrap_or_default();
    let value = tag.get("Value").unwrap_or_default();
    if key.is_empty() || key.chars().count() > 127 || key.starts_with("aws:") {
        let why = "Tag keys must be between 1 and 127 characters and may not begin with aws:";
        return Err(AwsError::new(400, "InvalidParameterValue", why));
    }
    if value.chars().count() > 255 {
        return Err(AwsError::new(
            400,
            "InvalidParameterValue",
            "Tag value exceeds the maximum length of 255 characters",
        ));
    }
    Ok((key.to_owned(), value.to_owned()))
}
