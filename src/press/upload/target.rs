//! The place of an edition in a store, from an address such as `s3://bucket/prefix`. Credentials come from the environment.

use std::{env, fs, path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context, Result, bail};
use gazette_publish::host::headers;
use object_store::{
    Attribute, Attributes, BackoffConfig, ObjectStore, RetryConfig, aws::AmazonS3Builder,
    azure::MicrosoftAzureBuilder, gcp::GoogleCloudStorageBuilder, local::LocalFileSystem,
    path::Path,
};
use url::Url;

use crate::transport::{Gate, Transport};

/// Attempts after the first one.
const RETRIES: usize = 9;

/// The longest time of all attempts.
const RETRY_FOR: Duration = Duration::from_mins(2);

/// Variables of which one names credentials for S3.
const S3: [&str; 4] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// Variables of which one names credentials for Google Cloud Storage.
const GS: [&str; 4] = [
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_SERVICE_ACCOUNT",
    "GOOGLE_SERVICE_ACCOUNT_PATH",
    "GOOGLE_SERVICE_ACCOUNT_KEY",
];

/// Variables of which one names credentials for Azure, beside that of the account.
const AZ: [&str; 5] = [
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_STORAGE_SAS_KEY",
    "AZURE_CLIENT_SECRET",
    "AZURE_FEDERATED_TOKEN_FILE",
];

/// A place in a store.
pub struct Target {
    /// The address in messages, without a slash at its end.
    pub name: String,
    /// The store for an edition's objects: its requests pass the gate.
    pub store: Arc<dyn ObjectStore>,
    /// The same for the records of uploads, which decide whether the gate is open.
    pub control: Arc<dyn ObjectStore>,
    /// Lets requests begin for as long as this upload is the only one.
    pub gate: Arc<Gate>,
    /// The folder, if the store is one.
    pub folder: Option<PathBuf>,
    /// True if records are written under conditions; else the operating system has a lock.
    pub has_conditions: bool,
    prefix: String,
}

impl Target {
    /// Finds the place that an address names.
    ///
    /// # Errors
    /// If it is no such address, or the environment has no credentials for it.
    pub fn open(address: &str, endpoint: Option<&str>, connections: usize) -> Result<Arc<Self>> {
        let wanted =
            "write s3://bucket/prefix, gs://bucket/prefix, az://container/prefix or file:///folder";
        let url =
            Url::parse(address).with_context(|| format!("{address}: no address; {wanted}"))?;
        if url.scheme() == "file" {
            return Self::folder(&url);
        }
        let bucket = url.host_str().filter(|bucket| !bucket.is_empty());
        let bucket = bucket.with_context(|| format!("{address}: it names no bucket; {wanted}"))?;
        let gate = Arc::new(Gate::default());
        let [store, control] = [Some(Arc::clone(&gate)), None].map(|gate| {
            let transport = Transport::new(connections, gate);
            match url.scheme() {
                "s3" => s3(bucket, endpoint, transport),
                "gs" => gs(bucket, endpoint, transport),
                "az" => az(bucket, endpoint, transport),
                other => bail!("{address}: {other}:// is unknown; {wanted}"),
            }
        });
        let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
        Ok(Arc::new(Self {
            name: address.trim_end_matches('/').to_owned(),
            store: store?,
            control: control?,
            gate,
            folder: None,
            has_conditions: true,
            prefix: path.trim_matches('/').to_owned(),
        }))
    }

    fn folder(url: &Url) -> Result<Arc<Self>> {
        let folder = url.to_file_path();
        let folder = folder
            .ok()
            .with_context(|| format!("{url}: write the whole path, such as file:///srv/www"))?;
        fs::create_dir_all(&folder)
            .with_context(|| format!("{}: cannot be made", folder.display()))?;
        let store: Arc<dyn ObjectStore> = Arc::new(LocalFileSystem::new_with_prefix(&folder)?);
        Ok(Arc::new(Self {
            name: url.as_str().trim_end_matches('/').to_owned(),
            control: Arc::clone(&store),
            store,
            gate: Arc::new(Gate::default()),
            folder: Some(folder),
            has_conditions: false,
            prefix: String::new(),
        }))
    }

