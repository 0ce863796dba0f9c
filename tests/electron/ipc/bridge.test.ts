import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answers, Listeners } from '../../../electron/ipc/server';
import { type AskName, asks, type Bridge, type TellName, tells } from '../../../shared/ipc/contract';
import { askNames, saidNames, tellNames } from '../../../shared/ipc/names';
import { epochMs } from '../../../shared/time/clock';
import { moodTemplate } from '../../clinic';
import { alder, limits, order } from '../store/samples';

type Sender = { readonly url: string; readonly parent: object | null };
const page: Sender = { url: 'app://console/index.html', parent: null };

const { handlers, listeners } = vi.hoisted(() => ({
  handlers: new Map<string, (event: unknown, input: unknown) => Promise<unknown>>(),
  listeners: new Map<string, (event: unknown, body: unknown) => void>(),
}));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (name: string, handler: (event: unknown, input: unknown) => Promise<unknown>) => {
      if (handlers.has(name)) throw new Error(`${name} is bound twice`);
      handlers.set(name, handler);
    },
    on: (name: string, listener: (event: unknown, body: unknown) => void) => listeners.set(name, listener),
  },
  app: { on: () => {}, isPackaged: true },
  protocol: { registerSchemesAsPrivileged: () => {}, handle: () => {} },
  net: {},
}));

const { ORIGIN } = await import('../../../electron/shell/scheme');
const { say, serveContract } = await import('../../../electron/ipc/server');

const names = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[];

/** One message of each kind as the window sends it. */
const { orderId: _, signedBy: __, signedAt: ___, template: _____, ...draft } = order;
const { patientId: ____, ...newPatient } = alder;
const serverWish = {
  baseUrl: 'https://fhir.clinic.example/r4',
  profile: 'portable' as const,
  systemBase: 'https://infusion.clinic.example',
  clinicName: '',
  mrnSystem: 'urn:oid:1.2.3',
  mayCreatePatients: false,
  client: null,
  authorityPem: null,
  pinnedKeys: [],
  gzipBodies: false,
  alarmAfterHours: 24,
  orderFreshHours: 12,
};

