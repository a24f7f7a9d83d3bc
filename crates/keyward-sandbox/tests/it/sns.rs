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

#[test]
fn a_topic_reaches_the_phones_that_listen() {
    let sandbox = sandbox();
    let sns = |action: &str, params: &[(&str, &str)]| {
        Call::sns(action, params).send(&sandbox, &Signer::admin(&sandbox))
    };
    let arn = sns("CreateTopic", &[("Name", "alarms")])
        .ok()
        .text("TopicArn");
    assert_eq!(arn, "arn:aws:sns:us-east-1:123456789012:alarms");
    assert_eq!(
        sns("CreateTopic", &[("Name", "alarms")])
            .ok()
            .text("TopicArn"),
        arn
    );
    let topic = ("TopicArn", arn.as_str());
    let subscribe = |protocol: &str, endpoint: &str| {
        sns(
            "Subscribe",
            &[topic, ("Protocol", protocol), ("Endpoint", endpoint)],
        )
    };
    let phone = subscribe("sms", "+14155550100")
        .ok()
        .text("SubscriptionArn");
    assert!(phone.starts_with(&arn));
    assert_eq!(
        subscribe("sms", "+14155550100")
            .ok()
            .text("SubscriptionArn"),
        phone
    );
    let mail = subscribe("email", "a@example.com").ok();
    assert_eq!(mail.text("SubscriptionArn"), "pending confirmation");
    for (protocol, endpoint) in [
        ("sms", "0155"),
        ("email", "x"),
        ("pigeon", "x"),
        ("https", "http://x"),
    ] {
        let refused = (400, "InvalidParameter".to_owned());
        assert_eq!(
            subscribe(protocol, endpoint).refusal(),
            refused,
            "{protocol}"
        );
    }
    let listed = sns("ListSubscriptionsByTopic", &[topic]).ok();
    assert_eq!(listed.xml().matches("<Endpoint>").count(), 2);
    assert!(listed.xml().contains("PendingConfirmation"));

    let text = "{\"default\":\"long\",\"sms\":\"short\"}";
    sns(
        "Publish",
        &[
            topic,
            ("Message", text),
            ("MessageStructure", "json"),
            ("Subject", "s"),
        ],
    )
    .ok();
    let (sent, phones) = (
        sandbox.control().published(),
        sandbox.control().sms_outbox(),
    );
    assert_eq!(
        (
            sent.len(),
            sent[0].message.as_str(),
            sent[0].subject.as_deref()
        ),
        (1, "long", Some("s"))
    );
    assert_eq!((phones.len(), phones[0].message.as_str()), (1, "short"));
    assert_eq!(phones[0].message_id, sent[0].message_id);
    let undefaulted = [
        topic,
        ("Message", "{\"sms\":\"x\"}"),
        ("MessageStructure", "json"),
    ];
    assert_eq!(
        sns("Publish", &undefaulted).refusal(),
        (400, "InvalidParameter".to_owned())
    );

    sns("Unsubscribe", &[("SubscriptionArn", &phone)]).ok();
    sns("Publish", &[topic, ("Message", "x")]).ok();
    assert_eq!(sandbox.control().sms_outbox().len(), 1);
    sns(
        "SetTopicAttributes",
        &[
            topic,
            ("AttributeName", "DisplayName"),
            ("AttributeValue", "d"),
        ],
    )
    .ok();
    assert!(
        sns("GetTopicAttributes", &[topic])
            .ok()
            .xml()
            .contains("<key>DisplayName</key><value>d</value>")
    );
    let policy = [topic, ("AttributeName", "Policy"), ("AttributeValue", "{}")];
    assert_eq!(sns("SetTopicAttributes", &policy).status, 501);
    sns("DeleteTopic", &[topic]).ok();
    sns("DeleteTopic", &[topic]).ok();
    assert_eq!(
        sns("Publish", &[topic, ("Message", "x")]).refusal(),
        (404, "NotFound".to_owned())
    );
}

