//! ICD-10-PCS definitions: the official file is kept exactly; what is wrong in a file is
//! reported with its place.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use medcode::indexer::pcs_definitions;
use medcode::indexer::report::Report;
use support::mutate;
use support::pcs::{definitions, same, tables, texts};

#[test]
fn the_official_definitions_are_kept_in_order_and_found_by_value() {
    let Some((bytes, definitions)) = definitions() else {
        return;
    };
    let mut kept = Vec::new();
    let mut section = 0;
    for axis in &definitions.axes {
        if axis.section != section {
            kept.push(axis.section_title.clone());
            section = axis.section;
        }
        kept.push(axis.title.clone());
        for term in &axis.terms {
            kept.extend(term.titles.iter().cloned());
            let items = term.groups.iter().flat_map(|group| &group.items);
            kept.extend(items.map(|(_, text)| text.clone()));
        }
    }
    for device in &definitions.devices {
        kept.extend([device.device.clone(), device.operation.clone()]);
        kept.extend(device.systems.iter().cloned());
        kept.push(device.parent.1.clone());
    }
    let wanted = [
        "title",
        "definition",
        "explanation",
        "includes",
        "device",
        "operation",
        "bodySys",
        "parent",
    ];
    same(&texts(&bytes, &wanted)[1..], &kept);
    assert_eq!((definitions.axes.len(), definitions.devices.len()), (31, 60));

    let says = |section, place, label| {
        let term = definitions.of(section, place, label)?;
        Some(term.groups[0].items[0].1.as_str())
    };
    assert_eq!(
        says(b'0', 3, "Detachment"),
        Some("Cutting off all or a portion of the upper or lower extremities")
    );
    assert_eq!(says(b'0', 4, "1st Toe, Right"), Some("Hallux"));
    assert_eq!(says(b'1', 4, "1st Toe, Right"), None);
}

#[test]
fn operations_are_defined_alike_by_both_files() {
    let (Some((_, tables)), Some((_, definitions))) = (tables(), definitions()) else {
        return;
    };
    for table in tables.tables.iter().filter(|table| !table.definition.is_empty()) {
        let operation = &table.axes[2].values[0];
        let term = definitions.of(table.code[0], 3, &operation.label).unwrap();
        assert_eq!(term.groups[0].items[0].1, table.definition, "{}", operation.label);
    }
}

#[test]
fn what_is_wrong_in_definitions_is_reported_with_its_place() {
    let whole = |terms: &str| {
        format!(
            "<ICD10PCS.definitions><section code=\"0\"><title>Work</title><axis pos=\"3\"><title>Operation</title>\n{terms}\n\
             </axis></section></ICD10PCS.definitions>"
        )
    };
    let good = "<terms><title>Sawing</title><definition>Parting wood</definition></terms>";
    for (xml, terms, faults) in [
        (whole(good), 1, &[][..]),
        (
            whole(&format!("<terms><title>Gluing</title></terms>\n{good}")),
            1,
            &["2:1: a term that has no title, or of which nothing is said; it was left out"],
        ),
        (
            whole(&good.replace("</terms>", "<rough>x</rough></terms>")),
            1,
            &["2:66: <rough> is not known here; it was left out"],
        ),
    ] {
        let mut report = Report::default();
        let definitions = pcs_definitions::read("made-up.xml", xml.as_bytes(), &mut report).unwrap();
        assert_eq!(definitions.axes[0].terms.len(), terms, "{xml}");
        assert_eq!(support::faults("made-up.xml", &report), faults, "{xml}");
    }
    let fault = pcs_definitions::read("made-up.xml", whole("<terms>").as_bytes(), &mut Report::default());
    assert_eq!(
        fault.unwrap_err(),
        "made-up.xml:3:1: not well-formed XML (expected 'terms' tag, not 'axis' at 3:1); fetch the file again"
    );
}

#[test]
fn damaged_definitions_never_panic() {
    let definitions = "<ICD10PCS.definitions><section code=\"0\"><title>A</title><axis pos=\"3\"><title>B</title><terms><title>C\
        </title><definition>D</definition></terms></axis></section><deviceAggregation><aggregate><device>E</device><parent \
        value=\"7\">F</parent></aggregate></deviceAggregation></ICD10PCS.definitions>";
    mutate::each(definitions.as_bytes(), |bytes| {
        let _ = pcs_definitions::read("made-up.xml", bytes, &mut Report::default());
    });
}
