//! Articles that nobody would write, and that come all the same.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
use common::*;
use serde_json::Value;

/// The statement whose content holds these words.
fn saying<'a>(record: &'a Value, words: &str) -> &'a Value {
    let all = record["statements"].as_array().unwrap();
    let holds = |statement: &&Value| {
        let pieces = statement["content"].as_array().unwrap();
        pieces.iter().any(|piece| piece["text"].as_str().unwrap().contains(words))
    };
    all.iter().find(holds).unwrap_or_else(|| panic!("nobody says {words:?}: {all:#?}"))
}

#[test]
fn five_thousand_people_are_told_apart() {
    const STARTS: [&str; 10] = ["Ar", "Bel", "Cor", "Dun", "El", "Far", "Gan", "Hol", "Ir", "Jor"];
    const ENDS: [&str; 10] = ["bin", "dan", "fel", "gard", "hild", "kin", "lund", "mar", "nor", "ric"];
    let part = |n: usize| format!("{}{}", STARTS[n / 10 % 10], ENDS[n % 10]);
    let people: Vec<String> = (0..5000).map(|n| format!("{} {}sen", part(n / 100), part(n % 100))).collect();
    let heads = "The names that were read out next in the old hall on the quay, while it rained and nobody spoke, were";
    let lists = people.chunks(25).map(|some| format!("{heads} {}.\n\n", some.join(", ")));
    let text = format!(
        "Register of the lost is read out\n\n“The register is whole,” Ilse Varga said on Thursday.\n\n{}“{}” {} said on Friday.\n",
        lists.collect::<String>(),
        "I am not lost,",
        people[4321],
    );
    let record = Desk::new().extract(&text);
    assert_eq!(saying(&record, "register is whole")["speaker"]["name"], "Ilse Varga");
    assert_eq!(saying(&record, "not lost")["speaker"]["name"], people[4321].as_str());
}

#[test]
fn names_of_any_script_are_kept() {
    let names = ["Ольга Морева", "Ελένη Βάρδη", "王小明", "أحمد منصوري", "Nguyễn Thị Hoa", "Zoë Aubigné", "Łukasz Żuk"];
    for name in names {
        let text = format!(
            "Bridge is safe, engineer says\n\n“The bridge is safe and will stay open all winter,” {name} said on Thursday.\n\n\
             “It is not,” said Mara Hale, who lives beside the bridge.\n"
        );
        let record = Desk::new().extract(&text);
        let source = saying(&record, "bridge is safe and")["source"][0]["text"].as_str().unwrap().to_owned();
        let statement = saying(&record, "bridge is safe and");
        assert!(source.contains(name), "{source} for {name}");
        assert_eq!(statement["speaker"]["name"], name);
    }
}

#[test]
fn days_that_no_calendar_has_are_no_dates() {
    for date in ["8 February 0000", "8 February 99999", "February 31, 2018", "99999-12-31"] {
        let text = format!(
            "Port Else Courier\n{date}\n\nBridge stays shut\n\n“The bridge stays shut,” Ilse Varga said on Monday.\n\n\
             “It was shut on 5 May 99999,” Mara Hale said on 31 February 0000.\n"
        );
        let record = Desk::new().extract(&text);
        assert_eq!(record["document"]["published"], Value::Null, "{date}");
        assert_eq!(saying(&record, "stays shut")["said"]["value"], "XXXX-WXX-1", "{date}");
        let said = &saying(&record, "was shut")["said"];
        let value = said["value"].as_str().unwrap_or_default();
        assert!(!value.contains("99999") && !value.contains("0000"), "{date}: {said}");
    }
}

#[test]
fn of_two_datelines_the_first_counts() {
    let text = "Bridge stays shut\n\nHALVERN, June 12, 2015 (NHA) - “The bridge stays shut,” Ilse Varga said on Thursday.\n\n\
                SORLE, July 3, 2016 (KTP) - “It will open,” Mara Hale said on Friday to the people of the town.\n";
    let record = Desk::new().extract(text);
    assert_eq!(record["document"]["published"], "2015-06-12");
    assert_eq!(saying(&record, "stays shut")["said"]["value"], "2015-06-11");
    assert_eq!(saying(&record, "stays shut")["said"]["anchor"], "dateline");
    assert_eq!(saying(&record, "will open")["said"]["value"], "2015-06-12");
}
