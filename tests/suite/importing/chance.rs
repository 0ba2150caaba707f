//! Choices of generated tests.

/// Numbers without order, the same in each run.
pub struct Chance(pub u64);

impl Chance {
    /// A number below an end.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// Yes, once in so many times.
    pub fn is(&mut self, one_of: usize) -> bool {
        self.below(one_of) == 0
    }

    /// One of several things.
    pub fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}
