//! The index: documents and passages of the library, found by their terms.
//!
//! The only user of tantivy. Text arrives as terms and leaves as numbers; user
//! text never meets a query grammar, only term queries built here.

use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{
    DocId, Index, IndexSettings, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyDocument,
    Term,
};

use crate::answer::document::Documents;
use crate::answer::passage::Passage;
use crate::answer::{Hit, Searching};

/// Memory the writer sets out with, in bytes. It sizes the table of terms, which grows where it must;
/// a larger one is spread over memory that is then touched all over.
const WRITER_BYTES: usize = 1_000_000;

/// Why an index could not be built.
#[derive(Debug, thiserror::Error)]
#[error("the index could not be built: {0}")]
pub struct IndexError(#[from] tantivy::TantivyError);

/// One index over documents of one kind: terms in, positions out.
struct TermIndex {
    searcher: Searcher,
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
        let query = self.documents.query(terms);
        // Of a few thousand documents a large share is wanted, for many terms: skipping those that
        // cannot come so far costs more than it saves.
        let every = EveryDocument { limit };
        let best = self.documents.searcher.search(&query, &every);
        best.unwrap_or_default()
    }

    fn passages(&self, terms: &[(&str, f32)], limit: usize) -> Vec<Hit> {
        let Some(index) = &self.passages else {
            return Vec::new();
        };
        let best = TopDocs::with_limit(limit.max(1)).order_by_score();
        let found = index.searcher.search(&index.query(terms), &best);
        let hits = found.unwrap_or_default().into_iter();
        hits.map(|(score, address)| hit(score, address.doc_id))
            .collect()
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
        let tokenizers = TokenizerManager::default();
        tokenizers.register("terms", TextAnalyzer::from(WhitespaceTokenizer::default()));
        let mut writer: SingleSegmentIndexWriter<TantivyDocument> = Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .settings(IndexSettings {
                // Nothing is stored.
                docstore_compress_dedicated_thread: false,
                ..IndexSettings::default()
            })
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        for row in rows {
            let mut document = TantivyDocument::new();
            for ((field, _), value) in fields.iter().zip(row) {
                document.add_text(*field, value);
            }
            writer.add_document(document)?;
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        Ok(Self {
            searcher,
            fields,
            words_in,
        })
    }

    /// Any of the terms in any field that can hold it.
    fn query(&self, terms: &[(&str, f32)]) -> BooleanQuery {
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
        BooleanQuery::new(clauses)
    }
}

/// One segment, filled in the order of the rows: the number of a document is its row.
fn hit(score: Score, document: DocId) -> Hit {
    let at = usize::try_from(document).unwrap_or(usize::MAX);
    Hit { at, score }
}

/// The best rows, found by scoring every row that holds any of the terms.
struct EveryDocument {
    limit: usize,
}

/// Rows met so far.
struct Met(Vec<Hit>);

impl Collector for EveryDocument {
    type Fruit = Vec<Hit>;
    type Child = Met;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Met> {
        Ok(Met(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    /// The best first; ties in the order of the rows.
    fn merge_fruits(&self, segments: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        let mut hits = segments.concat();
        let better = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at));
        if self.limit < hits.len() {
            hits.select_nth_unstable_by(self.limit, better);
            hits.truncate(self.limit);
        }
        hits.sort_unstable_by(better);
        Ok(hits)
    }
}

impl SegmentCollector for Met {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.0.push(hit(score, document));
    }

    fn harvest(self) -> Vec<Hit> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{EveryDocument, Hit, TermIndex};

    #[test]
    fn the_best_rows_come_first_and_equal_ones_in_their_order() {
        let rows = ["a", "b", "a b", "a", "c", "a"].map(|row| [row.to_owned()]);
        let index = TermIndex::new(&[("text", 1.0)], 1, rows.into_iter()).expect("an index");
        let best = |limit| -> Vec<usize> {
            let query = index.query(&[("a", 1.0), ("b", 1.0)]);
            let hits = index.searcher.search(&query, &EveryDocument { limit });
            let at = |hit: Hit| hit.at;
            hits.expect("a search").into_iter().map(at).collect()
        };
        assert_eq!(best(9), [2, 1, 0, 3, 5]);
        assert_eq!(best(4), [2, 1, 0, 3]);
        assert_eq!(best(0), [0; 0]);
    }
}
