import type { AskInput, AskName, AskOutput, Bridge } from '../../../shared/ipc/contract';
import { packedDetail } from '../../../shared/ipc/packed-detail';
import type { SessionSummary } from '../../../shared/ipc/session-detail';
import { epochMs } from '../../../shared/time/clock';
import { inventedDetail } from './invented-detail';
import { reviewDesk } from './review-desk';

const detail = inventedDetail();

/** A few sessions besides, so that the list has something to sort and to find. */
function sessions(): SessionSummary[] {
  const names = [
    'TEST, Alder',
    'TEST, Birch',
    'TEST, Alder',
    'TEST, Cedar with a very long family name',
    'TEST, Alder',
  ];
  const others = names.map((patientName, index): SessionSummary => {
    const openedAt = epochMs(detail.summary.openedAt - (index + 1) * 3.5 * 86_400_000);
    return {
      ...detail.summary,
      ...{ sessionId: `o${index}`, patientName, openedAt, startedAt: epochMs(openedAt + 1_800_000) },
      ...{
        closedAt: epochMs(openedAt + 15_000_000),
        givenMgLow: 78.2 - index * 12,
        givenMgHigh: 78.2 - index * 11.9,
      },
      ...{ mrn: `TEST-0${417 + index}`, alarms: index % 3, simulation: index !== 1 },
    };
  });
  const running: SessionSummary = {
    ...detail.summary,
    ...{ sessionId: 'open', phase: 'infusing', closedAt: null, patientName: 'TEST, Dogwood', alarms: 1 },
    openedAt: epochMs(detail.summary.openedAt + 86_400_000),
  };
  return [...others, detail.summary, running];
}

/** Answers what the review asks, from an invented record. */
export function fakeBridge(): Bridge {
  return {
    async ask<N extends AskName>(name: N, input: AskInput<N>): Promise<AskOutput<N>> {
      const answers: Partial<Record<AskName, () => unknown>> = {
        carryOver: () => ({ dose: [], unread: 0 }),
        session: () => packedDetail(detail),
        ...reviewDesk(detail, input),
        findPatients: () => ({ patients: [], after: null }),
        findSessions: () => {
          const { search } = input as AskInput<'findSessions'>;
          const words = search.toLowerCase().split(/\s+/);
          const found = sessions().filter((one) => {
            const text = `${one.patientName} ${one.mrn} ${one.drug}`.toLowerCase();
            return words.every((word) => text.includes(word));
          });
          found.sort((a, b) => b.openedAt - a.openedAt);
          return { sessions: found, after: null, total: found.length };
        },
      };
      const answer = answers[name];
      if (!answer) throw new Error(`The harness has no answer to ${name}`);
      return answer() as AskOutput<N>;
    },
    tell: () => undefined,
    on: () => () => undefined,
  };
}
