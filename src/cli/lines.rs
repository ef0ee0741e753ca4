//! Reads lines of bounded length: whoever writes the input may leave out every line end.

use std::io::{self, BufRead};

/// Reads one line without its end into `line`; `None` at the end of the input, `false` where it was cut at `max` bytes.
///
/// # Errors
/// Where the input cannot be read.
pub(crate) fn read_line(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    max: usize,
) -> io::Result<Option<bool>> {
    line.clear();
    let (mut whole, mut any) = (true, false);
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(any.then_some(whole));
        }
        any = true;
        let (part, used) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (&buffer[..at], at + 1),
            None => (buffer, buffer.len()),
        };
        let room = max - line.len();
        whole &= part.len() <= room;
        line.extend_from_slice(&part[..part.len().min(room)]);
        let ended = used > part.len();
        input.consume(used);
        if ended {
            return Ok(Some(whole));
        }
    }
}
