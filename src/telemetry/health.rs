//! Whether the bot is well, and the port that tells it: `/livez`, `/readyz`, `/metrics`.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

use crate::store::Store;

/// Seconds, from a quick answer to one that is nearly too late.
const BUCKETS: &[f64] = &[
    0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0,
];

/// The signs of life.
#[derive(Debug)]
pub struct Health {
    started: Instant,
    /// There once the knowledge is loaded too.
    store: OnceLock<Store>,
    connected: AtomicBool,
    /// Milliseconds after the start at which the gateway was last heard of.
    heard: AtomicU64,
    patience: Duration,
}

/// Why the health port cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum HealthError {
    /// The address is taken or not ours.
    #[error("{address} cannot be listened on")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Health {
    /// Nothing is there yet; a gateway not heard of for longer than `patience` is lost.
    pub fn new(patience: Duration) -> Self {
        Self {
            started: Instant::now(),
            store: OnceLock::new(),
            connected: AtomicBool::new(false),
            heard: AtomicU64::new(0),
            patience,
        }
    }

    /// The knowledge is loaded, and this store is open.
    pub fn opened(&self, store: Store) {
        // It is opened once.
        let _ = self.store.set(store);
    }

    /// Whether all shards are connected.
    pub fn connected(&self, connected: bool) {
        if connected && !self.connected.swap(true, Ordering::Relaxed) {
            self.heard();
        }
        self.connected.store(connected, Ordering::Relaxed);
    }

    /// The gateway answered.
    pub fn heard(&self) {
        self.heard.store(self.now(), Ordering::Relaxed);
    }

    /// What is missing; empty where the bot answers.
    pub fn missing(&self) -> Vec<&'static str> {
        let silence = self.now() - self.heard.load(Ordering::Relaxed).min(self.now());
        let mut missing = Vec::new();
        match self.store.get() {
            None => missing.push("the knowledge is not loaded"),
            Some(store) if !store.is_open() => missing.push("the store is closed"),
            Some(_) => {}
        }
        if !self.connected.load(Ordering::Relaxed) {
            missing.push("a shard is not connected");
        } else if u128::from(silence) > self.patience.as_millis() {
            missing.push("no heartbeat was answered lately");
        }
        missing
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Starts counting; the same recorder for the whole process.
pub fn start_metrics() -> Option<PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), BUCKETS)
                .ok()?
                .install_recorder()
                .ok()
        })
        .clone()
}

/// Listens, and serves for as long as the process lives.
///
/// # Errors
/// Where the address cannot be listened on.
pub async fn serve(
    address: SocketAddr,
    health: Arc<Health>,
    metrics: Option<PrometheusHandle>,
) -> Result<SocketAddr, HealthError> {
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| HealthError::Address { address, source })?;
    let bound = listener.local_addr().unwrap_or(address);
    let ready = move || {
        let missing = health.missing();
        async move {
            if missing.is_empty() {
                (StatusCode::OK, "ready\n".to_owned())
            } else {
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    format!("{}\n", missing.join("\n")),
                )
            }
        }
    };
    let render = move || {
        let text = metrics.as_ref().map(PrometheusHandle::render);
        async move { text.unwrap_or_default() }
    };
    let router = Router::new()
        .route("/livez", get(async || "alive\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(render));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "the health port closed");
        }
    });
    Ok(bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn readiness_needs_knowledge_store_connection_and_a_heartbeat() {
        let folder = std::env::temp_dir().join(format!("tarkovsky-health-{}", std::process::id()));
        let store = Store::open(&folder).await.expect("the folder is new");
        let health = Health::new(Duration::from_millis(30));
        assert_eq!(health.missing().len(), 2);
        health.opened(store.clone());
        health.connected(true);
        assert!(health.missing().is_empty());
        std::thread::sleep(Duration::from_millis(60));
        assert_eq!(health.missing(), ["no heartbeat was answered lately"]);
        health.heard();
        assert!(health.missing().is_empty());
        health.connected(false);
        assert_eq!(health.missing(), ["a shard is not connected"]);
        health.connected(true);
        store.close().await.expect("it can be closed");
        assert_eq!(health.missing(), ["the store is closed"]);
        drop(std::fs::remove_dir_all(&folder));
    }
}
