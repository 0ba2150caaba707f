//! The portal's only access to the network: files of the edition, with timeouts, retries and typed failures.

pub mod decode;
pub mod documents;

use gazette_model::{Failure, SCHEMA, is_own};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Math, Promise, Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache};

/// Time that one try may take, from request to the last byte, in milliseconds.
const TIMEOUT: u32 = 5_000;

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
    decode::decode(get_value(path).await?).map_err(|_| Failure::Malformed)
}

/// Fetches a JSON file of the edition, as the browser reads it.
///
/// # Errors
/// As [`get`].
pub async fn get_value(path: &str) -> Result<JsValue, Failure> {
    checked(get_body(path, web_sys::Response::json).await?)
}

/// Fetches a file of the edition that is no JSON.
///
/// # Errors
/// As [`get`].
pub async fn get_bytes(path: &str) -> Result<Uint8Array, Failure> {
    let bytes = get_body(path, web_sys::Response::array_buffer).await?;
    Ok(Uint8Array::new(bytes.unchecked_ref::<ArrayBuffer>()))
}

/// Has the browser read the body of a response.
type Read = fn(&web_sys::Response) -> Result<Promise, JsValue>;

/// The part that does not depend on the type, so that it is there once.
async fn get_body(path: &str, read: Read) -> Result<JsValue, Failure> {
    // Paths come out of files, too.
    if !is_own(path) {
        return Err(Failure::Malformed);
    }
    let mut tried = 1;
    let mut cache = RequestCache::Default;
    loop {
        match get_once(path, cache, read).await {
            Err(failure) if tried < TRIES && may_pass(failure) => {
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

async fn get_once(path: &str, cache: RequestCache, read: Read) -> Result<JsValue, Failure> {
    let signal = AbortSignal::timeout_with_u32(TIMEOUT);
    let reason = |error: gloo_net::Error| match error {
        gloo_net::Error::JsError(error) if error.name == "TimeoutError" => Failure::Timeout,
        _ => Failure::Network,
    };
    let response = Request::get(path)
        .cache(cache)
        .abort_signal(Some(&signal))
        .send()
        .await
        .map_err(reason)?;
    match response.status() {
        200 => {}
        404 | 410 => return Err(Failure::NotFound),
        status => return Err(Failure::Status(status)),
    }
    // The browser decodes: `serde_json` would cost each reader some 15 KB.
    let body = read(&web_sys::Response::from(response)).map_err(|_| Failure::Malformed)?;
    JsFuture::from(body)
        .await
        .map_err(|error| match error_name(&error).as_deref() {
            Some("SyntaxError") => Failure::Malformed,
            Some("TimeoutError") => Failure::Timeout,
            _ => Failure::Network,
        })
}

fn error_name(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok()?.as_string()
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
