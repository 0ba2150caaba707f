//! Words that differ by one typing error.

/// Tells whether two words are one edit apart: insertion, deletion, substitution, or transposition of neighbours.
pub fn is_near(one: &str, other: &str) -> bool {
    let (mut one, mut other): (Vec<char>, Vec<char>) =
        (one.chars().collect(), other.chars().collect());
    if one.len() > other.len() {
        std::mem::swap(&mut one, &mut other);
    }
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) if a == d && b == c && one == other => true,
        (_, [_, rest @ ..]) if one.len() < other.len() => one == rest,
        ([_, one @ ..], [_, other @ ..]) => one == other,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_near_and_two_are_not() {
        for near in [
            "portal", "portl", "porrtal", "pertal", "oportal", "ortal", "protal", "portla",
            "portaal",
        ] {
            assert!(is_near("portal", near) && is_near(near, "portal"), "{near}");
        }
        for far in [
            "porl", "prtoal", "petral", "portals2", "mortar", "", "latrop",
        ] {
            assert!(!is_near("portal", far) && !is_near(far, "portal"), "{far}");
        }
    }
}
