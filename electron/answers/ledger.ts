import { randomUUID } from 'node:crypto';
import { foldLedger } from '../../shared/ledger/fold';
import { ledgerPage } from '../../shared/ledger/page';
import { type LedgerPart, ledgerCsv, type Wall } from '../../shared/ledger/table';
import { balanceOf, type LedgerView } from '../../shared/ledger/view';
import { decideLedger } from '../../shared/ledger/wish';
import { sameDrug } from '../../shared/limits/check';
import type { Policy } from '../../shared/policy/policy';
import type { Actor } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import { ledgerOf } from '../../shared/session/ledger/account';
import type { Clock } from '../../shared/time/clock';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import { actorOf, type Gate } from '../session/gate';
import type { Exports } from '../shell/exports';
import type { Store } from '../store/store';

type LedgerAnswers = Pick<Answers, 'ledger' | 'enterLedger' | 'traceSyringe' | 'exportLedger'>;

const two = (value: number): string => String(value).padStart(2, '0');

/** Wall time of this workstation. */
export const wall: Wall = {
  day(at) {
    const date = new Date(at);
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  },
  time(at) {
    const date = new Date(at);
    return `${two(date.getHours())}:${two(date.getMinutes())}`;
  },
};

/** What the window asks of the controlled-substance ledger. */
export function ledgerAnswers(parts: {
  readonly controller: Controller;
  readonly store: Store;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly room: string;
  readonly exports: Exports;
  readonly gate: Gate;
}): LedgerAnswers {
  const { controller, store, clock, policy, gate } = parts;
  const refused = (...reasons: string[]) => ({ kind: 'refused' as const, reasons });
  const read = () => {
    const { lines, uses } = ledgerOf(store.ledgerEvents());
    return { ledger: foldLedger(lines, uses), uses };
  };

  function mayKeep(): Actor | string {
    const { operator } = controller.state();
    if (operator === null) return 'Nobody is signed in. Sign in first.';
    return mayDo(operator.role, 'keep-ledger') ? operator : `Not for the role of ${operator.role}.`;
  }

  const view = (): LedgerView => {
    const { ledger, uses } = read();
    const { at } = clock.now();
    return { ...balanceOf(ledger, policy.ledger, at), ledger, uses, today: wall.day(at) };
  };

  return {
    ledger: () => {
      const { operator } = controller.state();
      if (operator === null || !(mayDo(operator.role, 'keep-ledger') || mayDo(operator.role, 'review'))) {
        throw new Error('The ledger is for people who keep it. Sign in first.');
      }
      return view();
    },
    enterLedger: async ({ wish, witness }) => {
      const by = mayKeep();
      if (typeof by === 'string') return refused(by);
      let second: Actor | null = null;
      if (witness !== undefined) {
        const proof = await gate.prove(witness.personId, 'pin', witness.pin);
        if (proof.kind === 'refused') return refused(...proof.reasons.map((why) => `Witness: ${why}`));
        second = actorOf(proof.person);
      }
      const decision = decideLedger(read().ledger, wish, {
        by,
        witness: second,
        today: wall.day(clock.now().at),
        entryId: randomUUID(),
        toleranceMg: policy.ledger.toleranceMg,
      });
      if (decision.kind === 'refused') return refused(...decision.reasons);
      return controller.enter([{ type: 'ledger.entered', body: { entry: decision.entry } }]);
    },
    traceSyringe: ({ syringeId }) => {
      const by = mayKeep();
      if (typeof by === 'string') return refused(by);
      const { session } = controller.state();
      if (session === null || session.phase === 'closed') return refused('No session is open.');
      if (session.syringe === null) return refused('Load the syringe first: type what its label says.');
      const syringe = read().ledger.syringes.find((one) => one.id === syringeId);
      if (syringe === undefined) return refused(`There is no syringe ${syringeId} in the ledger.`);
      const label = session.syringe;
      if (
        !sameDrug(syringe.drug, label.drug) ||
        syringe.concentrationMgPerMl !== label.concentrationMgPerMl
      ) {
        return refused(
          `Syringe ${syringeId} of the ledger is ${syringe.drug} ${syringe.concentrationMgPerMl} mg/mL, the label in the pump says ${label.drug} ${label.concentrationMgPerMl} mg/mL. Do not use it until both agree.`,
        );
      }
      if (syringe.sessionIds.some((id) => id !== session.sessionId)) {
        return refused(
          `Syringe ${syringeId} was given from in another session. One syringe is for one patient.`,
        );
      }
      if (syringe.leftMg.high <= policy.ledger.toleranceMg) {
        return refused(`Syringe ${syringeId} is empty by the ledger.`);
      }
      return controller.enter([{ type: 'syringe.traced', body: { by, syringeId } }], 'session');
    },
    exportLedger: async ({ part, as }) => {
      const by = mayKeep();
      if (typeof by === 'string') return refused(by);
      const { ledger, uses } = read();
      const nowAt = clock.now().at;
      const name = `ledger-${nameOf(part)}.${as}`;
      const facts = {
        room: parts.room,
        simulation: controller.state().simulation,
        nowAt,
        printedBy: by.name,
      };
      try {
        const file =
          as === 'csv'
            ? parts.exports.text(name, ledgerCsv(ledger, uses, part, wall))
            : await parts.exports.pdf(name, ledgerPage(ledger, uses, part, wall, policy.ledger, facts));
        return { kind: 'done', file };
      } catch (error) {
        return refused(
          `The file could not be written: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
  };
}

function nameOf(part: LedgerPart): string {
  if (part.kind === 'day') return part.day;
  return part.kind === 'vial' ? part.vialId : 'all';
}
