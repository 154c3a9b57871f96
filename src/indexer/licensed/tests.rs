//! Lists that are made up, whole and with every fault that a line can have.

use super::sets::SETS;
use super::*;
use crate::format::notes::Fact;

fn read_text(text: &str) -> (Result<Vec<Source>, String>, String) {
    let mut report = Report::default();
    let found = read("list.csv", text.as_bytes(), &mut report);
    (found, report.to_string())
}

/// Names and titles of all entries but the set itself.
fn entries(source: &Source) -> Vec<(u8, &str, &str)> {
    let records = source.records.iter().skip(1);
    records
        .map(|record| (record.depth, record.name.as_str(), record.title.as_str()))
        .collect()
}

#[test]
fn a_list_says_which_set_it_is_or_is_taken_for_one_and_that_is_said() {
    for (text, expect, said) in [
        (
            "# set: condition\ncode,long\n01,Made up\nC3,Another\n",
            "condition",
            "",
        ),
        ("set;code;title\nvalue;80;Made up\n", "value", ""),
        ("CPT Code|Description\n99999|Made up\n", "cpt", ""),
        (
            "code\tshort description\tlong description\nD9998\tx\tMade up\n",
            "cdt",
            "taken for that",
        ),
        (
            "code,description\nMA998,Made up\nN9,Another\n",
            "rarc",
            "taken for that",
        ),
        (
            "code,description\n99999-9998-97,Made up\n",
            "ndc",
            "taken for that",
        ),
        (
            "code,title\n99999,Made up\n0001F,b\n0002F,c\n0003F,d\n",
            "cpt",
            "taken for that",
        ),
    ] {
        assert!(recognise(text.as_bytes()), "{text}");
        let (found, report) = read_text(text);
        let found = found.unwrap();
        assert_eq!(found[0].about.set, expect, "{text}");
        assert_eq!(report.contains("Note"), !said.is_empty(), "{report}");
        assert!(report.contains(said), "{report}");
    }
}

#[test]
fn a_list_that_could_be_of_several_sets_is_refused_with_the_remedy() {
    for (text, says) in [
        (
            "code,title\n01,Made up\n02,Another\n",
            "list.csv:1:1: nothing says which set it is, and its codes could be those of condition, occurrence",
        ),
        ("code,title\n0450,Made up\n", "could be those of revenue, tob"),
        (
            "code,title\nA9999,Made up\n",
            "written like those of none; write `# set: NAME`",
        ),
        (
            "# set: cpt4\ncode,title\n99999,Made up\n",
            "list.csv:1:1: there is no set `cpt4`; known are cpt, cdt, revenue",
        ),
        (
            "# set: cpt\n99999,Made up\n",
            "list.csv:2:1: has no heading of codes and titles; name the columns",
        ),
        ("# set: cpt\n", "list.csv:1:1: has no rows"),
        (
            "# set: cpt\ncode,title\n9,\n",
            "list.csv:2:1: no line of it could be read",
        ),
    ] {
        let (found, _) = read_text(text);
        let fault = found.unwrap_err();
        assert!(fault.contains(says), "{fault}");
    }
}

#[test]
fn lines_that_are_wrong_are_rejected_with_their_place_and_the_rest_is_read() {
    for (line, says) in [
        (
            "9999X,Short,Made up",
            "list.csv:4:1: `9999X` is no code of CPT (five digits",
        ),
        ("99999,Short,", "Rejected: nothing"),
        ("99999,,", "list.csv:4:8: `99999` has no title"),
        ("99999", "list.csv:4:1: `99999` has no title"),
        (
            "99998,,Again",
            "list.csv:4:1: `99998` stands here a second time (the first is in line 3)",
        ),
        (
            "99999,\"Made up,",
            "list.csv:4:7: a quote is opened and never closed",
        ),
        (
            "99999,x,y,31.12.2026",
            "list.csv:4:11: `31.12.2026` is no day like",
        ),
    ] {
        let text = format!("# set: cpt\ncode,short,long,from\n99998,,First\n{line}\n99997,,Last\n");
        let (found, report) = read_text(&text);
        assert!(report.contains(says), "{says}\n{report}");
        let found = found.unwrap();
        let found = entries(&found[0]);
        assert!(
            found.contains(&(2, "99997", "Last")) && found.contains(&(2, "99998", "First")),
            "{found:?}"
        );
    }
    let (_, report) = read_text("set,code,title\ncpt,99999,Made up\ncpt5,99998,Another\n");
    assert!(
        report.contains("list.csv:3:1: there is no set `cpt5`"),
        "{report}"
    );
}

