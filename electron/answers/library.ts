import { whyNotApprove } from '../../shared/library/library';
import type { Actor } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import type { Clock } from '../../shared/time/clock';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import type { Gate } from '../session/gate';
import { LibraryDamaged } from '../store/library';
import { RecordNotKept } from '../store/not-kept';
import { ClinicRefusal } from '../store/people';
import type { Store } from '../store/store';

type LibraryAnswers = Pick<Answers, 'library' | 'proposeLibrary' | 'rollBackLibrary' | 'approveLibrary'>;
type Done = { kind: 'done' } | { kind: 'refused'; reasons: string[] };

const refused = (words: string): Done => ({ kind: 'refused', reasons: [words] });

/** Reading, writing, approving and rolling back the drug library. Every act needs the person's own secret again. */
export function libraryAnswers(parts: {
  readonly controller: Pick<Controller, 'state'>;
  readonly store: Pick<Store, 'libraryVersions' | 'addLibraryVersion' | 'approveLibrary'>;
  readonly gate: Pick<Gate, 'prove'>;
  readonly clock: Clock;
}): LibraryAnswers {
  const { controller, store, clock, gate } = parts;

  /** Runs what the person may do, after the secret; a refusal of the store is an answer. */
  async function signed(
    permission: 'edit-library' | 'approve-library',
    pin: string,
    run: (by: Actor) => void,
  ): Promise<Done> {
    const by = controller.state().operator;
    if (by === null || !mayDo(by.role, permission))
      return refused(
        permission === 'edit-library'
          ? 'Pharmacists and administrators write the library. Sign in as one.'
          : 'Physicians and pharmacists approve library versions. Sign in as one.',
      );
    const proof = await gate.prove(by.personId, 'pin', pin);
    if (proof.kind === 'refused') return proof;
    try {
      run(by);
      return { kind: 'done' };
    } catch (error) {
      const told =
        error instanceof ClinicRefusal || error instanceof RecordNotKept || error instanceof LibraryDamaged;
      if (told) return refused(error.message);
      throw error;
    }
  }

  return {
    library: () => {
      try {
        return { kind: 'read', versions: store.libraryVersions() };
      } catch (error) {
        if (error instanceof LibraryDamaged) return { kind: 'refused', reasons: [error.message] };
        throw error;
      }
    },
    proposeLibrary: ({ profiles, note, pin }) =>
      signed('edit-library', pin, (author) => {
        store.addLibraryVersion({ author, note, rollsBackTo: null, profiles }, clock.now().at);
      }),
    rollBackLibrary: ({ versionNo, note, pin }) =>
      signed('edit-library', pin, (author) => {
        const old = store.libraryVersions().find((one) => one.versionNo === versionNo);
        if (old === undefined) throw new ClinicRefusal(`There is no version ${versionNo} of the library.`);
        store.addLibraryVersion(
          { author, note, rollsBackTo: versionNo, profiles: old.profiles },
          clock.now().at,
        );
      }),
    approveLibrary: ({ versionNo, effectiveAt, pin }) => {
      const { at } = clock.now();
      const by = controller.state().operator;
      const versions = store.libraryVersions();
      const version = versions.find((one) => one.versionNo === versionNo);
      // The reason before the secret: nobody types a PIN for what can not be done.
      const why = version === undefined ? null : whyNotApprove(versions, version, by, at);
      if (why !== null) return refused(why);
      return signed('approve-library', pin, (approver) =>
        store.approveLibrary(versionNo, approver, at, effectiveAt ?? at),
      );
    },
  };
}
