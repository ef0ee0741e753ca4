//! Term after term over what each term gives to each row: for an index of a few thousand
//! rows and a question of many terms, of which a large share of the rows holds some.
//!
//! A boolean query costs more in what it sets up for each term (look-ups in the dictionary,
//! a table of lengths, a scorer) than in the rows it visits. Here tantivy's postings are
//! scored with tantivy's BM25 once a term, and questions add up the scores.

use std::sync::{Arc, OnceLock};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Score, Searcher, Term};

use super::hit;
use crate::answer::{AskedTerm, Hit};
use crate::language::vocabulary::Vocabulary;

/// The postings of one field.
struct FieldPostings {
    field: Field,
    boost: f32,
    terms: Arc<InvertedIndexReader>,
    norms: FieldNormReader,
    average_length: Score,
}

/// What each term of a vocabulary gives to the rows that hold it.
struct Scored {
    /// Where the rows of each term end; they begin where those of the term before it end.
    ends: Vec<usize>,
    rows: Vec<(DocId, Score)>,
}

/// The postings of an index of one segment.
#[derive(Default)]
pub(super) struct Postings {
    fields: Vec<FieldPostings>,
    rows: u32,
    scored: OnceLock<Scored>,
}

impl Postings {
    /// The postings of these fields, each with its boost.
    pub(super) fn new(searcher: &Searcher, fields: &[(Field, f32)]) -> tantivy::Result<Self> {
        let Some(segment) = searcher.segment_readers().first() else {
            return Ok(Self::default());
        };
        let rows = segment.num_docs();
        let fields = fields.iter().map(|(field, boost)| {
            let terms = segment.inverted_index(*field)?;
            Ok(FieldPostings {
                field: *field,
                boost: *boost,
                norms: segment.get_fieldnorms_reader(*field)?,
                average_length: terms.total_num_tokens() as Score / rows.max(1) as Score,
                terms,
            })
        });
        Ok(Self {
            fields: fields.collect::<tantivy::Result<_>>()?,
            rows,
            scored: OnceLock::new(),
        })
    }

    /// Scores every term once, so that no question has to.
    pub(super) fn warm_up(&self, vocabulary: &Vocabulary) {
        self.scored.get_or_init(|| {
            let mut rows = Vec::new();
            let ends = vocabulary.texts().map(|text| {
                self.score(text, &mut rows);
                rows.len()
            });
            let ends = ends.collect();
            rows.shrink_to_fit();
            Scored { ends, rows }
        });
    }

    /// The best rows, best first, ties in the order of the rows.
    pub(super) fn best(&self, terms: &[AskedTerm<'_>], limit: usize) -> Vec<Hit> {
        let mut totals = vec![0.0; usize::try_from(self.rows).unwrap_or(0)];
        let mut add = |rows: &[(DocId, Score)], weight: f32| {
            for (row, score) in rows {
                if let Some(total) = totals.get_mut(*row as usize) {
                    *total += weight * score;
                }
            }
        };
        let mut rows = Vec::new();
        for term in terms {
            let scored = self.scored.get().and_then(|scored| scored.of(term.id.0));
            let scored = scored.unwrap_or_else(|| {
                rows.clear();
                self.score(term.text, &mut rows);
                &rows
            });
            add(scored, term.weight);
        }
        let held = (0..).zip(totals).filter(|(_, total)| *total > 0.0);
        let mut hits: Vec<Hit> = held.map(|(row, total)| hit(total, row)).collect();
        let better = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at));
        if limit < hits.len() {
            hits.select_nth_unstable_by(limit, better);
            hits.truncate(limit);
        }
        hits.sort_unstable_by(better);
        hits
    }

    /// Appends what a term gives to the rows that hold it, field by field. What cannot be read gives nothing.
    fn score(&self, text: &str, rows: &mut Vec<(DocId, Score)>) {
        for field in &self.fields {
            let term = Term::from_field_text(field.field, text);
            let Ok(Some(info)) = field.terms.get_term_info(&term) else {
                continue;
            };
            let weight = Bm25Weight::for_one_term_without_explain(
                info.doc_freq.into(),
                self.rows.into(),
                field.average_length,
            );
            let weight = weight.boost_by(field.boost);
            let option = IndexRecordOption::WithFreqs;
            let Ok(mut block) = field.terms.read_block_postings_from_terminfo(&info, option) else {
                continue;
            };
            while !block.docs().is_empty() {
                let postings = block.docs().iter().zip(block.freqs());
                rows.extend(postings.map(|(row, times)| {
                    (*row, weight.score(field.norms.fieldnorm_id(*row), *times))
                }));
                block.advance();
            }
        }
    }
}

impl Scored {
    /// The rows of a term; `None` for one that came after the index was built.
    fn of(&self, term: u32) -> Option<&[(DocId, Score)]> {
        let term = usize::try_from(term).ok()?;
        let end = *self.ends.get(term)?;
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.rows.get(start..end)
    }
}
