//! Words that carry no matter of their own in a question: articles, auxiliaries,
//! pronouns, question words and chat fillers. Sorted, for binary search.

/// True for a folded token that is dropped before matching.
pub fn is_stop_word(token: &str) -> bool {
    STOP_WORDS.binary_search(&token).is_ok()
}

/// All of them, for repairing typing errors.
pub fn stop_words() -> impl Iterator<Item = &'static str> {
    STOP_WORDS.iter().copied()
}

const STOP_WORDS: &[&str] = &[
    "a", "actually", "again", "ago", "all", "also", "am", "an", "and", "any", "anybody", "anyone",
    "anything", "anyway", "are", "arent", "as", "at", "be", "because", "been", "being", "btw", "but", "by", "can",
    "cant", "could", "couldnt", "d", "did", "didnt", "do", "does", "doesnt", "doing", "dont", "each", "either",
    "else", "etc", "even", "ever", "exactly", "for", "from", "fyi", "get", "gets", "getting", "got", "guys", "had",
    "hadnt", "has", "hasnt", "have", "havent", "having", "he", "hello", "her", "hers", "hey", "hi", "him",
    "himself", "his", "how", "hows", "i", "id", "if", "im", "in", "into", "is", "isnt", "it", "its", "itself",
    "ive", "just", "kinda", "ll", "lol", "m", "may", "me", "might", "mine", "must", "my", "myself", "no", "nope",
    "nor", "not", "now", "of", "off", "ok", "okay", "on", "one", "ones", "only", "or", "our", "out", "over", "own",
    "please", "pls", "plz", "quite", "re", "really", "s", "shall", "she", "should", "so", "some", "somebody",
    "someone", "something", "sort", "such", "t", "than", "thanks", "that", "thats", "the", "their", "them",
    "themselves", "then", "there", "theres", "these", "they", "theyre", "thing", "things", "this", "those", "to",
    "too", "u", "up", "us", "ve", "very", "was", "wasnt", "wat", "wats", "we", "well", "were", "werent", "what",
    "whatever", "whats", "when", "whens", "where", "wheres", "whether", "which", "while", "who", "whod", "whom",
    "whos", "whose", "why", "whys", "will", "with", "won", "wont", "would", "wouldnt", "yeah", "yes", "you", "your",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::STOP_WORDS.is_sorted());
    }
}
