//! Spelling variants: each finds the other, and the match is marked as it is written.

use gazette_search::{Order, Searchable};

use super::{Shelf, corpus::shelf};

/// Ways to write the same, each found by each other.
const SAME: &[&[&str]] = &[
    // Accents, several in a word, composed and not.
    &["Régis", "Regis", "Re\u{301}gis"],
    &["naïveté", "naivete", "nai\u{308}vete\u{301}"],
    &["Trường", "Truong", "Tru\u{31b}o\u{31b}\u{300}ng"],
    &["Ελλάδα", "Ελλαδα", "ΕΛΛΑΔΑ"],
    &["за́мок", "замок", "ЗАМОК"],
    // Marks that are not typed.
    &["مُحَمَّد", "محمد", "محـــمد"],
    &["أحمد", "احمد"],
    &["שָׁלוֹם", "שלום"],
    &["צה״ל", "צה\"ל", "צהל"],
    // What is not seen.
    &[
        "soft\u{ad}ware",
        "software",
        "soft\u{200b}ware",
        "soft\u{2060}ware",
    ],
    &["می\u{200c}خواهم", "میخواهم"],
    &["葛\u{e0100}城市", "葛城市"],
    // Forms of letters.
    &["ﬁnance", "finance", "ＦＩＮＡＮＣＥ"],
    &["ﬂow", "flow"],
    &["Ĳssel", "IJssel", "ijssel"],
    &["ｶﾀｶﾅ", "カタカナ"],
    &["ガラス", "ｶﾞﾗｽ", "カ\u{3099}ラス"],
    &[
        "한국어",
        "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}\u{110b}\u{1165}",
    ],
    &["CO₂", "CO2", "CO 2"],
    &["m²", "m2", "m 2"],
    // Letters that no decomposition takes apart.
    &["œuvre", "oeuvre", "ŒUVRE"],
    &["Ægir", "aegir", "AEGIR"],
    &["Straße", "Strasse", "STRAẞE"],
    &["Bjørn", "Bjorn"],
    &["ŁÓDŹ", "lodz", "Łódź"],
    &["Đà Nẵng", "Da Nang"],
    &["Þór", "Thor"],
    &["İstanbul", "istanbul", "ISTANBUL"],
    &["ışık", "isik", "IŞIK"],
    // Apostrophes of every kind, and none.
    &[
        "n’obe", "n'obe", "nobe", "nʼobe", "n‘obe", "n´obe", "n`obe", "n＇obe",
    ],
    // Elided words.
    &["l’eau", "eau", "d'eau", "L'EAU"],
    &["dell’acqua", "acqua"],
    &["Côte d’Ivoire", "Cote d'Ivoire"],
    // Together and apart.
    &["COVID-19", "COVID19", "COVID 19", "Covid‑19", "covid–19"],
    &["e-mail", "email", "e mail", "E-Mails"],
    &["time-lapse", "timelapse", "time lapse"],
    &["re-entry", "reentry", "re entry"],
    &["Microsoft365", "Microsoft 365", "Microsoft-365"],
    &["5km", "5 km", "5-km", "５ｋｍ"],
    &["col·lecció", "colleccio", "col-lecció"],
    &["Node.js", "nodejs", "node js"],
    &["R&D", "R&amp;D"],
    // Numbers in groups.
    &[
        "1,204",
        "1204",
        "1 204",
        "1\u{a0}204",
        "1\u{202f}204",
        "1’204",
        "1'204",
        "1.204",
        "１，２０４",
        "١٬٢٠٤",
    ],
    &[
        "12,345,678",
        "12345678",
        "12 345 678",
        "12.345.678",
        "1,23,45,678",
    ],
    &["14.2.1.0", "14.2.1.0"],
    &["60068-2-14", "60068‑2‑14", "60068 2 14"],
    // Names that are more than letters.
    &["C++", "c++", "Ｃ＋＋"],
    &["C#", "c#"],
    &["50%", "50 %", "50\u{a0}%", "５０％", "٥٠٪"],
    &["A/HRC/31", "a/hrc/31", "A HRC 31"],
];

fn one(text: &str, lang: &str) -> Shelf {
    let document = Searchable {
        title: "Title".into(),
        summary: "Summary".into(),
        text: format!("Before it. {text} and after."),
    };
    shelf(vec![("news/it/".into(), document)], lang)
}

