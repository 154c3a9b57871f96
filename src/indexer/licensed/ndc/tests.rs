//! A small directory that is made up, whole and with faults.

use super::*;

const PRODUCTS: &str = "PRODUCTID\tPRODUCTNDC\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tSTARTMARKETINGDATE\tLABELERNAME\tSUBSTANCENAME\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\n\
    a\t9999-0123\tMade Up\tXR\tmadeupine\t20200131\tNobody\tMADEUPINE; OTHERINE\t5; 10\tmg/1; mg/mL\n\
    b\t99998-012\tSecond\t\tsecondine\t\tNobody\t\t\t\n\
    c\t9-9\tThird\t\t\t\t\t\t\t\n";
const PACKAGES: &str = "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\n\
    a\t9999-0123\t9999-0123-10\t10 TABLET in 1 BOTTLE\t20200131\n\
    a\t9999-0123\t9999-0123-20\t\t20200131\n\
    d\t99997-001\t99997-001-01\t1 VIAL\t2020\n\
    d\t99997-001\t99997-001-02\t2 VIAL\t\n";

#[test]
fn products_and_packages_are_joined_and_wrong_lines_named() {
    let (mut report, mut directory) = (Report::default(), Directory::default());
    for (name, text) in [("package.txt", PACKAGES), ("product.txt", PRODUCTS)] {
        assert!(recognise(text.as_bytes()));
        directory.read(name, text.as_bytes(), &mut report).unwrap();
    }
    let source = directory.source(&mut report).unwrap();
    let found: Vec<(u8, &str, &str)> = source
        .records
        .iter()
        .map(|record| (record.depth, record.name.as_str(), record.title.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (0, "", ""),
            (1, "099990123", "Made Up XR"),
            (2, "09999012310", "10 TABLET in 1 BOTTLE"),
            (1, "999970001", ""),
            (2, "99997000102", "2 VIAL"),
            (1, "999980012", "Second"),
        ]
    );
    let facts = &source.records[1].groups[0].items;
    let of = |wanted: Fact| {
        facts
            .iter()
            .find(|(fact, _)| *fact == wanted as u8)
            .map(|(_, text)| text.as_str())
    };
    assert_eq!(of(Fact::Written), Some("9999-0123"));
    assert_eq!(of(Fact::Strength), Some("MADEUPINE 5 mg/1; OTHERINE 10 mg/mL"));
    assert_eq!(of(Fact::From), Some("2020-01-31"));
    let report = report.to_string();
    for says in [
        "product.txt:4:3: `9-9` is no product's code",
        "package.txt:3:26: `9999-0123-20` has no description",
        "package.txt:4:33: `2020` is no day",
    ] {
        assert!(report.contains(says), "{says}\n{report}");
    }
}

proptest::proptest! {
    #[test]
    fn bytes_of_any_kind_are_no_panic(changes in proptest::collection::vec((0usize..600, proptest::num::u8::ANY), 0..20), cut in 0usize..600) {
        let mut bytes = PRODUCTS.as_bytes().to_vec();
        for (at, byte) in changes {
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
        }
        bytes.truncate(cut);
        recognise(&bytes);
        let (mut report, mut directory) = (Report::default(), Directory::default());
        let _ = directory.read("product.txt", &bytes, &mut report);
        directory.source(&mut report);
    }
}
