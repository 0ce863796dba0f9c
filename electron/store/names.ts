import type { Connection } from './connection';
import { sql } from './sql';

/** The long names of sessions and runs, each kept once and stood for by a number in the log. */
export type Names = {
  /** The number of a name, making one where there is none. Runs inside the transaction that writes the event. */
  keep(name: string): number;
  /** The number of a name, or null where the log does not hold it. */
  find(name: string): number | null;
  nameOf(nameNo: number): string;
  /** Nothing that was remembered since the last commit counts: it was rolled back. */
  forget(): void;
};

/** The names on an open connection. */
export function logNames(db: Connection): Names {
  const byName = db.prepare<{ name: string }, { name_no: number }>(sql.nameNo);
  const byNumber = db.prepare<{ nameNo: number }, { name: string }>(sql.name);
  const insert = db.prepare(sql.insertName);
  const numbers = new Map<string, number>();
  const names = new Map<number, string>();

  const remember = (name: string, nameNo: number): number => {
    numbers.set(name, nameNo);
    names.set(nameNo, name);
    return nameNo;
  };
  const find = (name: string): number | null => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const row = byName.get({ name });
    return row === undefined ? null : remember(name, row.name_no);
  };

  return {
    find,
    keep: (name) => find(name) ?? remember(name, Number(insert.run({ name }).lastInsertRowid)),
    nameOf(nameNo) {
      const known = names.get(nameNo);
      if (known !== undefined) return known;
      const row = byNumber.get({ nameNo });
      if (row === undefined) throw new Error(`the record names no session or run ${nameNo}`);
      remember(row.name, nameNo);
      return row.name;
    },
    forget() {
      numbers.clear();
      names.clear();
    },
  };
}