#[test]
fn sms_attributes_are_kept_or_refused() {
    let sandbox = sandbox();
    let sns = |action: &str, params: &[(&str, &str)]| {
        Call::sns(action, params).send(&sandbox, &Signer::admin(&sandbox))
    };
    let set = |name: &str, value: &str| {
        sns(
            "SetSMSAttributes",
            &[
                ("attributes.entry.1.key", name),
                ("attributes.entry.1.value", value),
            ],
        )
    };
    set("DefaultSMSType", "Transactional").ok();
    assert_eq!(
        set("DefaultSMSType", "Loud").refusal(),
        (400, "InvalidParameter".to_owned())
    );
    assert_eq!(
        set("Colour", "x").refusal(),
        (400, "InvalidParameter".to_owned())
    );
    assert_eq!(
        sns("GetSMSAttributes", &[]).ok().text("value"),
        "Transactional"
    );
}

#[test]
fn a_batch_sends_what_it_can_and_tells_the_rest() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let sns =
        |action: &str, params: &[(&str, &str)]| Call::sns(action, params).send(&sandbox, &admin);
    let topic = sns("CreateTopic", &[("Name", "t")]).ok().text("TopicArn");
    let entries = [
        ("TopicArn", topic.as_str()),
        ("PublishBatchRequestEntries.member.1.Id", "a"),
        ("PublishBatchRequestEntries.member.1.Message", "one"),
        ("PublishBatchRequestEntries.member.2.Id", "b"),
        ("PublishBatchRequestEntries.member.2.Message", ""),
    ];
    let sent = sns("PublishBatch", &entries).ok();
    assert!(
        sent.text("Successful").contains("<Id>a</Id>"),
        "{}",
        sent.xml()
    );
    assert!(
        sent.text("Failed")
            .contains("<Code>InvalidParameter</Code>"),
        "{}",
        sent.xml()
    );
    assert_eq!(sandbox.control().published().len(), 1);
    for (params, code) in [
        (&entries[..1], "EmptyBatchRequest"),
        (
            &[
                entries[0],
                entries[1],
                ("PublishBatchRequestEntries.member.2.Id", "a"),
            ][..],
            "BatchEntryIdsNotDistinct",
        ),
    ] {
        assert_eq!(
            sns("PublishBatch", params).refusal(),
            (400, code.to_owned())
        );
    }
}

#[test]
fn topics_have_tags_and_subscriptions_attributes() {
    let sandbox = sandbox();
    let admin = Signer::admin(&sandbox);
    let sns =
        |action: &str, params: &[(&str, &str)]| Call::sns(action, params).send(&sandbox, &admin);
    let topic = sns("CreateTopic", &[("Name", "t")]).ok().text("TopicArn");
    let arn = ("ResourceArn", topic.as_str());
    let tag = [
        arn,
        ("Tags.member.1.Key", "team"),
        ("Tags.member.1.Value", "a"),
    ];
    sns("TagResource", &tag).ok();
    assert_eq!(sns("ListTagsForResource", &[arn]).ok().text("Key"), "team");
    sns("UntagResource", &[arn, ("TagKeys.member.1", "team")]).ok();
    assert_eq!(sns("ListTagsForResource", &[arn]).ok().find("Key"), None);
    let gone = [
        ("ResourceArn", "arn:aws:sns:us-east-1:123456789012:none"),
        tag[1],
        tag[2],
    ];
    assert_eq!(sns("TagResource", &gone).refusal().1, "ResourceNotFound");
    let phone = [
        ("TopicArn", topic.as_str()),
        ("Protocol", "sms"),
        ("Endpoint", "+12065550100"),
    ];
    let made = sns("Subscribe", &phone).ok().text("SubscriptionArn");
    let subscription = ("SubscriptionArn", made.as_str());
    let raw = [
        subscription,
        ("AttributeName", "RawMessageDelivery"),
        ("AttributeValue", "true"),
    ];
    sns("SetSubscriptionAttributes", &raw).ok();
    let told = sns("GetSubscriptionAttributes", &[subscription]).ok().xml();
    for (key, value) in [
        ("Endpoint", "+12065550100"),
        ("RawMessageDelivery", "true"),
        ("PendingConfirmation", "false"),
    ] {
        assert!(
            told.contains(&format!("<key>{key}</key><value>{value}</value>")),
            "{told}"
        );
    }
    let filter = [
        subscription,
        ("AttributeName", "FilterPolicy"),
        ("AttributeValue", "{}"),
    ];
    assert_eq!(
        sns("SetSubscriptionAttributes", &filter).refusal().1,
        "NotImplemented"
    );
    sns("OptInPhoneNumber", &[("phoneNumber", "+12065550100")]).ok();
    assert_eq!(
        sns("ListPhoneNumbersOptedOut", &[]).ok().find("member"),
        None
    );
}
