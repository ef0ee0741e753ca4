//! The whole answer beside raw tantivy, in the same run.
//!
//! Raw: one boolean query over the same fields and the terms left after stop
//! words, top ten with stored text, over one index that holds every passage.
//! Ours: reading the question, candidates, ranking, decision, composition,
//! citations. Each question is timed on both in turn, so that whatever the
//! machine does meanwhile falls on both. `cargo bench --bench answer`.

#![allow(clippy::expect_used, reason = "a bench may fail by panicking")]
#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position within a short list"
)]

use std::time::Instant;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{Index, Searcher, TantivyDocument, Term};
use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::bot;
use tarkovsky_bot::content;
use tarkovsky_bot::edition::{Edition, hexadecimal};
use tarkovsky_bot::knowledge::library::{Library, LibraryFile};
use tarkovsky_bot::knowledge::load::load;
use tarkovsky_bot::language::stem::Stems;
use tarkovsky_bot::language::stopwords::is_stop_word;
use tarkovsky_bot::language::tokens;

/// Questions timed at each size.
const QUESTIONS: usize = 600;
/// Words of a made-up paragraph: one window each.
const PARAGRAPH_WORDS: usize = 50;

/// A reproducible stream of numbers; the bench needs no better one.
struct Stream(u64);

impl Stream {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// Paragraphs of words drawn from the knowledge's own vocabulary, the commoner the likelier.
fn paragraphs(count: usize, words: &[String]) -> String {
    let mut stream = Stream(7);
    let mut text = String::new();
    for _ in 0..count {
        for _ in 0..PARAGRAPH_WORDS {
            // The product of two even draws is skewed to the front, as word frequencies are.
            let at = stream.below(words.len()) * stream.below(words.len()) / words.len();
            text.push_str(&words[at]);
            text.push(' ');
        }
        text.push_str(".\n");
    }
    text
}

struct Raw {
    searcher: Searcher,
    fields: Vec<Field>,
    stored: Field,
    stems: Stems,
}

impl Raw {
    fn new(edition: &Edition) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("terms")
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields: Vec<_> = ["ask", "text", "context"]
            .iter()
            .map(|f| schema.add_text_field(f, options.clone()))
            .collect();
        let stored = schema.add_text_field("stored", STORED);
        let tokenizers = TokenizerManager::default();
        tokenizers.register("terms", TextAnalyzer::from(WhitespaceTokenizer::default()));
        let index = Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .create_in_ram()
            .expect("an index in memory");
        let mut writer = index
            .writer_with_num_threads(1, 50_000_000)
            .expect("a writer");
        let vocabulary = &edition.documents.vocabulary;
        let words = |terms: &[tarkovsky_bot::language::vocabulary::TermId]| {
            terms
                .iter()
                .map(|t| vocabulary.text(*t))
                .collect::<Vec<_>>()
                .join(" ")
        };
        for document in &edition.documents.list {
            let mut row = TantivyDocument::new();
            row.add_text(fields[0], words(&document.ask_terms));
            row.add_text(fields[1], words(&document.text));
            row.add_text(fields[2], words(&document.context));
            row.add_text(stored, words(&document.text));
            writer.add_document(row).expect("a document");
        }
        for passage in &edition.passages {
            let mut row = TantivyDocument::new();
            row.add_text(fields[1], &passage.terms);
            row.add_text(fields[2], &passage.context);
            row.add_text(
                stored,
                edition.library.quote(passage.citation).unwrap_or_default(),
            );
            writer.add_document(row).expect("a document");
        }
        writer.commit().expect("a commit");
        let segments = index.searchable_segment_ids().expect("segments");
        if segments.len() > 1 {
            writer.merge(&segments).wait().expect("a merge");
        }
        let searcher = index.reader().expect("a reader").searcher();
        Self {
            searcher,
            fields,
            stored,
            stems: Stems::default(),
        }
    }

