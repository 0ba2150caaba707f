//! The portal's only access to the network: files of the edition, with timeouts, retries and typed failures.

pub mod decode;
pub mod documents;

use gazette_model::{Failure, SCHEMA, is_own};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use js_sys::{ArrayBuffer, Date, Math, Promise, Reflect, SyntaxError, Uint8Array};
use leptos::prelude::window;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, RequestCache, RequestInit, Response};

/// Time that one try may take, from request to the last byte, in milliseconds.
const TIMEOUT: u32 = 5_000;

/// Time after which no further try begins or goes on, in milliseconds: readers wait for ten seconds at most, and a look at
/// the page itself may come after.
const PATIENCE: u32 = 8_500;

/// Time that such a look may take, in milliseconds.
const GLANCE: u32 = 1_500;

/// Tries for a file before its failure is shown.
const TRIES: u32 = 3;

/// The longest wait before the second try, in milliseconds; it doubles before each further one.
const BACKOFF: f64 = 400.0;

/// Fetches and decodes a JSON file of the edition.
///
/// # Errors
/// After three tries where another try might help (timeout, no network, 408, 429, 5xx), after a second one past the
/// browser's cache where the file is malformed, else at once.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    decode::decode(get_value(path, RequestCache::Default).await?).map_err(|_| Failure::Malformed)
}

/// Fetches a JSON file of the edition, as the browser reads it. `cache` says how far its copy is good enough.
///
/// # Errors
/// As [`get`].
pub async fn get_value(path: &str, cache: RequestCache) -> Result<JsValue, Failure> {
    checked(get_body(path, cache, Response::json).await?)
}

/// Fetches a file of the edition that is no JSON.
///
/// # Errors
/// As [`get`].
pub async fn get_bytes(path: &str, cache: RequestCache) -> Result<Uint8Array, Failure> {
    let bytes = get_body(path, cache, Response::array_buffer).await?;
    Ok(Uint8Array::new(bytes.unchecked_ref::<ArrayBuffer>()))
}

/// Tells whether a page can be had at once.
pub async fn is_there(path: &str) -> bool {
    let page = get_once(path, RequestCache::Default, Response::array_buffer, GLANCE);
    is_own(path) && page.await.is_ok()
}

/// Has the browser read the body of a response.
type Read = fn(&Response) -> Result<Promise, JsValue>;

/// The part that does not depend on the type, so that it is there once.
async fn get_body(path: &str, mut cache: RequestCache, read: Read) -> Result<JsValue, Failure> {
    // Paths come out of files, too.
    if !is_own(path) {
        return Err(Failure::Malformed);
    }
    let begun = Date::now();
    let mut tried = 1;
    loop {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a clock that was put back gives a reader the time that one try may take"
        )]
        let left = PATIENCE.saturating_sub((Date::now() - begun) as u32);
        match get_once(path, cache, read, left.min(TIMEOUT)).await {
            Err(failure) if tried < TRIES && left > TIMEOUT && may_pass(failure) => {
                // Between a half and the whole of the wait, so that readers do not come back all at once.
                let wait = BACKOFF * f64::from(1_u32 << (tried - 1)) * (0.5 + 0.5 * Math::random());
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is below two seconds"
                )]
                TimeoutFuture::new(wait as u32).await;
                tried += 1;
            }
            // The browser may have kept half of a file from an earlier visit, and would go on asking whether it is current.
            Err(Failure::Malformed) if cache == RequestCache::Default => {
                cache = RequestCache::Reload;
            }
            done => return done,
        }
    }
}

fn may_pass(failure: Failure) -> bool {
    match failure {
        Failure::Timeout | Failure::Network => true,
        Failure::Status(status) => matches!(status, 408 | 429 | 500..),
        Failure::NotFound | Failure::Malformed | Failure::Schema => false,
    }
}

/// One try. Older browsers have no `AbortSignal.timeout`.
async fn get_once(
    path: &str,
    cache: RequestCache,
    read: Read,
    limit: u32,
) -> Result<JsValue, Failure> {
    let controller = AbortController::new().map_err(|_| Failure::Network)?;
    let signal = controller.signal();
    let timer = Timeout::new(limit, move || controller.abort());
    let outcome = answer(path, cache, read, &signal).await;
    drop(timer);
    if signal.aborted() {
        Err(Failure::Timeout)
    } else {
        outcome
    }
}

async fn answer(
    path: &str,
    cache: RequestCache,
    read: Read,
    signal: &AbortSignal,
) -> Result<JsValue, Failure> {
    let how = RequestInit::new();
    how.set_cache(cache);
    how.set_signal(Some(signal));
    let response = window().fetch_with_str_and_init(path, &how);
    let response = JsFuture::from(response).await;
    let response: Response = response.map_err(|_| Failure::Network)?.unchecked_into();
    match response.status() {
        200 => {}
        404 | 410 => return Err(Failure::NotFound),
        status => return Err(Failure::Status(status)),
    }
    // The browser decodes: `serde_json` would cost each reader some 15 KB.
    let body = read(&response).map_err(|_| Failure::Malformed)?;
    JsFuture::from(body).await.map_err(|error| {
        if error.is_instance_of::<SyntaxError>() {
            Failure::Malformed
        } else {
            Failure::Network
        }
    })
}

/// Lets JSON pass whose `schema` this portal knows.
fn checked(json: JsValue) -> Result<JsValue, Failure> {
    let schema = Reflect::get(&json, &"schema".into())
        .ok()
        .and_then(|schema| schema.as_f64());
    match schema {
        Some(schema) if schema > f64::from(SCHEMA) => Err(Failure::Schema),
        Some(_) => Ok(json),
        None => Err(Failure::Malformed),
    }
}
