//! What a person types, against what is accepted: whole answers, in any spelling
//! or script, with as many slips as the length allows; never a slip onto another
//! real thing, and never a slip in a number.

use any_ascii::any_ascii;
use strsim::osa_distance;

use super::question::{LETTERS, Question, Typed};
use crate::language::tokens;

/// Most tokens of an answer that are read.
const MAX_TOKENS: usize = 16;
/// Most characters that are read.
const MAX_CHARS: usize = 200;
/// Words that may be there or not.
const IDLE: &[&str] = &["the", "a", "an", "and", "и"];
/// Shortest word that counts as a part of an answer.
const PART: usize = 4;

/// How near an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// It is the right one.
    Right,
    /// It is not, but near; said to the person alone.
    Close,
    /// It is not.
    Wrong,
}

/// One answer in the form in which answers are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    words: Vec<String>,
    /// All letters without the gaps.
    letters: String,
    /// What is a number, in its order.
    numbers: Vec<String>,
}

impl Form {
    fn of(text: &str) -> Self {
        let short: String = text.chars().take(MAX_CHARS).collect();
        let mut words = tokens(&short, MAX_TOKENS);
        if words.iter().any(|word| !IDLE.contains(&word.as_str())) {
            words.retain(|word| !IDLE.contains(&word.as_str()));
        }
        let is_number = |word: &&String| word.contains(|c: char| c.is_numeric());
        let numbers = words.iter().filter(is_number).cloned().collect();
        let letters = words
            .iter()
            .filter(|word| !is_number(word))
            .map(String::as_str)
            .collect();
        Self {
            words,
            letters,
            numbers,
        }
    }

    /// The answer as it is, and in Latin letters.
    fn both(text: &str) -> Vec<Self> {
        let own = Self::of(text);
        if text.is_ascii() {
            return vec![own];
        }
        let latin = Self::of(&any_ascii(text));
        if latin == own {
            vec![own]
        } else {
            vec![own, latin]
        }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Slips that are forgiven, by the length of what is right.
    fn slips(&self) -> usize {
        match self.letters.chars().count() {
            0..=4 => 0,
            5..=9 => 1,
            _ => 2,
        }
    }

    /// Most slips of what is told to be close.
    fn nearly(&self) -> usize {
        2 * self.slips() + 1
    }
}

/// Slips between two answers; none where their numbers differ.
fn distance(one: &[Form], other: &[Form]) -> Option<usize> {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    pairs
        .filter(|(a, b)| a.numbers == b.numbers)
        .map(|(a, b)| osa_distance(&a.letters, &b.letters))
        .min()
}

/// Judges what was typed.
pub fn judge(typed: &str, answers: &Typed) -> Match {
    let accepted: Vec<&str> = answers.accepted.iter().map(String::as_str).collect();
    let rivals: Vec<&str> = answers.rivals.iter().map(String::as_str).collect();
    compare(typed, &accepted, &rivals)
}

fn compare(typed: &str, accepted: &[&str], rivals: &[&str]) -> Match {
    let guess = Form::both(typed);
    if guess.iter().all(Form::is_empty) {
        return Match::Wrong;
    }
    let accepted: Vec<Vec<Form>> = accepted.iter().map(|text| Form::both(text)).collect();
    let best = accepted
        .iter()
        .filter_map(|forms| Some((distance(&guess, forms)?, forms)))
        .min_by_key(|(distance, _)| *distance);
    if best.is_some_and(|(distance, _)| distance == 0) {
        return Match::Right;
    }
    let rival = rivals
        .iter()
        .filter_map(|rival| distance(&guess, &Form::both(rival)))
        .min();
    if rival == Some(0) {
        return Match::Wrong;
    }
    let Some((distance, forms)) = best else {
        return Match::Wrong;
    };
    let slips = forms.iter().map(Form::slips).max().unwrap_or(0);
    let reach = forms.iter().map(Form::nearly).max().unwrap_or(0);
    // As near to another real thing as to the right one: nobody knows which was meant.
    let rival_is_near = rival.is_some_and(|rival| rival <= distance);
    if distance <= slips && !rival_is_near {
        return Match::Right;
    }
    let nearly = slips > 0 && distance <= reach && !rival_is_near;
    if nearly || (distance <= slips && rival == Some(distance)) || is_part(&guess, &accepted) {
        Match::Close
    } else {
        Match::Wrong
    }
}

/// Of other names those that somebody can mean, with the slips that are forgiven, and yet come near what is accepted.
/// A name that is further off never decides how an answer is judged, and a question need not carry it.
pub fn within_reach<'n>(
    accepted: &[String],
    names: impl Iterator<Item = &'n str>,
) -> impl Iterator<Item = &'n str> {
    let accepted: Vec<Vec<Form>> = accepted.iter().map(|text| Form::both(text)).collect();
    names.filter(move |name| {
        let forms = Form::both(name);
        let near = |forms: &[Form], right: &[Form]| {
            let pairs = forms.iter().flat_map(|a| right.iter().map(move |b| (a, b)));
            pairs.filter(|(a, b)| a.numbers == b.numbers).any(|(a, b)| {
                let reach = b.nearly() + a.slips();
                // Cheaper than the distance, which is never less.
                let longer = a.letters.chars().count();
                longer.abs_diff(b.letters.chars().count()) <= reach
                    && osa_distance(&a.letters, &b.letters) <= reach
            })
        };
        accepted.iter().any(|right| near(&forms, right)) || is_part(&forms, &accepted)
    })
}

