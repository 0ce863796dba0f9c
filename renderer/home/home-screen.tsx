import { useEffect, useState } from 'react';
import type { PlanEntry } from '../../shared/ipc/asks/orders';
import { mayDo } from '../../shared/record/permissions';
import { blockedBy } from '../../shared/session/blocked';
import { failureWords } from '../live/failure-words';
import { lock } from '../live/lock';
import { goTo } from '../live/route';
import { useLive, useNow } from '../live/store';
import { useSubmission } from '../live/submit';
import { counted } from '../live/words';
import { OpenRisks, useOpenRisks } from '../parts/open-risks';
import { Region } from '../parts/region';
import { RoomFrame } from '../parts/room-frame';
import { Refusals } from '../parts/sheet';
import { ArrivedList, useArrived } from './arrived-list';
import { DevicesPanel } from './devices-panel';
import { offlineCopyWords } from './order-origin';
import { places } from './places';
import { WithdrawOrder } from './withdraw-order';
import { Worklist } from './worklist';
import './home.css';

const READ_AGAIN_MS = 60_000;

/** The planned sessions of this workstation, read again whenever a session opens or closes. */
function usePlanned(changes: number): {
  readonly planned: readonly PlanEntry[] | null;
  readonly refusal: string | null;
} {
  const comings = useLive((view) => view.comings);
  const [again, setAgain] = useState(0);
  const sessionKey = useLive((view) => `${view.state?.session?.sessionId}/${view.state?.session?.phase}`);
  const [planned, setPlanned] = useState<readonly PlanEntry[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another phase is what makes the list old
  useEffect(() => {
    let gone = false;
    window.bridge.ask('planned', {}).then(
      (found) => !gone && setPlanned(found),
      (failure) => !gone && setRefusal(failureWords(failure)),
    );
    return () => {
      gone = true;
    };
  }, [sessionKey, changes, comings, again]);
  // How old a copy of the server's order is grows while nothing happens.
  useEffect(() => {
    const timer = setInterval(() => setAgain((before) => before + 1), READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return { planned, refusal };
}

/** How many emergency accesses no administrator has read yet; 0 for everybody else. */
function useUnreadEmergencies(keeps: boolean): number {
  const [unread, setUnread] = useState(0);
  useEffect(() => {
    if (!keeps) return;
    let gone = false;
    window.bridge.ask('accessLog', {}).then(
      (events) => {
        const read = new Set(
          events.flatMap((event) => (event.type === 'glass.seen' ? [event.body.glassSeq] : [])),
        );
        const broken = events.filter(({ type, seq }) => type === 'operator.broke-glass' && !read.has(seq));
        if (!gone) setUnread(broken.length);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [keeps]);
  return keeps ? unread : 0;
}

/** Why no session can be started in this window; null when one can. */
export function windowTooSmall(width: number, height: number): string | null {
  return width < 1280 || height < 800
    ? `The window is ${width} x ${height}. Sessions need 1280 x 800 or more.`
    : null;
}

/** Today's list, the devices of the room, and what can be done from here. */
export function HomeScreen() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const [changes, setChanges] = useState(0);
  const { planned, refusal } = usePlanned(changes);
  const submission = useSubmission();
  const risks = useOpenRisks();
  const arrived = useArrived(changes);
  const library = useLive((view) => view.facts?.library ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const operator = state?.operator ?? null;
  const unread = useUnreadEmergencies(operator !== null && mayDo(operator.role, 'keep-people'));
  const entry = planned?.find(({ order }) => order.orderId === chosen) ?? null;
  if (state === null || now === null) return null;
  const blocked =
    windowTooSmall(window.innerWidth, window.innerHeight) ??
    blockedBy(state, 'open-session', now.mono) ??
    (library?.kind === 'refused' ? 'the drug library can not be used' : null) ??
    (entry === null ? 'touch a session in the list' : null) ??
    (entry?.order.signedBy === null ? 'the order is not signed' : null) ??
    (entry?.state === 'done' ? 'this session is done' : null) ??
    (entry?.state === 'withdrawn' ? 'the order was withdrawn' : null) ??
    entry?.against[0] ??
    null;
  const withdrawable =
    entry?.state === 'planned' &&
    entry.order.signedBy !== null &&
    operator !== null &&
    mayDo(operator.role, 'order')
      ? entry
      : null;
  const prepare = async () => {
    if (blocked !== null || entry === null) return;
    if (await submission.send({ kind: 'open-session', orderId: entry.order.orderId })) goTo('session');
  };
  return (
    <RoomFrame
      actions={
        <div className="home-actions">
          <button
            type="button"
            className={blocked === null ? 'btn primary home-main' : 'btn blocked home-main'}
            data-testid="prepare-session"
            aria-disabled={blocked !== null}
            onClick={() => void prepare()}
          >
            {entry === null ? 'Prepare a session' : `Prepare ${entry.patient.name}`}
            <small>
              {blocked ??
                (entry === null ? null : offlineCopyWords(entry)) ??
                'patient, order and syringe are checked next'}
            </small>
          </button>
          {places
            .filter((place) => operator !== null && place.offered(operator.role))
            .map((place) => (
              <button
                key={place.screen}
                type="button"
                className="btn"
                data-testid={`go-${place.screen}`}
                onClick={() => goTo(place.screen)}
              >
                {place.words(operator?.role ?? 'nurse')}
                <small>
                  {place.screen === 'people' && unread > 0
                    ? `${counted(unread, 'emergency access', 'emergency accesses')} to read`
                    : place.hint(operator?.role ?? 'nurse')}
                </small>
              </button>
            ))}
          <button type="button" className="btn home-lock" data-testid="lock" onClick={() => void lock()}>
            Lock
            <small>values stay visible</small>
          </button>
        </div>
      }
    >
      <div className="home" data-testid="home">
        <Region name="Worklist">
          <div className="home-work">
            <OpenRisks risks={risks} onOpen={(patientId) => goTo('outcomes', patientId)} />
            <Worklist
              planned={planned}
              refusal={refusal}
              chosen={chosen}
              onChosen={setChosen}
              at={now.at}
              session={state.session}
            >
              {withdrawable !== null && (
                <WithdrawOrder
                  key={withdrawable.order.orderId}
                  entry={withdrawable}
                  onWithdrawn={() => setChanges((before) => before + 1)}
                />
              )}
            </Worklist>
            <ArrivedList waiting={arrived} onChanged={() => setChanges((before) => before + 1)} />
            <Refusals
              reasons={[...(library?.kind === 'refused' ? [library.words] : []), ...submission.reasons]}
            />
          </div>
        </Region>
        <Region name="Devices">
          <DevicesPanel state={state} now={now} />
        </Region>
      </div>
    </RoomFrame>
  );
}
