//! Lines parted into pages: as many as are read at a glance and fit a message.

use crate::reply::sheet::Line;

/// Most lines of a page.
const LINES: usize = 12;
/// About how many characters a page has at most; Discord takes 4,096 of a card, and escaping adds some.
const CHARACTERS: usize = 2_800;

/// The lines of one page, beyond the last one those of the last; with the page's number and how many there are.
pub(super) fn page(lines: Vec<Line>, wanted: usize) -> (Vec<Line>, usize, usize) {
    page_of(lines, wanted, |line| line)
}

/// The same of entries that have more to them than their line.
pub(super) fn page_of<T>(
    entries: Vec<T>,
    wanted: usize,
    line: impl Fn(&T) -> &Line,
) -> (Vec<T>, usize, usize) {
    let mut pages: Vec<Vec<T>> = vec![Vec::new()];
    let mut length = 0;
    for entry in entries {
        let long = line(&entry).length();
        let last = pages.last().map_or(0, Vec::len);
        if last == LINES || (last > 0 && length + long > CHARACTERS) {
            pages.push(Vec::new());
            length = 0;
        }
        length += long;
        if let Some(page) = pages.last_mut() {
            page.push(entry);
        }
    }
    let (count, at) = (pages.len(), wanted.min(pages.len() - 1));
    (pages.swap_remove(at), at, count)
}
