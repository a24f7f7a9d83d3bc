use crate::client::{Call, Signer, sandbox};

#[test]
fn a_message_lands_in_the_outbox() {
    let sandbox = sandbox();
    let params = [
        ("PhoneNumber", "+14155550100"),
        ("Message", "hello ü & <you>"),
        ("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SenderID"),
        ("MessageAttributes.entry.1.Value.DataType", "String"),
        ("MessageAttributes.entry.1.Value.StringValue", "keyward"),
    ];
    let answer = Call::sns("Publish", &params)
        .send(&sandbox, &Signer::admin(&sandbox))
        .ok();
    let outbox = sandbox.control().sms_outbox();
    assert_eq!(outbox.len(), 1);
    assert_eq!(outbox[0].message_id, answer.text("MessageId"));
    assert_eq!(outbox[0].phone_number, "+14155550100");
    assert_eq!(outbox[0].message, "hello ü & <you>");
    assert_eq!(outbox[0].sent_by, "arn:aws:iam::123456789012:user/admin");
    assert_eq!(outbox[0].attributes["AWS.SNS.SMS.SenderID"], "keyward");
}

#[test]
fn what_cannot_be_sent_is_refused_and_not_kept() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    for (params, refusal) in [
        (
            vec![("PhoneNumber", "0155"), ("Message", "x")],
            (400, "InvalidParameter"),
        ),
        (
            vec![("PhoneNumber", "+14155550100")],
            (400, "InvalidParameter"),
        ),
        (vec![("Message", "x")], (400, "InvalidParameter")),
        (
            vec![
                ("TopicArn", "arn:aws:sns:us-east-1:123456789012:t"),
                ("Message", "x"),
            ],
            (404, "NotFound"),
        ),
    ] {
        let answer = Call::sns("Publish", &params).send(&sandbox, &admin);
        assert_eq!(
            answer.refusal(),
            (refusal.0, refusal.1.to_owned()),
            "{params:?}"
        );
    }
    assert!(sandbox.control().sms_outbox().is_empty());
}
