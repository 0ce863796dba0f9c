import type { JWK } from 'jose';
import type { ConnectionStep, StepName } from '../../../shared/sync/connection-step';
import { stepNames } from '../../../shared/sync/connection-step';
import { neededRights } from '../../../shared/sync/needed-rights';
import type { SyncSetting } from '../../../shared/sync/setting';
import type { Transport } from '../../../shared/sync/transport';
import { addressOf } from '../address';
import type { Link } from '../link';
import { skewOf } from '../server-time';
import { discoverSmart, requestToken } from '../smart';
import { fhirTransport } from '../transport';
import { type Capability, fhirSteps, isStep, onceStep, readCapability, typesStep } from './capability';
import { patientsStep } from './patients';
import { faultStep, reachedSteps } from './reach';
import { clockStep, endpointFailureStep, rightsStep, tokenFailureStep } from './sign-in';
import { notTried, right, wrong } from './steps';

const order = Object.keys(stepNames) as StepName[];

type Parts = {
  readonly setting: SyncSetting;
  readonly privateKey: JWK | null;
  readonly link: Pick<Link, 'send'>;
  /** The keys that the server showed so far, its own first. */
  readonly shown: () => readonly string[];
  readonly nowMs: () => number;
  readonly newId: () => string;
};

type SignedIn = { readonly transport: Transport; readonly granted: string | null };

/**
 * Looks at one thing after the other, until something stands in the way of the rest. Reads alone: nothing is written on
 * the server. Never throws.
 */
export async function testConnection(parts: Parts): Promise<readonly ConnectionStep[]> {
  const steps: ConnectionStep[] = [];
  try {
    await take(parts, steps);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const next = order.find((one) => !steps.some(({ step }) => step === one)) ?? 'once';
    steps.push(
      wrong(next, {
        found: `The test itself failed: ${said}`,
        meaning: 'This is a fault of the program, not of the server.',
        todo: 'Report it with these words.',
      }),
    );
  }
  const found = new Map(steps.map((one) => [one.step, one]));
  return order.map((step) => found.get(step) ?? notTried(step, 'Not tried: something before it is wrong.'));
}

const failed = (steps: readonly ConnectionStep[]): boolean =>
  steps.some(({ standing }) => standing === 'wrong');

async function take(parts: Parts, steps: ConnectionStep[]): Promise<void> {
  const { setting, link, nowMs } = parts;
  const at = addressOf(setting.baseUrl, 'metadata');
  if (at.kind === 'refused') {
    const todo = 'Put the address right.';
    steps.push(wrong('address', { found: at.words, meaning: 'Nothing can be sent there.', todo }));
    return;
  }
  steps.push(right('address', setting.baseUrl));
  const askedAt = nowMs();
  const answer = await link.send({
    url: at.url,
    method: 'GET',
    headers: { accept: 'application/fhir+json' },
  });
  if (answer.kind === 'fault') {
    const step = faultStep(answer.fault);
    if (step.step === 'certificate') steps.push(right('reach', `${at.url.host} answers.`));
    steps.push(step);
    return;
  }
  steps.push(...reachedSteps(at.url, setting.pinnedKeys.length > 0, parts.shown()));
  const skewMs = skewOf(answer.headers, askedAt, nowMs());
  steps.push(clockStep(skewMs));
  // Some servers show even their statement to nobody without a token.
  const shown = answer.status === 401 || answer.status === 403 ? null : readCapability(answer);
  if (shown !== null && isStep(shown)) {
    steps.push(shown);
    return;
  }
  if (shown !== null) steps.push(...fhirSteps(shown));
  const signedIn = await signIn(parts, skewMs, steps);
  if (signedIn === null) return;
  const capability = shown ?? (await capabilityThrough(signedIn.transport));
  if (isStep(capability)) {
    steps.push(capability);
    return;
  }
  if (shown === null) steps.push(...fhirSteps(capability));
  if (failed(steps)) return;
  await lookAround(parts, signedIn, capability, steps);
}

async function signIn(
  { setting, privateKey, link, nowMs, newId }: Parts,
  skewMs: number | null,
  steps: ConnectionStep[],
): Promise<SignedIn | null> {
  const { baseUrl, client } = setting;
  const through = (token: string | null): Transport =>
    fhirTransport({
      ...{ baseUrl, link, newId, zips: false },
      token: token === null ? null : async () => ({ kind: 'token', value: token }),
    });
  if (client === null) {
    const found = 'No sign-in was set: every request goes without a token.';
    steps.push(right('token-endpoint', found), right('token', found));
    return { transport: through(null), granted: null };
  }
  const endpoint = await discoverSmart(link, baseUrl, nowMs);
  if (endpoint.kind === 'failed') {
    steps.push(endpointFailureStep(endpoint));
    return null;
  }
  steps.push(right('token-endpoint', endpoint.tokenUrl.href));
  if (privateKey === null) {
    steps.push(
      wrong('token', {
        found: 'This workstation has no key that is open.',
        meaning: 'Without it the workstation can not sign in.',
        todo: 'Make a key below, or open it with the passphrase.',
      }),
    );
    return null;
  }
  const token = await requestToken(
    link,
    endpoint.tokenUrl,
    { ...client, privateKey },
    { nowMs: nowMs() + (skewMs ?? 0), assertionId: newId() },
  );
  if (token.kind === 'failed') {
    steps.push(tokenFailureStep(token, skewMs));
    return null;
  }
  steps.push(right('token', `Token for ${token.expiresInS} s, for client ${client.clientId}.`));
  return { transport: through(token.value), granted: token.scope ?? client.scope };
}

async function capabilityThrough(transport: Transport): Promise<Capability | ConnectionStep> {
  const answer = await transport({ method: 'GET', path: 'metadata', headers: {} });
  if (answer.kind === 'answer') return readCapability(answer);
  return wrong('fhir', {
    found: answer.kind === 'none' ? answer.detail : answer.words,
    meaning: 'The server was reached before, and now it was not.',
    todo: 'Try again.',
  });
}

async function lookAround(
  { setting }: Parts,
  { transport, granted }: SignedIn,
  capability: Capability,
  steps: ConnectionStep[],
): Promise<void> {
  const needed = neededRights(setting);
  const forbidden = new Set<string>();
  for (const { type } of needed) {
    const answer = await transport({ method: 'GET', path: `${type}?_summary=count`, headers: {} });
    if (answer.kind === 'answer' && (answer.status === 401 || answer.status === 403)) forbidden.add(type);
  }
  steps.push(typesStep(capability, needed), rightsStep(needed, granted, forbidden));
  steps.push(await patientsStep(transport, setting.mrnSystem), onceStep(capability, needed));
}
