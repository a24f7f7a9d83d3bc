//! CreateTags, DeleteTags, DescribeTags, on instances.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html>

use super::instance::Instance;
use super::pages::Page;
use super::{filters, ids, tags};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

pub(crate) fn create(cx: &mut Context<'_>, params: &Params) -> Answer {
    let given = tags::read(params)?;
    if given.is_empty() {
        ids::required(params, "Tag")?;
    }
    let resources = named(cx, params)?;
    let full = |instance: &&&mut Instance| {
        let new = given
            .iter()
            .filter(|(key, _)| !instance.tags.iter().any(|(known, _)| known == key));
        instance.tags.len() + new.count() > 50
    };
    if resources.iter().find(full).is_some() {
        return Err(AwsError::new(
            400,
            "TagLimitExceeded",
            "The maximum number of Tags for a resource has been reached.",
        ));
    }
    for instance in resources {
        for (key, value) in &given {
            instance.tags.retain(|(known, _)| known != key);
            instance.tags.push((key.clone(), value.clone()));
        }
        instance.tags.sort();
    }
    Ok(Xml::new().text("return", "true"))
}

/// A tag without a value goes whatever its value; without any tag, all go.
pub(crate) fn delete(cx: &mut Context<'_>, params: &Params) -> Answer {
    let asked = params.structures("Tag");
    let goes = |key: &str, value: &str| {
        asked.is_empty()
            || asked.iter().any(|tag| {
                tag.get("Key") == Some(key) && tag.get("Value").is_none_or(|v| v == value)
            })
    };
    for instance in named(cx, params)? {
        instance.tags.retain(|(key, value)| !goes(key, value));
    }
    Ok(Xml::new().text("return", "true"))
}

pub(crate) fn describe(cx: &mut Context<'_>, params: &Params) -> Answer {
    const NAMES: [&str; 4] = ["key", "value", "resource-id", "resource-type"];
    let filters = filters::read(params, &NAMES)?;
    let page = Page::read(params, &[])?;
    let region = cx.region.to_owned();
    let all = &cx.account().instances.all;
    let here = all.iter().filter(|instance| instance.region == region);
    let found: Vec<(String, Xml)> = here
        .flat_map(|instance| instance.tags.iter().map(move |tag| (instance, tag)))
        .filter(|(instance, (key, value))| {
            let of = |name: &str| match name {
                "key" => vec![key.as_str()],
                "value" => vec![value.as_str()],
                "resource-id" => vec![instance.id.as_str()],
                _ => vec!["instance"],
            };
            filters.iter().all(|filter| filter.passes(of))
        })
        .map(|(instance, (key, value))| {
            let xml = Xml::new()
                .text("resourceId", &instance.id)
                .text("resourceType", "instance")
                .text("key", key)
                .text("value", value);
            (format!("{} {key}", instance.id), xml)
        })
        .collect();
    let (shown, next) = page.cut(found);
    Ok(Xml::new()
        .list("tagSet", "item", shown)
        .optional("nextToken", next))
}

fn named<'c>(cx: &'c mut Context<'_>, params: &Params) -> Result<Vec<&'c mut Instance>, AwsError> {
    let asked = params.list("ResourceId");
    if asked.is_empty() {
        ids::required(params, "ResourceId")?;
    }
    let region = cx.region.to_owned();
    let all = &mut cx.account().instances.all;
    let known = |id: &str| all.iter().any(|i| i.region == region && i.id == id);
    if let Some(id) = asked.iter().find(|id| !known(id)) {
        return Err(if id.starts_with("i-") {
            ids::not_found(&[id])
        } else {
            AwsError::new(400, "InvalidID", format!("The ID '{id}' is not valid"))
        });
    }
    let found = all
        .iter_mut()
        .filter(|i| i.region == region && asked.contains(&i.id.as_str()));
    Ok(found.collect())
}
