import type { Alarm } from '../../../shared/alarms/alarm';
import { emptyObservation } from '../../../shared/observation/observation';
import { orderDifferences } from '../../../shared/sync/order-difference';
import { mg, mgPerKgPerHour } from '../../../shared/units/units';
import { longPatient, physician } from './people';
import { Play } from './play';

export type Scene = {
  readonly play: Play;
  /** Devices go on talking while the picture is looked at. */
  readonly talking: { readonly pump: boolean; readonly monitor: boolean };
  readonly firstRun?: boolean;
  readonly pulses?: boolean;
  /** Something came from the clinic's server. */
  readonly arrived?: boolean;
};

const both = { pump: true, monitor: true };
/** Enough before the real now that the session has the length that is wanted. */
const started = (minutes: number) => new Play(Date.now() - minutes * 60_000);

function running(minutes = 123): Play {
  const play = started(minutes + 12)
    .hello()
    .open()
    .checks()
    .run(10);
  play.done('start', 0.2).run(30).done('change-rate', 0.3);
  play.add('symptom.recorded', { by: physician, symptom: 'nausea', severity: 'mild' });
  play.run(30).done('pause', null).run(3).done('resume', 0.3).run(9).done('change-rate', 0.35);
  play.add('note.recorded', { by: physician, text: 'Ondansetron 4 mg' });
  play.run(Math.max(1, minutes - 73));
  play.add('observation.recorded', {
    by: physician,
    late: false,
    observation: {
      ...emptyObservation(play.now.at),
      sedation: { scale: 'RASS', level: -1 },
      ...{ painNrs: 4, distress: 2, nausea: 'none' },
    },
  });
  return play.tick(1000);
}

function alarm(play: Play, over: Partial<Alarm>): Alarm {
  return {
    alarmId: `a-${over.condition}`,
    condition: 'spo2-low',
    key: '',
    kind: 'physiological',
    priority: 'high',
    words: 'SpO₂ LOW 87 %, limit 90',
    response: '1 PAUSE   2 Stimulate, open airway   3 O₂ 6 L/min   4 Call Dr Sample, ext 4417',
    since: play.now.at,
    sinceMono: play.now.mono,
    present: true,
    nowWords: null,
    acknowledged: false,
    ...over,
  };
}

function desaturating(): Play {
  const play = running();
  play.spo2 = 87;
  play.add('alarm.raised', { alarm: alarm(play, {}) });
  play.run(0.7, 1000);
  play.add('alarm.raised', {
    alarm: alarm(play, {
      condition: 'nibp-overdue',
      kind: 'technical',
      priority: 'medium',
      words: 'NIBP failed 11:55',
      response: '',
    }),
  });
  play.add('alarm.raised', {
    alarm: alarm(play, {
      condition: 'syringe-low',
      kind: 'technical',
      priority: 'low',
      words: 'Syringe low',
      response: '',
    }),
  });
  play.add('sound.paused', { by: null, untilMono: (play.now.mono + 102_000) as never });
  return play.tick(1000);
}

function uncertain(): Play {
  const play = running();
  const commandId = play.ask('change-rate', 0.3);
  play.wait(1000).add('command.uncertain', { commandId, reason: 'no answer, link lost' });
  play.add('link.down', { device: 'pump', fault: 'unplugged', detail: 'port gone' });
  play.add('alarm.raised', {
    alarm: alarm(play, {
      condition: 'command-not-confirmed',
      kind: 'technical',
      priority: 'medium',
      words: 'PUMP LINK LOST, rate change not confirmed',
      response: '',
    }),
  });
  return play.wait(48_000).add('monitor.reading', { numerics: play.numerics() });
}

