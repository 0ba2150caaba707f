//! Addresses: what can be parsed is written as it was understood.
#![no_main]

use gazette_model::Route;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|path: &str| {
    let Some(route) = Route::parse(path) else {
        return;
    };
    for route in [route.everywhere(), route] {
        assert_eq!(Route::parse(&route.path()), Some(route.clone()));
        assert_eq!(Route::parse(&route.html_path()), Some(route.clone()));
        assert!(route.json_path().ends_with(".json"));
    }
});
