//! The sandbox over its socket, with requests signed by AWS's official signer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod anonymous;
mod boundaries;
mod client;
mod container;
mod control;
mod control_metadata;
mod data;
mod data_kill;
mod ec2;
mod faults;
mod federation;
mod flood;
mod iam;
mod iam_account;
mod iam_more;
mod imds;
mod link_local;
mod mfa;
mod plain;
mod policies;
mod presigned;
mod propagation;
mod refusals;
mod robustness;
mod s3;
mod s3_more;
mod s3_settings;
mod saml;
mod secrets;
mod seed;
mod seed_mistakes;
mod signin;
mod simulate;
mod sns;
mod ssm;
mod sso;
mod start;
mod sts;
mod web;
mod web_identity;
mod why;
mod wire;
