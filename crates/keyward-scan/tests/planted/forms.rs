//! The forms in which people leave keys.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{Planted, random::Random};

type Form = fn(&Planted, &mut Random) -> String;

pub(crate) const ALL: &[(&str, Form)] = &[
    ("dotenv", dotenv),
    ("ini", ini),
    ("shell", shell),
    ("json", json),
    ("json escaped", json_escaped),
    ("notebook", notebook),
    ("yaml", yaml),
    ("ecs environment", ecs),
    ("kubernetes secret", kubernetes),
    ("base64 of a file", base64_file),
    ("base64 in lines", base64_lines),
    ("url", url),
    ("js v2 constructor", js_v2),
    ("js v3 client", js_v3),
    ("js template", js_template),
    ("js process.env", js_env),
    ("minified", minified),
    ("python", python),
    ("terraform", terraform),
    ("csv of the console", csv),
    ("xml of sts", xml),
    ("properties", properties),
    ("utf-16", dotenv),
    ("bare", bare),
];

/// The whole file.
pub(crate) fn between(name: &str, before: &str, text: &str, after: &str) -> Vec<u8> {
    let whole = format!("{before}{text}\n{after}");
    if name == "utf-16" {
        let units = [0xfeff].into_iter().chain(whole.encode_utf16());
        return units.flat_map(u16::to_le_bytes).collect();
    }
    whole.into_bytes()
}

fn with_token(planted: &Planted, line: impl Fn(&str) -> String) -> String {
    planted.token.as_deref().map(line).unwrap_or_default()
}

fn dotenv(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!("AWS_SESSION_TOKEN=\"{token}\"\n"));
    format!(
        "AWS_ACCESS_KEY_ID={}\r\nAWS_SECRET_ACCESS_KEY={}\r\n{token}",
        planted.id, planted.secret
    )
}

fn ini(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!("aws_session_token = {token}\n"));
    format!(
        "[default]\naws_access_key_id = {}\naws_secret_access_key = {}\n{token}",
        planted.id, planted.secret
    )
}

fn shell(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!(" AWS_SESSION_TOKEN={token}"));
    format!(
        "export AWS_ACCESS_KEY_ID='{}' AWS_SECRET_ACCESS_KEY='{}'{token}",
        planted.id, planted.secret
    )
}

fn json(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| {
        format!(",\n  \"sessionToken\": \"{token}\"")
    });
    format!(
        "{{ \"accessKeyId\": \"{}\",\n  \"secretAccessKey\": \"{}\"{token} }}",
        planted.id, planted.secret
    )
}

fn json_escaped(planted: &Planted, random: &mut Random) -> String {
    json(planted, random)
        .replace('/', "\\/")
        .replace('+', "\\u002B")
}

fn notebook(planted: &Planted, random: &mut Random) -> String {
    let source = python(planted, random)
        .replace('"', "\\\"")
        .replace('\n', "\\n\",\n    \"");
    format!("{{\"cells\": [{{\"source\": [\n    \"{source}\"\n  ]}}]}}")
}

fn yaml(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| {
        format!("  session_token: >-\n    {token}\n")
    });
    format!(
        "aws:\n  secret_key: {}\n  access_key: {}\n{token}",
        planted.secret, planted.id
    )
}

fn ecs(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| {
        format!(", {{\n  \"name\": \"AWS_SESSION_TOKEN\",\n  \"value\": \"{token}\" }}")
    });
    format!(
        "[{{\n  \"name\": \"AWS_ACCESS_KEY_ID\",\n  \"value\": \"{}\" }}, {{\n  \"name\": \"AWS_SECRET_ACCESS_KEY\",\n  \"value\": \"{}\" }}{token}]",
        planted.id, planted.secret
    )
}

fn kubernetes(planted: &Planted, random: &mut Random) -> String {
    let end = if random.below(2) == 0 { "" } else { "\n" };
    let encoded = |text: &str| STANDARD.encode(format!("{text}{end}"));
    let token = with_token(planted, |token| {
        format!("  AWS_SESSION_TOKEN: {}\n", encoded(token))
    });
    format!(
        "data:\n  AWS_ACCESS_KEY_ID: {}\n  AWS_SECRET_ACCESS_KEY: {}\n{token}",
        encoded(&planted.id),
        encoded(&planted.secret)
    )
}

