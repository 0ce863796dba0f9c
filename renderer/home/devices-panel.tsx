import type { DeviceIdentity } from '../../shared/readings/device';
import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState, Link } from '../../shared/session/state';
import { type Now, useLive } from '../live/store';
import { ageWords, clockSeconds, clockTime, counted } from '../live/words';
import { useSoundStanding } from '../sound/use-alarm-sound';

function Line(props: { on: boolean; name: string; aside: string; below: string; testid: string }) {
  return (
    <div className="device-line" data-testid={props.testid}>
      <i className={props.on ? 'dot' : 'dot off'} />
      <div className="grow">
        <div className="row">
          <span className="grow">{props.name}</span>
          <span className="lab">{props.aside}</span>
        </div>
        <div className="cap">{props.below}</div>
      </div>
    </div>
  );
}

const nameOf = (what: string, identity: DeviceIdentity | null) =>
  identity === null ? what : `${what}, ${identity.manufacturer} ${identity.model}`;

function below(link: Link, identity: DeviceIdentity | null, port: string | null): string {
  const where = port === null ? 'no port is set' : `at ${port}`;
  if (link.kind === 'never') return `not seen yet, ${where}`;
  if (link.kind === 'down') return `no link since ${clockTime(link.since)}: ${link.detail || link.fault}`;
  if (link.kind === 'silent') return `no answer since ${clockTime(link.since)}`;
  return `${identity?.serialNumber ?? ''}${identity?.simulator ? ', a simulator' : ''} · ${where}`;
}

const gigabytes = (bytes: number | null) => (bytes === null ? '' : `, ${Math.floor(bytes / 1e9)} GB free`);

/** The room's devices and where the record is. */
export function DevicesPanel({ state, now }: { state: BedsideState; now: Now }) {
  const { facts, record } = useLive((view) => view);
  const sound = useSoundStanding();
  const { pump, monitor } = state;
  const age = pumpAge(state, now.mono);
  const heard = monitor.lastReadingMono;
  const kept = record?.kind === 'kept';
  return (
    <section
      className="panel devices"
      data-testid="devices"
      aria-label="Devices and record"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse only a focused text can be scrolled
      tabIndex={0}
    >
      <h2 className="h2">{facts?.room ?? 'Room'} devices</h2>
      <Line
        testid="device-pump"
        on={pump.link.kind === 'up'}
        name={nameOf('Pump', pump.identity)}
        aside={age.ms === null || pump.link.kind !== 'up' ? 'no link' : ageWords(age.ms)}
        below={below(pump.link, pump.identity, facts?.pumpPort ?? null)}
      />
      <Line
        testid="device-monitor"
        on={monitor.link.kind === 'up'}
        name={nameOf('Monitor', monitor.identity)}
        aside={
          heard === null || monitor.link.kind !== 'up' ? 'no link' : ageWords(Math.max(0, now.mono - heard))
        }
        below={below(monitor.link, monitor.identity, facts?.monitorPort ?? null)}
      />
      <Line
        testid="device-speaker"
        on={sound?.working === true}
        name="Alarm speaker"
        aside={sound === null ? 'not tried' : sound.working ? 'on' : 'fails'}
        below={sound?.reason || 'the sound path of this window'}
      />
      <h2 className="h2">Record</h2>
      <Line
        testid="device-record"
        on={kept}
        name="Record on this workstation"
        aside={kept ? 'safe' : 'NOT KEPT'}
        below={
          record === null
            ? 'not known yet'
            : record.kind === 'kept'
              ? `last written ${record.lastWrittenAt === null ? 'nothing yet' : clockSeconds(record.lastWrittenAt)}${gigabytes(facts?.freeBytes ?? null)}`
              : `${record.reason}, ${counted(record.waiting, 'entry waits', 'entries wait')}`
        }
      />
      <p className="cap devices-foot">
        Infusion Console {facts?.version ?? ''} · Not a cleared medical device
      </p>
    </section>
  );
}
