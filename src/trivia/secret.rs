//! What must not be told while a question is on: the claims that prove its answer, and those
//! that tell the same in other words. Everything else may be looked up.

use std::collections::BTreeSet;

use super::question::{Kind, Question};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Claim;
use crate::language::stem::Stems;
use crate::language::stopwords::is_stop_word;
use crate::language::tokens;

/// Most tokens of a text that are read.
const MAX_TOKENS: usize = 128;
/// Fewest words a claim must share with a question, besides names and the right answer, to be about the same matter.
const SHARED: usize = 2;

/// Ids of the claims that would give a question away, each once.
pub fn telling(question: &Question, knowledge: &Knowledge) -> Vec<String> {
    let proofs: BTreeSet<&str> = question.proofs.iter().map(|p| p.claim.as_str()).collect();
    let told = Told::by(question, knowledge);
    let proving: Vec<&Claim> = knowledge
        .claims
        .iter()
        .filter(|claim| proofs.contains(claim.id.as_str()))
        .collect();
    let others = knowledge
        .claims
        .iter()
        .filter(|claim| !proofs.contains(claim.id.as_str()))
        .filter(|claim| {
            proving.iter().any(|proof| states_the_same(claim, proof))
                || told
                    .as_ref()
                    .is_some_and(|told| told.is_in(claim, knowledge))
        })
        .map(|claim| claim.id.clone());
    let proofs = proofs.iter().map(|&id| id.to_owned());
    proofs.chain(others.collect::<Vec<_>>()).collect()
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

/// What a text must hold to tell the answer in other words.
struct Told {
    stems: Stems,
    /// The right answer, in each of its forms.
    answers: Vec<Vec<String>>,
    /// What the question is about, besides names.
    matter: BTreeSet<String>,
    films: BTreeSet<String>,
}

impl Told {
    /// Nothing where the answer is no thing that a text could name.
    fn by(question: &Question, knowledge: &Knowledge) -> Option<Self> {
        let names_a_thing = match question.kind {
            Kind::Attribute | Kind::WhoSaid | Kind::Written => true,
            // The answer is one of what the question is about, which every claim about it names.
            Kind::WhichFilm | Kind::WhichFirst | Kind::OddOneOut | Kind::Anecdote => false,
            Kind::TrueOrFalse | Kind::CiteIt | Kind::Chronology => false,
        };
        if !names_a_thing {
            return None;
        }
        let stems = Stems::default();
        let read = |text: &str| -> Vec<String> {
            let words = tokens(text, MAX_TOKENS).into_iter();
            words
                .filter(|word| !is_stop_word(word))
                .map(|word| stems.stem(&word))
                .collect()
        };
        let option = question.options.get(question.right)?;
        let typed = question.typed.iter().flat_map(|typed| &typed.accepted);
        let mut answers: Vec<Vec<String>> = std::iter::once(option)
            .chain(typed)
            .map(|text| read(text))
            .filter(|answer| !answer.is_empty())
            .collect();
        answers.sort();
        answers.dedup();
        let films = knowledge
            .entities
            .iter()
            .filter(|entity| question.films.contains(&entity.id));
        let names: BTreeSet<String> = films
            .flat_map(|film| film.all_names())
            .flat_map(read)
            .collect();
        let said: BTreeSet<&String> = answers.iter().flatten().collect();
        let mut matter: BTreeSet<String> = read(&question.text).into_iter().collect();
        matter.retain(|word| !names.contains(word) && !said.contains(word));
        Some(Self {
            answers,
            matter,
            films: question.films.iter().cloned().collect(),
            stems,
        })
    }

    fn is_in(&self, claim: &Claim, knowledge: &Knowledge) -> bool {
        let about = |id: &crate::knowledge::entity::EntityId| {
            self.films.contains(&knowledge.entity(*id).id)
        };
        if !self.films.is_empty() && !claim.about.iter().any(about) {
            return false;
        }
        let words: Vec<String> = tokens(&claim.text, MAX_TOKENS)
            .into_iter()
            .filter(|word| !is_stop_word(word))
            .map(|word| self.stems.stem(&word))
            .collect();
        let holds = |answer: &Vec<String>| words.windows(answer.len()).any(|part| part == answer);
        let shared = self
            .matter
            .iter()
            .filter(|word| words.contains(word))
            .count();
        shared >= SHARED.max(self.matter.len().div_ceil(2)) && self.answers.iter().any(holds)
    }
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
        let mut most = 0;
        let mut sum = 0;
        for question in &questions {
            let telling = telling(question, &knowledge);
            for proof in &question.proofs {
                assert!(telling.contains(&proof.claim), "{}", question.text);
            }
            let others: Vec<_> = telling
                .iter()
                .filter(|id| question.proofs.iter().all(|proof| proof.claim != **id))
                .collect();
            if std::env::var_os("SHOW").is_some() && !others.is_empty() {
                println!(
                    "{:?} {} [{}] {others:?}",
                    question.kind, question.text, question.options[question.right]
                );
                for other in &others {
                    let claim = knowledge.claims.iter().find(|c| c.id == **other).unwrap();
                    println!("      {}", claim.text);
                }
            }
            most = most.max(others.len());
            sum += others.len();
        }
        println!(
            "{} questions, {sum} other claims, at most {most}",
            questions.len()
        );
        assert!(most <= 12, "{most} claims are silenced by one question");
        assert!(sum < questions.len(), "{sum} claims by {}", questions.len());
    }
}
