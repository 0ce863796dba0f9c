import { describe, expect, it } from 'vitest';
import type { Question } from '../../../../electron/devices/wire/lane';
import { openLane } from '../../../../electron/devices/wire/lane';
import { ManualClock, settle } from '../../../clock';

function setUp() {
  const clock = new ManualClock();
  const written: string[] = [];
  let failing = false;
  const lane = openLane<string>(clock, async (bytes) => {
    if (failing) throw new Error('port closed');
    written.push(new TextDecoder().decode(bytes));
  });
  const question = (
    text: string,
    extra: Partial<Question<string, string>> = {},
  ): Question<string, string> => ({
    name: text,
    bytes: new TextEncoder().encode(text),
    waitMs: 500,
    answer: (message) => (message === text ? message : null),
    ...extra,
  });
  return {
    clock,
    written,
    lane,
    question,
    hear: (text: string) => lane.hear(text, text, clock.now()),
    fail: () => {
      failing = true;
    },
  };
}

describe('openLane', () => {
  it('has one request in flight, in order', async () => {
    const { lane, question, written, hear } = setUp();
    const first = lane.ask(question('a'));
    const second = lane.ask(question('b'));
    expect(written).toEqual(['a']);
    expect(hear('a')).toBe(true);
    expect(written).toEqual(['a', 'b']);
    expect(hear('b')).toBe(true);
    expect(await first).toMatchObject({ kind: 'answered', answer: 'a' });
    expect(await second).toMatchObject({ kind: 'answered', answer: 'b' });
  });

  it('hears an answer that comes in the very tick of the write', async () => {
    const clock = new ManualClock();
    const lane = openLane<string>(clock, async () => {
      lane.hear('a', 'a', clock.now());
    });
    const ending = lane.ask({
      name: 'a',
      bytes: new Uint8Array(1),
      waitMs: 500,
      answer: (text: string) => text,
    });
    expect((await ending).kind).toBe('answered');
    expect(clock.pending).toBe(0);
  });

  it('lets nothing else answer (H4)', async () => {
    const { lane, question, hear, clock } = setUp();
    const ending = lane.ask(question('a'));
    expect(hear('b')).toBe(false);
    await clock.advance(500);
    expect(await ending).toEqual({ kind: 'unanswered' });
    expect(hear('a')).toBe(false);
  });

  it('writes what goes first in the same tick; the one before is overtaken, those behind wait', async () => {
    const { lane, question, written, hear } = setUp();
    const poll = lane.ask(question('poll'));
    const rate = lane.ask(question('rate'));
    const stop = lane.askFirst(question('stop'));
    expect(written).toEqual(['poll', 'stop']);
    expect(await poll).toEqual({ kind: 'overtaken' });
    hear('poll');
    hear('stop');
    expect((await stop).kind).toBe('answered');
    expect(written).toEqual(['poll', 'stop', 'rate']);
    hear('rate');
    expect((await rate).kind).toBe('answered');
  });

  it('asks whether a waiting request is still wanted before it leaves', async () => {
    const { lane, question, written, hear } = setUp();
    let wanted = true;
    const sending: string[] = [];
    void lane.ask(question('poll'));
    const start = lane.ask(
      question('start', { stillWanted: () => wanted, onSending: () => sending.push('start') }),
    );
    wanted = false;
    hear('poll');
    expect(await start).toEqual({ kind: 'unsent' });
    expect(written).toEqual(['poll']);
    expect(sending).toEqual([]);
  });

  it('tells of the sending before the first byte leaves', async () => {
    const order: string[] = [];
    const clock = new ManualClock();
    const lane = openLane<string>(clock, async () => void order.push('write'));
    void lane.ask({
      name: 'a',
      bytes: new Uint8Array(1),
      waitMs: 500,
      answer: () => null,
      onSending: () => order.push('sending'),
    });
    expect(order).toEqual(['sending', 'write']);
  });

  it('a write that fails is not knowing, at once', async () => {
    const { lane, question, fail, clock } = setUp();
    fail();
    expect(await lane.ask(question('a'))).toEqual({ kind: 'unanswered' });
    expect(clock.pending).toBe(0);
  });

  it('counts the answers that may still come, until they come or are too old', async () => {
    const { lane, question, hear, clock } = setUp();
    void lane.ask(question('a'));
    await clock.advance(500);
    expect(lane.owed('a')).toBe(1);
    void lane.ask(question('a'));
    hear('a');
    // It may have been the late one: the other is still owed.
    expect(lane.owed('a')).toBe(1);
    hear('a');
    expect(lane.owed('a')).toBe(0);
    void lane.ask(question('a'));
    await clock.advance(500);
    await clock.advance(4000);
    expect(lane.owed('a')).toBe(0);
  });

  it('ends: what waits was never sent, what was sent is not answered', async () => {
    const { lane, question, clock } = setUp();
    const first = lane.ask(question('a'));
    const second = lane.ask(question('b'));
    lane.end();
    lane.end();
    expect(await first).toEqual({ kind: 'unanswered' });
    expect(await second).toEqual({ kind: 'unsent' });
    expect(await lane.ask(question('c'))).toEqual({ kind: 'unsent' });
    expect(await lane.askFirst(question('c'))).toEqual({ kind: 'unsent' });
    await settle();
    expect(clock.pending).toBe(0);
  });
});
