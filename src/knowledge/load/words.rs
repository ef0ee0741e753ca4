//! The list of English words, by which a rare word is told from a typing error.

use crate::knowledge::problem::Problem;

/// Its file name.
const NAME: &str = "english-words.txt";

/// The list of English words, one to a line and sorted. Rule `word-list`: no other text file, and nothing else in it.
pub(super) fn english(path: &str, text: &str) -> Result<String, Problem> {
    let problem = |line: usize, message: String, remedy: &str| Problem {
        file: path.to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        entry: "file".into(),
        rule: "word-list",
        message,
        remedy: remedy.into(),
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    if name != NAME {
        let message = format!("`{name}` is no content file.");
        let remedy =
            "Move it out of the folder: the only text file read here is the list of English words.";
        return Err(problem(1, message, remedy));
    }
    let is_word = |word: &str| word.chars().all(|c| c.is_ascii_lowercase());
    if let Some(at) = text.lines().position(|line| !is_word(line.trim_end())) {
        let message = "This line is not one word in small letters.".to_owned();
        return Err(problem(
            at + 1,
            message,
            "Write one word to a line, a to z only.",
        ));
    }
    let mut words: Vec<&str> = text.lines().map(str::trim_end).collect();
    if !words.is_sorted() {
        words.sort_unstable();
    }
    Ok(words.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::english;

    #[test]
    fn a_text_file_that_is_no_word_list_is_a_problem_and_an_unsorted_list_is_sorted() {
        assert_eq!(
            english("mine/english-words.txt", "b\r\na\n").unwrap(),
            "a\nb"
        );
        assert_eq!(english("english-words.txt", "a\nB\n").unwrap_err().line, 2);
        let stray = english("mine/notes.txt", "kettle\n").unwrap_err();
        assert_eq!((stray.rule, stray.line), ("word-list", 1));
    }
}
