use std::io::BufRead;
use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::answer::weights::Weights;
use tarkovsky_bot::{bot,content};
use tarkovsky_bot::edition::Edition;
use tarkovsky_bot::knowledge::library::Library;
use tarkovsky_bot::knowledge::load::load;
/// Numbers from the environment, for trying others: `HELD_OUT="recall=0.6 enough=0.5"`.
fn weights(text:&str) -> Weights {
    let mut w = Weights::default();
    for pair in text.split_whitespace() {
        let Some((key, value)) = pair.split_once('=') else { continue };
        let Ok(value) = value.parse::<f32>() else { continue };
        match key {
            "nearest_ask" => w.nearest_ask = value,
            "whole" => w.whole = value,
            "text" => w.text = value,
            "other_asks" => w.other_asks = value,
            "index" => w.index = value,
            "exact" => w.exact = value,
            "joins_beside" => w.joins_beside = value,
            "no_such_kind" => w.no_such_kind = value,
            "list" => w.list = value,
            "joins_by" => w.joins_by = value,
            "recall" => w.recall = value,
            "other_kind" => w.other_kind = value,
            "other_reply" => w.other_reply = value,
            "enough" => w.enough = value,
            "enough_whole" => w.enough_whole = value,
            "enough_whole_of_few" => w.enough_whole_of_few = value,
            "dispute_near" => w.dispute_near = value,
            "joins_from" => w.joins_from = value,
            "nearly" => w.nearly = value,
            "dispute_beside" => w.dispute_beside = value,
            "enough_ask" => w.enough_ask = value,
            "reliability" => w.reliability = value,
            "unsure" => w.unsure = value,
            "enough_names" => w.enough_names = value,
            "gap_ahead" => w.gap_ahead = value,
            _ => eprintln!("no such number: {key}"),
        }
    }
    w
}


fn main(){
 let (k,p)=load(&content::folder(std::path::Path::new(&std::env::var("TUNE_K").unwrap())).unwrap()); assert!(p.is_empty());
 let mut e=Edition::new(1,String::new(),k,Library::default()).unwrap();
 let qs:Vec<serde_json::Value>=std::fs::read_to_string("/tmp/tune/q.jsonl").unwrap().lines().map(|l|serde_json::from_str(l).unwrap()).collect();
 let lim=Limits::default();
 for line in std::io::stdin().lock().lines(){
  let line=line.unwrap(); e.weights=weights(&line);
  let out:Vec<serde_json::Value>=qs.iter().map(|q|{let r=bot::ask(q["question"].as_str().unwrap(),&e,&lim); serde_json::json!({"id":q["id"],"status":r.status,"answer":r.answer,"citations":r.citations})}).collect();
  println!("{}",serde_json::to_string(&out).unwrap());
 }
}