/// True where the guess is some of the words of an accepted answer.
fn is_part(guess: &[Form], accepted: &[Vec<Form>]) -> bool {
    let of = |guess: &Form, whole: &Form| {
        guess.numbers.is_empty()
            && guess.words.len() < whole.words.len()
            && guess.words.iter().all(|word| whole.words.contains(word))
            && guess.words.iter().any(|word| word.chars().count() >= PART)
    };
    guess.iter().any(|guess| {
        let mut forms = accepted.iter().flatten();
        forms.any(|whole| of(guess, whole))
    })
}

/// The option a person means by what they type: its letter, or its text.
pub fn option_of(typed: &str, question: &Question) -> Option<usize> {
    let word = typed.trim().trim_end_matches(['.', ')', ':']);
    let letter = LETTERS
        .iter()
        .position(|letter| word.eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4])));
    if let Some(at) = letter {
        return (at < question.options.len()).then_some(at);
    }
    let texts: Vec<&str> = question.options.iter().map(String::as_str).collect();
    let fits = |at: usize| {
        let mut accepted = vec![texts[at]];
        if let Some(typed) = question.typed.as_ref().filter(|_| at == question.right) {
            accepted.extend(typed.accepted.iter().map(String::as_str));
        }
        let others = texts.iter().enumerate().filter(|(other, _)| *other != at);
        let rivals: Vec<&str> = others.map(|(_, text)| *text).collect();
        compare(typed, &accepted, &rivals) == Match::Right
    };
    let mut found = (0..texts.len()).filter(|at| fits(*at));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(accepted: &[&str], rivals: &[&str]) -> Typed {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Typed {
            accepted: owned(accepted),
            rivals: owned(rivals),
        }
    }

    fn check(cases: &[(&str, Match)], answers: &Typed) {
        for (guess, expected) in cases {
            assert_eq!(judge(guess, answers), *expected, "{guess:?}");
        }
    }

    #[test]
    fn any_spelling_and_script_of_a_name_is_right_and_a_slip_is_forgiven() {
        let names = typed(
            &["Anatoly Solonitsyn", "Анатолий Солоницын", "Solonitsyn"],
            &["Aleksandr Kaidanovsky", "Nikolai Grinko"],
        );
        check(
            &[
                ("anatoly  SOLONITSYN!", Match::Right),
                ("Солоницын", Match::Right),
                ("anatoli solonitsin", Match::Right),
                ("Solonytsin", Match::Right),
                ("Solonitsn", Match::Right),
                ("Anatoly", Match::Close),
                ("Kaidanovsky", Match::Wrong),
                ("Nikolai Grinko", Match::Wrong),
                ("", Match::Wrong),
                ("?!", Match::Wrong),
            ],
            &names,
        );
    }

    #[test]
    fn slips_are_forgiven_by_length() {
        check(
            &[
                ("rain", Match::Right),
                ("rian", Match::Wrong),
                ("train", Match::Wrong),
            ],
            &typed(&["rain"], &[]),
        );
        check(
            &[
                ("mirorr", Match::Right),
                ("mirro", Match::Right),
                ("mirar", Match::Close),
            ],
            &typed(&["Mirror"], &[]),
        );
        check(
            &[
                ("the steamroler and violin", Match::Right),
                ("the steamroller", Match::Close),
            ],
            &typed(&["The Steamroller and the Violin"], &[]),
        );
    }

    #[test]
    fn numbers_are_exact() {
        check(
            &[
                ("1975", Match::Right),
                ("1974", Match::Wrong),
                ("19755", Match::Wrong),
                ("nineteen", Match::Wrong),
            ],
            &typed(&["1975"], &[]),
        );
        check(
            &[
                ("163 minutes", Match::Right),
                ("163 minuts", Match::Right),
                ("162 minutes", Match::Wrong),
            ],
            &typed(&["163 minutes"], &[]),
        );
    }

    #[test]
    fn no_slip_leads_onto_another_real_thing() {
        let answers = typed(
            &["Arseny Tarkovsky"],
            &["Arseni Tarkovski", "Andrei Tarkovsky"],
        );
        check(
            &[
                ("arseny tarkovsky", Match::Right),
                ("arseni tarkovski", Match::Wrong),
                ("andrey tarkovsky", Match::Wrong),
            ],
            &answers,
        );
    }

    #[test]
    fn names_out_of_reach_never_decide_and_are_not_carried() {
        let accepted = [
            "Arseny Tarkovsky".to_owned(),
            "Арсений Тарковский".to_owned(),
        ];
        let names = [
            "Andrei Tarkovsky",
            "Arseni Tarkovski",
            "Tarkovsky",
            "Ingmar Bergman",
            "Стругацкий",
            "Persona",
        ];
        let carried: Vec<&str> = within_reach(&accepted, names.into_iter()).collect();
        assert_eq!(carried, names[..3]);
        // As it would be judged with all of them, for every guess within the slips of a name.
        let all = typed(&["Arseny Tarkovsky", "Арсений Тарковский"], &names);
        let few = typed(&["Arseny Tarkovsky", "Арсений Тарковский"], &carried);
        for name in names {
            for cut in 0..name.chars().count() {
                let slip = |(at, c): (usize, char)| (at != cut).then_some(c);
                let guess: String = name.chars().enumerate().filter_map(slip).collect();
                assert_eq!(judge(&guess, &few), judge(&guess, &all), "{guess:?}");
            }
        }
    }

    #[test]
    fn only_a_whole_answer_is_right() {
        check(
            &[
                ("i think it is mirror", Match::Wrong),
                ("mirror or stalker", Match::Wrong),
            ],
            &typed(&["Mirror"], &["Stalker"]),
        );
        check(&[("chair", Match::Wrong)], &typed(&["air"], &[]));
    }
}
