//! `WebDriver` `BiDi` (W3C), for what the classic protocol does not offer.

use std::{net::TcpStream, sync::Mutex};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket, client, stream::MaybeTlsStream};

/// A connection to a browser.
pub struct Bidi(Mutex<(WebSocket<MaybeTlsStream<TcpStream>>, u64)>);

impl Bidi {
    /// Connects to the address that a session names.
    pub fn connect(address: &str) -> Self {
        let (socket, _) = client::connect(address).unwrap();
        Self(Mutex::new((socket, 0)))
    }

    /// Runs a command and returns its result.
    pub fn run(&self, method: &str, params: &Value) -> Value {
        let mut guard = self.0.lock().unwrap();
        let (socket, last) = &mut *guard;
        *last += 1;
        let id = *last;
        let command = json!({ "id": id, "method": method, "params": params });
        socket.send(Message::text(command.to_string())).unwrap();
        loop {
            let Message::Text(text) = socket.read().unwrap() else {
                continue;
            };
            let answer: Value = serde_json::from_str(&text).unwrap();
            if answer["id"] == id {
                assert_eq!(answer["type"], "success", "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }
}
