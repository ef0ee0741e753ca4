//! Discord's error codes that the bot knows what to do about
//! (<https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>).

/// The channel is gone.
pub const UNKNOWN_CHANNEL: u32 = 10_003;
/// The message is gone.
pub const UNKNOWN_MESSAGE: u32 = 10_008;
/// The interaction is over or was never there.
pub const UNKNOWN_INTERACTION: u32 = 10_062;
/// The interaction has been answered.
pub const ALREADY_ACKNOWLEDGED: u32 = 40_060;
/// The bot may not see the channel.
pub const MISSING_ACCESS: u32 = 50_001;
/// The bot may not send, or not embed links.
pub const MISSING_PERMISSIONS: u32 = 50_013;
/// The thread is archived.
pub const THREAD_IS_ARCHIVED: u32 = 50_083;
/// The bot may not read the history, without which there is no replying.
pub const NO_HISTORY: u32 = 160_002;
/// The thread is locked.
pub const THREAD_IS_LOCKED: u32 = 160_005;