/// Tells whether a query finds a text, in a site where nothing else is.
fn is_found(text: &str, query: &str, lang: &str) -> bool {
    one(text, lang).find(query) == ["news/it/"]
}

#[test]
fn what_is_written_in_one_way_is_found_in_another() {
    let mut missed = Vec::new();
    for ways in SAME {
        for text in *ways {
            let queries = ways.iter().filter(|query| **query != "R&amp;D");
            for query in queries {
                for lang in ["en", "de"] {
                    if !is_found(text, query, lang) && (lang == "en" || !query.ends_with('s')) {
                        missed.push(format!("{query} in {text}, {lang}"));
                    }
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// In one site, each way finds all others, but one that is a single word and is written as two elsewhere.
#[test]
fn all_ways_are_found_beside_one_another() {
    let mut missed = Vec::new();
    for ways in SAME {
        let documents = ways.iter().enumerate().map(|(number, text)| {
            let document = Searchable {
                title: "Title".into(),
                summary: "Summary".into(),
                text: format!("Before it. {text} and after."),
            };
            (format!("news/{number}/"), document)
        });
        let mut shelf = shelf(documents.collect(), "en");
        for query in ways.iter().filter(|query| **query != "R&amp;D") {
            let found = shelf.find(query);
            for (number, text) in ways.iter().enumerate() {
                let is_apart = text.contains(' ')
                    && !query.contains([' ', '-'])
                    && text.chars().all(|c| c.is_ascii_lowercase() || c == ' ');
                if !is_apart && !found.contains(&format!("news/{number}/")) {
                    missed.push(format!("{query} in {text}"));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_differs_is_not_the_same() {
    for (text, query) in [
        ("かき", "がき"),
        ("パン", "バン"),
        ("C", "C++"),
        ("C++", "C#"),
        ("50", "50%"),
        ("1,204", "1,205"),
        ("time and lapse", "timelapse"),
        ("COVID in 19 towns", "COVID19"),
        ("हिन्दी", "हन्द"),
    ] {
        assert!(!is_found(text, query, "en"), "{query} in {text}");
    }
}

#[test]
fn excerpts_mark_words_as_they_are_written() {
    for (text, query, marked) in [
        ("Régis", "regis", "Régis"),
        (
            "Re\u{301}gi\u{301}s\u{301}",
            "regis",
            "Re\u{301}gi\u{301}s\u{301}",
        ),
        ("soft\u{ad}ware", "software", "soft\u{ad}ware"),
        ("COVID-19", "covid19", "COVID-19"),
        ("COVID 19", "covid-19", "COVID 19"),
        ("COVID19", "covid", "COVID"),
        ("time-lapse", "time lapse", "time-lapse"),
        ("time lapse", "timelapse", "time lapse"),
        ("1 204", "1204", "1 204"),
        ("50 %", "50%", "50 %"),
        ("C++", "c", "C"),
        ("مُحَمَّد", "محمد", "مُحَمَّد"),
        ("ｶﾞﾗｽ", "ガラス", "ｶﾞﾗｽ"),
        ("カ\u{3099}ラス", "ガラス", "カ\u{3099}ラス"),
        ("㌔", "キロ", "㌔"),
        ("ﬁnance", "finance", "ﬁnance"),
        ("Straßen", "strassen", "Straßen"),
    ] {
        let mut shelf = one(text, "en");
        let (found, matcher) = shelf.ask(query, &[], Order::Best, false);
        assert_eq!(found, ["news/it/"], "{query}");
        let excerpt = matcher.excerpt(&shelf.documents["news/it/"]);
        let expected = ["Before it. ", marked];
        assert_eq!(excerpt.0[..2], expected, "{query} in {text}");
    }
}

#[test]
fn names_with_signs_come_before_what_has_only_their_letters() {
    let text = |text: &str| Searchable {
        title: "T".into(),
        summary: "S".into(),
        text: text.into(),
    };
    let documents = vec![
        ("plain/".to_owned(), text("Vitamin C and 50 people")),
        ("plus/".to_owned(), text("C++ for 50% of them")),
        ("sharp/".to_owned(), text("C# again")),
    ];
    let mut shelf = shelf(documents, "en");
    assert_eq!(shelf.find("C++"), ["plus/"]);
    assert_eq!(shelf.find("c#"), ["sharp/"]);
    assert_eq!(shelf.find("50%"), ["plus/"]);
    assert_eq!(shelf.find("c").len(), 3);
    assert_eq!(shelf.find("50").len(), 2);
}
