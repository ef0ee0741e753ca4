//! What is offered over made-up names, how much is looked at for it, and what the shipped knowledge offers.

use super::*;
use crate::content;
use crate::knowledge::load::load;

const MIRROR: usize = 0;
const STALKER: usize = 1;
const OTHER_MIRROR: usize = 2;
const WAR: usize = 3;
const DOCUMENTARY: usize = 4;

fn films() -> Shelf {
    let entry = |names: &[&'static str], facts: &str| Entry {
        names: names.to_vec(),
        facts: facts.to_owned(),
    };
    Shelf::new([
        entry(
            &["Mirror", "The Mirror", "Зеркало", "Tükör", "Le Miroir"],
            "1975 Andrei Tarkovsky",
        ),
        entry(&["Stalker", "Сталкер"], "1979 Andrei Tarkovsky"),
        entry(&["The Mirror", "Ayneh"], "1997 Jafar Panahi"),
        entry(&["War and Peace", "Война и мир"], "1967"),
        entry(&["Rerberg and Tarkovsky: The Reverse Side of Stalker"], ""),
    ])
}

fn offered(typed: &str) -> Vec<(usize, Tier)> {
    let offers = films().offers(typed, 25, |_| true);
    offers
        .hits
        .iter()
        .map(|hit| (hit.entry, hit.tier))
        .collect()
}

#[test]
fn tiers_come_in_their_order_and_the_best_known_first_in_each() {
    use Tier::{Begins, Content, Exact, Words};
    assert_eq!(offered("mirror"), [(MIRROR, Exact), (OTHER_MIRROR, Exact)]);
    assert_eq!(
        offered("mir"),
        [(MIRROR, Begins), (OTHER_MIRROR, Begins), (WAR, Words)]
    );
    assert_eq!(offered("stalk"), [(STALKER, Begins), (DOCUMENTARY, Words)]);
    assert_eq!(offered("peace war"), [(WAR, Words)]);
    assert_eq!(
        offered("talke"),
        [(STALKER, Content), (DOCUMENTARY, Content)]
    );
    assert_eq!(offered("wap"), [(WAR, Content)], "initial letters");
    assert_eq!(
        offered("mirror panahi"),
        [(OTHER_MIRROR, Content)],
        "who made it"
    );
    assert_eq!(offered("1979"), [(STALKER, Content)]);
    assert_eq!(
        offered("mirror mirror"),
        [],
        "each word stands for one of its own"
    );
}

#[test]
fn any_spelling_script_and_keyboard_is_understood() {
    for typed in [
        "ТУКОР",
        "tukor",
        "TÜKÖ",
        "зерк",
        "zerk",
        "pthrf",
        "le mir",
        "ьшккщ",
        "mirrro",
        "Зеркалло",
        "the mirr",
    ] {
        assert_eq!(
            offered(typed).first().map(|first| first.0),
            Some(MIRROR),
            "{typed}"
        );
    }
    for typed in [
        "Stalker",
        "СТАЛКЕР",
        "cnfkrt",
        "stolker",
        "столкер",
        "the stalker",
    ] {
        assert_eq!(
            offered(typed).first().map(|first| first.0),
            Some(STALKER),
            "{typed}"
        );
    }
    assert_eq!(
        offered("voyna i mi").first().map(|first| first.0),
        Some(WAR)
    );
}

#[test]
fn the_name_that_fits_is_told() {
    let name_of = |typed: &str| films().offers(typed, 1, |_| true).hits[0].name;
    assert_eq!(name_of("mirror"), Some(0));
    assert_eq!(name_of("зерк"), Some(2));
    assert_eq!(name_of("tük"), Some(3));
    assert_eq!(name_of("1979"), None);
    assert_eq!(name_of(""), Some(0));
}