const asked: { readonly [N in AskName]: Parameters<Bridge['ask']>[1] } = {
  facts: {},
  resume: {},
  submit: { intent: { kind: 'pause-infusion' }, intentId: 'i-1', basisSeq: 3 },
  carryOver: { sessionId: 's-1' },
  series: { sessionId: 's-1' },
  events: { sessionId: 's-1' },
  people: {},
  signIn: { personId: 'p-1', with: 'pin', secret: '1234' },
  signInByBadge: { badge: '0012345678' },
  chooseOwn: { personId: 'p-1', oneTime: 'a', password: 'b', pin: '1234' },
  breakGlass: { name: 'N. Night', reason: 'PIN forgotten' },
  signOut: {},
  addFirst: { name: 'A. Pattern', password: 'b', pin: '1234' },
  addPerson: { name: 'R. Example', role: 'nurse' },
  changePerson: { personId: 'p-1', change: { what: 'role', role: 'nurse' } },
  changeOwn: { password: 'b', change: { what: 'pin', pin: '1234' } },
  accessLog: {},
  glassSeen: { glassSeq: 7 },
  planned: {},
  arrivedElsewhere: {},
  unlistOrder: { server: 'https://clinic.example/fhir', serverId: 'o1', reason: 'written here', pin: '1234' },
  patients: {},
  addPatient: newPatient,
  signOrder: { ...draft, pin: '1234', templateVersionNo: 1 },
  withdrawOrder: { orderId: 'o-1', reason: 'patient is ill', pin: '1234' },
  templates: {},
  proposeTemplate: { template: moodTemplate, note: 'lower', pin: '1234' },
  approveTemplate: { versionNo: 1, pin: '1234' },
  lastWeight: { patientId: 'p-1' },
  ledger: {},
  enterLedger: { wish: { kind: 'voided', voids: 'e1', text: 'typed twice' } },
  traceSyringe: { syringeId: 'S1' },
  exportLedger: { part: { kind: 'vial', vialId: 'V1' }, as: 'csv' },
  library: {},
  proposeLibrary: { profiles: [limits], note: 'why', pin: '1234' },
  rollBackLibrary: { versionNo: 1, note: 'why', pin: '1234' },
  approveLibrary: { versionNo: 1, effectiveAt: null, pin: '1234' },
  overrides: { days: 30 },
  exportOverrides: { days: null },
  reviewStanding: { sessionId: 's-1' },
  reviewSession: { sessionId: 's-1', wish: { kind: 'comment', text: 'well' } },
  signReview: { sessionId: 's-1', meaning: 'reviewed', seenSeq: 9, with: 'pin', secret: '1234' },
  outcomes: { patientId: 'p-1' },
  recordOutcome: {
    ...{ patientId: 'p-1', instrument: 'NRS', answers: [4], answeredAt: epochMs(1) },
    basis: { kind: 'follow-up' },
  },
  correctOutcome: {
    patientId: 'p-1',
    outcomeId: 'o-1',
    answers: [4],
    answeredAt: epochMs(1),
    reason: 'read wrongly',
  },
  withdrawOutcome: { patientId: 'p-1', outcomeId: 'o-1', reason: 'twice' },
  openRisks: {},
  reportPatientRisk: { patientId: 'p-1', words: 'spoke of it' },
  assessPatientRisk: {
    ...{ patientId: 'p-1', assessment: 'a', action: 'b', told: 'c', plan: 'd' },
    physician: { personId: 'p-2', pin: '1234' },
  },
  turnScreen: { patientId: 'p-1', instruments: ['PHQ-9'], basis: { kind: 'follow-up' } },
  answerTurned: { turnId: 't-1', instrument: 'PHQ-9', question: 0, answer: null },
  takeScreenBack: { personId: 'p-1', pin: '1234' },
  exportSession: { sessionId: 's', as: 'pdf' },
  syncStatus: {},
  controlSync: { kind: 'look-now' },
  findSessions: { search: '', marks: [], patientId: null, from: null, to: null, after: null, limit: 12 },
  findPatients: { search: '', toReview: false, after: null, limit: 12 },
  session: { sessionId: 's-1' },
  course: { patientId: 'p-1' },
  gatherFacts: { sessionId: 's-1' },
  toleratedRate: { patientId: 'p-1', drug: 'ketamine' },
  syncSetUp: {},
  setSync: { wish: null },
  makeSyncKey: { passphrase: null },
  useSyncKey: { keyId: 'k-1' },
  removeSyncKey: { keyId: 'k-1' },
  openSyncKeys: { passphrase: 'seven quiet herons' },
  publicSyncKeys: { as: 'file' },
  testSync: { wish: serverWish, keyId: null },
};
const told: { readonly [N in TellName]: object } = {
  pause: { intentId: 'i-1', basisSeq: 3 },
  touched: {},
  openReading: {},
  alive: {},
  entry: { purpose: 'change-rate', text: '0.5' },
  warned: {
    place: 'resume',
    outcome: 'changed',
    findings: [
      {
        ...{ rule: 'rate-per-kg', severity: 'soft', value: 0.55, limit: 0.5, unit: 'mg/kg/h', largest: null },
        words: 'over the soft limit',
      },
    ],
  },
  painted: { seq: 3, mono: null },
  sound: { working: true, reason: '' },
  soundChecked: { working: true, reason: '' },
};

/** The contents of the window that only reads. */
const READER = { id: 2 };

/** What reached the program. */
const reached: string[] = [];

beforeEach(() => {
  handlers.clear();
  listeners.clear();
  reached.length = 0;
  const take = (name: string) => (input: unknown) => {
    reached.push(name);
    return input;
  };
  const all = (of: object) => Object.fromEntries(names(of).map((name) => [name, take(name)]));
  serveContract(
    all(asks) as unknown as Answers,
    all(tells) as unknown as Listeners,
    (sender) => (sender as unknown) === READER,
  );
});

const ask = (
  name: string,
  input: unknown,
  sender: Sender | null = { ...page, url: `${ORIGIN}/index.html` },
) => {
  const handler = handlers.get(name);
  if (handler === undefined) throw new Error(`${name} is not bound`);
  return handler({ senderFrame: sender }, input);
};
const tell = (
  name: string,
  body: unknown,
  sender: Sender | null = { ...page, url: `${ORIGIN}/index.html` },
) => {
  const listener = listeners.get(name);
  if (listener === undefined) throw new Error(`${name} is not bound`);
  listener({ senderFrame: sender }, body);
};

/** Every way to spoil a message: nothing, another kind of thing, and each field left out or turned into another. */
function spoiled(message: object): [string, unknown][] {
  const ways: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a text', 'x'],
    ['a list', [message]],
    ['true', true],
  ];
  for (const [field, value] of Object.entries(message)) {
    const { [field]: _left, ...without } = message as Record<string, unknown>;
    ways.push([`${field} left out`, without]);
    for (const other of [undefined, 7, 'x', {}, [], true, Number.NaN]) {
      const sameKind = typeof other === typeof value && Array.isArray(other) === Array.isArray(value);
      if (sameKind && !Number.isNaN(other)) continue;
      if (Number.isNaN(other) && typeof value !== 'number') continue;
      if (value === null && (other === 7 || other === 'x')) continue;
      ways.push([`${field} as ${String(other)} (${typeof other})`, { ...message, [field]: other }]);
    }
  }
  return ways;
}

