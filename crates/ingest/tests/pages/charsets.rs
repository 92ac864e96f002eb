//! Pages in all encodings of the web.

use encoding_rs::Encoding;
use sayso_core::Span;
use sayso_ingest::Told;

use super::*;

/// Sentences of invented news, one of which each encoding can write.
const SENTENCES: [&str; 19] = [
    "Žluťoučký člun zmizel včera večer v přístavu a nikdo ho od té doby neviděl.",
    "Łódź zniknęła wczoraj wieczorem z portu i nikt jej od tego czasu nie widział.",
    "Лодка исчезла вчера вечером из гавани, и никто её с тех пор не видел нигде.",
    "Човен зник учора ввечері з гавані, і ніхто його відтоді не бачив, її також.",
    "Το σκάφος χάθηκε χθες το βράδυ από το λιμάνι και κανείς δεν το είδε ξανά.",
    "הסירה נעלמה אמש מן הנמל ואיש לא ראה אותה מאז הסערה הגדולה של יום ראשון",
    "اختفى القارب مساء أمس من الميناء ولم يره أحد منذ عاصفة يوم الأحد الماضي",
    "เรือหายไปจากท่าเรือเมื่อคืนวานนี้ และไม่มีใครเห็นมันอีกเลยตั้งแต่พายุวันอาทิตย์",
    "船は昨日の夕方に港から姿を消し、日曜日の嵐の後は誰もその船を見ていないと港長が新聞に語った。",
    "배는 어제 저녁 항구에서 사라졌고 일요일 폭풍 이후 아무도 그 배를 보지 못했다고 항만장이 말했다.",
    "港務長星期二對報紙說，自從星期日的暴風雨以來，沒有人再見過那兩艘船，他們在警告之前就離開了港口。",
    "港务长星期二对报纸说，自从星期日的暴风雨以来，没有人再见过那两艘船，他们在警告之前就离开了港口。",
    "Laiva katosi eilen illalla satamasta, eikä kukaan ole nähnyt sitä myrskyn jälkeen; þorp, ð.",
    "Laivas vakar vakare dingo iš uosto, ir niekas jo nuo to laiko nematė, sakė žvejys ąčęėįšųūž.",
    "Diflannodd y cwch neithiwr o'r harbwr, ŵ ac ŷ, ac nid oes neb wedi ei weld ers y storm fawr.",
    "Barca a dispărut aseară din port și nimeni nu a mai văzut-o de atunci, țin minte pescarii.",
    "Tekne dün akşam limandan kayboldu ve fırtınadan beri onu kimse görmedi, dedi şef gülüşüyle.",
    "Con tàu dã mât tích tôi hôm qua khoi bên cang và không ai thây nó kê tu con bão, ông nói rõ.",
    "Le bateau a disparu hier soir du port et personne ne l'a revu depuis la tempête de dimanche é.",
];

/// 38 encodings, and two labels that mean one of them.
const LABELS: [&str; 40] = [
    "Big5",
    "EUC-JP",
    "EUC-KR",
    "GBK",
    "gb18030",
    "IBM866",
    "ISO-2022-JP",
    "ISO-8859-2",
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-8-I",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "KOI8-R",
    "KOI8-U",
    "macintosh",
    "Shift_JIS",
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "x-mac-cyrillic",
    "latin1",
    "us-ascii",
];

fn encoded(page: &str, label: &str) -> Option<Vec<u8>> {
    match label {
        "UTF-16LE" => return Some(page.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "UTF-16BE" => return Some(page.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => {}
    }
    let (bytes, _, lost) = Encoding::for_label(label.as_bytes()).unwrap().encode(page);
    (!lost).then(|| bytes.into_owned())
}

#[test]
fn forty_charsets_go_round() {
    for label in LABELS {
        let name = Encoding::for_label(label.as_bytes()).unwrap().name();
        let page_with =
            |sentence: &str| format!("<html><head><meta charset={label}></head><body><p>{sentence}</p>{}", "<p>x</p>");
        let sentence = SENTENCES
            .into_iter()
            .find(|sentence| encoded(&page_with(sentence), label).is_some())
            .unwrap_or_else(|| panic!("{label} writes none"));
        let bytes = encoded(&page_with(sentence), label).unwrap();
        let by_header = page(&bytes, &Hints { content_type: Some(&format!("text/html; charset={label}")), url: None });
        for read in [&by_header, &read(&bytes)] {
            assert_eq!((read.charset, read.malformed), (name, 0), "{label}");
            assert_eq!(read.text.lines().next(), Some(sentence), "{label}");
        }
        // A letter in the middle is found where it stands. ISO-2022-JP has no letters without what stands before them.
        let (at, letter) = by_header.text.char_indices().filter(|(_, c)| c.is_alphabetic()).nth(20).unwrap();
        let ranges = by_header.map.ranges(Span::of(&by_header.text, at..at + letter.len_utf8()).unwrap());
        assert_eq!(ranges.len(), 1, "{label}");
        if name != "ISO-2022-JP" {
            let (back, _) =
                Encoding::for_label(label.as_bytes()).unwrap().decode_without_bom_handling(&bytes[ranges[0].clone()]);
            assert_eq!(back, letter.to_string(), "{label}");
        }
    }
}

#[test]
fn charsets_that_lie_are_found_out() {
    let story = STORY.replace("Dora Finch", "Dóra Żółw");
    let utf_8 = format!("<meta charset=iso-8859-1>{story}");
    let lied = page(utf_8.as_bytes(), &Hints { content_type: Some("text/html; charset=iso-8859-1"), url: None });
    assert_eq!((lied.charset, lied.told, lied.malformed), ("UTF-8", Told::Detection, 0));
    assert!(lied.text.contains("Dóra Żółw"));
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(
        "<meta charset=utf-8><p>Le port était fermé à cause de la tempête, a déclaré le maître du port à la presse.",
    );
    let read = read(&latin);
    assert_eq!((read.charset, read.malformed), ("windows-1252", 0));
    assert!(read.text.contains("était fermé à cause"));
}
