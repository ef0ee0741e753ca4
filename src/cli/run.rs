//! `run`: the bot on Discord, until it is asked to end.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::runtime::Builder;

use super::EditionArgs;
use crate::discord::live::{Live, Services};
use crate::discord::{ServeError, serve};
use crate::editions::Editions;
use crate::editions::ground::Ground;
use crate::editions::outcome::Opened;
use crate::settings::Settings;
use crate::store::Store;
use crate::telemetry;
use crate::telemetry::cause::with_causes;

/// The connection is lost for good; a supervisor should start the process anew (`EX_TEMPFAIL` of sysexits.h).
const LOST: u8 = 75;
/// How long a thread for blocking work waits for more of it.
const BLOCKING_THREAD: Duration = Duration::from_millis(100);

pub(super) fn run(args: &EditionArgs, settings: Settings) -> anyhow::Result<ExitCode> {
    telemetry::start_log(&settings.telemetry);
    telemetry::log_panics();
    let settings = Arc::new(settings);
    let runtime = Builder::new_multi_thread()
        .enable_all()
        // What a thread leaves free is given back when it ends, and an edition leaves much.
        .thread_keep_alive(BLOCKING_THREAD)
        .build()
        .context("no runtime")?;
    let ended = runtime.block_on(async {
        let (sender, live) = Live::new();
        let ground = ground(args, &settings);
        let folder = settings.data.dir.clone();
        // Connecting and reading the knowledge take about as long; neither waits for the other.
        let opened = async {
            let store = Store::open(&folder).await.context("the store")?;
            let (editions, opened) = Editions::open(ground, store.clone())
                .await
                .context("the knowledge")?;
            tell(&opened);
            let edition = editions.live();
            sender.send_replace(Some(Services { editions, store }));
            // What is built when it is first needed; better now than with a person waiting.
            tokio::task::spawn_blocking(move || edition.warm_up())
                .await
                .context("warming up failed")?;
            anyhow::Ok(())
        };
        let serving = serve(Arc::clone(&settings), live);
        tokio::pin!(serving);
        tokio::select! {
            ended = &mut serving => ended.map_err(anyhow::Error::from),
            opened = opened => {
                opened?;
                serving.await.map_err(anyhow::Error::from)
            }
        }
    });
    // What is stuck does not hold the end up.
    runtime.shutdown_timeout(Duration::from_millis(100));
    match ended {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if matches!(error.downcast_ref(), Some(ServeError::Lost(_))) => {
            tracing::error!("{error:#}");
            Ok(ExitCode::from(LOST))
        }
        Err(error) => Err(error),
    }
}

/// Where editions come from, by options and settings.
pub(super) fn ground(args: &EditionArgs, settings: &Settings) -> Ground {
    let or = |option: &Option<PathBuf>, set: Option<&Path>| {
        option.clone().or_else(|| set.map(Path::to_path_buf))
    };
    Ground {
        knowledge: or(&args.knowledge, settings.knowledge.dir()),
        library: or(&args.library, settings.knowledge.library()),
        only_sources: args.only_sources.clone(),
        archive: settings.data.dir.join("editions"),
        limits: settings.limits,
        max_shrink_percent: settings.knowledge.max_shrink_percent,
    }
}

fn tell(opened: &Opened) {
    tracing::info!(edition = opened.label, from = ?opened.from, "knowledge");
    if let Some(refused) = &opened.refused {
        tracing::error!(
            %refused,
            "the knowledge folder cannot be used; the last edition answers"
        );
    }
    if let Some(lost) = &opened.lost {
        let lost = with_causes(lost);
        tracing::error!(lost, "the edition that was rolled back to is lost");
    }
}
