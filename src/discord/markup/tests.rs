//! What must not be active, and what must stay as it is.

use super::*;

#[test]
fn active_signs_lose_their_meaning() {
    for (typed, shown) in [
        (
            "**bold** _it_ ~~no~~ ||secret||",
            "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|secret\\|\\|",
        ),
        ("```rust", "\\`\\`\\`rust"),
        (
            "[here](https://evil.example)",
            "\\[here\\](https\\:\\//evil.example)",
        ),
        (
            "<t:0:R> </ask:1> <a:x:1>",
            "\\<t:0:R\\> \\</ask:1\\> \\<a:x:1\\>",
        ),
        (
            "@everyone and <@1>",
            "@\u{200b}everyone and \\<@\u{200b}1\\>",
        ),
        ("# loud", "\\# loud"),
        ("-# small", "\\-# small"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("> quote", "\\> quote"),
        ("discord.gg/abc", "discord.gg\\/abc"),
        ("back\\slash", "back\\\\slash"),
    ] {
        assert_eq!(escape(typed), shown, "{typed}");
    }
}

#[test]
fn ordinary_text_stays_as_it_is() {
    for text in [
        "Mirror (1975), 106 minutes.",
        "Зеркало, «Мосфильм»",
        "1975 was the year",
        "either/or, 24 fps; it's \"here\"!",
        "",
    ] {
        assert_eq!(escape(text), text);
    }
}

#[test]
fn hidden_characters_and_line_ends_go() {
    assert_eq!(plain("a\u{202e}b\u{200b}c\u{0}d\ne\t f "), "abcd e f");
    assert_eq!(
        plain("z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}o"),
        "z\u{300}\u{301}\u{302}\u{303}o"
    );
    assert_eq!(plain("\n # x"), "# x");
    assert_eq!(fenced("a`b\n``` c"), "a'b\n''' c");
}

#[test]
fn shortening_leaves_no_open_escape() {
    assert_eq!(shortened("abc", 3), "abc");
    assert_eq!(shortened("abcd", 3), "ab…");
    assert_eq!(shortened("ab\\*cd", 4), "ab…");
    assert_eq!(shortened("𝄞𝄞𝄞", 5), "𝄞𝄞…");
}