#[test]
fn codes_stand_below_headings_with_both_titles_and_their_days() {
    let (found, report) = read_text(
        "# set: revenue\n# edition: 2031\n# from: 1/1/2031\ncode,short,long,start,stop,note\n450,Short,Made up,20300101,\n0451,,Another,,2031-06-30\n0981,,Third,,\n",
    );
    let source = &found.unwrap()[0];
    assert_eq!(
        entries(source),
        [
            (1, "0450-0459", ""),
            (2, "0450", "Made up"),
            (2, "0451", "Another"),
            (1, "0980-0989", ""),
            (2, "0981", "Third"),
        ]
    );
    assert_eq!(
        source.records[2].groups[0].items,
        [(Fact::ShortTitle as u8, "Short".to_owned())]
    );
    let facts = source.facts.as_ref().unwrap();
    let of = |row| facts.of(row).collect::<Vec<_>>();
    assert_eq!(of(2), [(Fact::From, "2030-01-01")]);
    assert_eq!(of(3), [(Fact::Until, "2031-06-30")]);
    assert_eq!(of(1), []);
    let about = &source.about;
    assert_eq!(
        (about.edition.as_str(), about.from.as_str()),
        ("2031", "2031-01-01")
    );
    assert_eq!(
        about.licence,
        "licensed from American Hospital Association (National Uniform Billing Committee) by whoever built this index; not to be passed on"
    );
    assert!(
        report.contains("1 codes have fewer digits") && report.contains("not read: note"),
        "{report}"
    );
}

#[test]
fn codes_stand_where_their_scheme_looks_for_them() {
    for set in SETS {
        let scheme =
            crate::code::scheme::scheme(set.name).unwrap_or_else(|| panic!("{} has no scheme", set.name));
        assert_eq!(scheme.first_code, 1, "{}", set.name);
    }
}

#[test]
fn only_such_tables_are_recognised() {
    for other in [
        "",
        "diagnosis_code,cc,model_name\n",
        "A plain text, without columns\n",
        "<xml/>",
        "code\n99999\n",
        "PRODUCTID\tPRODUCTNDC\n",
    ] {
        assert!(!recognise(other.as_bytes()), "{other}");
    }
}

proptest::proptest! {
    #[test]
    fn bytes_of_any_kind_are_no_panic(changes in proptest::collection::vec((0usize..160, proptest::num::u8::ANY), 0..20), cut in 0usize..160) {
        let mut bytes = b"# set: revenue\n# from: 1/1/2031\ncode,short,long,start,stop\n450,\"Sh\"\"ort\",Made up,20300101,\n0451,,Another,,2031-06-30\n".to_vec();
        for (at, byte) in changes {
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
        }
        bytes.truncate(cut);
        recognise(&bytes);
        let _ = read("list.csv", &bytes, &mut Report::default());
    }
}

#[test]
fn what_would_be_lost_or_makes_no_sense_is_rejected_with_its_place() {
    for (text, said) in [
        (
            "# set: cpt\ncode,short,long\n99998,x,Made up\n99999,x,Made up, with a comma\n",
            "list.csv:4:17: the row has 4 cells and the first one 3",
        ),
        (
            "# set: cpt\ncode,long,from,to\n99998,Made up,,\n99999,Made up,2026-05-01,2025-05-01\n",
            "list.csv:4:26: `99999` ends on 2025-05-01, before it begins on 2026-05-01",
        ),
        (
            "# set: cpt\n# to: 2026-02-31\ncode,long\n99998,Made up\n",
            "list.csv:2:1: `# to: 2026-02-31` is no day",
        ),
        (
            "# set: cpt\ncode,long,to\n99998,Made up,\n99999,Made up,2025-02-29\n",
            "list.csv:4:15: `2025-02-29` is no day",
        ),
    ] {
        let (found, report) = read_text(text);
        assert!(report.contains(said), "{report}");
        let found = found.unwrap();
        assert_eq!(found[0].about.counts["codes"], 1, "{text}: the rest is read");
        assert_eq!(found[0].about.to, "", "{text}");
    }
    // Cells beyond the first row's that hold nothing are nothing.
    let (found, report) = read_text("# set: cpt\ncode,long\n99999,Made up,,\n");
    assert!(report.contains("Rejected: nothing"), "{report}");
    assert_eq!(found.unwrap()[0].about.counts["codes"], 1);
}
