//! The least a bot can be: every command and every press is answered with the same words,
//! and nothing is offered while somebody types.
//!
//! The bot's speed is measured beside it, over the same loopback. The token is
//! `DISCORD_TOKEN`, the address to use instead of Discord's `DISCORD_PROXY`.

use std::env;

use anyhow::Context as _;
use serenity::all::{
    ClientBuilder, Context, CreateAllowedMentions, CreateAutocompleteResponse, CreateCommand,
    CreateCommandOption, CreateInteractionResponse, CreateInteractionResponseMessage, EventHandler,
    GatewayIntents, HttpBuilder, Interaction, Ready,
};
use serenity::model::application::CommandOptionType;

struct Empty;

#[serenity::async_trait]
impl EventHandler for Empty {
    async fn ready(&self, context: Context, _: Ready) {
        let question = CreateCommandOption::new(CommandOptionType::String, "question", "Anything")
            .required(true);
        let ask = CreateCommand::new("ask")
            .description("Answers nothing")
            .add_option(question);
        let title = CreateCommandOption::new(CommandOptionType::String, "title", "Anything")
            .required(true)
            .set_autocomplete(true);
        let film = CreateCommand::new("film")
            .description("Shows nothing")
            .add_option(title);
        let commands = vec![ask, film];
        if let Err(error) = context.http.create_global_commands(&commands).await {
            eprintln!("the commands could not be registered: {error}");
        }
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let message = CreateInteractionResponseMessage::new()
            .content("No answer, but at once.")
            .allowed_mentions(CreateAllowedMentions::new());
        let response = CreateInteractionResponse::Message(message);
        let answered = match interaction {
            Interaction::Command(command) => command.create_response(&context.http, response).await,
            Interaction::Component(press) => press.create_response(&context.http, response).await,
            Interaction::Autocomplete(typing) => {
                let nothing = CreateAutocompleteResponse::new();
                let offered = CreateInteractionResponse::Autocomplete(nothing);
                typing.create_response(&context.http, offered).await
            }
            _ => Ok(()),
        };
        if let Err(error) = answered {
            eprintln!("it could not be answered: {error}");
        }
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let token = env::var("DISCORD_TOKEN").context("DISCORD_TOKEN is not set")?;
    let mut http = HttpBuilder::new(&token);
    if let Ok(address) = env::var("DISCORD_PROXY") {
        // With its limiter on, serenity would ask the real Discord all the same.
        http = http.proxy(address).ratelimiter_disabled(true);
    }
    let mut client = ClientBuilder::new_with_http(http.build(), GatewayIntents::GUILDS)
        .event_handler(Empty)
        .await?;
    client.start_autosharded().await?;
    Ok(())
}
