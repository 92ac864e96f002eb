//! The elements whose names mean something here.

macro_rules! tags {
    ($($tag:ident $name:literal),* $(,)?) => {
        /// An element's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Tag { $($tag,)* Other }

        impl Tag {
            /// How many there are.
            pub(crate) const COUNT: usize = Tag::Other as usize + 1;

            /// By a name in lower case.
            fn of_lower(name: &str) -> Tag {
                match name { $($name => Tag::$tag,)* _ => Tag::Other }
            }

            /// The name in lower case; empty for those that mean nothing here.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Tag::$tag => $name,)* Tag::Other => "" }
            }
        }
    };
}

tags! {
    A "a", Abbr "abbr", Address "address", Amp "amp", Applet "applet", Area "area", Article "article", Aside "aside",
    Audio "audio", B "b", Base "base", Big "big", Blockquote "blockquote", Body "body", Br "br", Button "button",
    Canvas "canvas", Caption "caption", Center "center", Cite "cite", Code "code", Col "col", Dd "dd", Del "del",
    Details "details", Dialog "dialog", Div "div", Dl "dl", Dt "dt", Em "em", Embed "embed", Fieldset "fieldset",
    Figcaption "figcaption", Figure "figure", Font "font", Footer "footer", Form "form", H1 "h1", H2 "h2", H3 "h3",
    H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header", Hgroup "hgroup", Hr "hr", Html "html", I "i",
    Iframe "iframe", Img "img", Input "input", Ins "ins", Label "label", Legend "legend", Li "li", Link "link",
    Main "main", Map "map", Mark "mark", Math "math", Menu "menu", Meta "meta", Nav "nav", Nobr "nobr", Noembed "noembed",
    Noframes "noframes", Noscript "noscript", Object "object", Ol "ol", Optgroup "optgroup", Option "option", P "p",
    Param "param", Picture "picture", Plaintext "plaintext", Pre "pre", Q "q", S "s", Script "script", Search "search",
    Section "section", Select "select", Small "small", Source "source", Span "span", Strike "strike", Strong "strong",
    Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg", Table "table", Tbody "tbody", Td "td",
    Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time", Title "title", Tr "tr",
    Track "track", Tt "tt", U "u", Ul "ul", Video "video", Wbr "wbr", Xmp "xmp",
}

impl Tag {
    /// The element of this name, in any case.
    pub(crate) fn of(name: &str) -> Tag {
        let mut lower = [0u8; 12];
        let Some(room) = lower.get_mut(..name.len()) else { return Tag::Other };
        room.copy_from_slice(name.as_bytes());
        room.make_ascii_lowercase();
        std::str::from_utf8(room).map_or(Tag::Other, Tag::of_lower)
    }

    /// Has no end tag and holds nothing.
    pub(crate) fn is_void(self) -> bool {
        use Tag::{Area, Base, Br, Col, Embed, Hr, Img, Input, Link, Meta, Param, Source, Track, Wbr};
        matches!(self, Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// Holds characters and no elements, up to its own end tag.
    pub(crate) fn is_raw(self) -> bool {
        use Tag::{Iframe, Noembed, Noframes, Plaintext, Script, Style, Textarea, Title, Xmp};
        matches!(self, Script | Style | Xmp | Iframe | Noembed | Noframes | Textarea | Title | Plaintext)
    }

    /// Stands in a line of text and does not begin a new one.
    pub(crate) fn is_inline(self) -> bool {
        use Tag::{
            A, Abbr, Area, B, Big, Cite, Code, Del, Em, Font, I, Img, Ins, Label, Mark, Nobr, Picture, Q, S, Small,
            Source, Span, Strike, Strong, Sub, Sup, Svg, Time, Tt, U, Wbr,
        };
        matches!(
            self,
            A | Abbr
                | Area
                | B
                | Big
                | Cite
                | Code
                | Del
                | Em
                | Font
                | I
                | Img
                | Ins
                | Label
                | Mark
                | Nobr
                | Picture
                | Q
                | S
                | Small
                | Source
                | Span
                | Strike
                | Strong
                | Sub
                | Sup
                | Svg
                | Time
                | Tt
                | U
                | Wbr
        )
    }

    /// Its start ends an open paragraph.
    pub(crate) fn ends_paragraph(self) -> bool {
        use Tag::{
            Address, Article, Aside, Blockquote, Center, Details, Dialog, Div, Dl, Fieldset, Figcaption, Figure,
            Footer, Form, Header, Hgroup, Hr, Main, Menu, Nav, Ol, P, Pre, Search, Section, Summary, Table, Ul,
        };
        self.is_heading()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Center
                    | Details
                    | Dialog
                    | Div
                    | Dl
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Form
                    | Header
                    | Hgroup
                    | Hr
                    | Main
                    | Menu
                    | Nav
                    | Ol
                    | P
                    | Pre
                    | Search
                    | Section
                    | Summary
                    | Table
                    | Ul
            )
    }

    /// `h1` to `h6`.
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }

    /// An end tag inside it ends nothing outside it.
    pub(crate) fn is_scope(self) -> bool {
        use Tag::{Applet, Caption, Html, Object, Table, Td, Template, Th};
        matches!(self, Applet | Caption | Html | Object | Table | Td | Template | Th)
    }

    /// May stand in the head of a page.
    pub(crate) fn is_metadata(self) -> bool {
        use Tag::{Base, Link, Meta, Noscript, Script, Style, Template, Title};
        matches!(self, Base | Link | Meta | Noscript | Script | Style | Template | Title)
    }
}