    /// The place of an object, by its path below the edition's root.
    ///
    /// # Errors
    /// If no object can have that name.
    pub fn place(&self, below: &str) -> Result<Path> {
        let path = if self.prefix.is_empty() {
            below.to_owned()
        } else {
            format!("{}/{below}", self.prefix)
        };
        Path::parse(&path).with_context(|| format!("{path}: no object can have this name"))
    }

    /// The place of all objects.
    ///
    /// # Errors
    /// If no object can have that name.
    pub fn root(&self) -> Result<Path> {
        Path::parse(&self.prefix)
            .with_context(|| format!("{}: no object can have this name", self.prefix))
    }

    /// The path of an object below the edition's root.
    pub fn below(&self, place: &Path) -> Option<String> {
        let below = place.as_ref().strip_prefix(&self.prefix)?;
        Some(below.trim_start_matches('/').to_owned())
    }

    /// The headers of an object, where the store keeps them.
    pub fn attributes(&self, path: &str) -> Attributes {
        let mut attributes = Attributes::new();
        if self.folder.is_none() {
            attributes.insert(Attribute::ContentType, headers::content_type(path).into());
            let cache = headers::cache_control(path, true);
            attributes.insert(Attribute::CacheControl, cache.into());
        }
        attributes
    }

    /// The reason for which this upload may not go on.
    ///
    /// # Errors
    /// If there is one.
    pub fn go_on(&self) -> Result<()> {
        self.gate.refusal().map_or(Ok(()), |why| bail!("{why}"))
    }
}

fn s3(bucket: &str, endpoint: Option<&str>, transport: Transport) -> Result<Arc<dyn ObjectStore>> {
    wants("S3", &S3)?;
    let mut builder = AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .with_disable_bulk_delete(true)
        .with_retry(retries())
        .with_http_connector(transport);
    if let Some(endpoint) = endpoint {
        let endpoint = endpoint.trim_end_matches('/');
        builder = builder.with_endpoint(endpoint).with_allow_http(true);
    }
    Ok(Arc::new(builder.build()?))
}

fn gs(bucket: &str, endpoint: Option<&str>, transport: Transport) -> Result<Arc<dyn ObjectStore>> {
    wants("Google Cloud Storage", &GS)?;
    if endpoint.is_some() {
        bail!("--endpoint is for s3:// and az://; gs:// is always Google's");
    }
    let builder = GoogleCloudStorageBuilder::from_env()
        .with_bucket_name(bucket)
        .with_retry(retries())
        .with_http_connector(transport);
    Ok(Arc::new(builder.build()?))
}

fn az(
    container: &str,
    endpoint: Option<&str>,
    transport: Transport,
) -> Result<Arc<dyn ObjectStore>> {
    wants("Azure", &["AZURE_STORAGE_ACCOUNT_NAME"])?;
    wants("Azure", &AZ)?;
    let mut builder = MicrosoftAzureBuilder::from_env()
        .with_container_name(container)
        .with_retry(retries())
        .with_http_connector(transport);
    if let Some(endpoint) = endpoint {
        builder = builder
            .with_endpoint(endpoint.trim_end_matches('/').to_owned())
            .with_allow_http(true);
    }
    Ok(Arc::new(builder.build()?))
}

/// Refuses to look for credentials anywhere else: that would ask addresses of the machine's network and take minutes.
fn wants(service: &str, variables: &[&str]) -> Result<()> {
    let is_set = |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if variables.iter().any(is_set) {
        return Ok(());
    }
    bail!(
        "the environment has no credentials for {service}; set {}",
        variables.join(" or ")
    )
}

/// Waits ever longer between attempts, by chance, so that not all requests come back at once.
fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(10),
            base: 2.0,
        },
        max_retries: RETRIES,
        retry_timeout: RETRY_FOR,
    }
}
