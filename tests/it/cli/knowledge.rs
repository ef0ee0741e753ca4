//! `knowledge write` and `--knowledge`: unpacking, editing, and what is said of a folder that cannot be used.

use std::fs;
use std::path::Path;

use crate::world::{Binary, Folder};

/// The JSON of an answer without the time it took, to the byte.
fn without_time(line: &str) -> String {
    let (before, after) = line
        .split_once("\"ms\":")
        .expect("an answer tells its time");
    let rest =
        after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | '-'));
    format!("{before}{rest}")
}

/// How many files a folder and those in it hold.
fn files_in(folder: &Path) -> usize {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| if path.is_dir() { files_in(&path) } else { 1 })
        .sum()
}

#[test]
fn unpacked_knowledge_answers_to_the_byte_like_the_embedded() {
    let folder = Folder::new();
    let unpacked = folder.path().join("mine");
    let written = Binary::new(&["knowledge", "write"]).arg(&unpacked).run();
    written.expect_code(0);
    let told = written.stdout.split(' ').next().map(str::parse);
    assert_eq!(told, Some(Ok(files_in(&unpacked))), "{}", written.stdout);
    let questions = [
        "Who is the Military trainer in Mirror?",
        "When did Mirror come out?",
        "best pizza recipe",
        "Кто снял Зеркало?",
    ];
    let input = questions
        .map(|question| serde_json::json!({"id": 1, "question": question}).to_string())
        .join("\n");
    let batch = ["ask", "--json", "--batch", "-"];
    let embedded = Binary::new(&batch).stdin(input.as_str()).run();
    let written = Binary::new(&batch)
        .arg("--knowledge")
        .arg(&unpacked)
        .stdin(input)
        .run();
    written.expect_code(0);
    let lines = |text: &str| text.lines().map(without_time).collect::<Vec<_>>();
    assert_eq!(lines(&written.stdout), lines(&embedded.stdout));
    assert_eq!(written.stdout.lines().count(), questions.len());
}

#[test]
fn an_edited_folder_is_another_edition_and_says_what_was_written() {
    let folder = Folder::new();
    let unpacked = folder.path().join("mine");
    Binary::new(&["knowledge", "write"])
        .arg(&unpacked)
        .run()
        .expect_code(0);
    let file = unpacked.join("claims/imdb-zerkalo.toml");
    let text = fs::read_to_string(&file).expect("the claims were written");
    assert!(
        text.contains("Yuriy Nazarov is the Military trainer"),
        "the claim this test edits has changed"
    );
    let edited = text.replace(
        "Yuriy Nazarov is the Military trainer",
        "Yuriy Nazarov bosses the boys: he is the Military trainer",
    );
    fs::write(&file, edited).expect("the folder can be written");
    let ask = ["ask", "--json", "Who is the Military trainer in Mirror?"];
    let ran = Binary::new(&ask).arg("--knowledge").arg(&unpacked).run();
    ran.expect_code(0).expect_stdout("bosses the boys");
    let embedded = Binary::new(&ask).run();
    assert_ne!(
        ran.json_lines()[0]["edition"],
        embedded.json_lines()[0]["edition"]
    );
}

#[test]
fn unpacking_never_overwrites() {
    let folder = Folder::new();
    folder.write("mine/films.toml", "# mine\n");
    let mine = folder.path().join("mine");
    Binary::new(&["knowledge", "write"])
        .arg(&mine)
        .run()
        .expect_refused(&["mine", "exists already"]);
    assert_eq!(
        fs::read_to_string(mine.join("films.toml")).expect("it is still there"),
        "# mine\n"
    );
    Binary::new(&["knowledge", "write"])
        .arg(mine.join("films.toml"))
        .run()
        .expect_refused(&["exists already"]);
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = Folder::new();
    let bare = folder.path().join("bare");
    fs::create_dir(&bare).expect("the folder can be written");
    let write = || Binary::new(&["knowledge", "write"]).arg(&bare).run();
    write().expect_code(0).expect_stdout("files written to");
    Binary::new(&["ask", "How long is Stalker?", "--knowledge"])
        .arg(&bare)
        .run()
        .expect_code(0)
        .expect_stdout("163 minutes");
    write().expect_refused(&["bare", "exists already", "one that is empty"]);
}

#[test]
fn a_folder_that_is_missing_or_empty_is_refused_by_name() {
    let folder = Folder::new();
    let ask = |name: &str| {
        Binary::new(&["ask", "x", "--knowledge"])
            .arg(folder.path().join(name))
            .run()
    };
    ask("nowhere").expect_refused(&["nowhere", "cannot be read"]);
    fs::create_dir(folder.path().join("bare")).expect("the folder can be written");
    ask("bare").expect_refused(&["bare", "no .toml file", "knowledge write"]);
    folder.write("notes/readme.md", "nothing here");
    ask("notes").expect_refused(&["notes", "no .toml file"]);
    folder.write("file.toml", "");
    ask("file.toml").expect_refused(&["file.toml", "cannot be read"]);
}

