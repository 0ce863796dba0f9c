import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Order, orderSchema } from '../../shared/dosing/order';
import { patientSchema } from '../../shared/record/patient';
import { type Actor, actorSchema, staffRole } from '../../shared/record/people';
import type { EpochMs } from '../../shared/time/clock';
import { epochMs } from '../../shared/time/clock';
import { keepPin } from './pin';
import type { Store } from './store';

/** A secret by person: known to all, because in a simulation no patient can be touched. */
type ByPerson = Readonly<Record<string, string>>;
export type Training = { readonly pins: ByPerson; readonly passwords: ByPerson };

const secretsSchema = z.record(z.string(), z.string());
const peopleSchema = z.array(actorSchema.extend({ role: staffRole }));
const patientsSchema = z.array(patientSchema);
/** An order whose times are minutes from midnight of the day of the simulation. */
const ordersSchema = z.array(
  orderSchema.omit({ plannedFor: true, weighedAt: true, signedAt: true, signedBy: true }).extend({
    plannedForMinute: z.number(),
    weighedMinute: z.number(),
    signedBy: z.string().nullable(),
    signedMinute: z.number().nullable(),
  }),
);

const PINS_FILE = 'training-pins.json';
const PASSWORDS_FILE = 'training-passwords.json';
const MINUTE_MS = 60_000;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function newPin(): string {
  return String(randomInt(10_000)).padStart(4, '0');
}

/** Typed by hand in every training: short, and without letters that look alike. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz';
  const part = () => [...randomBytes(5)].map((byte) => letters.charAt(byte % letters.length)).join('');
  return `${part()}-${part()}`;
}

/** Written before the people are, so that nobody is ever in the record with a secret that no one knows. */
function keepSecrets(file: string, personIds: readonly string[], newSecret: () => string): ByPerson {
  const known = existsSync(file) ? secretsSchema.parse(readJson(file)) : {};
  const secrets = Object.fromEntries(personIds.map((personId) => [personId, known[personId] ?? newSecret()]));
  if (personIds.some((personId) => known[personId] === undefined))
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function midnight(at: EpochMs): { day: string; at: (minute: number) => EpochMs } {
  const now = new Date(at);
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const start = new Date(year, month, date).getTime();
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day: `${year}-${two(month + 1)}-${two(date)}`,
    at: (minute) => epochMs(start + minute * MINUTE_MS),
  };
}

/** The invented orders of the day of `nowAt`, each signed by one of these people. */
export function demoOrders(demoFolder: string, people: readonly Actor[], nowAt: EpochMs): Order[] {
  const { day, at } = midnight(nowAt);
  return ordersSchema.parse(readJson(path.join(demoFolder, 'orders.json'))).map((draft) => {
    const { plannedForMinute, weighedMinute, signedMinute, signedBy, ...order } = draft;
    const signer = people.find(({ personId }) => personId === signedBy);
    return {
      ...order,
      orderId: `${order.orderId}-${day}`,
      plannedFor: at(plannedForMinute),
      weighedAt: at(weighedMinute),
      signedBy:
        signer === undefined ? null : { personId: signer.personId, name: signer.name, role: signer.role },
      signedAt: signer === undefined || signedMinute === null ? null : at(signedMinute),
    };
  });
}

/** The invented people of a simulation. */
export const demoPeople = (demoFolder: string) =>
  peopleSchema.parse(readJson(path.join(demoFolder, 'people.json')));

/**
 * Fills the empty record of a simulation with invented people and patients, and a day without a plan with invented
 * orders. A record with people of its own is not a simulation's: it stays as it is, and the answer is null.
 */
export function seedSimulation(
  store: Store,
  folder: string,
  demoFolder: string,
  nowAt: EpochMs,
): Training | null {
  const pinsFile = path.join(folder, PINS_FILE);
  const there = new Set(store.people().map(({ personId }) => personId));
  if (!existsSync(pinsFile) && (there.size > 0 || store.lastSeq() > 0)) return null;

  const people = demoPeople(demoFolder);
  const personIds = people.map(({ personId }) => personId);
  const pins = keepSecrets(pinsFile, personIds, newPin);
  const passwords = keepSecrets(path.join(folder, PASSWORDS_FILE), personIds, newPassword);
  for (const person of people) {
    const { personId } = person;
    if (!there.has(personId)) store.addPerson({ ...person, pin: pins[personId] ?? newPin() }, nowAt);
    // At a PIN's cost, because the start waits for it; the first sign-in makes it dearer.
    if (store.secret(personId, 'password') === null)
      store.setSecret(
        personId,
        'password',
        { ...keepPin(passwords[personId] ?? newPassword()), oneTime: false },
        nowAt,
      );
  }
  for (const patient of patientsSchema.parse(readJson(path.join(demoFolder, 'patients.json'))))
    if (store.patient(patient.patientId) === null) store.addPatient(patient, nowAt);
  if (store.plannedSessions(nowAt).length === 0)
    for (const order of demoOrders(demoFolder, store.people(), nowAt)) store.addOrder(order, nowAt);
  return { pins, passwords };
}
