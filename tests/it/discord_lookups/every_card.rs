//! Cards of everything there is, every section and every page of them, against Discord's rules.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json, to_value};
use tarkovsky_bot::bot;
use tarkovsky_bot::discord::button::Seal;
use tarkovsky_bot::discord::render::{Setting, sheet_message};
use tarkovsky_bot::knowledge::claim::Spoiler;
use tarkovsky_bot::lookup::name::{Key, Name};
use tarkovsky_bot::lookup::{ANY, LookUp, LookupKind};
use tarkovsky_bot::reply::Reply;
use tarkovsky_bot::reply::sheet::Sheet;
use tarkovsky_bot::request::Request;
use tarkovsky_bot::store::records::AnswerId;

use crate::loopback::rules::{Form, check};
use crate::world::World;

fn sheet(look_up: LookUp, world: &World) -> Sheet {
    let request = Request::LookUp(look_up);
    match bot::respond(&request, &world.edition, &world.limits) {
        Reply::Sheet(sheet) => sheet,
        other => panic!("{request:?} gave {other:?}"),
    }
}

/// The body of a page, which breaks no rule and loses no line.
fn expect_sound(sheet: &Sheet, seal: &Seal) {
    for (private, open) in [(false, Spoiler::None), (true, Spoiler::Ending)] {
        let setting = Setting {
            seal,
            answer: AnswerId::from_bits(u64::MAX),
            private,
            open,
        };
        let message = to_value(sheet_message(sheet, setting)).expect("it is JSON");
        let description = message["embeds"][0]["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let callback = json!({"type": 4, "data": message});
        let form = Form::Callback {
            to: 2,
            on_message: false,
        };
        let broken = check(form, &callback, 0, true);
        assert!(broken.is_empty(), "{}: {broken:?}", sheet.title);
        assert!(!description.is_empty(), "{} is empty", sheet.title);
        assert!(
            !description.contains("-# … and "),
            "{} lost lines",
            sheet.title
        );
        assert!(
            !description.contains('…') || sheet.lines.iter().any(holds_dots),
            "{description}"
        );
        assert_eq!(description.matches("||").count() % 2, 0, "{description}");
        let fields = message["embeds"][0]["fields"].as_array();
        assert!(fields.is_none_or(|fields: &Vec<Value>| fields.iter().all(|f| f["value"] != "")));
    }
}

/// True where a line has dots of its own, so that they do not tell of a cut.
fn holds_dots(line: &tarkovsky_bot::reply::sheet::Line) -> bool {
    line.said().any(|said| said.text().contains('…'))
}

#[test]
fn every_card_of_everything_keeps_to_discords_rules() {
    let world = World::shipped();
    let pages = AtomicUsize::new(0);
    let entities = &world.edition.knowledge.entities;
    let cards = |part: &[tarkovsky_bot::knowledge::entity::Entity]| {
        let seal = Seal::new("a token").expect("any key will do");
        for entity in part {
            let mut wanted = vec![None];
            let mut begun = false;
            while let Some(section) = wanted.pop() {
                let mut page = 0;
                loop {
                    let what = LookupKind::Card {
                        name: Name::Key(Key::of(&entity.id)),
                        kinds: ANY,
                        section,
                    };
                    let sheet = sheet(LookUp { what, page }, world);
                    expect_sound(&sheet, &seal);
                    assert_eq!(sheet.page, page);
                    if !begun {
                        wanted.extend(sheet.sections.iter().filter_map(|(s, _)| s.map(Some)));
                        begun = true;
                    }
                    pages.fetch_add(1, Ordering::Relaxed);
                    page += 1;
                    if page >= sheet.pages {
                        break;
                    }
                }
            }
        }
    };
    let (first, second) = entities.split_at(entities.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| cards(first));
        cards(second);
    });
    let pages = pages.into_inner();
    println!("{} cards, {pages} pages", entities.len());
    assert!(pages > entities.len());
}

#[test]
fn every_list_and_time_line_keeps_to_discords_rules() {
    let world = World::shipped();
    let seal = Seal::new("a token").expect("any key will do");
    let names = [
        "Stalker",
        "Mirror",
        "Andrei Tarkovsky",
        "Moscow",
        "the Zone",
    ];
    let ofs: Vec<String> = names.iter().map(|name| format!(" of:{name}")).collect();
    let mut lines = vec![
        "/compare stalker, mirror".to_owned(),
        "/compare Andrei Tarkovsky, Tonino Guerra".to_owned(),
    ];
    for of in ofs.iter().map(String::as_str).chain([""]) {
        lines.push(format!("/timeline{of}"));
        lines.push(format!("/search water and mirror scene{of}"));
        for (word, _) in tarkovsky_bot::lookup::Listed::ALL {
            lines.push(format!("/list {word}{of}"));
        }
    }
    for line in lines {
        let Ok(Request::LookUp(look_up)) = Request::parse(&line, 1) else {
            panic!("{line} is no look-up");
        };
        let mut next = Some(look_up);
        while let Some(look_up) = next.take() {
            let request = Request::LookUp(look_up);
            let reply = bot::respond(&request, &world.edition, &world.limits);
            let Reply::Sheet(sheet) = reply else {
                assert!(matches!(reply, Reply::Note(_)), "{line}: {reply:?}");
                continue;
            };
            expect_sound(&sheet, &seal);
            next = (sheet.page + 1 < sheet.pages).then(|| LookUp {
                page: sheet.page + 1,
                ..sheet.look_up.clone()
            });
        }
    }
}
