//! The time in an id of Discord's: all ids of one clock, which is nobody's own
//! (<https://docs.discord.com/developers/reference#snowflakes>).

/// Discord's epoch, in milliseconds since 1970.
const EPOCH: i64 = 1_420_070_400_000;

/// When an id was made, in milliseconds since 1970.
pub fn time_of(id: u64) -> i64 {
    EPOCH + (id >> 22).cast_signed()
}
