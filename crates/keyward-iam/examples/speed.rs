//! Decisions per second on policies of real size: ten policies, a hundred statements, half of them with
//! conditions, and requests that the last statements answer. `cargo run --release --example speed`

use std::time::{Duration, Instant};

use keyward_iam::{Attached, Context, Policies, Policy, PolicyKind, Principal, Request, evaluate};

const SERVICES: [&str; 10] = [
    "s3", "sqs", "sns", "dynamodb", "kms", "lambda", "ec2", "logs", "ssm", "iam",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policies = SERVICES
        .iter()
        .map(|service| Policy::parse(&document(service), PolicyKind::Identity))
        .collect::<Result<Vec<_>, _>>()?;
    let policies = Policies {
        identity: policies
            .iter()
            .zip(SERVICES)
            .map(|(policy, name)| Attached::new(name, policy))
            .collect(),
        ..Policies::default()
    };
    let requests = requests()?;
    let per_second = rate(|| {
        for request in &requests {
            std::hint::black_box(evaluate(request, &policies));
        }
    });
    let allowed = requests
        .iter()
        .filter(|request| evaluate(request, &policies).is_allowed())
        .count();
    println!(
        "{:.0} decisions a second, {allowed} of {} allowed",
        per_second * requests.len() as f64,
        requests.len()
    );
    Ok(())
}

/// Ten statements about a service.
fn document(service: &str) -> String {
    let statements: Vec<String> = (0..10)
        .map(|n| {
            let effect = if n == 9 { "Deny" } else { "Allow" };
            let condition = match n % 4 {
                0 => r#","Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1","eu-central-1"]},"Bool":{"aws:SecureTransport":"true"}}"#,
                1 => r#","Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","192.0.2.0/24"]},"StringLike":{"aws:PrincipalTag/team":"r*"}}"#,
                _ => "",
            };
            format!(
                r#"{{"Sid":"S{n}","Effect":"{effect}","Action":["{service}:Get{n}*","{service}:List{n}*","{service}:Put{n}Thing"],"Resource":["arn:aws:{service}:*:111111111111:thing{n}/*","arn:aws:{service}:eu-*:111111111111:${{aws:username}}/{n}/*"]{condition}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        statements.join(",")
    )
}

/// One for each service and statement.
fn requests() -> Result<Vec<Request>, &'static str> {
    let mut requests = Vec::new();
    for service in SERVICES {
        for n in 0..10 {
            let alice = Principal::from_arn("arn:aws:iam::111111111111:user/alice")
                .ok_or("no principal")?;
            let context = Context::new()
                .with("aws:RequestedRegion", "eu-central-1")
                .with("aws:SecureTransport", "true")
                .with("aws:SourceIp", "10.1.2.3")
                .with("aws:PrincipalTag/team", "red");
            requests.push(Request::new(
                alice,
                &format!("{service}:Get{n}Object"),
                format!("arn:aws:{service}:eu-west-1:111111111111:alice/{n}/report.csv"),
                context,
            ));
        }
    }
    Ok(requests)
}

/// How often `work` is done in a second, over two seconds after one of warming up.
fn rate(work: impl Fn()) -> f64 {
    let run = |time| {
        let (start, mut count) = (Instant::now(), 0_u32);
        while start.elapsed() < time {
            work();
            count += 1;
        }
        f64::from(count) / start.elapsed().as_secs_f64()
    };
    run(Duration::from_secs(1));
    run(Duration::from_secs(2))
}
