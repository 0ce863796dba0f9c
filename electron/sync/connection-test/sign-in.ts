import type { ConnectionStep } from '../../../shared/sync/connection-step';
import { missingRights, type NeededRight } from '../../../shared/sync/needed-rights';
import type { SmartFailure } from '../smart';
import { doubtful, right, wrong } from './steps';

const WARN_MS = 5_000;
const FAR_MS = 60_000;

const seconds = (ms: number): string => `${Math.round(Math.abs(ms) / 1000)} s`;

/** The server's clock against ours, ms, above zero: the server is ahead; null: it does not say. */
export function clockStep(skewMs: number | null): ConnectionStep {
  if (skewMs === null) {
    return doubtful('clock', {
      found: 'The server does not say what time it has.',
      meaning: 'Whether the times in the records agree with those of other rooms is not known.',
      todo: 'Compare the time of this workstation with another clock.',
    });
  }
  if (Math.abs(skewMs) <= WARN_MS) return right('clock', `They agree within ${WARN_MS / 1000} s.`);
  const found = `The server’s clock is ${seconds(skewMs)} ${skewMs > 0 ? 'ahead of' : 'behind'} this workstation’s.`;
  const far = Math.abs(skewMs) > FAR_MS;
  return doubtful('clock', {
    found,
    meaning: far
      ? 'Records keep the times of this workstation, so they would not fit those of other rooms. The sign-in uses the server’s time and still works.'
      : 'Records keep the times of this workstation. The sign-in uses the server’s time.',
    todo: 'Set both to a time server. Not during a session.',
  });
}

/** What a server meant by refusing, as far as its words tell. */
function suspect(failure: SmartFailure, skewMs: number | null): readonly [meaning: string, todo: string] {
  const words = failure.words.replace(/^.*It says: /s, '');
  const said = words === failure.words ? '' : words;
  if (/\b(exp|iat|nbf|expired|clock|future|too old|five minutes)\b/i.test(said)) {
    const known = skewMs === null ? '' : ` The clocks differ by ${seconds(skewMs)}.`;
    return [
      `The times in the request do not suit the server.${known}`,
      'Set both clocks to a time server and try again.',
    ];
  }
  if (/\b(signature|kid|jwks?|no applicable key|key)\b/i.test(said)) {
    return [
      'The server knows the client and not its key.',
      'Register the public key shown here at the server, for this client id, as it stands.',
    ];
  }
  if (/not registered|unknown|no such client|not found|invalid client/i.test(said)) {
    return [
      'The server does not know this client id.',
      'Compare the client id with the one that the server gave. It stands for this workstation alone.',
    ];
  }
  return [
    'The client id is unknown there, or the public key is not registered for it, or the clocks are too far apart. Servers do not say which.',
    'Check in this order: the client id; that the public key shown here is registered for it; the clocks.',
  ];
}

export function tokenFailureStep(failure: SmartFailure, skewMs: number | null): ConnectionStep {
  const found = failure.words;
  switch (failure.cause) {
    case 'client': {
      const [meaning, todo] = suspect(failure, skewMs);
      return wrong('token', { found, meaning, todo });
    }
    case 'scope':
      return wrong('token', {
        found,
        meaning: 'The client is known, and has none of the rights asked for.',
        todo: 'Ask who runs the server to give this client the rights listed here.',
      });
    case 'not-smart':
      return wrong('token', {
        found,
        meaning: 'The server signs machines in by another way than SMART Backend Services.',
        todo: 'Ask who runs the server to turn SMART Backend Services on.',
      });
    case 'link':
    case 'server':
      return wrong('token', {
        found,
        meaning:
          'The FHIR server answers, and the one that gives tokens does not: it may be another machine.',
        todo: 'Ask who runs the server. The way from here to the token endpoint has to be open too.',
      });
  }
}

export function endpointFailureStep({ words, later }: SmartFailure): ConnectionStep {
  return wrong('token-endpoint', {
    found: words,
    meaning: later
      ? 'It could not be read now.'
      : 'Without it this workstation can not sign in with its key.',
    todo: later
      ? 'Try again, then ask who runs the server.'
      : 'Ask who runs the server to turn SMART Backend Services on, or choose “no sign-in” for a test server on this machine.',
  });
}

const letterWords: Readonly<Record<string, string>> = { c: 'create', r: 'read', u: 'change', s: 'search' };

/** The same letters together: `create, change of Encounter (sessions), Procedure (treatments)`. */
function named(rights: readonly NeededRight[]): string {
  const byLetters = new Map<string, string[]>();
  for (const { letters, type, what } of rights) {
    const acts = [...letters].map((one) => letterWords[one] ?? one).join(', ');
    byLetters.set(acts, [...(byLetters.get(acts) ?? []), `${type} (${what})`]);
  }
  return [...byLetters].map(([acts, types]) => `${acts} of ${types.join(', ')}`).join('; ');
}

/**
 * What of the needed rights is not there: by the granted scope (null: the server did not say), and by the kinds that it
 * forbade when they were looked for.
 */
export function rightsStep(
  needed: readonly NeededRight[],
  granted: string | null,
  forbidden: ReadonlySet<string>,
): ConnectionStep {
  const byScope = granted === null ? [] : missingRights(needed, granted);
  const byAnswer = needed
    .filter(({ type }) => forbidden.has(type) && !byScope.some((one) => one.type === type))
    .map((one) => ({ ...one, letters: 'rs' }));
  const missing = [...byScope, ...byAnswer];
  if (missing.length > 0) {
    return wrong('rights', {
      found: `Missing: ${named(missing)}.`,
      meaning:
        'What may not be written stays on this workstation and waits; what may not be read does not arrive.',
      todo: 'Ask who runs the server to give this client these rights.',
    });
  }
  if (granted !== null) return right('rights', 'All rights that are needed were given.');
  return doubtful('rights', {
    found: 'Everything may be read. Whether everything may be written is not said before something is.',
    meaning: 'What is refused later waits here and is shown.',
    todo: 'Look at the sync page after the first session.',
  });
}
