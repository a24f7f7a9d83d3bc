//! What a Linux binary says about itself: whether it carries its symbol table, and which glibc it wants.

const SYMBOL_TABLE: u32 = 2;
const VERSIONS_NEEDED: u32 = 0x6fff_fffe;

/// A section header of a 64-bit little-endian ELF file, as far as it matters here.
struct Section {
    kind: u32,
    offset: usize,
    size: usize,
    /// The number of the section that holds this one's names.
    link: usize,
    /// How many entries, where the section counts them.
    entries: usize,
}

/// Looks for a section of type SHT_SYMTAB. False for any other format.
pub(crate) fn has_symbols(bytes: &[u8]) -> bool {
    let sections = sections(bytes).unwrap_or_default();
    sections.iter().any(|section| section.kind == SYMBOL_TABLE)
}

/// The newest version of glibc whose symbols it uses; none where it uses none, and for any other format.
pub(crate) fn newest_glibc(bytes: &[u8]) -> Option<(u32, u32)> {
    let sections = sections(bytes)?;
    let needed = sections
        .iter()
        .find(|section| section.kind == VERSIONS_NEEDED)?;
    let names = sections.get(needed.link)?;
    let names = bytes.get(names.offset..names.offset.checked_add(names.size)?)?;
    let versions = versions(bytes, needed)?;
    versions.into_iter().filter_map(|at| glibc(names, at)).max()
}

/// Where the names of all versions lie: a list of libraries (`Verneed`), each with its own (`Vernaux`).
fn versions(bytes: &[u8], needed: &Section) -> Option<Vec<usize>> {
    let mut names = Vec::new();
    let mut library = needed.offset;
    for _ in 0..needed.entries {
        let mut version = library + word(bytes, library + 8)?;
        for _ in 0..u16::from_le_bytes(at(bytes, library + 2)?) {
            names.push(word(bytes, version + 8)?);
            version += word(bytes, version + 12)?;
        }
        library += word(bytes, library + 12)?;
    }
    Some(names)
}

/// `GLIBC_2.17` at this place of the names; `GLIBC_PRIVATE` and `GCC_3.0` are none.
fn glibc(names: &[u8], at: usize) -> Option<(u32, u32)> {
    let name = names.get(at..)?.split(|byte| *byte == 0).next()?;
    let version = std::str::from_utf8(name).ok()?.strip_prefix("GLIBC_")?;
    let mut numbers = version.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// By `e_shoff`, `e_shentsize` and `e_shnum` of the header.
fn sections(bytes: &[u8]) -> Option<Vec<Section>> {
    if bytes.get(..6)? != b"\x7fELF\x02\x01" {
        return None;
    }
    let table = long(bytes, 0x28)?;
    let size = usize::from(u16::from_le_bytes(at(bytes, 0x3a)?));
    let count = usize::from(u16::from_le_bytes(at(bytes, 0x3c)?));
    (0..count)
        .map(|index| section(bytes, table + index * size))
        .collect()
}

fn section(bytes: &[u8], header: usize) -> Option<Section> {
    Some(Section {
        kind: u32::from_le_bytes(at(bytes, header + 4)?),
        offset: long(bytes, header + 0x18)?,
        size: long(bytes, header + 0x20)?,
        link: word(bytes, header + 0x28)?,
        entries: word(bytes, header + 0x2c)?,
    })
}

fn long(bytes: &[u8], from: usize) -> Option<usize> {
    usize::try_from(u64::from_le_bytes(at(bytes, from)?)).ok()
}

fn word(bytes: &[u8], from: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(at(bytes, from)?)).ok()
}

fn at<const N: usize>(bytes: &[u8], from: usize) -> Option<[u8; N]> {
    bytes.get(from..from.checked_add(N)?)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn this_test_program_carries_its_symbols() {
        let path = std::env::current_exe().unwrap();
        assert!(has_symbols(&std::fs::read(path).unwrap()));
    }

    #[test]
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn this_test_program_names_its_glibc() {
        let path = std::env::current_exe().unwrap();
        let (major, minor) = newest_glibc(&std::fs::read(path).unwrap()).unwrap();
        // Rust's own library wants 2.17 at least.
        assert!(major == 2 && minor >= 17, "{major}.{minor}");
    }

    #[test]
    fn only_numbered_versions_count() {
        let names = b"\0GLIBC_2.17\0GLIBC_PRIVATE\0GCC_3.0\0GLIBC_2.2.5\0";
        assert_eq!(glibc(names, 1), Some((2, 17)));
        assert_eq!(glibc(names, 12), None);
        assert_eq!(glibc(names, 26), None);
        assert_eq!(glibc(names, 34), Some((2, 2)));
        assert_eq!(glibc(names, 99), None);
    }

    #[test]
    fn other_files_have_none() {
        assert!(!has_symbols(b"\x7fELF\x02\x01"));
        assert!(!has_symbols(b"MZ"));
        assert_eq!(newest_glibc(b"MZ"), None);
    }
}
