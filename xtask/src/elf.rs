//! Whether a Linux binary still carries its symbol table.

const SYMBOL_TABLE: u32 = 2;

/// Looks for a section of type SHT_SYMTAB in a 64-bit little-endian ELF file. False for any other format.
pub(crate) fn has_symbols(bytes: &[u8]) -> bool {
    section_types(bytes).is_some_and(|types| types.contains(&SYMBOL_TABLE))
}

/// `e_shoff`, `e_shentsize` and `e_shnum` of the header, then `sh_type` of each section header.
fn section_types(bytes: &[u8]) -> Option<Vec<u32>> {
    if bytes.get(..6)? != b"\x7fELF\x02\x01" {
        return None;
    }
    let table = usize::try_from(u64::from_le_bytes(at(bytes, 0x28)?)).ok()?;
    let size = usize::from(u16::from_le_bytes(at(bytes, 0x3a)?));
    let count = usize::from(u16::from_le_bytes(at(bytes, 0x3c)?));
    let kind = |index: usize| Some(u32::from_le_bytes(at(bytes, table + index * size + 4)?));
    (0..count).map(kind).collect()
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
    fn other_files_have_none() {
        assert!(!has_symbols(b"\x7fELF\x02\x01"));
        assert!(!has_symbols(b"MZ"));
    }
}
