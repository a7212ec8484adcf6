//! `mail status` and `mail retry`: the outbox, for operators.

use samenkomst::mail::outbox::standing::{self, Standing};

use super::{Done, ground, said, say};

/// How the outbox stands, a line for each fact.
pub async fn mail_status() -> Done {
    let (config, db, clock) = ground().await?;
    let now = clock.now();
    let standing = Standing::of(&db, now).await.map_err(said)?;
    say(format_args!("waiting        {}", standing.all_waiting()))?;
    for (urgency, letters) in &standing.waiting {
        say(format_args!("  {:<12} {letters}", urgency.name()))?;
    }
    say(format_args!("tried before   {}", standing.tried))?;
    say(format_args!("oldest         {} s", standing.age(now).num_seconds()))?;
    say(format_args!("last minute    {}", standing.last_minute))?;
    let limit = config.mail_per_minute.map_or("none".to_string(), |limit| format!("{limit} a minute"));
    say(format_args!("limit          {limit}"))?;
    say(format_args!("given up       {}", standing.all_given_up()))?;
    for (cause, letters) in &standing.given_up {
        say(format_args!("  {cause:<12} {letters}"))?;
    }
    db.close().await;
    Ok(())
}

/// Lets letters that were given up try again, all or those of these causes.
pub async fn mail_retry(causes: &[String]) -> Done {
    let (_, db, clock) = ground().await?;
    let now = clock.now();
    let standing = Standing::of(&db, now).await.map_err(said)?;
    if let Some(unknown) = causes.iter().find(|cause| !standing.given_up.contains_key(cause.as_str())) {
        let known: Vec<&str> = standing.given_up.keys().copied().collect();
        let known = if known.is_empty() { "no letter was given up".to_string() } else { known.join(", ") };
        return Err(format!("No letter was given up for the cause \"{unknown}\". There is: {known}."));
    }
    let retried = standing::retry_all(&db, now, causes).await.map_err(said)?;
    db.close().await;
    match retried {
        1 => say("1 letter tries again"),
        n => say(format_args!("{n} letters try again")),
    }
}
