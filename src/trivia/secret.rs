//! What must not be told while a question is on: the claims that prove its answer, and those
//! that tell the same in other words. Everything else may be looked up.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::question::{Kind, Question};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Claim;
use crate::knowledge::entity::Entity;
use crate::language::stem::Stems;
use crate::language::stopwords::is_stop_word;
use crate::language::tokens;

/// Most tokens of a text that are read.
const MAX_TOKENS: usize = 128;
/// Fewest words a claim must share with a question to be about the same matter, where the question has so many.
const SHARED: usize = 2;
/// A word of so many claims in a hundred tells no matter.
const COMMON_PERCENT: usize = 4;

/// A stem, as a number: collisions silence a claim too many, at worst.
type Word = u64;

/// The words of all claims of a knowledge, to find what tells the same.
#[derive(Debug)]
pub struct SecretIndex {
    stems: Stems,
    /// By the position of the claim.
    claims: Vec<Box<[Word]>>,
    common: HashSet<Word>,
}

impl SecretIndex {
    /// Of a knowledge.
    pub fn of(knowledge: &Knowledge) -> Self {
        let stems = Stems::default();
        let read = |claim: &Claim| words(&claim.text, &stems).into_boxed_slice();
        let claims: Vec<Box<[Word]>> = knowledge.claims.iter().map(read).collect();
        let mut counts: HashMap<Word, usize> = HashMap::new();
        for words in &claims {
            for word in words.iter().collect::<HashSet<_>>() {
                *counts.entry(*word).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count * 100 > claims.len() * COMMON_PERCENT);
        Self {
            stems,
            common: counts.into_keys().collect(),
            claims,
        }
    }

    /// Ids of the claims of this knowledge that would give a question away, each once.
    pub fn telling(&self, question: &Question, knowledge: &Knowledge) -> Vec<String> {
        let proofs: BTreeSet<&str> = question.proofs.iter().map(|p| p.claim.as_str()).collect();
        let is_proof = |claim: &Claim| proofs.contains(claim.id.as_str());
        let answer = self.answer(question, knowledge);
        let proving: Vec<&Claim> = knowledge.claims.iter().filter(|c| is_proof(c)).collect();
        let tells = |claim: &Claim, words: &[Word]| {
            proving.iter().any(|proof| states_the_same(claim, proof))
                || answer
                    .as_ref()
                    .is_some_and(|answer| answer.is_in(claim, words, knowledge))
        };
        let others = knowledge.claims.iter().zip(&self.claims);
        let others = others
            .filter(|(claim, words)| !is_proof(claim) && tells(claim, words))
            .map(|(claim, _)| claim.id.clone());
        let mut telling: Vec<String> = proofs.iter().map(|&id| id.to_owned()).collect();
        telling.extend(others);
        telling
    }

    /// What a text must hold to tell the answer in other words; nothing where the answer is no thing
    /// that a text could name.
    fn answer<'q>(&self, question: &'q Question, knowledge: &Knowledge) -> Option<Answer<'q>> {
        match question.kind {
            Kind::Attribute | Kind::WhoSaid | Kind::Written => {}
            // The answer is one of what the question is about, which every claim about it names, or
            // true, or an order, or a passage.
            _ => return None,
        }
        let read = |text: &str| words(text, &self.stems);
        let films = knowledge
            .entities
            .iter()
            .filter(|entity| question.films.contains(&entity.id));
        let names: HashSet<Word> = films.flat_map(Entity::all_names).flat_map(read).collect();
        let option = question.options.get(question.right)?;
        let typed = question.typed.iter().flat_map(|typed| &typed.accepted);
        let forms: Vec<Vec<Word>> = std::iter::once(option)
            .chain(typed)
            .map(|text| read(text))
            // What is called as the film is, is named by every claim about it.
            .filter(|form| form.iter().any(|word| !names.contains(word)))
            .collect();
        let mut matter: HashSet<Word> = read(&question.text).into_iter().collect();
        matter.retain(|word| {
            let said = forms.iter().any(|form| form.contains(word));
            !said && !names.contains(word) && !self.common.contains(word)
        });
        (!matter.is_empty()).then_some(Answer {
            forms,
            matter,
            films: &question.films,
        })
    }
}

/// The right answer and the matter it is about.
struct Answer<'q> {
    /// Its words, in each of its forms.
    forms: Vec<Vec<Word>>,
    /// What the question is about, besides names and what every other claim says.
    matter: HashSet<Word>,
    films: &'q [String],
}

impl Answer<'_> {
    fn is_in(&self, claim: &Claim, words: &[Word], knowledge: &Knowledge) -> bool {
        let mut about = claim.about.iter().map(|id| &knowledge.entity(*id).id);
        if !self.films.is_empty() && !about.any(|id| self.films.contains(id)) {
            return false;
        }
        let holds = |form: &Vec<Word>| words.windows(form.len()).any(|part| part == form);
        let shared = self
            .matter
            .iter()
            .filter(|word| words.contains(word))
            .count();
        let needed = self
            .matter
            .len()
            .min(SHARED)
            .max(self.matter.len().div_ceil(2));
        shared >= needed && self.forms.iter().any(holds)
    }
}

/// The same value of the same attribute of the same thing.
fn states_the_same(one: &Claim, other: &Claim) -> bool {
    let (Some(own), Some(of_other)) = (&one.statement, &other.statement) else {
        return false;
    };
    one.about.first() == other.about.first()
        && own.attribute == of_other.attribute
        && own.value == of_other.value
}

/// The words of a text that carry matter, in their order.
fn words(text: &str, stems: &Stems) -> Vec<Word> {
    let mut tokens = tokens(text, MAX_TOKENS);
    tokens.retain(|token| !is_stop_word(token));
    let number = |token: &String| {
        let mut hasher = DefaultHasher::new();
        stems.stem(token).hash(&mut hasher);
        hasher.finish()
    };
    tokens.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::content;
    use crate::knowledge::load::load;
    use crate::trivia::pool::Pool;
    use crate::trivia::wish::{Mode, Wish};

    fn all() -> (Knowledge, Vec<Question>) {
        let (knowledge, _) = load(&content::embedded());
        let pool = Pool::of(&knowledge);
        let mut questions: Vec<Question> = Vec::new();
        let mut asked = HashSet::new();
        loop {
            let more = pool.choose(&Wish::of(Mode::Choice, 1_000), &asked, 7);
            if more.is_empty() {
                return (knowledge, questions);
            }
            asked.extend(more.iter().map(|question| question.id.clone()));
            questions.extend(more);
        }
    }

    #[test]
    fn what_proves_a_question_tells_it_and_hardly_anything_else_does() {
        let (knowledge, questions) = all();
        let secrets = SecretIndex::of(&knowledge);
        let (mut most, mut sum) = (0, 0);
        for question in &questions {
            let telling = secrets.telling(question, &knowledge);
            for proof in &question.proofs {
                assert!(telling.contains(&proof.claim), "{}", question.text);
            }
            let others: Vec<_> = telling
                .iter()
                .filter(|id| question.proofs.iter().all(|proof| proof.claim != **id))
                .collect();
            most = most.max(others.len());
            sum += others.len();
        }
        assert!(most <= 16, "{most} claims are silenced by one question");
        assert!(sum < questions.len(), "{sum} claims by {}", questions.len());
    }
}
