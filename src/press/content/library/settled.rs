//! Documents that are settled. What is made of all articles, as the search index and the weights of words are, would change with
//! each new one, and with it hundreds of files of a large site. So it is made of those that are settled, and the newest join
//! them together. It is a matter of their number alone, so that no build has to know an earlier one.

/// Number of documents below which all are settled.
pub const LARGE: usize = 1024;

/// Number of documents that join the settled ones together.
pub const JOINING: usize = 32;

/// The number of settled documents among so many, from the oldest.
pub fn settled(count: usize) -> usize {
    if count < LARGE {
        count
    } else {
        count - count % JOINING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_join_together() {
        for count in [0, 1, LARGE - 1, LARGE, LARGE + JOINING] {
            assert_eq!(settled(count), count);
        }
        for newest in 1..JOINING {
            assert_eq!(settled(LARGE + newest), LARGE);
        }
    }
}
