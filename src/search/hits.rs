//! Lists of documents with points, joined.

/// Documents in ascending order, each with points.
pub type Hits = Vec<(u32, u32)>;

/// Intersection of two lists.
pub fn both(one: &Hits, other: &Hits, points: fn(u32, u32) -> u32) -> Hits {
    let mut out = Hits::new();
    let mut rest = other.as_slice();
    for (id, own) in one {
        while rest.first().is_some_and(|(other, _)| other < id) {
            rest = &rest[1..];
        }
        if let Some((other, theirs)) = rest.first()
            && other == id
        {
            out.push((*id, points(*own, *theirs)));
        }
    }
    out
}

/// Union of two lists, with the better points.
pub fn either(one: &Hits, other: &Hits) -> Hits {
    let mut out = Hits::new();
    let (mut one, mut other) = (one.as_slice(), other.as_slice());
    loop {
        match (one.split_first(), other.split_first()) {
            (Some((a, ones)), Some((b, others))) if a.0 == b.0 => {
                out.push((a.0, a.1.max(b.1)));
                (one, other) = (ones, others);
            }
            (Some((a, ones)), Some((b, _))) if a.0 < b.0 => {
                out.push(*a);
                one = ones;
            }
            (_, Some((b, others))) => {
                out.push(*b);
                other = others;
            }
            (rest, None) => {
                out.extend(rest.map(|(a, _)| *a));
                out.extend(one.iter().skip(1));
                return out;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn hits() -> impl Strategy<Value = BTreeMap<u32, u32>> {
        prop::collection::btree_map(0_u32..40, 1_u32..9, 0..30)
    }

    proptest! {
        #[test]
        fn lists_join_as_sets_do(one in hits(), other in hits()) {
            let lists = [&one, &other].map(|hits| hits.iter().map(|(id, points)| (*id, *points)).collect::<Hits>());
            let sum = one.iter().filter_map(|(id, points)| Some((*id, points + other.get(id)?)));
            prop_assert_eq!(both(&lists[0], &lists[1], |a, b| a + b), sum.collect::<Hits>());
            let mut best = one.clone();
            for (id, points) in &other {
                let known = best.entry(*id).or_insert(0);
                *known = (*known).max(*points);
            }
            prop_assert_eq!(either(&lists[0], &lists[1]), best.into_iter().collect::<Hits>());
        }
    }
}
