import type { Records } from '../fhir-server/records';
import type { Relay } from './relay';
import type { Office } from './seed';

export type Desk = {
  readonly consoles: readonly {
    readonly room: string;
    readonly relay: Pick<Relay, 'isCut' | 'cut' | 'mend'>;
  }[];
  readonly office: Office;
  readonly records: Pick<Records, 'all' | 'count'>;
  readonly quit: () => void;
};

export const COMMANDS = [
  'cut 1       pull the network cable of console 1 (or 2)',
  'mend 1      put it back',
  'order       the office writes one more signed order',
  'revoke 1    the office takes order 1 back',
  'status      cables, orders, and what is on the server',
  'quit        end everything (or Ctrl-C)',
].map((line) => `  ${line}`);

function nth<T>(list: readonly T[], given: string | undefined, what: string): T {
  const found = /^\d+$/.test(given ?? '') ? list[Number(given) - 1] : undefined;
  if (found === undefined)
    throw new Error(`which ${what}? Write a number from 1 to ${list.length} after it.`);
  return found;
}

function status({ consoles, office, records }: Desk): string[] {
  const sessions = records.all('Encounter').map((one) => one.status);
  const finished = sessions.filter((one) => one === 'finished').length;
  const nameOf = (patientId: string) =>
    office.patients.find((one) => one.patientId === patientId)?.name ?? patientId;
  return [
    ...consoles.map(
      ({ room, relay }, at) => `console ${at + 1} (${room}): cable ${relay.isCut() ? 'PULLED' : 'in'}`,
    ),
    ...office
      .orders()
      .map(
        (order, at) =>
          `order ${at + 1}: ${nameOf(order.patientId)}, ${order.room}, ${office.statusOf(order)} on the server`,
      ),
    `on the server: ${records.count()} resources, of them ${sessions.length} sessions (${finished} finished), ${records.count('Observation')} observations`,
  ];
}

/** Does what one typed line says, and answers in lines. What it does not understand it says, and changes nothing. */
export async function obey(desk: Desk, line: string): Promise<string[]> {
  const [word = '', given] = line.trim().split(/\s+/);
  switch (word) {
    case '':
      return [];
    case 'cut':
    case 'mend': {
      const { room, relay } = nth(desk.consoles, given, 'console');
      relay[word]();
      return [
        word === 'cut'
          ? `${room} has no network. Nothing at the bedside waits for it.`
          : `${room} is on the network again; it tries again by itself within 5 min.`,
      ];
    }
    case 'order': {
      const order = await desk.office.order();
      return [`order ${desk.office.orders().length} for ${order.room} is on the server.`];
    }
    case 'revoke': {
      const order = nth(desk.office.orders(), given, 'order');
      await desk.office.revoke(order, 'taken back by the office');
      return [`order ${given} is taken back on the server.`];
    }
    case 'status':
      return status(desk);
    case 'quit':
      desk.quit();
      return [];
    default:
      return [`"${word}" is none of these:`, ...COMMANDS];
  }
}
