import type { Migration } from './migration';

/**
 * The words that sessions and patients are found by, each with how many it finds and with the places where it stands,
 * in the order of the list. A search index gathers all that it finds before the first is shown; here the walk stops
 * when a page is full, so that a word of every session costs no more than one of ten.
 */
export const wordIndex: Migration = {
  version: 15,
  name: 'word-index',
  rebuildsSummaries: true,
  sql: `
    DROP TABLE session_search;
    DROP TABLE patient_search;
    CREATE TABLE search_word (
      list TEXT NOT NULL CHECK (list IN ('session', 'patient')),
      word TEXT NOT NULL,
      places INTEGER NOT NULL,
      PRIMARY KEY (list, word)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE word_place (
      list TEXT NOT NULL,
      word TEXT NOT NULL,
      place INTEGER NOT NULL,
      PRIMARY KEY (list, word, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX word_place_of ON word_place (list, place, word);
  `,
};