fn base64_file(planted: &Planted, random: &mut Random) -> String {
    let start = "x".repeat(random.below(3));
    format!(
        "user_data: {}",
        STANDARD.encode(format!("{start}\n{}", ini(planted, random)))
    )
}

fn base64_lines(planted: &Planted, random: &mut Random) -> String {
    let encoded = STANDARD.encode(ini(planted, random));
    let lines: Vec<&str> = encoded
        .as_bytes()
        .chunks(76)
        .map(|line| str::from_utf8(line).expect("base64 is ASCII"))
        .collect();
    format!("-----BEGIN DATA-----\n{}\n", lines.join("\n"))
}

fn encoded(text: &str) -> String {
    text.replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D")
}

fn url(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!("&sessionToken={}", encoded(token)));
    format!(
        "curl 'https://host.example/x?accessKey={}&secretKey={}{token}&region=eu-west-1'",
        planted.id,
        encoded(&planted.secret)
    )
}

fn js_v2(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!(", sessionToken: '{token}'"));
    format!(
        "AWS.config.update({{ accessKeyId: '{}', secretAccessKey: '{}'{token} }});",
        planted.id, planted.secret
    )
}

fn js_v3(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!("\n    sessionToken: \"{token}\","));
    format!(
        "const s3 = new S3Client({{\n  region: 'eu-west-1',\n  credentials: {{\n    accessKeyId: \"{}\",\n    secretAccessKey: \"{}\",{token}\n  }},\n}});",
        planted.id, planted.secret
    )
}

fn js_template(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!(", `{token}`"));
    format!(
        "const c = new AWS.Credentials(`{}`, `{}`{token});",
        planted.id, planted.secret
    )
}

fn js_env(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| {
        format!("process.env['AWS_SESSION_TOKEN'] = '{token}';\n")
    });
    format!(
        "process.env.AWS_ACCESS_KEY_ID = '{}';\nprocess.env.AWS_SECRET_ACCESS_KEY = '{}';\n{token}",
        planted.id, planted.secret
    )
}

fn minified(planted: &Planted, random: &mut Random) -> String {
    let noise =
        "function(e,t){return n(e).then(function(e){return t(e)})};".repeat(20 + random.below(20));
    let token = with_token(planted, |token| format!(",t=\"{token}\""));
    format!(
        "{noise}var a=\"{}\",b=\"{}\"{token};{noise}",
        planted.id, planted.secret
    )
}

fn python(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| {
        format!(",\n    aws_session_token=\"{token}\"")
    });
    format!(
        "s3 = boto3.client(\"s3\",\n    aws_access_key_id=\"{}\",\n    aws_secret_access_key=\"{}\"{token})",
        planted.id, planted.secret
    )
}

fn terraform(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!("  token      = \"{token}\"\n"));
    format!(
        "provider \"aws\" {{\n  access_key = \"{}\"\n  secret_key = \"{}\"\n{token}}}",
        planted.id, planted.secret
    )
}

fn csv(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!(",{token}"));
    format!(
        "Access key ID,Secret access key\n{},{}{token}",
        planted.id, planted.secret
    )
}

fn xml(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| {
        format!("<SessionToken>{token}</SessionToken>")
    });
    format!(
        "<Credentials><AccessKeyId>{}</AccessKeyId><SecretAccessKey>{}</SecretAccessKey>{token}</Credentials>",
        planted.id, planted.secret
    )
}

fn properties(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!("aws.sessionToken={token}\n"));
    format!(
        "aws.secretKey={}\naws.accessKeyId={}\n{token}",
        planted.secret, planted.id
    )
}

fn bare(planted: &Planted, _: &mut Random) -> String {
    let token = with_token(planted, |token| format!("\n{token}"));
    format!(
        "keys for the demo: {} {}{token}",
        planted.id, planted.secret
    )
}
