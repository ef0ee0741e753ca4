use tarkovsky_bot::answer::{decide::decide,limits::Limits,document::Subject};
use tarkovsky_bot::content; use tarkovsky_bot::edition::Edition; use tarkovsky_bot::knowledge::library::Library; use tarkovsky_bot::knowledge::load::load;
fn main(){
 let (k,p)=load(&content::folder(std::path::Path::new("/tmp/k2")).unwrap()).into(); assert!(p.is_empty());
 let e=Edition::new(1,String::new(),k,Library::default()).unwrap(); let lim=Limits::default();
 for f in std::fs::read_dir("/tmp/more").unwrap(){ let f=f.unwrap().path(); if !f.to_string_lossy().ends_with(".json.merged"){continue;}
  let v:serde_json::Value=serde_json::from_str(&std::fs::read_to_string(&f).unwrap()).unwrap();
  for (id,asks) in v.as_object().unwrap(){ for a in asks.as_array().unwrap(){ let a=a.as_str().unwrap();
   let t=decide(a,&e,&lim);
   let rank=t.candidates.iter().position(|c| matches!(e.documents.list[c.document].subject, Subject::Claim(c) if e.knowledge.claim(c).id==*id));
   println!("{}",serde_json::json!([rank,a,id]));
  }}
 }
}
