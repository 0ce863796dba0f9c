import type { Connection } from './connection';
import { sql } from './sql';

/** What has words of its own to be found by. */
export type WordList = 'session' | 'patient';

/** Keeps the words at the places of a list. Each call runs inside the transaction that writes the event. */
export type Words = {
  add(place: number, words: ReadonlySet<string>): void;
  /** Takes all words from a place. */
  take(place: number): void;
};

/** Writes the words of one list. */
export function keepWords(db: Connection, list: WordList): Words {
  const addPlace = db.prepare(sql.addPlace);
  const count = db.prepare(sql.countWord);
  const wordsAt = db.prepare<{ list: WordList; place: number }, { word: string }>(sql.wordsAt);
  const takePlace = db.prepare(sql.takePlace);
  const discount = db.prepare(sql.discountWord);
  return {
    add(place, words) {
      for (const word of words) {
        addPlace.run({ list, word, place });
        count.run({ list, word });
      }
    },
    take(place) {
      for (const { word } of wordsAt.all({ list, place })) {
        takePlace.run({ list, word, place });
        discount.run({ list, word });
      }
    },
  };
}

/** How to come by what the typed beginnings find. */
export type Way =
  /** A few words, each with its places in order: as many as a page of each, put together. */
  | { readonly kind: 'each'; readonly words: readonly string[]; readonly places: number }
  /** Many words, which together stand at few places: all of those. */
  | { readonly kind: 'gather'; readonly beginning: string; readonly places: number }
  /** Many words at many places: down the list until a page is full. */
  | { readonly kind: 'walk'; readonly places: number };

/** So many words at most are followed side by side. */
const FEW_WORDS = 8;
/** What stands at one place in so many, or more often, is soon met on a walk. */
const OFTEN = 8;

/** Finds the narrowest way for what was typed (not empty); `all` is how long the list is. */
export function wayFinder(db: Connection, list: WordList): (typed: readonly string[], all: number) => Way {
  type Asked = { readonly list: WordList; readonly beginning: string };
  const words = db.prepare<Asked & { limit: number }, { word: string; places: number }>(sql.wordsBeginning);
  const sum = db.prepare<Asked, { places: number }>(sql.placesBeginning);

  function wayOf(beginning: string, all: number): Way {
    const found = words.all({ list, beginning, limit: FEW_WORDS + 1 });
    if (found.length <= FEW_WORDS) {
      const places = found.reduce((total, word) => total + word.places, 0);
      // A page of each of several words is read whole, where one of a walk is full after a few steps.
      if (found.length > 1 && places * OFTEN > all) return { kind: 'walk', places };
      return { kind: 'each', words: found.map(({ word }) => word), places };
    }
    const places = sum.get({ list, beginning })?.places ?? 0;
    return places * OFTEN > all ? { kind: 'walk', places } : { kind: 'gather', beginning, places };
  }

  return (typed, all) => {
    const [narrowest, ...others] = typed.map((beginning) => wayOf(beginning, all));
    if (narrowest === undefined) return { kind: 'walk', places: all };
    return others.reduce((least, way) => (way.places < least.places ? way : least), narrowest);
  };
}

/** The rows of several words as one list, the latest place first, each once. */
export function mergedRows<R>(
  lists: readonly (readonly R[])[],
  place: (row: R) => number,
  limit: number,
): R[] {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return [...only];
  const once = new Map(lists.flat().map((row) => [place(row), row]));
  return [...once.values()].sort((a, b) => place(b) - place(a)).slice(0, limit);
}
