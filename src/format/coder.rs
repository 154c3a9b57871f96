//! Binary arithmetic coding: the last step of writing and the first of reading.
//!
//! A [`Coder`] takes one yes-or-no decision with the probability that it is
//! yes. The [`Encoder`] writes the decision that it is given; the [`Decoder`]
//! ignores what it is given and returns the decision that was written. Every
//! model above is therefore *one* function for both directions, and writer and
//! reader cannot drift apart.
//!
//! Never panics on any bytes: a decoder that runs off the end of its input
//! reads zeros and says so in [`Decoder::finish`].

use super::Fault;

/// One decision at a time, in either direction.
pub trait Coder {
    /// Codes `bit`, where `one` in 1..=65535 is the probability of `true` in
    /// units of 1/65536. Returns the bit that was written.
    fn bit(&mut self, one: u32, bit: bool) -> bool;
}

/// Writes decisions to bytes.
#[derive(Debug)]
pub struct Encoder {
    low: u32,
    high: u32,
    out: Vec<u8>,
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder {
            low: 0,
            high: u32::MAX,
            out: Vec::new(),
        }
    }
}

/// The point that divides `low..=high` in the ratio of the probability.
#[inline(always)]
fn split(low: u32, high: u32, one: u32) -> u32 {
    low + ((u64::from(high - low) * u64::from(one)) >> 16) as u32
}

impl Encoder {
    /// The bytes written, with as much of the last interval as the decoder needs.
    pub fn finish(mut self) -> Vec<u8> {
        // Four bytes that lie inside the interval whatever follows them.
        self.out.extend_from_slice(&self.high.to_be_bytes());
        self.out
    }
}

impl Coder for Encoder {
    #[inline(always)]
    fn bit(&mut self, one: u32, bit: bool) -> bool {
        let middle = split(self.low, self.high, one);
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.out.push((self.high >> 24) as u8);
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
        }
        bit
    }
}

/// Reads decisions from bytes.
#[derive(Debug)]
pub struct Decoder<'a> {
    low: u32,
    high: u32,
    value: u32,
    bytes: &'a [u8],
    next: usize,
}

impl<'a> Decoder<'a> {
    /// Starts reading what an [`Encoder`] wrote.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Decoder {
            low: 0,
            high: u32::MAX,
            value: 0,
            bytes,
            next: 0,
        };
        for _ in 0..4 {
            decoder.take();
        }
        decoder
    }

    #[inline(always)]
    fn take(&mut self) {
        let byte = self.bytes.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        self.value = self.value << 8 | u32::from(byte);
    }

    /// Whether more bytes were asked for than there are; then everything read
    /// since is noise, and a long loop may stop early.
    pub fn overran(&self) -> bool {
        self.next > self.bytes.len()
    }

    /// Ends the reading: every byte must have been used, and none made up.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if bytes are missing or left over.
    pub fn finish(self) -> Result<(), Fault> {
        if self.next == self.bytes.len() {
            Ok(())
        } else {
            Err(Fault::Damaged("coded bytes do not end where their content ends"))
        }
    }

    /// Where the reading stands, for a reader that works in steps.
    pub fn pause(&self) -> Paused {
        Paused {
            low: self.low,
            high: self.high,
            value: self.value,
            next: self.next,
        }
    }

    /// Goes on where [`Decoder::pause`] stopped, over the same bytes.
    pub fn resume(bytes: &'a [u8], at: Paused) -> Self {
        Decoder {
            low: at.low,
            high: at.high,
            value: at.value,
            bytes,
            next: at.next,
        }
    }
}

/// The state of a decoder between two steps.
#[derive(Debug, Clone, Copy)]
pub struct Paused {
    low: u32,
    high: u32,
    value: u32,
    next: usize,
}

impl Coder for Decoder<'_> {
    #[inline(always)]
    fn bit(&mut self, one: u32, _: bool) -> bool {
        let middle = split(self.low, self.high, one);
        let bit = self.value <= middle;
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
            self.take();
        }
        bit
    }
}
