//! The index: documents and passages of the library, found by their terms.
//!
//! The only user of tantivy. Text arrives as terms and leaves as numbers; user
//! text never meets a query grammar, only term queries built here.

mod postings;

use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{DocId, Index, IndexSettings, Score, Searcher, TantivyDocument, Term};

use crate::answer::documents::Documents;
use crate::answer::passage::Passage;
use crate::answer::{AskedTerm, Hit, Searching};
use crate::language::vocabulary::{TermId, Vocabulary};
use postings::Postings;

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
}

/// The indexes of one edition.
pub struct PassageIndex {
    documents: Postings,
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
        let words = |terms: &[TermId]| {
            let mut text = String::new();
            for term in terms {
                text.push_str(documents.vocabulary.text(*term));
                text.push(' ');
            }
            text
        };
        let claims = TermIndex::new(
            &[("ask", 1.0), ("text", 0.6), ("context", 0.4)],
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
                some.iter()
                    .map(|passage| [passage.terms.clone(), passage.context.clone()]),
            )?),
        };
        Ok(Self {
            documents: Postings::new(&claims.searcher, &claims.fields)?,
            passages,
        })
    }

    /// Scores every term once, so that no question has to.
    pub fn warm_up(&self, vocabulary: &Vocabulary) {
        self.documents.warm_up(vocabulary);
    }
}

impl Searching for PassageIndex {
    fn documents(&self, terms: &[AskedTerm<'_>], limit: usize) -> Vec<Hit> {
        self.documents.best(terms, limit)
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
        Ok(Self { searcher, fields })
    }

    /// Any of the terms in any field.
    fn query(&self, terms: &[(&str, f32)]) -> BooleanQuery {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> =
            Vec::with_capacity(terms.len() * self.fields.len());
        for (text, weight) in terms {
            for (field, boost) in &self.fields {
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

#[cfg(test)]
mod tests {
    use tantivy::collector::TopDocs;

    use super::{Postings, TermIndex};
    use crate::answer::AskedTerm;
    use crate::language::vocabulary::Vocabulary;

    const ROWS: [&str; 6] = ["a", "b", "a b", "a", "c", "a"];

    #[test]
    fn the_best_rows_come_first_and_equal_ones_in_their_order() {
        let rows = ROWS.map(|row| [row.to_owned()]).into_iter();
        let index = TermIndex::new(&[("text", 1.0)], rows).expect("an index");
        let postings = Postings::new(&index.searcher, &index.fields).expect("postings");
        let mut vocabulary = Vocabulary::default();
        let terms = ["a", "b"].map(|text| AskedTerm {
            id: vocabulary.intern(text),
            text,
            weight: 1.0,
        });
        let best = |limit| -> Vec<usize> {
            let hits = postings.best(&terms, limit);
            hits.into_iter().map(|hit| hit.at).collect()
        };
        let cold = best(9);
        postings.warm_up(&vocabulary);
        assert_eq!(best(9), cold);
        assert_eq!(cold, [2, 1, 0, 3, 5]);
        assert_eq!(best(4), [2, 1, 0, 3]);
        assert_eq!(best(0), [0; 0]);
    }

    #[test]
    fn scores_are_those_of_a_boolean_query() {
        let rows = ROWS
            .map(|row| [row.to_owned(), format!("{row} c")])
            .into_iter();
        let index = TermIndex::new(&[("ask", 1.0), ("text", 0.6)], rows).expect("an index");
        let postings = Postings::new(&index.searcher, &index.fields).expect("postings");
        let mut vocabulary = Vocabulary::default();
        let terms = [("a", 0.5), ("c", 1.0)].map(|(text, weight)| AskedTerm {
            id: vocabulary.intern(text),
            text,
            weight,
        });
        let query = index.query(&[("a", 0.5), ("c", 1.0)]);
        let all = TopDocs::with_limit(ROWS.len()).order_by_score();
        let expected = index.searcher.search(&query, &all).expect("a search");
        let hits = postings.best(&terms, ROWS.len());
        assert_eq!(hits.len(), expected.len());
        for hit in hits {
            let same = expected.iter().any(|(score, row)| {
                row.doc_id as usize == hit.at && (score - hit.score).abs() < 1e-5
            });
            assert!(same, "{hit:?} of {expected:?}");
        }
    }
}
