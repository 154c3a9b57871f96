//! Small damages to a file, the same in each run.

/// How many damaged files are tried.
const ROUNDS: u32 = 20_000;

/// Calls `with` for damaged versions of `bytes`: bytes changed, cut out, doubled.
pub fn each(bytes: &[u8], mut with: impl FnMut(&[u8])) {
    // A multiplicative generator; which numbers come matters less than that the
    // same come again.
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut below = |limit: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit.max(1)
    };
    for _ in 0..ROUNDS {
        let mut damaged = bytes.to_vec();
        for _ in 0..=below(3) {
            let start = below(damaged.len());
            let end = (start + below(40)).min(damaged.len());
            match below(4) {
                0 => drop(damaged.drain(start..end)),
                1 => {
                    let copy = damaged.get(start..end).unwrap_or(&[]).to_vec();
                    let at = below(damaged.len());
                    damaged.splice(at..at, copy);
                }
                2 => damaged.splice(start..start, [below(256) as u8]).for_each(drop),
                _ => {
                    if let Some(byte) = damaged.get_mut(start) {
                        *byte = b"<>/\"=&; 0A"[below(10)];
                    }
                }
            }
        }
        with(&damaged);
    }
}
