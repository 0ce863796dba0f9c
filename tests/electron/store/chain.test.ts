import { describe, expect, it } from 'vitest';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { note, opened, sessionOpened, snapshot, temporaryFolder } from './samples';
import { tamper } from './tamper';

const pumpReading = () => ({ type: 'pump.reading', body: snapshot }) as const;
const instant = (at: number) => ({ at: epochMs(1_000 + at), mono: monoMs(at) });

/** A record with `notes` notes and runs of readings between them. */
function written(folder: string, notes: number, readings: number): void {
  const store = opened({ folder });
  store.append('s-1', 'r-1', instant(0), [sessionOpened()]);
  for (let at = 0; at < notes; at += 1) {
    for (let one = 0; one < readings; one += 1) store.append('s-1', 'r-1', instant(at), [pumpReading()]);
    store.append('s-1', 'r-1', instant(at), [note(`note ${at}`)]);
  }
  store.close();
}

const verified = (folder: string) => {
  const store = opened({ folder });
  const report = store.verifyChain();
  store.close();
  return report;
};

describe('the chain over the log (SR-152, SR-185)', () => {
  it('holds over all that was written, readings included, across restarts', () => {
    const folder = temporaryFolder();
    written(folder, 3, 100);
    const store = opened({ folder });
    store.append('s-1', 'r-2', instant(9), [note('after a restart')]);
    for (let one = 0; one < 10; one += 1) store.append('s-1', 'r-2', instant(9), [pumpReading()]);
    store.close();
    expect(verified(folder)).toMatchObject({ sealed: 305, before: 0, after: 10, broken: null });
  });

  it('looks at its newest links alone where somebody waits: a change among them is found, an older one is not (SR-208)', () => {
    const folder = temporaryFolder();
    written(folder, 30, 0);
    const newest = (links: number) => {
      const store = opened({ folder });
      const report = store.verifyChain(links);
      store.close();
      return report;
    };
    expect(newest(5)).toMatchObject({ sealed: 5, broken: null });
    expect(newest(5_000)).toMatchObject({ sealed: 31, broken: null });
    tamper(folder, 'UPDATE session_event SET at_ms = at_ms + 1 WHERE seq = 28');
    expect(newest(5)).toMatchObject({ broken: { fromSeq: 28, toSeq: 28 } });
    expect(newest(2)).toMatchObject({ broken: null });
    expect(newest(5_000)).toMatchObject({ broken: { fromSeq: 28, toSeq: 28 } });
  });

  it('goes on after a step that was rolled back', () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    store.append('s-1', 'r-1', instant(0), [sessionOpened(), pumpReading()]);
    expect(() => store.append('s-1', 'r-1', instant(1), [note('x'), note('')])).toThrow(/shape/);
    store.append('s-1', 'r-1', instant(2), [note('y')]);
    store.close();
    expect(verified(folder)).toMatchObject({ sealed: 3, broken: null });
  });

  it.each([
    [
      'a changed body',
      "UPDATE session_event SET body = replace(body, 'note 1', 'note 7') WHERE body LIKE '%note 1%'",
    ],
    ['a changed time', 'UPDATE session_event SET at_ms = at_ms + 1 WHERE seq = 60'],
    [
      'a changed reading',
      "UPDATE session_event SET mono_ms = mono_ms + 1 WHERE seq = 20 AND type = 'pump.reading'",
    ],
    ['a lost entry', 'DELETE FROM session_event WHERE seq = 40'],
    ['another name of a session', "UPDATE log_name SET name = 's-9' WHERE name = 's-1'"],
    [
      'a link that was lost',
      'DELETE FROM chain_link WHERE last_seq = (SELECT max(last_seq) FROM chain_link)',
    ],
  ])('names where it breaks: %s', (_, statement) => {
    const folder = temporaryFolder();
    written(folder, 4, 30);
    expect(verified(folder).broken).toBeNull();
    tamper(folder, statement);
    expect(verified(folder).broken).not.toBeNull();
  });

  it('names the first entry of many, and no later one', () => {
    const folder = temporaryFolder();
    written(folder, 5, 0);
    tamper(folder, 'UPDATE session_event SET at_ms = 1 WHERE seq >= 4');
    expect(verified(folder).broken).toEqual({ fromSeq: 4, toSeq: 4 });
  });

  it('an entry slipped in behind the last link is found', () => {
    const folder = temporaryFolder();
    written(folder, 2, 0);
    tamper(
      folder,
      `INSERT INTO session_event SELECT seq + 10, session_no, run_no, at_ms, mono_ms, type, version, body
        FROM session_event WHERE seq = 3`,
    );
    expect(verified(folder).broken).toEqual({ fromSeq: 4, toSeq: 13 });
  });
});
