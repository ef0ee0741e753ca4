//! How well claims are found by wordings they do not hold, and how well their
//! absence is noticed: the measure the ranking's numbers were chosen by.
//!
//! Two experiments, each over the shipped knowledge. *Held-out asks*: every
//! claim loses one of its asks, and that ask is put as a question. *Held-out
//! paragraphs*: all claims that cite a tenth of the paragraphs are removed, and
//! their asks are put as questions whose honest answer is *unknown*.
//! `cargo bench --bench held_out`; the absolute figures depend on the knowledge
//! alone, not on the machine.

#![allow(clippy::expect_used, reason = "a bench may fail by panicking")]
#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position within a short list"
)]

use std::collections::HashSet;

use tarkovsky_bot::answer::decide::{Decision, decide};
use tarkovsky_bot::answer::document::Subject;
use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::answer::weights::Weights;
use tarkovsky_bot::content;
use tarkovsky_bot::edition::Edition;
use tarkovsky_bot::knowledge::Knowledge;
use tarkovsky_bot::knowledge::citation::Citation;
use tarkovsky_bot::knowledge::claim::Reply;
use tarkovsky_bot::knowledge::library::Library;
use tarkovsky_bot::knowledge::load::load;

/// Which ask of each claim is held out, per round.
const FOLDS: usize = 2;

fn edition(knowledge: Knowledge, weights: Weights) -> Edition {
    let mut edition = Edition::new(1, String::new(), knowledge, Library::default())
        .expect("the shipped knowledge is indexable");
    edition.weights = weights;
    edition
}

fn places(citations: &[Citation]) -> HashSet<(u16, u32)> {
    citations
        .iter()
        .map(|c| (c.source.0, c.paragraph))
        .collect()
}

/// Numbers from the environment, for trying others: `HELD_OUT="recall=0.6 enough=0.5"`.
fn weights() -> Weights {
    let mut w = Weights::default();
    for pair in std::env::var("HELD_OUT")
        .unwrap_or_default()
        .split_whitespace()
    {
        let Some((key, value)) = pair.split_once('=') else {
            continue;
        };
        let Ok(value) = value.parse::<f32>() else {
            continue;
        };
        match key {
            "nearest_ask" => w.nearest_ask = value,
            "whole" => w.whole = value,
            "text" => w.text = value,
            "other_asks" => w.other_asks = value,
            "index" => w.index = value,
            "exact" => w.exact = value,
            "joins_beside" => w.joins_beside = value,
            "no_such_kind" => w.no_such_kind = value,
            "list" => w.list = value,
            "joins_by" => w.joins_by = value,
            "recall" => w.recall = value,
            "other_kind" => w.other_kind = value,
            "other_reply" => w.other_reply = value,
            "enough" => w.enough = value,
            "enough_whole" => w.enough_whole = value,
            "enough_whole_of_few" => w.enough_whole_of_few = value,
            "dispute_near" => w.dispute_near = value,
            "joins_from" => w.joins_from = value,
            "nearly" => w.nearly = value,
            "dispute_beside" => w.dispute_beside = value,
            "enough_ask" => w.enough_ask = value,
            "reliability" => w.reliability = value,
            "unsure" => w.unsure = value,
            "enough_said" => w.enough_said = value,
            "enough_names" => w.enough_names = value,
            "gap_ahead" => w.gap_ahead = value,
            _ => eprintln!("no such number: {key}"),
        }
    }
    w
}

/// With `HELD_OUT_DUMP` set, every candidate's parts on standard error, for fitting the numbers elsewhere.
fn dump(question: &str, edition: &Edition, limits: &Limits, own: usize) {
    if std::env::var_os("HELD_OUT_DUMP").is_none() {
        return;
    }
    let wanted = places(&edition.knowledge.claims[own].citations);
    let trace = decide(question, edition, limits);
    for candidate in trace.weighed.candidates.iter().take(24) {
        let label = match edition.documents.list[candidate.document].subject {
            Subject::Claim(id) if id.0 as usize == own => 2,
            Subject::Claim(id)
                if !places(&edition.knowledge.claim(id).citations).is_disjoint(&wanted) =>
            {
                1
            }
            _ => 0,
        };
        let s = &candidate.score;
        eprintln!(
            "F\t{question}\t{label}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            s.recall, s.precision, s.whole, s.text, s.others, s.index, s.names,
        );
    }
}

fn main() {
    let (knowledge, problems) = load(&content::embedded());
    assert!(problems.is_empty(), "the shipped knowledge is valid");
    let limits = Limits::default();
    let by = weights();

    let (mut asked, mut right, mut near, mut refused) = (0, 0, 0, 0);
    for fold in 0..FOLDS {
        let mut held = Vec::new();
        let mut reduced = knowledge.clone();
        for (at, claim) in reduced.claims.iter_mut().enumerate() {
            let plain = claim
                .asks
                .iter()
                .filter(|a| a.reply == Reply::Plain)
                .count();
            if plain > 4 && (at + fold) % 3 == 0 {
                let ask = claim.asks.remove((at * 7 + fold * 3) % plain);
                held.push((at, ask.text));
            }
        }
        let edition = edition(reduced, by);
        for (at, question) in held {
            asked += 1;
            dump(&question, &edition, &limits, at);
            let wanted = places(&edition.knowledge.claims[at].citations);
            let hit = |ids: &mut dyn Iterator<Item = usize>| {
                let ids: Vec<usize> = ids.collect();
                let same = ids.contains(&at);
                let close = ids.iter().any(|id| {
                    !places(&edition.knowledge.claims[*id].citations).is_disjoint(&wanted)
                });
                (same, close)
            };
            let (same, close) = match decide(&question, &edition, &limits).decision {
                Decision::Claims(claims) => hit(&mut claims.iter().map(|(id, _)| id.0 as usize)),
                Decision::Compare(_, sides) => hit(&mut sides.iter().map(|(_, id)| id.0 as usize)),
                Decision::Dispute(d) => hit(&mut edition.knowledge.disputes[d]
                    .sides
                    .iter()
                    .flat_map(|s| s.claims.iter().map(|id| id.0 as usize))),
                Decision::Passage(_) => (false, false),
                Decision::Gap(_) | Decision::Unknown => {
                    refused += 1;
                    (false, false)
                }
            };
            right += usize::from(same);
            near += usize::from(close);
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!(
        "held-out asks: {asked} asked, own claim {:.1} %, own paragraph {:.1} %, refused {:.1} %",
        share(right, asked),
        share(near, asked),
        share(refused, asked)
    );

    let (mut asked, mut silent) = (0, 0);
    let removed = |citations: &[Citation]| {
        citations
            .iter()
            .any(|c| (c.paragraph + 3 * u32::from(c.source.0)).is_multiple_of(10))
    };
    let mut reduced = knowledge.clone();
    let held: Vec<String> = knowledge
        .claims
        .iter()
        .filter(|c| removed(&c.citations))
        .flat_map(|c| {
            c.asks
                .iter()
                .filter(|a| a.reply == Reply::Plain)
                .step_by(3)
                .map(|a| a.text.clone())
        })
        .collect();
    // Claims go through their sources in one step, so that disputes stay consistent.
    reduced = reduced.without_claims(|claim| removed(&claim.citations));
    let edition = edition(reduced, by);
    for question in held {
        asked += 1;
        silent += usize::from(matches!(
            decide(&question, &edition, &limits).decision,
            Decision::Gap(_) | Decision::Unknown
        ));
    }
    println!(
        "held-out paragraphs: {asked} asked, unknown {:.1} %",
        share(silent, asked)
    );
}
