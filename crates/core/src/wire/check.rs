//! Whether a record that was read fits its own text.

use super::{WireError, WireFigure, WireParty, WireRelay, WireSaid, WireSpan, WireSpeaker, WireStatement};
use crate::statement::{Figure, Party, Relay, Said};
use crate::{DocumentId, EntityId, Score, Span, Spans, Speaker, Statement, StatementParts};

impl WireStatement {
    /// The statement, checked against the text of its document.
    pub(super) fn check(&self, document: DocumentId, text: &str) -> Result<Statement, WireError> {
        let span = |wire: &WireSpan| wire.check(text);
        let spans = |wire: &[WireSpan]| -> Result<Spans, WireError> {
            Ok(Spans::new(wire.iter().map(span).collect::<Result<_, _>>()?)?)
        };
        let entity = |id: &Option<String>| id.clone().map(EntityId::new);
        let party = |party: &WireParty| -> Result<Party, WireError> {
            Ok(Party { name: party.name.clone(), kind: party.kind.parse()?, entity: entity(&party.entity) })
        };
        let speaker = |speaker: &WireSpeaker| -> Result<Speaker, WireError> {
            Ok(Speaker {
                name: speaker.name.clone(),
                kind: speaker.kind.parse()?,
                role: speaker.role.clone(),
                affiliation: speaker.affiliation.clone(),
                entity: entity(&speaker.entity),
            })
        };
        let relay = |relay: &WireRelay| -> Result<Relay, WireError> {
            Ok(Relay { name: relay.name.clone(), kind: relay.kind.parse()?, span: span(&relay.span)? })
        };
        let said = |said: &WireSaid| -> Result<Said, WireError> {
            Ok(Said {
                value: said.value.clone(),
                grain: said.grain.clone(),
                span: span(&said.span)?,
                anchor: said.anchor.parse()?,
            })
        };
        let figure = |figure: &WireFigure| -> Result<Figure, WireError> {
            Ok(Figure {
                value: figure.value,
                unit: figure.unit.clone(),
                qualifier: figure.qualifier.clone(),
                span: span(&figure.span)?,
            })
        };
        let parts = StatementParts {
            source: spans(&self.source)?,
            cue: spans(&self.cue)?,
            content: spans(&self.content)?,
            form: self.form.parse()?,
            act: self.act.as_deref().map(str::parse).transpose()?,
            score: Score::new(self.score as f32),
            parent: self.parent.as_deref().map(str::parse).transpose()?,
            speaker: self.speaker.as_ref().map(speaker).transpose()?,
            addressee: self.addressee.as_ref().map(party).transpose()?,
            target: self.target.as_ref().map(party).transpose()?,
            relays: self.relays.iter().map(relay).collect::<Result<_, _>>()?,
            said: self.said.as_ref().map(said).transpose()?,
            figures: self.figures.iter().map(figure).collect::<Result<_, _>>()?,
        };
        let statement = Statement::in_text(document, text, parts)?;
        if statement.id().to_string() != self.id {
            return Err(WireError::OtherId { given: self.id.clone() });
        }
        Ok(statement)
    }
}

impl WireSpan {
    fn check(&self, text: &str) -> Result<Span, WireError> {
        let span = Span::of(text, self.start_byte..self.end_byte)?;
        if span.slice(text)? != self.text {
            return Err(WireError::OtherWords { start: self.start_byte, end: self.end_byte });
        }
        Ok(span)
    }
}
