//! Everything that is there is found, and nothing else: measured against a look through all texts.

use std::collections::{BTreeMap, BTreeSet};

use gazette_search::{Order, Rules, Searchable, forms, units};

use super::{
    Shelf, corpus,
    queries::{CHINESE, ENGLISH, OWN_CHINESE},
};

/// The documents that have all of a query, by a look through all texts. Runs of scripts without spaces must stand there as
/// they are; of other words any inflection may.
fn truth(query: &str, documents: &BTreeMap<String, Searchable>) -> BTreeSet<String> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '’');
    let (mut words, mut runs) = (Vec::new(), Vec::new());
    for part in query.split(|c: char| c.is_whitespace() || c == '%') {
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c| is_latin(c) != is_latin(first));
            let (run, others) = rest.split_at(end.unwrap_or(rest.len()));
            rest = others;
            if is_latin(first) {
                words.push(run);
            } else {
                runs.push(run);
            }
        }
    }
    let stems = |text: &str| -> BTreeSet<String> {
        let rules = Rules {
            english: true,
            decompose: gazette_search::decompose,
        };
        let units = units(text, rules);
        let dense = units.iter().filter(|unit| unit.is_dense).cloned();
        dense
            .chain(forms(&units, rules))
            .map(|unit| unit.term)
            .collect()
    };
    let has_all = |document: &Searchable| {
        let text = [
            &document.title,
            "\n",
            &document.summary,
            "\n",
            &document.text,
        ]
        .concat();
        let known = stems(&text);
        words.iter().all(|word| stems(word).is_subset(&known))
            && runs.iter().all(|run| text.contains(run))
    };
    let found = documents.iter().filter(|(_, document)| has_all(document));
    found.map(|(path, _)| path.clone()).collect()
}

/// Recall and precision over queries, and for how many of them there is something to find.
fn measure(shelf: &mut Shelf, queries: &[&str]) -> (f64, f64, usize) {
    let (mut wanted, mut got, mut right, mut fruitful) = (0_u32, 0_u32, 0_u32, 0);
    for query in queries {
        let truth = truth(query, &shelf.documents);
        let found = shelf.find(query);
        let unique: BTreeSet<String> = found.iter().cloned().collect();
        assert_eq!(
            unique.len(),
            found.len(),
            "{query}: something is found twice"
        );
        if truth != unique && !truth.is_empty() {
            let differ: Vec<_> = truth.symmetric_difference(&unique).collect();
            eprintln!("{query}: {differ:?}");
        }
        // Where nothing has the words, the search may offer what is near.
        if truth.is_empty() {
            continue;
        }
        fruitful += 1;
        wanted += u32::try_from(truth.len()).unwrap();
        got += u32::try_from(unique.len()).unwrap();
        right += u32::try_from(truth.intersection(&unique).count()).unwrap();
    }
    (
        f64::from(right) / f64::from(wanted.max(1)),
        f64::from(right) / f64::from(got.max(1)),
        fruitful,
    )
}

#[test]
fn the_demonstration_site_is_found_in_every_language() {
    for (lang, mut shelf) in corpus::demonstration() {
        let queries: &[&str] = if lang == "en" { &ENGLISH } else { &OWN_CHINESE };
        let (recall, precision, fruitful) = measure(&mut shelf, queries);
        println!(
            "{lang}: recall {recall:.3}, precision {precision:.3}, {fruitful} of {} queries fruitful",
            queries.len()
        );
        assert!(
            recall >= 1.0 && precision >= 0.95,
            "{lang}: {recall} {precision}"
        );
        assert!(fruitful >= 33, "{fruitful}");
    }
}

#[test]
fn chinese_notices_are_found() {
    let (recall, precision, fruitful) = measure(&mut corpus::notices(), &CHINESE);
    println!(
        "recall {recall:.3}, precision {precision:.3}, {fruitful} of {} queries fruitful",
        CHINESE.len()
    );
    assert!(recall >= 1.0 && precision >= 0.95, "{recall} {precision}");
    assert!(fruitful >= 38, "{fruitful}");
}

#[test]
fn what_is_in_the_title_comes_first() {
    let mut shelf = corpus::notices();
    assert_eq!(shelf.find("能源")[0], "news/energy/");
    assert_eq!(shelf.find("open data")[0], "news/data/");
    let newest = shelf.ask("資訊", &[], Order::Newest, false).0;
    assert_eq!(newest[..2], ["about/", "news/procurement/"]);
}

#[test]
fn typing_finds_what_the_word_may_become() {
    let (_, mut english) = corpus::demonstration().swap_remove(0);
    for typed in ["tai", "taiw", "publishin", "headl"] {
        let found = english.ask(typed, &[], Order::Best, true).0;
        assert!(!found.is_empty(), "{typed}");
    }
    let article = "news/taiwan-france-24th-iccm/".to_owned();
    assert!(
        english
            .ask("france taiw", &[], Order::Best, true)
            .0
            .contains(&article)
    );
    // Only the last word goes on, and none that is finished and there.
    assert!(
        english
            .ask("taiw france", &[], Order::Best, true)
            .0
            .is_empty()
    );
    assert!(
        !english
            .find("port")
            .contains(&"news/first-paint-before-script/".to_owned())
    );
}

#[test]
fn one_wrong_letter_is_forgiven_where_nothing_matches() {
    let (_, mut english) = corpus::demonstration().swap_remove(0);
    for (wrong, right) in [
        ("tawian", "taiwan"),
        ("taiwn", "taiwan"),
        ("aiwan", "taiwan"),
        ("toiwan", "taiwan"),
        ("taiwann", "taiwan"),
        ("headlinse", "headlines"),
        ("keybaord", "keyboard"),
        ("ngnix", "nginx"),
        ("accesibility", "accessibility"),
    ] {
        assert_eq!(english.find(wrong), english.find(right), "{wrong}");
    }
    assert!(english.find("tawnai").is_empty());
    assert_eq!(english.find("tawian france"), english.find("taiwan france"));
}

#[test]
fn quotes_hold_words_together() {
    let (_, mut english) = corpus::demonstration().swap_remove(0);
    let loose = english.find("language plain");
    let tight = english.find("\"plain language\"");
    assert!(!tight.is_empty() && tight.len() <= loose.len());
    assert!(english.find("\"language plain\"").is_empty());
    for path in tight {
        let document = &english.documents[&path];
        let text = [&document.title, " ", &document.summary, " ", &document.text].concat();
        assert!(text.to_lowercase().contains("plain language"), "{path}");
    }
}

#[test]
fn filters_narrow_a_search_or_stand_alone() {
    use gazette_search::{kind_key, year_key};
    let (_, mut english) = corpus::demonstration().swap_remove(0);
    let all = english.find("article");
    let pages = english
        .ask("article", &[kind_key("page")], Order::Best, false)
        .0;
    assert!(!pages.is_empty() && pages.len() < all.len());
    assert!(
        pages
            .iter()
            .all(|path| all.contains(path) && !path.starts_with("news/"))
    );
    let year = english.ask("", &[year_key("2017")], Order::Newest, false).0;
    assert_eq!(year, ["news/taiwan-france-24th-iccm/"]);
    assert!(
        english
            .ask("", &[year_key("1066")], Order::Newest, false)
            .0
            .is_empty()
    );
}
