//! The native command line.
fn main() {
    let a: Vec<std::path::PathBuf> = std::env::args().skip(2).map(Into::into).collect();
    let t = std::time::Instant::now();
    let (r, m) = medcode::indexer::index(&a, std::path::Path::new("/tmp/scout/index")).unwrap();
    println!("{r}");
    for f in m.files { println!("{} {}", f.name, f.bytes); }
    println!("{:?}", t.elapsed());
    use medcode::format::*;
    let b = std::fs::read("/tmp/scout/index/icd10cm.mcx").unwrap();
    for _ in 0..3 {
    let t = std::time::Instant::now();
    let c = container::Container::open(&b, Part::Tabular).unwrap();
    let w = vocabulary::Vocabulary::decode(c.section(Section::Words).unwrap()).unwrap();
    println!("words {:?} {} {}", t.elapsed(), c.section(Section::Words).unwrap().len(), w.len());
    let bytes = c.section(Section::Content).unwrap();
    let mut r = tabular::Reader::new(bytes, w).unwrap();
    while !r.step(bytes, 2000).unwrap() {}
    let l = r.finish();
    println!("all {:?} {}", t.elapsed(), l.len());
    }
}