    fn search(&self, question: &str) -> usize {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in tokens(question, 32)
            .iter()
            .filter(|word| !is_stop_word(word))
        {
            let stem = self.stems.stem(word);
            for field in &self.fields {
                let term = Term::from_field_text(*field, &stem);
                clauses.push((
                    Occur::Should,
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
                ));
            }
        }
        let top = self
            .searcher
            .search(
                &BooleanQuery::new(clauses),
                &TopDocs::with_limit(10).order_by_score(),
            )
            .expect("a search");
        let stored: Vec<TantivyDocument> = top
            .iter()
            .map(|(_, at)| self.searcher.doc(*at).expect("a stored document"))
            .collect();
        stored
            .iter()
            .filter_map(|d| d.get_first(self.stored))
            .count()
    }
}

fn edition(passages: usize) -> Edition {
    let (mut knowledge, problems) = load(&content::embedded());
    assert!(problems.is_empty(), "the shipped knowledge is valid");
    let mut words: Vec<String> = knowledge
        .claims
        .iter()
        .flat_map(|c| tokens(&c.text, 200))
        .collect();
    words.truncate(20_000);
    let mut kept = knowledge.claims.len();
    if passages <= 1_000 {
        // A small edition: a half of claims, a half of the library.
        kept = passages / 2;
        knowledge.gaps.clear();
        let ids: Vec<String> = knowledge
            .claims
            .iter()
            .take(kept)
            .map(|c| c.id.clone())
            .collect();
        knowledge = knowledge.without_claims(|claim| !ids.contains(&claim.id));
    }
    let documents =
        kept + knowledge.disputes.len() + knowledge.overviews.len() + knowledge.gaps.len();
    let text = paragraphs(passages.saturating_sub(documents), &words);
    let sha256 = hexadecimal(&[7; 32]);
    knowledge.sources[0].sha256.clone_from(&sha256);
    let library = Library::new(
        vec![LibraryFile {
            name: "made-up.txt".into(),
            sha256,
            text,
        }],
        &knowledge.sources,
    );
    Edition::new(1, String::new(), knowledge, library).expect("an edition")
}

fn percentile(sorted: &[f64], share: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * share) as usize]
}

fn main() {
    println!(
        "{:>9} {:>11} {:>11} {:>7} {:>11} {:>11} {:>7}",
        "passages", "raw p50 µs", "ours p50", "ratio", "raw p99 µs", "ours p99", "ratio"
    );
    let limits = Limits::default();
    for size in [1_000, 100_000] {
        let edition = edition(size);
        let raw = Raw::new(&edition);
        let claims = &edition.knowledge.claims;
        let mut stream = Stream(11);
        let questions: Vec<String> = (0..QUESTIONS)
            .map(|_| {
                let claim = &claims[stream.below(claims.len())];
                claim.asks[stream.below(claim.asks.len())].text.clone()
            })
            .collect();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..4 {
            for question in &questions {
                let start = Instant::now();
                std::hint::black_box(raw.search(question));
                let middle = Instant::now();
                std::hint::black_box(bot::ask(question, &edition, &limits));
                let end = Instant::now();
                // The first round fills caches on both sides.
                if round > 0 {
                    theirs.push((middle - start).as_secs_f64() * 1e6);
                    ours.push((end - middle).as_secs_f64() * 1e6);
                }
            }
        }
        ours.sort_by(f64::total_cmp);
        theirs.sort_by(f64::total_cmp);
        let (a, b) = (percentile(&theirs, 0.5), percentile(&ours, 0.5));
        let (c, d) = (percentile(&theirs, 0.99), percentile(&ours, 0.99));
        let count = edition.documents.list.len() + edition.passages.len();
        println!(
            "{count:>9} {a:>11.1} {b:>11.1} {:>6.1}× {c:>11.1} {d:>11.1} {:>6.1}×",
            b / a,
            d / c
        );
    }
}