#[test]
fn every_broken_file_is_named_with_its_line() {
    let folder = Folder::new();
    folder.write(
        "mine/films.toml",
        "[[film]]\nid = \"ferry\"\nname = \"The Ferry\ncolour = \"grey\"\n",
    );
    folder.write(
        "mine/claims/people.toml",
        "\n\n[[person]]\nid = \"Marta\"\nname = 7\n",
    );
    folder.write("mine/more.toml", "[[claim]]\nid = \"x\"\nabout = [\"nobody\"]\ntext = \"t\"\ncite = [\"nowhere 3\"]\nasks = [\"a\"]\n");
    let ran = Binary::new(&["ask", "x", "--knowledge"])
        .arg(folder.path().join("mine"))
        .run();
    ran.expect_refused(&[
        "films.toml:3:",
        "claims/people.toml:4:",
        "claims/people.toml:5:",
        "more.toml:3:",
        "nobody",
        "more.toml:5:",
        "nowhere",
    ]);
}

#[test]
fn a_file_too_large_or_not_utf8_is_refused_by_name() {
    let folder = Folder::new();
    folder.write("large/big.toml", vec![b'#'; (8 << 20) + 1]);
    Binary::new(&["ask", "x", "--knowledge"])
        .arg(folder.path().join("large"))
        .run()
        .expect_refused(&["big.toml", "8 MiB"]);
    folder.write(
        "bytes/raw.toml",
        b"[[film]]\nid = \"\xff\xfe\"\nname = \"x\"\n",
    );
    Binary::new(&["ask", "x", "--knowledge"])
        .arg(folder.path().join("bytes"))
        .run()
        .expect_refused(&[
            "raw.toml:2: [encoding] file: This is not UTF-8 text: the first sign that is none stands at byte 16.",
            "Save the file as UTF-8.",
            "\n1 problem",
        ]);
}

#[cfg(unix)]
#[test]
fn links_are_read_as_the_files_they_lead_to_inside_the_folder_and_refused_by_name_elsewhere() {
    use std::os::unix::fs::symlink;

    let film = |id: &str| format!("[[film]]\nid = \"{id}\"\nname = \"The {id}\"\n");
    let folder = Folder::new();
    // As Kubernetes mounts a ConfigMap.
    folder.write("mine/..2026_01_01/films.toml", film("ferry"));
    folder.write("mine/.#people.toml", "[[person]]");
    let mine = folder.path().join("mine");
    let link = |to: &str, name: &str| symlink(to, mine.join(name)).expect("a link can be made");
    link("..2026_01_01", "..data");
    link("..data/films.toml", "films.toml");
    let check = || Binary::new(&["check", "--knowledge"]).arg(&mine).run();
    check().expect_code(0).expect_stdout("no problem");
    // What the link leads to is read: a second entry of its id is one too many.
    folder.write("mine/more.toml", film("ferry"));
    check().expect_code(1).expect_stdout(
        "more.toml:2: [duplicate-id] ferry: The id `ferry` is taken by the entry at films.toml:1.",
    );
    folder.write("mine/more.toml", film("boat"));
    folder.write("elsewhere/outside.toml", film("train"));
    for (to, name, told) in [
        ("../elsewhere/outside.toml", "out.toml", "out of the folder"),
        ("../elsewhere", "claims", "a link to a folder"),
        ("nowhere.toml", "dead.toml", "leads nowhere"),
        ("round.toml", "round.toml", "leads nowhere"),
    ] {
        link(to, name);
        check().expect_refused(&[name, told]);
        fs::remove_file(mine.join(name)).expect("a link can be removed");
    }
    fs::create_dir(mine.join("people.toml")).expect("a folder can be made");
    check().expect_refused(&["people.toml", "is none"]);
    fs::remove_dir(mine.join("people.toml")).expect("a folder can be removed");
    symlink("nowhere.txt", folder.path().join("elsewhere/dead.txt")).expect("a link can be made");
    Binary::new(&["ask", "x", "--library"])
        .arg(folder.path().join("elsewhere"))
        .run()
        .expect_refused(&["dead.txt", "leads nowhere"]);
}

#[test]
fn a_library_that_is_missing_is_refused_by_name() {
    let folder = Folder::new();
    let ran = Binary::new(&["ask", "x", "--library"])
        .arg(folder.path().join("nowhere"))
        .run();
    ran.expect_refused(&["nowhere", "cannot be read"]);
}

#[test]
fn a_library_of_strange_texts_changes_no_answer() {
    let folder = Folder::new();
    folder.write(
        "texts/strange.txt",
        "Who is the Military trainer in Mirror? Nobody knows the military trainer in Mirror.\n",
    );
    let ask = ["ask", "--json", "Who is the Military trainer in Mirror?"];
    let ran = Binary::new(&ask)
        .arg("--library")
        .arg(folder.path().join("texts"))
        .run();
    ran.expect_code(0);
    assert_eq!(
        without_time(&ran.stdout),
        without_time(&Binary::new(&ask).run().stdout)
    );
}
