import type { ReactNode } from 'react';
import type { RecordStanding } from '../../shared/ipc/standing';
import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState } from '../../shared/session/state';
import { durationMs, elapsed } from '../../shared/time/clock';
import { libraryNotice } from '../live/library-notice';
import { type Now, useLive, useNow } from '../live/store';
import { ageWords, clockSeconds, clockTime, counted } from '../live/words';
import { SyncWords } from './sync-words';

function recordWords(record: RecordStanding | null, live: boolean): ReactNode {
  if (!live) return 'Record: not known, the screen is not live';
  if (record === null) return 'Record: not known yet';
  if (record.kind === 'not-kept') {
    return (
      <b>
        RECORD NOT KEPT since {clockTime(record.since)},{' '}
        {counted(record.waiting, 'entry waits', 'entries wait')}
      </b>
    );
  }
  return (
    <>
      <b>Record safe on this workstation</b>
      {record.lastWrittenAt === null ? '' : `, last written ${clockSeconds(record.lastWrittenAt)}`}
    </>
  );
}

/** `Pump 0.6 s`, or since when it has not answered. */
export function pumpWords(state: BedsideState, now: Now): string {
  const age = pumpAge(state, now.mono);
  if (state.pump.link.kind === 'never') return 'Pump: no link yet';
  if (age.freshness === 'absent') {
    return age.ms === null ? 'Pump: no answer yet' : `Pump: no answer ${ageWords(age.ms)}`;
  }
  return `Pump ${ageWords(age.ms ?? durationMs(0))}`;
}

export function monitorWords(state: BedsideState, now: Now): string {
  const { link, lastReadingMono } = state.monitor;
  if (link.kind === 'never') return 'Monitor: no link yet';
  if (lastReadingMono === null) return 'Monitor: no answer yet';
  const age = ageWords(Math.max(0, elapsed(lastReadingMono, now.mono)));
  return link.kind === 'up' ? `Monitor ${age}` : `Monitor: no answer ${age}`;
}

/** Is the record safe here; then how old are the devices' words, which room, who. */
export function Footer({ notice = false }: { notice?: boolean }) {
  const { facts, state, record } = useLive((view) => view);
  const now = useNow();
  const operator = state?.operator ?? null;
  const update = libraryNotice(state?.session ?? null, facts);
  const session = state?.session ?? null;
  const open = session === null || session.phase === 'closed' ? null : session;
  const others =
    open === null || open.responsible.personId === operator?.personId
      ? ''
      : `, session of ${open.responsible.name}`;
  const room = state?.session?.room ?? facts?.room ?? '';
  return (
    <footer className="footer" data-testid="footer">
      <span data-testid="footer-record">
        <i className={record?.kind === 'kept' && now?.live !== false ? 'dot' : 'dot off'} />
        {recordWords(record, now?.live !== false)}
      </span>
      <SyncWords />
      {!notice && state && now && (
        <span data-testid="footer-devices">
          {pumpWords(state, now)} · {monitorWords(state, now)}
        </span>
      )}
      {update !== null && <b data-testid="footer-library">{update}</b>}
      {notice && open === null && <span>Not a cleared medical device</span>}
      <span className="right" data-testid="footer-user">
        {room} ·{' '}
        {operator === null ? (
          open === null ? (
            'nobody signed in'
          ) : (
            `locked, session of ${open.responsible.name}`
          )
        ) : operator.role === 'emergency' ? (
          <b className="emergency-mark">EMERGENCY ACCESS: {operator.name}</b>
        ) : (
          `${operator.name}, ${operator.role}${others === '' ? ' signed in' : others}`
        )}
      </span>
    </footer>
  );
}