#[test]
fn only_what_is_allowed_is_offered_and_no_more_than_wanted() {
    let some = films().offers("", 25, |entry| entry != MIRROR).hits;
    assert_eq!(
        some.iter().map(|hit| hit.entry).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!(
        films()
            .offers("mirror", 25, |entry| entry == OTHER_MIRROR)
            .hits
            .len(),
        1
    );
    assert_eq!(films().offers("", 2, |_| true).hits.len(), 2);
    assert_eq!(films().offers("mir", 1, |_| true).hits.len(), 1);
    assert!(Shelf::new([]).offers("x", 25, |_| true).hits.is_empty());
    assert!(Shelf::new([]).offers("", 25, |_| true).hits.is_empty());
}

#[test]
fn hostile_text_costs_little_and_offers_nothing_strange() {
    let shelf = many();
    let long = "а".repeat(6_000);
    let marks = format!("a{}", "\u{301}".repeat(6_000));
    let words = "a ".repeat(3_000);
    for typed in [
        &long,
        &marks,
        &words,
        "\u{202e}",
        "\0",
        "' OR 1=1 --",
        "@everyone",
        "🎬🎬🎬",
        "..",
        "/",
        "\u{fdfa}\u{fdfa}",
        "film:",
        "🏳️‍🌈",
        "\u{200b}",
    ] {
        let offers = shelf.offers(typed, 25, |_| true);
        assert!(
            offers.looked_at <= MAX_LOOKS && offers.hits.len() <= 25,
            "{typed:.20}"
        );
    }
    assert_eq!(films().offers("🎬", 25, |_| true).hits, []);
}

/// Ten thousand persons, each in two scripts, many of one given name.
fn many() -> Shelf {
    const GIVEN: [(&str, &str); 8] = [
        ("Andrei", "Андрей"),
        ("Anna", "Анна"),
        ("Sergei", "Сергей"),
        ("Maria", "Мария"),
        ("Ivan", "Иван"),
        ("Olga", "Ольга"),
        ("Tatiana", "Татьяна"),
        ("Nikolai", "Николай"),
    ];
    const PARTS: [(&str, &str); 12] = [
        ("tar", "тар"),
        ("kov", "ков"),
        ("so", "со"),
        ("lo", "ло"),
        ("ni", "ни"),
        ("rer", "рер"),
        ("berg", "берг"),
        ("yu", "ю"),
        ("sov", "сов"),
        ("kha", "ха"),
        ("mi", "ми"),
        ("stal", "стал"),
    ];
    let names: Vec<[String; 2]> = (0..10_000)
        .map(|number| {
            let given = GIVEN[number % GIVEN.len()];
            let mut name = [given.0.to_owned() + " ", given.1.to_owned() + " "];
            let mut rest = number / GIVEN.len() + 100;
            while rest > 0 {
                name[0] += PARTS[rest % PARTS.len()].0;
                name[1] += PARTS[rest % PARTS.len()].1;
                rest /= PARTS.len();
            }
            name
        })
        .collect();
    let entry = |names: &'_ [String; 2]| Entry {
        names: vec![names[0].clone().leak(), names[1].clone().leak()],
        facts: "actor".to_owned(),
    };
    Shelf::new(names.iter().map(entry).collect::<Vec<_>>())
}

#[test]
fn the_work_for_a_keystroke_is_bounded_at_ten_thousand_names() {
    let shelf = many();
    assert_eq!(shelf.len(), 10_000);
    let mut looks = Vec::new();
    for whole in [
        "Andrei tarkovsolo",
        "tarkov andrei",
        "Сталкер",
        "Nikolai",
        "cnfkso",
        "мария берг",
        "a a",
        "ov",
        "actor",
        "actor andrei",
        "kov",
        "at",
        "tarxkov",
        "Olga m",
        "nikolai yusov",
        "иван иван",
        "i",
        "zzz",
        "rergber",
        "ьшлщдфш",
    ] {
        for (end, letter) in whole.char_indices() {
            let offers = shelf.offers(&whole[..end + letter.len_utf8()], 25, |_| true);
            looks.push(offers.looked_at);
        }
    }
    looks.sort_unstable();
    let (median, most) = (looks[looks.len() / 2], looks[looks.len() - 1]);
    assert!(
        median <= 600 && most <= MAX_LOOKS,
        "median {median}, most {most}"
    );
}

#[test]
fn every_name_of_the_knowledge_is_found_by_itself_and_told_apart() {
    let (knowledge, _) = load(&content::embedded());
    let completions = Completions::of(&knowledge);
    for kind in [EntityKind::Film, EntityKind::Person] {
        let first = completions.offers(&[kind], "", 25);
        assert_eq!(first.len(), 25);
        let known = |position: usize| knowledge.entity(first[position].entity).id.as_str();
        let expected = if kind == EntityKind::Film {
            "stalker"
        } else {
            "andrei-tarkovsky"
        };
        assert_eq!(known(0), expected);
        let of_kind = knowledge
            .entities
            .iter()
            .filter(|entity| entity.kind == kind);
        for entity in of_kind.filter(|entity| entity.mentioned) {
            for name in entity.all_names() {
                let offers = completions.offers(&[kind], name, 25);
                let found = offers
                    .iter()
                    .any(|offer| knowledge.entity(offer.entity).id == entity.id);
                assert!(found, "{name} does not find {}", entity.id);
            }
            let value = value_of(entity);
            let id = picked(&value, kind, &knowledge).expect("its value stands for it");
            assert_eq!(knowledge.entity(id).id, entity.id);
            assert!(value.encode_utf16().count() <= 100, "{value}");
        }
    }
    assert_eq!(picked("stalker", EntityKind::Film, &knowledge), None);
    assert_eq!(
        picked("film:andrei-tarkovsky", EntityKind::Film, &knowledge),
        None
    );
    assert_eq!(picked("person:stalker", EntityKind::Film, &knowledge), None);
}

#[test]
fn what_is_only_recognised_comes_where_nothing_else_does() {
    let (knowledge, _) = load(&content::embedded());
    let completions = Completions::of(&knowledge);
    let of = |typed: &str| -> Vec<bool> {
        let offers = completions.offers(&[EntityKind::Film], typed, 25);
        offers
            .iter()
            .map(|offer| knowledge.entity(offer.entity).mentioned)
            .collect()
    };
    assert!(of("").iter().all(|mentioned| *mentioned));
    assert!(of("s").iter().all(|mentioned| *mentioned));
    assert_eq!(of("blade run"), [false]);
}
