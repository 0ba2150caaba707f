//! An S3 server on the loopback interface that keeps its objects in a folder, and that can fail in every way.

use std::{
    fs, io,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
    service::TowerToHyperService,
};
use s3s::{
    HttpResponse, S3Result,
    access::{S3Access, S3AccessContext},
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::{net::TcpListener, runtime::Runtime, sync::Mutex as Turn};
use tower::service_fn;

/// The name of the bucket.
pub const BUCKET: &str = "press";
/// The key that may write.
pub const KEY: [&str; 2] = ["AKEXAMPLE", "secret/example"];

/// A request that would change something.
#[derive(Debug, Clone)]
pub struct ChangeRequest {
    /// The number of such requests so far, from 1.
    pub number: usize,
    /// PUT, POST or DELETE.
    pub method: String,
    /// The object's key.
    pub key: String,
}

/// The fate of such a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is answered.
    Answer,
    /// The server only says that it cannot.
    Status(u16),
    /// It is answered after this time.
    Slow(Duration),
    /// The connection ends before anything is done.
    Reset,
    /// It is done, and the connection ends before anybody is told.
    LoseAnswer,
}

type Script = Box<dyn FnMut(&ChangeRequest) -> Fate + Send>;

/// A store with one bucket, which everyone may read.
pub struct Store {
    root: TempDir,
    address: SocketAddr,
    front: Arc<FaultyFront>,
    _runtime: Runtime,
}

struct FaultyFront {
    service: S3Service,
    script: Mutex<Script>,
    log: Mutex<Vec<ChangeRequest>>,
    /// The server looks at a condition and then writes: one request at a time has one.
    turn: Turn<()>,
}

/// Everyone may read an object.
struct Public;

#[async_trait::async_trait]
impl S3Access for Public {
    async fn check(&self, context: &mut S3AccessContext<'_>) -> S3Result<()> {
        if context.credentials().is_some() || context.s3_op().name() == "GetObject" {
            return Ok(());
        }
        Err(s3s::s3_error!(AccessDenied, "only objects may be read"))
    }
}

impl Store {
    /// Starts on a free port.
    pub fn start() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join(BUCKET)).unwrap();
        let mut builder = S3ServiceBuilder::new(FileSystem::new(root.path()).unwrap());
        builder.set_auth(SimpleAuth::from_single(KEY[0], KEY[1]));
        builder.set_access(Public);
        let front = Arc::new(FaultyFront {
            service: builder.build(),
            script: Mutex::new(Box::new(|_| Fate::Answer)),
            log: Mutex::default(),
            turn: Turn::default(),
        });
        let runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = { runtime }.worker_threads(4).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(accept(listener, Arc::clone(&front)));
        Self {
            root,
            address,
            front,
            _runtime: runtime,
        }
    }

    /// The address of the server.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The environment that lets a program write.
    pub fn environment() -> [(&'static str, &'static str); 2] {
        [
            ("AWS_ACCESS_KEY_ID", KEY[0]),
            ("AWS_SECRET_ACCESS_KEY", KEY[1]),
        ]
    }

    /// Decides the fate of each request from now on.
    pub fn script(&self, script: impl FnMut(&ChangeRequest) -> Fate + Send + 'static) {
        self.front.log.lock().unwrap().clear();
        *self.front.script.lock().unwrap() = Box::new(script);
    }

    /// All requests since the script began.
    pub fn log(&self) -> Vec<ChangeRequest> {
        self.front.log.lock().unwrap().clone()
    }

    /// The folder in which objects lie as files.
    pub fn folder(&self) -> PathBuf {
        self.root.path().join(BUCKET)
    }

    /// The folder of everything that the server keeps.
    pub fn root(&self) -> PathBuf {
        self.root.path().to_owned()
    }
}

async fn accept(listener: TcpListener, front: Arc<FaultyFront>) {
    loop {
        let Ok((connection, _)) = listener.accept().await else {
            continue;
        };
        let _ = connection.set_nodelay(true);
        let front = Arc::clone(&front);
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(Arc::clone(&front), request));
            let builder = Builder::new(TokioExecutor::new());
            // How it ends is the client's business.
            let _ = builder
                .serve_connection(TokioIo::new(connection), TowerToHyperService::new(service))
                .await;
        });
    }
}

async fn answer(front: Arc<FaultyFront>, request: Request<Incoming>) -> io::Result<HttpResponse> {
    let fate = front.fate(&request);
    match fate {
        Fate::Reset => return Err(io::Error::other("reset")),
        Fate::Status(status) => {
            let answer = Response::builder().status(status);
            return Ok(answer.body(s3s::Body::empty()).unwrap());
        }
        Fate::Slow(time) => tokio::time::sleep(time).await,
        Fate::Answer | Fate::LoseAnswer => {}
    }
    let headers = request.headers();
    let has_condition = headers.contains_key("if-match") || headers.contains_key("if-none-match");
    let _turn = if has_condition {
        Some(front.turn.lock().await)
    } else {
        None
    };
    // The older form of a list, which s3cmd asks for and cannot read without tags.
    let is_list = request.method() == "GET"
        && request.uri().path().trim_matches('/') == BUCKET
        && !request
            .uri()
            .query()
            .unwrap_or_default()
            .contains("list-type=2");
    let answer = front.service.call(request.map(s3s::Body::from)).await;
    if fate == Fate::LoseAnswer {
        return Err(io::Error::other("lost"));
    }
    let answer = answer.map_err(|error| io::Error::other(format!("{error:?}")))?;
    if is_list {
        return with_tags(answer).await;
    }
    Ok(answer)
}

/// A list of objects with a tag for each, as S3 has it and this server has not.
async fn with_tags(answer: HttpResponse) -> io::Result<HttpResponse> {
    let (mut parts, mut body) = answer.into_parts();
    parts.headers.remove("content-length");
    let bytes = body.store_all_limited(usize::MAX).await;
    let text = String::from_utf8(bytes.map_err(io::Error::other)?.to_vec()).unwrap();
    let tagged = text.replace("<Contents>", "<Contents><ETag>&quot;0-1&quot;</ETag>");
    Ok(Response::from_parts(parts, s3s::Body::from(tagged)))
}

impl FaultyFront {
    fn fate(&self, request: &Request<Incoming>) -> Fate {
        let method = request.method().as_str();
        if ["GET", "HEAD"].contains(&method) {
            return Fate::Answer;
        }
        let key = request.uri().path().trim_start_matches('/');
        let key = key
            .strip_prefix(BUCKET)
            .unwrap_or(key)
            .trim_start_matches('/');
        let asked = {
            let mut log = self.log.lock().unwrap();
            let asked = ChangeRequest {
                number: log.len() + 1,
                method: method.to_owned(),
                key: percent_encoding::percent_decode_str(key)
                    .decode_utf8()
                    .unwrap()
                    .into_owned(),
            };
            log.push(asked.clone());
            asked
        };
        (self.script.lock().unwrap())(&asked)
    }
}
