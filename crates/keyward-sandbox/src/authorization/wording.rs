//! AccessDenied as each service says it.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>

use keyward_iam::{Decision, Layer};

use super::Ask;
use crate::protocol::{AwsError, Service};
use crate::state::Principal;

/// The refusal of a permission.
pub(crate) fn denied(
    service: Service,
    caller: &Principal,
    ask: &Ask,
    decision: &Decision,
) -> AwsError {
    if service == Service::S3 && is_stranger(caller, ask) {
        return AwsError::new(403, "AccessDenied", "Access Denied");
    }
    let sentence = sentence(service, &caller.arn(), ask, decision);
    match service {
        Service::Sts | Service::Iam | Service::S3 => AwsError::new(403, "AccessDenied", sentence),
        // https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html
        Service::Sns => AwsError::new(403, "AuthorizationError", sentence),
        Service::Ec2 => AwsError::new(
            403,
            "UnauthorizedOperation",
            format!("You are not authorized to perform this operation. {sentence}"),
        ),
        Service::SecretsManager | Service::Ssm | Service::CognitoIdentity => {
            AwsError::new(400, "AccessDeniedException", sentence)
        }
    }
}

/// S3 gives its reasons within the owner's account only.
fn is_stranger(caller: &Principal, ask: &Ask) -> bool {
    *caller == Principal::Anonymous
        || ask
            .owner
            .as_ref()
            .is_some_and(|owner| owner != caller.account())
}

fn sentence(service: Service, caller: &str, ask: &Ask, decision: &Decision) -> String {
    let mut sentence = format!(
        "User: {caller} is not authorized to perform: {}",
        ask.action
    );
    let has_resource = ask.resource != "*" && ask.resource != "arn:aws:s3:::*";
    if has_resource && service == Service::S3 {
        sentence.push_str(&format!(" on resource: \"{}\"", ask.resource));
    } else if has_resource {
        sentence.push_str(&format!(" on resource: {}", ask.resource));
    }
    // STS does not tell a stranger what a trust policy says.
    if decision.layer != Layer::Trust
        && let Some(reason) = decision.aws_reason(&ask.action)
    {
        sentence.push_str(&format!(" {reason}"));
    }
    sentence
}

#[cfg(test)]
mod tests {
    use keyward_iam::{Context, Policies, Principal as Who, Request, evaluate};

    use super::*;

    fn refusal(service: Service, action: &str, resource: &str) -> AwsError {
        let arn = "arn:aws:iam::123456789012:user/alice".to_owned();
        let who = Who::User {
            arn: arn.clone(),
            id: None,
        };
        let request = Request::new(who, action, resource, Context::new());
        let decision = evaluate(&request, &Policies::default());
        let caller = Principal::User {
            account: "123456789012".to_owned(),
            name: "alice".to_owned(),
            arn,
            id: "AIDAEXAMPLE".to_owned(),
        };
        denied(service, &caller, &Ask::new(action, resource), &decision)
    }

    #[test]
    fn each_service_has_its_code_and_shape() {
        let alice = "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:";
        let s3 = refusal(Service::S3, "s3:GetObject", "arn:aws:s3:::b/k");
        assert_eq!((s3.status, s3.code), (403, "AccessDenied"));
        assert_eq!(
            s3.message,
            format!(
                "{alice} s3:GetObject on resource: \"arn:aws:s3:::b/k\" because no identity-based policy allows the s3:GetObject action"
            )
        );
        let ec2 = refusal(Service::Ec2, "ec2:DescribeInstances", "*");
        assert_eq!((ec2.status, ec2.code), (403, "UnauthorizedOperation"));
        assert_eq!(
            ec2.message,
            format!(
                "You are not authorized to perform this operation. {alice} ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action"
            )
        );
        let ssm = refusal(
            Service::Ssm,
            "ssm:GetParameter",
            "arn:aws:ssm:us-east-1:123456789012:parameter/p",
        );
        assert_eq!((ssm.status, ssm.code), (400, "AccessDeniedException"));
    }
}
