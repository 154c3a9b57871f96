"""Answers queries with SQLite's full-text search, FTS5, as a careful user would set it.

Standard input is one JSON object, `{"rows": [...], "queries": [...], "limit": 10}`; a row
has `code`, `title` and `terms`, each a text. Standard output is one JSON array: for each
query the numbers of the best rows, best first.

Needs nothing but Python's own `sqlite3`.
"""

import json
import re
import sqlite3
import sys

# English endings and accents make no difference.
TOKENS = "porter unicode61 remove_diacritics 2"
# A match in the code weighs most. Title and terms alike: a name is as good as another.
WEIGHTS = "4.0, 2.0, 2.0"
SELECT = f"SELECT rowid FROM rows WHERE rows MATCH ? ORDER BY bm25(rows, {WEIGHTS}), rowid LIMIT ?"


def words(query):
    """The query's words as strings of FTS5, the last of them as a beginning."""
    quoted = [f'"{word}"' for word in re.findall(r"\w+", query)]
    return quoted[:-1] + [quoted[-1] + "*"] if quoted else []


def main():
    asked = json.load(sys.stdin)
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE rows USING fts5(code, title, terms, tokenize = '{TOKENS}')")
    base.executemany(
        "INSERT INTO rows (rowid, code, title, terms) VALUES (?, ?, ?, ?)",
        ((at, row["code"], row["title"], row["terms"]) for at, row in enumerate(asked["rows"])),
    )
    answers = []
    for query in asked["queries"]:
        found = []
        # Some of the words only where no row has all of them.
        for operator in (" AND ", " OR "):
            match = operator.join(words(query))
            if match and not found:
                found = [at for (at,) in base.execute(SELECT, (match, asked["limit"]))]
        answers.append(found)
    json.dump(answers, sys.stdout)


main()
