//! Editions and places that are refused, before anything is changed.

use std::fs;

use super::office::Office;

fn refused(office: &Office, arguments: &[&str], why: &str) {
    let before = office.objects();
    office.store.script(|_| crate::store::Fate::Answer);
    let outcome = office.upload(arguments);
    assert_eq!(outcome.code, 1, "{}", outcome.text);
    assert!(outcome.text.contains(why), "{}", outcome.text);
    assert!(office.store.log().is_empty());
    assert_eq!(office.objects(), before);
}

#[test]
fn what_is_no_edition_for_readers_is_refused() {
    let office = Office::new();
    refused(&office, &["--out", "content"], "this is no edition");
    office.say("\"drafts\":false", "\"drafts\":true");
    refused(&office, &[], "a preview with drafts");
    office.say("\"drafts\":true", "\"drafts\":false");
    let css = office.desk.path("dist/assets/gazette-3c4d.css");
    let css = fs::read_dir(css.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|it| it == "css"))
        .unwrap();
    let text = fs::read(&css).unwrap();
    fs::remove_file(&css).unwrap();
    refused(
        &office,
        &[],
        "the edition is not whole: 404.html names assets/",
    );
    fs::write(&css, text).unwrap();
    office.say("\"site\":", "\"sight\":");
    refused(&office, &[], "build the edition again");
}

#[test]
fn another_site_keeps_its_place() {
    let office = Office::new();
    assert_eq!(office.upload(&[]).code, 0);
    office.say("https://example.org/", "https://other.example/");
    let why = "the site https://example.org/base/ lies there, and this edition is of https://other.example/base/";
    refused(&office, &[], why);
    // Something else has put an edition there, and no upload has.
    fs::remove_dir_all(
        office
            .store
            .folder()
            .join(super::office::PREFIX)
            .join(".press"),
    )
    .unwrap();
    refused(&office, &[], why);
}

#[test]
fn places_that_nobody_can_write_to_are_refused() {
    let office = Office::new();
    let press = |arguments: &[&str], environment: &[(&str, &str)]| {
        let outcome = office
            .desk
            .press_with(environment, &[&["upload"], arguments].concat());
        assert_eq!(outcome.code, 1, "{}", outcome.text);
        outcome.text
    };
    assert!(press(&["dist"], &[]).contains("write s3://bucket/prefix"));
    assert!(press(&["ftp://a/b"], &[]).contains("ftp:// is unknown"));
    assert!(press(&["s3://bucket"], &[]).contains("set AWS_ACCESS_KEY_ID or"));
    assert!(press(&["gs://bucket"], &[]).contains("set GOOGLE_APPLICATION_CREDENTIALS or"));
    assert!(press(&["az://bucket"], &[]).contains("set AZURE_STORAGE_ACCOUNT_NAME"));
    let endpoint = office.store.endpoint();
    let wrong = [
        ("AWS_ACCESS_KEY_ID", "AKOTHER"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
    ];
    let told = press(&["s3://press/x", "--endpoint", &endpoint], &wrong);
    assert!(!told.contains("Signature="), "{told}");
}