/** The order of the open session was revoked or changed on the clinic's server. */
function elsewhere(play: Play, what: 'revoked' | 'changed'): Play {
  const order = play.state.session?.order;
  if (order === undefined) throw new Error('no session');
  const of = {
    from: { server: 'https://clinic.example/fhir', serverId: 'o1', versionId: '4', lastUpdated: play.now.at },
    ...{ orderId: order.orderId, patientId: order.patientId },
  };
  if (what === 'revoked')
    play.add('order.revoked-elsewhere', { ...of, status: 'cancelled', reason: 'patient has a fever' });
  else {
    const less = { ...order, totalMg: mg(60), maxRateMgPerKgPerHour: mgPerKgPerHour(0.4) };
    play.add('order.changed-elsewhere', {
      ...{ ...of, status: 'active', order: less },
      differences: orderDifferences(order, less),
    });
  }
  play.add('alarm.raised', {
    alarm: alarm(play, {
      condition: what === 'revoked' ? 'order-revoked' : 'order-changed',
      kind: 'technical',
      priority: what === 'revoked' ? 'high' : 'medium',
      words:
        what === 'revoked'
          ? 'ORDER REVOKED on the clinic’s server'
          : 'The order was changed on the clinic’s server',
      response: 'In doubt PAUSE. Call the physician and decide: continue, pause or end.',
    }),
  });
  return play.tick(1000);
}

const scenes: Record<string, () => Scene> = {
  running: () => ({ play: running(), talking: both }),
  pending: () => {
    const play = running();
    play.ask('change-rate', 0.45);
    return { play, talking: { pump: false, monitor: true } };
  },
  rejected: () => {
    const play = running();
    const commandId = play.ask('change-rate', 0.45);
    play.add('command.rejected', { commandId, reason: 'keypad locked' });
    return { play, talking: both };
  },
  paused: () => ({ play: running().done('pause', null).run(2.2, 1000), talking: both }),
  alarm: () => ({ play: desaturating(), talking: both }),
  latched: () => {
    const play = desaturating();
    play.spo2 = 95;
    play.tick(1000).add('alarm.condition-ended', { alarmId: 'a-spo2-low', nowWords: 'was 87 %, now 95 %' });
    return { play, talking: both };
  },
  uncertain: () => ({ play: uncertain(), talking: { pump: false, monitor: true } }),
  locked: () => ({
    play: running().add('operator.signed-out', { by: physician, why: 'idle' }),
    talking: both,
  }),
  changed: () => {
    const play = running();
    play.rate = 8.5;
    return { play: play.tick(1000), talking: both };
  },
  complete: () => {
    const play = running().done('end', null);
    play.add('infusion.ended', { by: physician, why: 'ended' });
    return { play: play.run(3, 1000), talking: both };
  },
  monitorlost: () => {
    const play = running();
    play.add('link.down', { device: 'monitor', fault: 'silent', detail: 'no frame' });
    return { play: play.wait(48_000), talking: { pump: true, monitor: false } };
  },
  long: () => {
    const play = started(30).hello().open(longPatient).checks().run(5).done('start', 0.2);
    return { play: play.run(20), talking: both };
  },
  silent: () => ({ play: running(), talking: { pump: false, monitor: false }, pulses: false }),
  prestart: () => ({ play: started(2).hello().open(), talking: both }),
  ready: () => ({ play: started(5).hello().open().checks(), talking: both }),
  home: () => ({ play: running(), talking: both }),
  revoked: () => ({ play: elsewhere(running(), 'revoked'), talking: both }),
  orderchanged: () => ({ play: elsewhere(running(), 'changed'), talking: both }),
  revokedready: () => ({ play: elsewhere(started(5).hello().open().checks(), 'revoked'), talking: both }),
  arrived: () => ({
    play: started(1).hello().add('operator.signed-in', { by: physician }),
    talking: both,
    arrived: true,
  }),
  idle: () => ({ play: started(1).hello(), talking: both }),
  signin: () => ({
    play: started(1).hello().add('operator.signed-out', { by: physician, why: 'asked' }),
    talking: both,
  }),
  firstrun: () => ({
    play: started(1).hello().add('operator.signed-out', { by: physician, why: 'asked' }),
    talking: both,
    firstRun: true,
  }),
  setup: () => ({ play: started(1).hello().add('operator.signed-in', { by: physician }), talking: both }),
};

export const sceneNames = Object.keys(scenes);

export function sceneNamed(name: string): Scene {
  const make = scenes[name];
  if (make === undefined) throw new Error(`no scene ${name}; there are ${sceneNames.join(', ')}`);
  return make();
}
