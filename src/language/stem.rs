//! Stems: English and Russian Snowball, with the irregular forms it leaves apart.

use frostem::{Algorithm, Stemmer};

use super::is_cyrillic;

/// The stemmers of the two languages the bot reads.
pub struct Stems {
    english: Stemmer,
    russian: Stemmer,
}

impl Default for Stems {
    fn default() -> Self {
        Self {
            english: Stemmer::new(Algorithm::English),
            russian: Stemmer::new(Algorithm::Russian),
        }
    }
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stems")
    }
}

impl Stems {
    /// The stem of a folded token.
    pub fn stem(&self, token: &str) -> String {
        if token.chars().any(is_cyrillic) {
            return self.russian.stem(token).into_owned();
        }
        if !token.bytes().all(|b| b.is_ascii_lowercase()) {
            return token.to_owned();
        }
        let regular = irregular(token).unwrap_or(token);
        self.english.stem(regular).into_owned()
    }
}

/// The stem of a token of a name. Cyrillic names lose only their case ending:
/// Snowball takes the end of some ("зеркало") for that of a verb.
pub fn name_stem(token: &str, stem: &str) -> String {
    if !token.chars().any(is_cyrillic) {
        return stem.to_owned();
    }
    let kept = |ending: &&&str| token.chars().count() >= ending.chars().count() + 3;
    let ending = CASE_ENDINGS
        .iter()
        .filter(kept)
        .find(|ending| token.ends_with(**ending));
    ending
        .map_or(token, |ending| &token[..token.len() - ending.len()])
        .to_owned()
}

/// Case endings of Russian names, longest first.
const CASE_ENDINGS: &[&str] = &[
    "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "ой", "ий", "ый", "ая", "яя", "ую",
    "ом", "ем", "ым", "им", "ах", "ях", "ою", "ею", "а", "я", "о", "е", "у", "ю", "ы", "и", "й",
    "ь",
];

/// Figures of an English number word, as text.
pub fn number_word(token: &str) -> Option<&'static str> {
    // Asked of every token of every text: most are told apart by their first letter.
    if !matches!(
        token.as_bytes().first(),
        Some(b'e' | b'f' | b'n' | b's' | b't' | b'z')
    ) {
        return None;
    }
    NUMBER_WORDS
        .binary_search_by(|(word, _)| (*word).cmp(token))
        .ok()
        .map(|at| NUMBER_WORDS[at].1)
}

fn irregular(token: &str) -> Option<&'static str> {
    IRREGULAR
        .binary_search_by(|(form, _)| (*form).cmp(token))
        .ok()
        .map(|at| IRREGULAR[at].1)
}

/// Sorted, for binary search.
const NUMBER_WORDS: &[(&str, &str)] = &[
    ("eight", "8"),
    ("eighteen", "18"),
    ("eighty", "80"),
    ("eleven", "11"),
    ("fifteen", "15"),
    ("fifty", "50"),
    ("five", "5"),
    ("forty", "40"),
    ("four", "4"),
    ("fourteen", "14"),
    ("nine", "9"),
    ("nineteen", "19"),
    ("ninety", "90"),
    ("seven", "7"),
    ("seventeen", "17"),
    ("seventy", "70"),
    ("six", "6"),
    ("sixteen", "16"),
    ("sixty", "60"),
    ("ten", "10"),
    ("thirteen", "13"),
    ("thirty", "30"),
    ("three", "3"),
    ("twelve", "12"),
    ("twenty", "20"),
    ("two", "2"),
    ("zero", "0"),
];

/// Irregular forms and British spellings; sorted, for binary search.
const IRREGULAR: &[(&str, &str)] = &[
    ("ate", "eat"),
    ("became", "become"),
    ("began", "begin"),
    ("begun", "begin"),
    ("behaviour", "behavior"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("burnt", "burn"),
    ("came", "come"),
    ("caught", "catch"),
    ("centre", "center"),
    ("children", "child"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("colour", "color"),
    ("colours", "color"),
    ("did", "do"),
    ("died", "die"),
    ("does", "do"),
    ("done", "do"),
    ("drank", "drink"),
    ("drew", "draw"),
    ("drove", "drive"),
    ("drunk", "drink"),
    ("dug", "dig"),
    ("dying", "die"),
    ("fallen", "fall"),
    ("favourite", "favorite"),
    ("feet", "foot"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("flew", "fly"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("goes", "go"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("grey", "gray"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("honour", "honor"),
    ("hung", "hang"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("lenses", "lens"),
    ("lit", "light"),
    ("lost", "lose"),
    ("made", "make"),
    ("making", "make"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("mum", "mother"),
    ("paid", "pay"),
    ("ran", "run"),
    ("rose", "rise"),
    ("said", "say"),
    ("sang", "sing"),
    ("sat", "sit"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("shots", "shoot"),
    ("shown", "show"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("stuck", "stick"),
    ("taken", "take"),
    ("taught", "teach"),
    ("teeth", "tooth"),
    ("theatre", "theater"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("understood", "understand"),
    ("went", "go"),
    ("wives", "wife"),
    ("women", "woman"),
    ("won", "win"),
    ("wore", "wear"),
    ("worn", "wear"),
    ("writing", "write"),
    ("written", "write"),
    ("wrote", "write"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(NUMBER_WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let stems = Stems::default();
        for (a, b) in [
            ("shot", "shooting"),
            ("wrote", "writes"),
            ("colour", "colors"),
            ("тарковского", "тарковский"),
        ] {
            assert_eq!(stems.stem(a), stems.stem(b), "{a} {b}");
        }
        for (a, b) in [
            ("зеркале", "зеркало"),
            ("алексея", "алексей"),
            ("тереховой", "терехова"),
            ("бергману", "бергман"),
        ] {
            assert_eq!(name_stem(a, ""), name_stem(b, ""), "{a} {b}");
        }
    }
}
