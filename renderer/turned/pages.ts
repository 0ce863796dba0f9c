import type { InstrumentId, Question } from '../../shared/outcomes/instrument';
import { instruments } from '../../shared/outcomes/instruments';
import type { Turned } from '../../shared/outcomes/turn';

/** One question on the patient's screen; `answer` is what the log holds of it. */
export type Page = {
  readonly instrument: InstrumentId;
  readonly at: number;
  readonly asks: string;
  readonly question: Question;
  readonly answer: number | null;
};

/** Every question that is asked, in order. */
export function pagesOf(turned: Turned): readonly Page[] {
  return turned.instruments.flatMap((instrument) => {
    const { asks, questions } = instruments[instrument];
    return questions.map((question, at) => ({
      ...{ instrument, at, asks, question },
      answer: turned.answers[instrument]?.[at] ?? null,
    }));
  });
}

/** Where the patient goes on: the first open question after the last answered one. */
export function firstOpen(pages: readonly Page[]): number {
  return pages.findLastIndex(({ answer }) => answer !== null) + 1;
}
