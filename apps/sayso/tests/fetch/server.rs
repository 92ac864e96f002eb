//! A server of the test's own.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::common::BRIDGE;

/// What was asked, head by head.
pub(crate) type Asked = Arc<Mutex<Vec<String>>>;

/// A server on this machine; `answer` is given the path, the whole head and the stream.
pub(crate) fn serve(answer: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, answer) = (Asked::default(), Arc::new(answer));
    let seen = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut head = String::new();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                while !head.ends_with("\r\n\r\n") {
                    if reader.read_line(&mut head).unwrap_or(0) == 0 {
                        // What came was no HTTP.
                        return send(&mut stream, "400 Bad Request", "", "");
                    }
                }
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                seen.lock().unwrap().push(head.clone());
                answer(&path, &head, &mut stream);
            });
        }
    });
    (address, asked)
}

pub(crate) fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &str) {
    let length = body.len();
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}");
    stream.write_all(answer.as_bytes()).ok();
}

/// Sends an article as plain text, and has no rules for robots.
pub(crate) fn article_of(path: &str, stream: &mut TcpStream) {
    match path {
        "/robots.txt" => send(stream, "404 Not Found", "", ""),
        _ => send(stream, "200 OK", "Content-Type: text/plain\r\n", BRIDGE),
    }
}

/// Sends a body that may be no text.
pub(crate) fn send_bytes(stream: &mut TcpStream, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n\r\n", body.len());
    stream.write_all(&[head.as_bytes(), body].concat()).ok();
}

/// Something that happens once, and is waited for; not for ever, or a test that fails would hang.
#[derive(Clone, Default)]
pub(crate) struct Event(Arc<(Mutex<bool>, Condvar)>);

impl Event {
    pub(crate) fn happen(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    pub(crate) fn wait(&self) -> bool {
        let has = self.0.0.lock().unwrap();
        *self.0.1.wait_timeout_while(has, Duration::from_secs(40), |has| !*has).unwrap().0
    }
}
