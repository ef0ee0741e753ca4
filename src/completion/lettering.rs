//! Names and facts in one form, as written or as heard, and where one begins to type them.

use super::starts::{Starts, Texts};

/// English articles, with which a title may be typed or not.
const ARTICLES: [&str; 3] = ["the ", "a ", "an "];

/// Which entry a text belongs to, and the position of its name; none for its facts.
pub(super) type Owner = (u32, Option<u32>);

/// All texts in one form.
#[derive(Debug)]
pub(super) struct Lettering {
    pub(super) texts: Texts,
    /// Names from their beginning, and after an article.
    pub(super) names: Starts,
    /// Names from each of their words.
    pub(super) words: Starts,
    /// Facts from each of their words.
    pub(super) facts: Starts,
}

impl Lettering {
    pub(super) fn over(texts: Texts, owners: &[Owner]) -> Self {
        let entry = |text: u32| owners[text as usize].0;
        let is_name = |text: u32| owners[text as usize].1.is_some();
        let names = texts.starts(entry, |number, text, at| {
            if is_name(number) && !text.is_empty() {
                at.push(0);
                at.extend(article_of(text));
            }
        });
        let words_of = |names: bool| {
            texts.starts(entry, |number, text, at| {
                if is_name(number) == names && !text.is_empty() {
                    at.push(0);
                    at.extend(text.match_indices(' ').map(|(blank, _)| blank + 1));
                }
            })
        };
        let (words, facts) = (words_of(true), words_of(false));
        Self {
            texts,
            names,
            words,
            facts,
        }
    }
}

/// Where a text goes on after its article, if it does.
pub(super) fn article_of(text: &str) -> Option<usize> {
    let article = ARTICLES
        .iter()
        .find(|article| text.starts_with(**article))?;
    (text.len() > article.len()).then_some(article.len())
}

/// True for an article.
pub(super) fn is_article(word: &str) -> bool {
    ARTICLES.iter().any(|article| article.trim_end() == word)
}
