//! Tables of tab-separated values with comments, as they stand in `knowledge/`.

/// A line of a knowledge file that can't be used. The others are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct BadLine {
    /// As given.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// A sentence for people: what is wrong, and what is right.
    pub reason: String,
}

/// A row: its line, from 1, and a cell for each column asked for; cells that the line lacks are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub(crate) line: usize,
    pub(crate) cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The parts of a cell that holds a list, split at `|`.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cells[column].split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// What is wrong with this row.
    pub(crate) fn bad(&self, file: &str, reason: impl Into<String>) -> BadLine {
        BadLine { file: file.to_owned(), line: self.line, reason: reason.into() }
    }
}

/// The rows of a table. Lines that begin with `#` and empty lines are skipped. The first other line names the columns,
/// which may stand in any order; of a file that lacks one of `columns` nothing is read. The first column may not be empty.
pub(crate) fn rows<'a>(file: &str, text: &'a str, columns: &[&str]) -> (Vec<Row<'a>>, Vec<BadLine>) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let bad = |line, reason: String| BadLine { file: file.to_owned(), line, reason };
    let Some((line, header)) = lines.next() else {
        let reason = format!("the file is empty; its first line names the columns: {}", columns.join(", "));
        return (Vec::new(), vec![bad(1, reason)]);
    };
    let header: Vec<&str> = header.split('\t').map(str::trim).collect();
    let mut places = Vec::new();
    for column in columns {
        match header.iter().position(|name| name == column) {
            Some(at) => places.push(at),
            None => return (Vec::new(), vec![bad(line, format!("there is no column `{column}`"))]),
        }
    }
    let (mut out, mut rejected) = (Vec::new(), Vec::new());
    for (line, text) in lines {
        let mut cells: Vec<&str> = Vec::with_capacity(header.len());
        cells.extend(text.split('\t').map(str::trim));
        if cells.len() > header.len() {
            let reason = format!("{} cells where the header names {} columns", cells.len(), header.len());
            rejected.push(bad(line, reason));
            continue;
        }
        let cells: Vec<&str> = places.iter().map(|at| cells.get(*at).copied().unwrap_or_default()).collect();
        if cells[0].is_empty() {
            rejected.push(bad(line, format!("column `{}` is empty", columns[0])));
            continue;
        }
        out.push(Row { line, cells });
    }
    (out, rejected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rows_expected: &[(usize, &[&str])], bad_expected: &[&str]) {
        let (found, bad) = rows("own.tsv", text, &["name", "aliases"]);
        let found: Vec<(usize, &[&str])> = found.iter().map(|row| (row.line, &row.cells[..])).collect();
        assert_eq!(found, rows_expected, "{text}");
        assert_eq!(bad.iter().map(BadLine::to_string).collect::<Vec<_>>(), bad_expected, "{text}");
    }

    #[test]
    fn rows_are_read_and_bad_lines_named() {
        check("# why\nname\taliases\n\nTeldova\tTD|Teldovan\n", &[(4, &["Teldova", "TD|Teldovan"])], &[]);
        check("aliases\tsize\tname\nTD\t3\tTeldova\n", &[(2, &["Teldova", "TD"])], &[]);
        check("name\taliases\nTeldova", &[(2, &["Teldova", ""])], &[]);
        check("name\n", &[], &["own.tsv:1: there is no column `aliases`"]);
        check("", &[], &["own.tsv:1: the file is empty; its first line names the columns: name, aliases"]);
        check(
            "name\taliases\n\tTD\na\tb\tc\nSorle\t\n",
            &[(4, &["Sorle", ""])],
            &["own.tsv:2: column `name` is empty", "own.tsv:3: 3 cells where the header names 2 columns"],
        );
    }

    #[test]
    fn lists_are_split() {
        let (found, _) = rows("own.tsv", "name\taliases\nx\ta| b ||c", &["name", "aliases"]);
        assert_eq!(found[0].list(1).collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
