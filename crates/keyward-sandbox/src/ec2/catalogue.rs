//! DescribeImages and DescribeInstanceTypes: a small fixed catalogue. RunInstances takes any image
//! and any type that is well-formed, so that programs with ids of their own run too.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html>

use super::pages::Page;
use super::{filters, ids};
use crate::dispatch::Context;
use crate::protocol::{Answer, AwsError, Params, Xml};

/// Id, name, architecture, platform.
const IMAGES: [[&str; 4]; 4] = [
    [
        "ami-0123456789abcdef0",
        "al2023-ami-2023.6.20250101.0-kernel-6.1-x86_64",
        "x86_64",
        "Linux/UNIX",
    ],
    [
        "ami-0123456789abcdef1",
        "al2023-ami-2023.6.20250101.0-kernel-6.1-arm64",
        "arm64",
        "Linux/UNIX",
    ],
    [
        "ami-0123456789abcdef2",
        "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250101",
        "x86_64",
        "Linux/UNIX",
    ],
    [
        "ami-0123456789abcdef3",
        "Windows_Server-2022-English-Full-Base-2025.01.01",
        "x86_64",
        "Windows",
    ],
];

/// Name, virtual processors, memory in MiB, architecture.
const TYPES: [(&str, u32, u32, &str); 8] = [
    ("t3.nano", 2, 512, "x86_64"),
    ("t3.micro", 2, 1024, "x86_64"),
    ("t3.small", 2, 2048, "x86_64"),
    ("t3.medium", 2, 4096, "x86_64"),
    ("t4g.micro", 2, 1024, "arm64"),
    ("m5.large", 2, 8192, "x86_64"),
    ("m7g.large", 2, 8192, "arm64"),
    ("c5.xlarge", 4, 8192, "x86_64"),
];

pub(crate) fn images(_: &mut Context<'_>, params: &Params) -> Answer {
    const NAMES: [&str; 6] = [
        "image-id",
        "name",
        "architecture",
        "state",
        "owner-alias",
        "platform-details",
    ];
    let asked = params.list("ImageId");
    let filters = filters::read(params, &NAMES)?;
    let page = Page::read(params, &asked)?;
    if let Some(id) = asked.iter().find(|id| !IMAGES.iter().any(|i| i[0] == **id)) {
        ids::check_image(id)?;
        let why = format!("The image id '[{id}]' does not exist");
        return Err(AwsError::new(400, "InvalidAMIID.NotFound", why));
    }
    let owners = params.list("Owner");
    let ours = owners.is_empty() || owners.contains(&"amazon");
    let found = IMAGES.iter().filter(|[id, name, architecture, platform]| {
        let of = |filter: &str| match filter {
            "image-id" => vec![*id],
            "name" => vec![*name],
            "architecture" => vec![*architecture],
            "state" => vec!["available"],
            "owner-alias" => vec!["amazon"],
            _ => vec![*platform],
        };
        ours && (asked.is_empty() || asked.contains(id)) && filters.iter().all(|f| f.passes(of))
    });
    let found = found.map(|image| (image[0].to_owned(), image_xml(image)));
    let (shown, next) = page.cut(found.collect());
    Ok(Xml::new()
        .list("imagesSet", "item", shown)
        .optional("nextToken", next))
}

fn image_xml([id, name, architecture, platform]: &[&str; 4]) -> Xml {
    let xml = Xml::new()
        .text("imageId", id)
        .text("imageLocation", format!("amazon/{name}"))
        .text("imageState", "available")
        .text("imageOwnerId", "137112412989")
        .text("imageOwnerAlias", "amazon")
        .text("isPublic", "true")
        .text("architecture", architecture)
        .text("imageType", "machine")
        .text("name", name)
        .text("platformDetails", platform)
        .text("rootDeviceType", "ebs")
        .text("rootDeviceName", "/dev/xvda")
        .text("virtualizationType", "hvm")
        .text("creationDate", "2025-01-01T00:00:00.000Z");
    match *platform {
        "Windows" => xml.text("platform", "windows"),
        _ => xml,
    }
}

pub(crate) fn types(_: &mut Context<'_>, params: &Params) -> Answer {
    const NAMES: [&str; 2] = ["instance-type", "processor-info.supported-architecture"];
    let asked = params.list("InstanceType");
    let filters = filters::read(params, &NAMES)?;
    let page = Page::read(params, &asked)?;
    let unknown = |name: &&&str| !TYPES.iter().any(|kind| kind.0 == **name);
    if let Some(name) = asked.iter().find(unknown) {
        let why = format!("The following supplied instance types do not exist: [{name}]");
        return Err(AwsError::new(400, "InvalidInstanceType", why));
    }
    let found = TYPES.iter().filter(|(name, _, _, architecture)| {
        let of = |filter: &str| match filter {
            "instance-type" => vec![*name],
            _ => vec![*architecture],
        };
        (asked.is_empty() || asked.contains(name)) && filters.iter().all(|f| f.passes(of))
    });
    let found = found.map(|(name, processors, memory, architecture)| {
        let supported =
            Xml::new().list("supportedArchitectures", "item", [Xml::bare(architecture)]);
        let xml = Xml::new()
            .text("instanceType", name)
            .text("currentGeneration", "true")
            .node(
                "vCpuInfo",
                &Xml::new().text("defaultVCpus", processors.to_string()),
            )
            .node(
                "memoryInfo",
                &Xml::new().text("sizeInMiB", memory.to_string()),
            )
            .node("processorInfo", &supported);
        ((*name).to_owned(), xml)
    });
    let (shown, next) = page.cut(found.collect());
    Ok(Xml::new()
        .list("instanceTypeSet", "item", shown)
        .optional("nextToken", next))
}
