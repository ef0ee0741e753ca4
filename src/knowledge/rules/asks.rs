//! Asks: in other words than the text, and each leading to one place.

use std::collections::{HashMap, HashSet};

use crate::knowledge::Knowledge;
use crate::knowledge::claim::{Claim, ClaimId, Reply};
use crate::knowledge::problem::{Findings, Origin};
use crate::knowledge::spot::Spot;
use crate::language::names::Names;
use crate::language::stem::{Stems, name_stem};
use crate::language::stopwords::is_stop_word;
use crate::language::tokens;

/// Most tokens of an ask or text that are compared.
const MAX_TOKENS: usize = 128;

/// Rules `asks-too-close` and `ask-collides`.
pub(super) fn find(
    knowledge: &Knowledge,
    names: &Names,
    stems: &Stems,
    findings: &mut Findings<'_>,
) {
    for claim in &knowledge.claims {
        too_close(claim, names, stems, findings);
    }
    collisions(knowledge, findings);
}

/// People ask in words of their own: one plain ask at least must share none with the text, names apart.
fn too_close(claim: &Claim, names: &Names, stems: &Stems, findings: &mut Findings<'_>) {
    let text: HashSet<String> = content(&claim.text, names, stems).into_iter().collect();
    let mut plain = claim
        .asks
        .iter()
        .filter(|ask| ask.reply == Reply::Plain)
        .peekable();
    if plain.peek().is_some()
        && plain.all(|ask| {
            content(&ask.text, names, stems)
                .iter()
                .any(|stem| text.contains(stem))
        })
    {
        let message = "Every plain ask shares a word with the text.".to_owned();
        findings.add_at(
            Spot::Key("asks"),
            claim.origin,
            &claim.id,
            "asks-too-close",
            message,
            "Add an ask in other words; names may be shared.",
        );
    }
}

/// Stems of a text without stop words and names.
fn content(text: &str, names: &Names, stems: &Stems) -> Vec<String> {
    let words = tokens(text, MAX_TOKENS);
    let stemmed: Vec<String> = words.iter().map(|word| stems.stem(word)).collect();
    let forms: Vec<String> = words
        .iter()
        .zip(&stemmed)
        .map(|(word, stem)| name_stem(word, stem))
        .collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mention = [
            names.at_start(&forms[at..]),
            names.topic_at_start(&forms[at..]),
        ];
        if let Some(length) = mention.iter().flatten().map(|mention| mention.tokens).max() {
            at += length;
            continue;
        }
        if !is_stop_word(&words[at]) {
            kept.push(stemmed[at].clone());
        }
        at += 1;
    }
    kept
}

/// What an ask leads to.
#[derive(Debug, Clone, Copy)]
enum Holder {
    Claim(ClaimId, Reply),
    Dispute(usize),
    Overview(usize),
    Gap(usize),
}

impl Holder {
    /// The key under which the ask stands.
    fn key(self) -> &'static str {
        match self {
            Self::Claim(_, Reply::Yes) => "yes",
            Self::Claim(_, Reply::No) => "no",
            Self::Claim(_, Reply::Denies) => "denies",
            _ => "asks",
        }
    }
}

fn collisions(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    let mut known: HashMap<String, Vec<Holder>> = HashMap::new();
    for (text, holder) in all(knowledge) {
        let folded = tokens(text, MAX_TOKENS).join(" ");
        let others = known.entry(folded).or_default();
        if let Some(other) = others
            .iter()
            .find(|other| !compatible(knowledge, **other, holder))
        {
            let (origin, entry) = place(knowledge, holder);
            let spot = Spot::Text(holder.key(), text.to_owned());
            let message = format!(
                "“{text}” is an ask of `{}` too.",
                place(knowledge, *other).1
            );
            findings.add_at(
                spot,
                origin,
                entry,
                "ask-collides",
                message,
                "Leave it where it fits better, or make both more exact.",
            );
        }
        others.push(holder);
    }
}

/// Every ask with what it leads to, in the order of the content files.
fn all(knowledge: &Knowledge) -> impl Iterator<Item = (&str, Holder)> {
    let claims = knowledge.numbered_claims().flat_map(|(id, claim)| {
        claim
            .asks
            .iter()
            .map(move |ask| (ask.text.as_str(), Holder::Claim(id, ask.reply)))
    });
    let disputes = knowledge
        .disputes
        .iter()
        .enumerate()
        .flat_map(|(at, d)| of(&d.asks, Holder::Dispute(at)));
    let overviews = knowledge
        .overviews
        .iter()
        .enumerate()
        .flat_map(|(at, o)| of(&o.asks, Holder::Overview(at)));
    let gaps = knowledge
        .gaps
        .iter()
        .enumerate()
        .flat_map(|(at, g)| of(&g.asks, Holder::Gap(at)));
    claims.chain(disputes).chain(overviews).chain(gaps)
}

fn of(asks: &[String], holder: Holder) -> impl Iterator<Item = (&str, Holder)> {
    asks.iter().map(move |ask| (ask.as_str(), holder))
}

fn place(knowledge: &Knowledge, holder: Holder) -> (Origin, &str) {
    match holder {
        Holder::Claim(id, _) => (knowledge.claim(id).origin, &knowledge.claim(id).id),
        Holder::Dispute(at) => (knowledge.disputes[at].origin, &knowledge.disputes[at].id),
        Holder::Overview(at) => (knowledge.overviews[at].origin, &knowledge.overviews[at].id),
        Holder::Gap(at) => (knowledge.gaps[at].origin, &knowledge.gaps[at].id),
    }
}

/// True where both lead to the same answer, or to parts of one.
fn compatible(knowledge: &Knowledge, first: Holder, second: Holder) -> bool {
    let sides = |at: usize| {
        knowledge.disputes[at]
            .sides
            .iter()
            .flat_map(|side| &side.claims)
    };
    match (first, second) {
        (Holder::Claim(a, reply), Holder::Claim(b, other)) if a == b => reply == other,
        (Holder::Claim(a, _), Holder::Claim(b, _)) => {
            let both = |claims: &[ClaimId]| claims.contains(&a) && claims.contains(&b);
            let disputed = (0..knowledge.disputes.len())
                .any(|at| both(&sides(at).copied().collect::<Vec<_>>()));
            disputed
                || knowledge
                    .overviews
                    .iter()
                    .any(|overview| both(&overview.claims))
                || same_statement(knowledge, a, b)
        }
        (Holder::Claim(id, _), Holder::Dispute(at))
        | (Holder::Dispute(at), Holder::Claim(id, _)) => sides(at).any(|c| *c == id),
        (Holder::Claim(id, _), Holder::Overview(at))
        | (Holder::Overview(at), Holder::Claim(id, _)) => {
            knowledge.overviews[at].claims.contains(&id)
        }
        (Holder::Dispute(a), Holder::Dispute(b))
        | (Holder::Overview(a), Holder::Overview(b))
        | (Holder::Gap(a), Holder::Gap(b)) => a == b,
        _ => false,
    }
}

/// True where both claims state the same value of the same attribute of one entity, or may for all that could be read.
fn same_statement(knowledge: &Knowledge, first: ClaimId, second: ClaimId) -> bool {
    let partial = [first, second]
        .iter()
        .any(|id| knowledge.partial.contains(id));
    let (first, second) = (knowledge.claim(first), knowledge.claim(second));
    match (&first.statement, &second.statement) {
        (Some(a), Some(b)) => {
            (partial || first.about.first() == second.about.first())
                && a.attribute == b.attribute
                && a.value == b.value
        }
        _ => false,
    }
}