describe('the names of the conversation', () => {
  it('are those of the contract, and all are bound', () => {
    expect([...askNames].sort()).toEqual(names(asks).sort());
    expect([...tellNames].sort()).toEqual(names(tells).sort());
    expect([...saidNames].sort()).toEqual(['closeRefused', 'pulse', 'update']);
    expect([...handlers.keys()].sort()).toEqual(names(asks).sort());
    expect([...listeners.keys()].sort()).toEqual(names(tells).sort());
    expect(new Set([...askNames, ...tellNames, ...saidNames]).size).toBe(
      askNames.length + tellNames.length + saidNames.length,
    );
  });
});

describe('the window that only reads', () => {
  const senderFrame = { ...page, url: `${ORIGIN}/index.html` };

  it('is answered what it needs to read, and nothing that changes anything, whatever it asks', async () => {
    for (const [name, input] of Object.entries(asked)) {
      const handler = handlers.get(name);
      await handler?.({ senderFrame, sender: READER }, input).catch((refusal: unknown) => {
        expect(String(refusal)).toContain('This window only reads');
      });
    }
    expect(reached.sort()).toEqual(['facts', 'resume', 'session']);
  });

  it('is heard when it stops the pump, and in nothing else', () => {
    for (const [name, body] of Object.entries(told))
      listeners.get(name)?.({ senderFrame, sender: READER }, body);
    expect(reached).toEqual(['pause']);
  });
});

describe('what the window asks', () => {
  it.each(names(asks))('%s is answered when it is as the contract says', async (name) => {
    await expect(ask(name, asked[name])).resolves.toEqual(asked[name]);
    expect(reached).toEqual([name]);
  });

  it.each(
    names(asks).flatMap((name) => spoiled(asked[name]).map(([how, input]) => [name, how, input] as const)),
  )('%s with %s is refused before anything looks at it', async (name, _how, input) => {
    await expect(ask(name, input)).rejects.toThrow(new RegExp(`^${name} was asked`));
    expect(reached).toEqual([]);
  });

  it('brings nothing along that the contract does not name', async () => {
    const input = { ...(asked.signIn as object), role: 'administrator', __proto__: { pin: '1' } };
    await expect(ask('signIn', input)).resolves.toEqual(asked.signIn);
    await expect(ask('addPatient', { ...newPatient, patientId: 'pt-alder' })).resolves.not.toHaveProperty(
      'patientId',
    );
    await expect(
      ask('signOrder', { ...draft, pin: '1', templateVersionNo: 1, signedBy: alder }),
    ).resolves.not.toHaveProperty('signedBy');
  });

  it.each([
    ['another page', { url: 'https://example.org/', parent: null }],
    ['a frame within the page', { url: 'app', parent: {} }],
    ['a page that looks alike', { url: 'alike', parent: null }],
    ['nobody', null],
  ])('from %s is refused', async (_who, sender) => {
    const from =
      sender === null
        ? null
        : {
            ...sender,
            url: sender.url.replace('alike', `${ORIGIN}.evil/x`).replace(/^app$/, `${ORIGIN}/index.html`),
          };
    for (const name of names(asks)) await expect(ask(name, asked[name], from)).rejects.toThrow(/untrusted/);
    for (const name of names(tells)) tell(name, told[name], from);
    expect(reached).toEqual([]);
  });
});

describe('what the window tells', () => {
  it.each(names(tells))('%s arrives when it is as the contract says', (name) => {
    tell(name, told[name]);
    expect(reached).toEqual([name]);
  });

  it.each(
    names(tells).flatMap((name) => spoiled(told[name]).map(([how, body]) => [name, how, body] as const)),
  )('%s with %s is passed over', (name, _how, body) => {
    tell(name, body);
    expect(reached).toEqual([]);
  });
});

describe('what is said', () => {
  it('goes to a window that is there, and to no other', () => {
    const sent: unknown[] = [];
    const contents = (destroyed: boolean, crashed: boolean) =>
      ({
        isDestroyed: () => destroyed,
        isCrashed: () => crashed,
        send: (...args: unknown[]) => sent.push(args),
      }) as unknown as Parameters<typeof say>[0];
    say(contents(true, false), 'closeRefused', { words: 'no' });
    say(contents(false, true), 'closeRefused', { words: 'no' });
    say(contents(false, false), 'closeRefused', { words: 'no' });
    expect(sent).toEqual([['closeRefused', { words: 'no' }]]);
  });
});
