use std::time::Instant;
use tarkovsky_bot::*;
fn main(){
 let t=Instant::now(); let f=content::embedded(); println!("embedded {:?}",t.elapsed());
 let t=Instant::now(); let (k,p)=knowledge::load::load(&f); println!("load {:?} {}",t.elapsed(),p.len());
 let t=Instant::now(); let h=edition::hash(&f); println!("hash {:?} {}",t.elapsed(),&h[..4]);
 let stems=language::stem::Stems::default();
 let t=Instant::now(); let n=language::names::Names::new(&k.entities,&stems); println!("names {:?}",t.elapsed());
 let t=Instant::now(); let l=language::lexicon::Lexicon::new(&k.words.synonyms,&k.words.glossary,k.words.english.clone(),&stems); println!("lexicon {:?} {}",t.elapsed(),l.glossary_len());
 let t=Instant::now(); let d=answer::document::documents(&k,&n,&stems); println!("documents {:?} {}",t.elapsed(),d.list.len());
 let t=Instant::now(); let _i=search::PassageIndex::new(&d,&[]).unwrap(); println!("index {:?}",t.elapsed());
 let t=Instant::now(); let k2=k.clone(); let e=edition::Edition::new(1,h,k2,Default::default()).unwrap(); println!("edition {:?}",t.elapsed());
 let lim=Default::default();
 let t=Instant::now(); let a=bot::ask("how long is stalker",&e,&lim); println!("ask {:?} {}",t.elapsed(),a.answer.len());
 let t=Instant::now(); let a=bot::ask("how logn is stalkr",&e,&lim); println!("ask typo {:?} {}",t.elapsed(),a.answer.len());
 let t=Instant::now(); let a=bot::ask("what is the weather in london",&e,&lim); println!("ask unknown {:?} {}",t.elapsed(),a.answer.len());
 let t=Instant::now(); for _ in 0..200 {bot::ask("why was the first footage ruined",&e,&lim);} println!("ask x {:?}",t.elapsed()/200);
}
