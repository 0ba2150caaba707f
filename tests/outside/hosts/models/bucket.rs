//! A bucket that knows keys alone, behind a network that runs the function of `press deploy`, by Node, and has its policy.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::Mutex,
};

use gazette_publish::host::headers::{CACHE_AND_ASK, cache_control};
use http::StatusCode;
use serde_json::{Value, json};

use super::{Asked, Folder, Reply};
use crate::setting::setting;

/// Objects, and what stands before them.
pub struct Bucket {
    objects: Folder,
    request: Function,
    /// The headers of all answers.
    policy: Vec<(String, String)>,
}

impl Bucket {
    /// The objects of an edition; the function and the policy lie in a folder.
    pub fn new(objects: Folder, deploy: &Path) -> Self {
        let policy = fs::read_to_string(deploy.join("cloudfront-headers.json")).unwrap();
        Self {
            objects,
            request: Function::start(&deploy.join("cloudfront-request.js")),
            policy: headers(&serde_json::from_str(&policy).unwrap()),
        }
    }

    /// An answer as viewers get it.
    pub fn answer(&self, asked: &Asked) -> Reply {
        let event =
            json!({ "request": { "uri": asked.raw, "querystring": fields(asked), "headers": {} } });
        let told = self.request.call(&event);
        if let Some(status) = told["statusCode"].as_u64() {
            let status = StatusCode::from_u16(u16::try_from(status).unwrap()).unwrap();
            let to = told["headers"]["location"]["value"].as_str().unwrap();
            return self.finish(Reply::moved(status, to));
        }
        // S3 reads a plus as a space, even in a path.
        let key = told["uri"].as_str().unwrap().replace('+', " ");
        let key = percent_encoding::percent_decode_str(&key);
        let key = key.decode_utf8_lossy();
        let below = key.strip_prefix(self.objects.base).unwrap_or_default();
        let cache = cache_control(below, true);
        let found = self.objects.reply(StatusCode::OK, &key, cache);
        self.finish(found.unwrap_or_else(|| self.objects.missing(CACHE_AND_ASK)))
    }

    fn finish(&self, mut reply: Reply) -> Reply {
        reply.headers.extend(self.policy.iter().cloned());
        reply
    }
}

/// The headers that a policy stands for.
fn headers(policy: &Value) -> Vec<(String, String)> {
    let standard = &policy["SecurityHeadersConfig"];
    let text = |part: &str, key: &str| standard[part][key].as_str().unwrap().to_owned();
    let transport = &standard["StrictTransportSecurity"];
    assert_eq!(transport["IncludeSubdomains"], true);
    let mut headers = vec![
        (
            "content-security-policy",
            text("ContentSecurityPolicy", "ContentSecurityPolicy"),
        ),
        (
            "strict-transport-security",
            format!(
                "max-age={}; includeSubDomains",
                transport["AccessControlMaxAgeSec"]
            ),
        ),
        ("x-content-type-options", "nosniff".to_owned()),
        ("x-frame-options", text("FrameOptions", "FrameOption")),
        ("referrer-policy", text("ReferrerPolicy", "ReferrerPolicy")),
    ];
    // More than these five, a policy has no room for as such.
    assert_eq!(standard.as_object().unwrap().len(), headers.len());
    let custom = policy["CustomHeadersConfig"]["Items"].as_array().unwrap();
    assert_eq!(policy["CustomHeadersConfig"]["Quantity"], custom.len());
    headers.extend(custom.iter().map(|it| {
        (
            it["Header"].as_str().unwrap(),
            it["Value"].as_str().unwrap().to_owned(),
        )
    }));
    headers
        .into_iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .collect()
}

/// The query of a request as functions see it.
fn fields(asked: &Asked) -> Value {
    let query = asked.query.as_deref().unwrap_or_default();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let fields = pairs.map(|(name, value)| (name.to_owned(), json!({ "value": value })));
    Value::Object(fields.collect())
}

/// A program that runs one function, event by event.
struct Function(Mutex<(Child, ChildStdin, BufReader<ChildStdout>)>);

impl Function {
    fn start(file: &Path) -> Self {
        let source = fs::read_to_string(file).unwrap();
        assert!(source.len() <= 10_240, "CloudFront takes 10 KB");
        let program = format!(
            "{source}\nconst lines = require('node:readline').createInterface({{ input: process.stdin }});\n\
             lines.on('line', (line) => console.log(JSON.stringify(handler(JSON.parse(line)))));"
        );
        let mut child = Command::new(setting("GAZETTE_NODE"))
            .args(["-e", &program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self(Mutex::new((child, stdin, BufReader::new(stdout))))
    }

    fn call(&self, event: &Value) -> Value {
        let mut program = self.0.lock().unwrap();
        writeln!(program.1, "{event}").unwrap();
        let mut line = String::new();
        program.2.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        if let Ok((child, _, _)) = self.0.get_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
