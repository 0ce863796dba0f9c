import { useState } from 'react';
import { diffLibraries } from '../../shared/library/diff';
import {
  activeVersion,
  type LibraryVersion,
  stateWords,
  versionName,
  whyNotApprove,
} from '../../shared/library/library';
import type { LimitProfile } from '../../shared/limits/profile';
import type { Actor } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import type { EpochMs } from '../../shared/time/clock';
import { epochMs } from '../../shared/time/clock';
import { formatNumber } from '../../shared/units/format';
import { clockTime } from '../live/words';
import { OwnPinAct } from '../parts/own-pin-act';
import { TextField } from '../parts/text-field';
import { Differences } from './edit-form';
import { LimitsTable } from './limits-table';

const dayWords = (at: EpochMs): string => `${new Date(at).toLocaleDateString('en-GB')} ${clockTime(at)}`;

function Entry({ profile }: { profile: LimitProfile }) {
  return (
    <section>
      <h2 className="h2">
        {profile.tallMan}, {profile.careArea}
      </h2>
      <p className="cap">
        {profile.advisory} Units: {profile.units.join(', ')}. Standard concentrations:{' '}
        {profile.concentrationsMgPerMl.join(', ')} mg/mL. Reasons for a soft limit:{' '}
        {profile.reasonCodes.map(({ words }) => words).join(', ')}.
      </p>
      <LimitsTable
        cell={({ key }, { end }) =>
          profile[key][end] === null ? '–' : formatNumber(profile[key][end] ?? 0, 4)
        }
      />
      <p className="cap">
        A rise up to {formatNumber(profile.stepUpFloorMgPerHour, 4)} mg/h needs no share. {profile.source}
      </p>
    </section>
  );
}

/** The first moment of a day typed as `2030-01-31`; null: at once; undefined: not a day. */
export function dayTyped(text: string): EpochMs | null | undefined {
  if (text.trim() === '') return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? epochMs(date.getTime()) : undefined;
}

export type VersionPageProps = {
  readonly versions: readonly LibraryVersion[];
  readonly version: LibraryVersion;
  readonly by: Actor | null;
  readonly at: EpochMs;
  readonly onDone: () => void;
};

/** One version: what differs from the one that holds, its people, its limits, and what may be done with it. */
export function VersionPage({ versions, version, by, at, onDone }: VersionPageProps) {
  const [note, setNote] = useState('');
  const [from, setFrom] = useState('');
  const active = activeVersion(versions, at);
  const against = active !== null && active.versionNo !== version.versionNo ? active : null;
  const why = whyNotApprove(versions, version, by, at);
  const day = dayTyped(from);
  const older = active !== null && active.versionNo > version.versionNo;
  return (
    <section
      className="library-page scroll"
      data-testid={`library-page-${version.versionNo}`}
      aria-label={`Version ${versionName(version)}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse only a focused text can be scrolled
      tabIndex={0}
    >
      <p>
        <b>
          Version {versionName(version)}: {stateWords(versions, version, at)}
        </b>
        <span className="cap block">
          {version.author === null ? 'came with the program' : `written by ${version.author.name}`},{' '}
          {dayWords(version.at)} · {version.note}
          {version.rollsBackTo === null ? '' : ` · brings back version ${version.rollsBackTo}`}
        </span>
        {version.approvals.map((one) => (
          <span key={one.by.personId} className="cap block">
            approved by {one.by.name}, {one.by.role}, {dayWords(one.at)}, holds from{' '}
            {dayWords(one.effectiveAt)}
          </span>
        ))}
      </p>
      {against !== null && (
        <>
          <p className="lab">Against version {versionName(against)}, which holds now:</p>
          <Differences lines={diffLibraries(against.profiles, version.profiles)} />
        </>
      )}
      {why === null && (
        <>
          <TextField
            name="Holds from, as 2030-01-31; empty: at once"
            value={from}
            onChange={setFrom}
            testid="library-from"
            wrong={day === undefined ? 'Type a day as 2030-01-31, or leave it empty.' : null}
          />
          <OwnPinAct
            words={`Approve version ${version.versionNo}`}
            testid="library-approve"
            blocked={day === undefined}
            run={(pin) =>
              window.bridge.ask('approveLibrary', {
                versionNo: version.versionNo,
                effectiveAt: day ?? null,
                pin,
              })
            }
            onDone={onDone}
          />
        </>
      )}
      {why !== null && stateWords(versions, version, at).includes('missing') && (
        <p className="lab" data-testid="library-why">
          {why}
        </p>
      )}
      {older && by !== null && mayDo(by.role, 'edit-library') && (
        <>
          <TextField
            name="Why it is brought back"
            value={note}
            onChange={setNote}
            testid="library-back-note"
          />
          <OwnPinAct
            words={`Bring back version ${version.versionNo} as a new version`}
            testid="library-back"
            blocked={note.trim() === ''}
            run={(pin) => window.bridge.ask('rollBackLibrary', { versionNo: version.versionNo, note, pin })}
            onDone={onDone}
          />
        </>
      )}
      {version.profiles.map((profile) => (
        <Entry key={profile.profileId} profile={profile} />
      ))}
    </section>
  );
}
