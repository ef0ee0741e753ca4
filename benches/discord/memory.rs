//! Resident memory over many interactions.

use std::time::Duration;

use crate::crowd::Crowd;
use crate::process::{Data, Kind};

/// Interactions of one round.
const AT_ONCE: usize = 400;
/// Parts after each of which the memory is read.
const PARTS: usize = 10;

/// Sends so many interactions, eight questions to two presses, and reads the memory on the way.
pub(crate) async fn measure(interactions: usize) {
    println!("# Resident memory, MiB; aim: at most 60 after 100,000, level over the second half");
    // Nobody asks more often than the cooldown lets, however fast the machine is.
    let (mut crowd, data) = (Crowd::of(20_000).await, Data::new());
    let bot = Kind::Ours.start(&crowd.discord, &data);
    crowd.discord.ready().await;
    let mut done = 0;
    let mut halfway = None;
    println!("{:>13} {:>9} {:>9}", "interactions", "now", "peak");
    for part in 1..=PARTS {
        while done < interactions * part / PARTS {
            let (_, replies) = crowd.closed_loop(AT_ONCE * 8 / 10, AT_ONCE / 4).await;
            done += replies.len();
            let pressed: Vec<_> = replies
                .iter()
                .take(AT_ONCE * 2 / 10)
                .enumerate()
                .filter_map(|(n, reply)| {
                    let label = if n % 2 == 0 { "Sources" } else { "Helpful" };
                    let has = serde_json::to_string(&reply.components)
                        .is_ok_and(|text| text.contains(&format!("\"{label}\"")));
                    has.then(|| crowd.press(reply, label))
                })
                .collect();
            done += pressed.len();
            for press in pressed {
                drop(press.reply().await);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let now = bot.mebibytes("VmRSS").unwrap_or(f64::NAN);
        let peak = bot.mebibytes("VmHWM").unwrap_or(f64::NAN);
        println!("{done:>13} {now:>9.1} {peak:>9.1}");
        if part * 2 == PARTS {
            halfway = Some(peak);
        }
        if part == PARTS {
            let grown = peak - halfway.unwrap_or(peak);
            println!("the peak grew by {grown:.1} in the second half\n");
        }
    }
    crowd.discord.expect_no_violations();
}
