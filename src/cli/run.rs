//! `run`: the bot on Discord, until it is asked to end.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::runtime::Builder;

use super::{EditionArgs, open};
use crate::discord::live::Live;
use crate::discord::{ServeError, serve};
use crate::settings::Settings;
use crate::telemetry;

/// The connection is lost for good; a supervisor should start the process anew (`EX_TEMPFAIL` of sysexits.h).
const LOST: u8 = 75;

pub(super) fn run(args: EditionArgs, settings: Settings) -> anyhow::Result<ExitCode> {
    telemetry::start_log(&settings.telemetry);
    let settings = Arc::new(settings);
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no runtime")?;
    let ended = runtime.block_on(async {
        let (sender, live) = Live::new();
        let for_edition = Arc::clone(&settings);
        // Connecting and reading the knowledge take about as long; neither waits for the other.
        let opening = tokio::task::spawn_blocking(move || open(&args, &for_edition));
        let opened = async {
            let edition = opening.await.context("reading the knowledge failed")??;
            tracing::info!(edition = edition.label(), "knowledge");
            let edition = Arc::new(edition);
            sender.send_replace(Some(Arc::clone(&edition)));
            // The dictionary for typing errors is built when it is first needed; better now than with a person waiting.
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
