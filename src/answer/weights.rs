//! The numbers by which documents are ranked and answers decided, in one place.
//!
//! They were chosen on asks held out of the knowledge and on the open question
//! bank (`cargo bench --bench held_out`), never on single questions.

/// Numbers of ranking and deciding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Share of the nearest ask in a score.
    pub nearest_ask: f32,
    /// Share of what the whole document explains of the question.
    pub whole: f32,
    /// Share of what the text alone explains.
    pub text: f32,
    /// Share of how many of the asks hold each term.
    pub other_asks: f32,
    /// Share of the index's own score.
    pub index: f32,
    /// What an ask adds that is the question itself.
    pub exact: f32,
    /// In the fit of an ask: share of the question found in it; the rest is its own terms found in the question.
    pub recall: f32,
    /// What an ask loses whose question word is of another kind.
    pub other_kind: f32,
    /// What a document loses none of whose asks has the question's word.
    pub no_such_kind: f32,
    /// What a list gains where a list is asked for.
    pub list: f32,
    /// What an ask for yes or no loses where the question asks for something else.
    pub other_reply: f32,
    /// What a claim from a source of some reliability gains over one of little.
    pub reliability: f32,
    /// Least score of a document that may answer.
    pub enough: f32,
    /// Least share of the question that it explains.
    pub enough_whole: f32,
    /// The same for a question of one or two terms.
    pub enough_whole_of_few: f32,
    /// The same for a long message, of which so much is explained as a short one seldom asks:
    pub enough_whole_of_many: f32,
    /// the least weight of what is explained of it,
    pub much: f32,
    /// and the least score.
    pub enough_of_many: f32,
    /// Least share of the best claim's score for the dispute it stands in to be shown instead.
    pub dispute_near: f32,
    /// Least share of the question's names that it explains.
    pub enough_names: f32,
    /// How far a gap must be ahead of the best claim.
    pub gap_ahead: f32,
    /// The same where the best claim explains enough of the question to answer it.
    pub gap_near: f32,
    /// Least share of the question's names that such a gap explains: what is open of another film is no answer.
    pub gap_names: f32,
    /// How much more of the question a gap must explain than the best claim that would answer,
    pub gap_gain: f32,
    /// unless its nearest ask fits as well as this.
    pub gap_ask: f32,
    /// or how much better its nearest ask must fit than that claim's.
    pub gap_lead: f32,
    /// Least fit of a gap's nearest ask for the gap to be told; below it nothing is said but that it is not known.
    pub gap_fit: f32,
    /// Least share of the best score for a second claim of the same paragraph to join the first.
    pub joins_beside: f32,
    /// Least share of such a claim's text that is not said already.
    pub joins_novel: f32,
    /// Score below which two claims of the same paragraph may join instead of one.
    pub unsure: f32,
    /// Least share of the best score for a claim to join it.
    pub joins_from: f32,
    /// Least share of the best score that is nearly as good.
    pub nearly: f32,
    /// Least share of the best claim's score for a dispute over its paragraphs to be shown.
    pub dispute_beside: f32,
    /// Least fit of the nearest ask of a document that may answer.
    pub enough_ask: f32,
    /// Least share of that ask that is found in the question: one that asks for much else is another question.
    pub enough_precision: f32,
    /// Least share of a question found in an ask for yes or no for its answer to begin with that word,
    pub sure_recall: f32,
    /// and least share of that ask found in the question.
    pub sure_precision: f32,
    /// Least sum of that fit and the share of the question in the text: many asks together may
    /// explain a question that no one of them, nor the text, is near.
    pub enough_said: f32,
    /// How much more of the question a second claim must explain to join the first.
    pub joins_by: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            nearest_ask: 0.24,
            whole: 0.38,
            text: 0.02,
            other_asks: 0.30,
            index: 0.05,
            exact: 0.25,
            recall: 0.55,
            other_kind: 0.08,
            no_such_kind: 0.06,
            list: 0.08,
            other_reply: 0.13,
            reliability: 0.01,
            enough: 0.37,
            enough_whole: 0.55,
            enough_whole_of_few: 0.60,
            enough_whole_of_many: 0.35,
            much: 1.3,
            enough_of_many: 0.32,
            dispute_near: 0.75,
            enough_names: 0.90,
            gap_ahead: 0.04,
            gap_near: 0.02,
            gap_fit: 0.60,
            gap_names: 0.50,
            gap_gain: 0.02,
            gap_ask: 0.85,
            gap_lead: 0.2,
            joins_beside: 0.55,
            joins_novel: 0.35,
            unsure: 0.80,
            joins_from: 0.88,
            nearly: 0.95,
            dispute_beside: 0.97,
            enough_ask: 0.30,
            enough_precision: 0.35,
            sure_recall: 0.80,
            sure_precision: 0.75,
            enough_said: 0.50,
            joins_by: 0.24,
        }
    }
}
