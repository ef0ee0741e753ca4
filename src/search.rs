//! The index: documents and passages of the library, found by their terms.
//!
//! The only user of tantivy. Text arrives as terms and leaves as numbers; user
//! text never meets a query grammar, only term queries built here.

use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{Index, IndexReader, TantivyDocument, Term};

use crate::answer::document::Documents;
use crate::answer::passage::Passage;
use crate::answer::{Hit, Searching};

/// Memory the writer may use, in bytes: the least tantivy allows, ample for tens of thousands of claims.
const WRITER_BYTES: usize = 15_000_000;

/// Why an index could not be built.
#[derive(Debug, thiserror::Error)]
#[error("the index could not be built: {0}")]
pub struct IndexError(#[from] tantivy::TantivyError);

/// One index over documents of one kind: terms in, positions out.
struct TermIndex {
    reader: IndexReader,
    fields: Vec<(Field, f32)>,
    /// How many of the fields, from the first, hold words.
    words_in: usize,
}

/// The indexes of one edition.
pub struct PassageIndex {
    documents: TermIndex,
    passages: Option<TermIndex>,
}

impl std::fmt::Debug for PassageIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PassageIndex")
    }
}

impl PassageIndex {
    /// Indexes the documents of an edition and the passages of its library.
    ///
    /// # Errors
    /// Where tantivy fails.
    pub fn new(documents: &Documents, passages: &[Passage]) -> Result<Self, IndexError> {
        let words = |terms: &[crate::language::vocabulary::TermId]| {
            let mut text = String::new();
            for term in terms {
                text.push_str(documents.vocabulary.text(*term));
                text.push(' ');
            }
            text
        };
        let claims = TermIndex::new(
            &[("ask", 1.0), ("text", 0.6), ("context", 0.4)],
            2,
            documents.list.iter().map(|document| {
                [
                    words(&document.ask_terms),
                    words(&document.text),
                    words(&document.context),
                ]
            }),
        )?;
        let passages = match passages {
            [] => None,
            some => Some(TermIndex::new(
                &[("text", 1.0), ("context", 0.3)],
                2,
                some.iter()
                    .map(|passage| [passage.terms.clone(), passage.context.clone()]),
            )?),
        };
        Ok(Self {
            documents: claims,
            passages,
        })
    }
}

impl Searching for PassageIndex {
    fn documents(&self, terms: &[(&str, f32)], limit: usize) -> Vec<Hit> {
        self.documents.search(terms, limit)
    }

    fn passages(&self, terms: &[(&str, f32)], limit: usize) -> Vec<Hit> {
        self.passages
            .as_ref()
            .map_or_else(Vec::new, |index| index.search(terms, limit))
    }
}

impl TermIndex {
    fn new<const N: usize>(
        fields: &[(&str, f32); N],
        words_in: usize,
        rows: impl Iterator<Item = [String; N]>,
    ) -> Result<Self, IndexError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("terms")
            .set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexing);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, boost)| (schema.add_text_field(name, text.clone()), *boost))
            .collect();
        let position = schema.add_u64_field("position", NumericOptions::default().set_fast());
        let tokenizers = TokenizerManager::default();
        tokenizers.register("terms", TextAnalyzer::from(WhitespaceTokenizer::default()));
        let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        for (at, row) in (0u64..).zip(rows) {
            let mut document = TantivyDocument::new();
            for ((field, _), value) in fields.iter().zip(row) {
                document.add_text(*field, value);
            }
            document.add_u64(position, at);
            writer.add_document(document)?;
        }
        let reader = writer.finalize()?.reader()?;
        Ok(Self {
            reader,
            fields,
            words_in,
        })
    }

    /// Positions of the best rows, best first; ties in the order of the rows.
    fn search(&self, terms: &[(&str, f32)], limit: usize) -> Vec<Hit> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> =
            Vec::with_capacity(terms.len() * self.fields.len());
        for (text, weight) in terms {
            // Question words stand in asks only, and the context holds entities only.
            let last = match text.as_bytes().first() {
                Some(b'?') => 1,
                Some(b'@') => self.fields.len(),
                _ => self.words_in,
            };
            for (field, boost) in &self.fields[..last] {
                let query = TermQuery::new(
                    Term::from_field_text(*field, text),
                    IndexRecordOption::WithFreqs,
                );
                clauses.push((
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(query), weight * boost)),
                ));
            }
        }
        let searcher = self.reader.searcher();
        let query = BooleanQuery::new(clauses);
        let Ok(top) = searcher.search(&query, &TopDocs::with_limit(limit.max(1)).order_by_score())
        else {
            return Vec::new();
        };
        let Some(column) = searcher
            .segment_readers()
            .first()
            .and_then(|s| s.fast_fields().u64("position").ok())
        else {
            return Vec::new();
        };
        top.into_iter()
            .filter_map(|(score, address)| {
                let at = usize::try_from(column.first(address.doc_id)?).ok()?;
                Some(Hit { at, score })
            })
            .collect()
    }
}
