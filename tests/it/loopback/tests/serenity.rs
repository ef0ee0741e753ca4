//! The library the bot is built on: it finds everything here that it finds at Discord.

use std::time::Duration;

use serenity::all::{
    ClientBuilder, CommandOptionType, Context, CreateAllowedMentions, CreateCommand,
    CreateCommandOption, CreateInteractionResponse, CreateInteractionResponseMessage, EventHandler,
    GatewayIntents, HttpBuilder, Interaction, Ready,
};
use tokio::task::JoinHandle;

use crate::loopback::{Discord, Fault, Options};

struct Echo;

#[serenity::async_trait]
impl EventHandler for Echo {
    async fn ready(&self, context: Context, _: Ready) {
        let question = CreateCommandOption::new(CommandOptionType::String, "question", "What?");
        let ask = CreateCommand::new("ask")
            .description("Asks")
            .add_option(question.required(true));
        let set = context.http.create_global_commands(&vec![ask]).await;
        set.expect("commands are registered");
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let Interaction::Command(command) = interaction else {
            panic!("only commands are sent here");
        };
        let asked = command.data.options[0].value.as_str().expect("a text");
        let message = CreateInteractionResponseMessage::new()
            .content(asked)
            .allowed_mentions(CreateAllowedMentions::new());
        let response = CreateInteractionResponse::Message(message);
        command
            .create_response(&context.http, response)
            .await
            .expect("it is answered");
    }
}

async fn echo(discord: &Discord) -> JoinHandle<()> {
    let http = HttpBuilder::new(Options::default().token)
        .proxy(discord.address())
        .ratelimiter_disabled(true)
        .build();
    let client = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS).event_handler(Echo);
    let mut client = client.await.expect("the gateway's address is found");
    let running = tokio::spawn(async move {
        client.start_autosharded().await.expect("it runs");
    });
    discord.ready().await;
    running
}

#[tokio::test]
async fn serenity_answers_a_command() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    let running = echo(&discord).await;
    let reply = guild
        .member("alice")
        .command("ask")
        .option("question", "why?")
        .in_(&general)
        .await;
    assert_eq!(reply.content, "why?");
    assert_eq!(reply.callback, 4);
    assert!(reply.after < Duration::from_secs(1), "{:?}", reply.after);
    discord.expect_no_violations();
    running.abort();
}

#[tokio::test]
async fn serenity_resumes_after_each_cut_and_answers_what_it_missed() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    let running = echo(&discord).await;
    let cuts = [
        Fault::Fin,
        Fault::Rst,
        Fault::Close(4000),
        Fault::Reconnect,
        Fault::InvalidSession { resumable: true },
    ];
    for (number, cut) in cuts.into_iter().enumerate() {
        discord.fault(cut);
        let ask = guild
            .member("alice")
            .command("ask")
            .option("question", "still there?");
        assert_eq!(
            ask.in_(&general).await.content,
            "still there?",
            "after {cut:?}"
        );
        assert_eq!(discord.resumes(), number + 1, "after {cut:?}");
    }
    assert_eq!(discord.identifies().len(), 1);
    discord.expect_no_violations();
    running.abort();
}

#[tokio::test]
async fn serenity_identifies_anew_when_the_gateway_refused() {
    let discord = Discord::start().await;
    discord.guild("film club");
    let running = echo(&discord).await;
    let before = discord.sessions();
    discord.fault(Fault::Refuse(Duration::from_millis(300)));
    discord
        .connected_again(before, Duration::from_secs(8))
        .await;
    assert_eq!((discord.identifies().len(), discord.resumes()), (2, 0));
    running.abort();
}
