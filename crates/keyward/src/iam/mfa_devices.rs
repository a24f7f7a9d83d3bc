//! `ListMFADevices`.

use keyward_core::Result;

use super::{Iam, answer};

impl Iam<'_> {
    /// The serial numbers of the devices of whoever signs.
    pub(crate) async fn list_mfa_devices(&self) -> Result<Vec<String>> {
        self.ask("ListMFADevices", &[], listed).await
    }
}

fn listed(xml: &str) -> Option<Vec<String>> {
    answer::at(xml, &["ListMFADevicesResult", "MFADevices"], |members| {
        answer::each(members, "member", |member| {
            let mut serial = None;
            answer::fields(member, |name, text| {
                if name == "SerialNumber" {
                    serial = Some(text.into_owned());
                }
            })?;
            serial
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_read() {
        let with = |inner: &str| {
            format!(
                "<ListMFADevicesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListMFADevicesResult><MFADevices>{inner}</MFADevices><IsTruncated>false</IsTruncated></ListMFADevicesResult></ListMFADevicesResponse>"
            )
        };
        let one = "<member><UserName>a</UserName><SerialNumber>arn:aws:iam::123456789012:mfa/a</SerialNumber></member>";
        assert_eq!(
            listed(&with(one)).unwrap(),
            ["arn:aws:iam::123456789012:mfa/a"]
        );
        assert_eq!(listed(&with("")).unwrap(), [""; 0]);
        assert_eq!(listed("<html/>"), None);
    }
}
