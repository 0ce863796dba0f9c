import type { ConnectionStep } from '../../../shared/sync/connection-step';
import { type FaultKind, isOfCertificate, type LinkFault } from '../link-fault';
import { right, wrong } from './steps';

/** What a fault means, and what to do next. */
const advice: Readonly<Record<FaultKind, readonly [meaning: string, todo: string]>> = {
  'name-not-found': [
    'The address is misspelt, or this workstation reaches no name server.',
    'Compare the address letter by letter. If it is right, ask who looks after the network.',
  ],
  unreachable: [
    'The network of this workstation does not lead there: no cable, no wireless, or another network is needed.',
    'Look at the network of this workstation, then ask who looks after it.',
  ],
  'connection-refused': [
    'The machine is right and the port is wrong, or the server is not running.',
    'Compare the port in the address, and ask whether the server runs.',
  ],
  'connect-time-out': [
    'Something on the way swallows the connection, mostly a firewall, or the address is that of another machine.',
    'Ask for the way from this workstation to the server’s port to be opened.',
  ],
  'time-out': [
    'The server took the request and did not answer. It may be overloaded or starting.',
    'Try again in a few minutes, then ask who runs the server.',
  ],
  cut: [
    'Something ended the connection: the server is restarting, or something between forbids it.',
    'Try again, then ask who runs the server.',
  ],
  'authority-unknown': [
    'Anyone could have made this certificate, so it proves nothing about the server. Nothing is sent to it.',
    'Get the certificate of the clinic’s own authority (PEM) from who runs the server and enter it below. If there is one already, it is another authority’s.',
  ],
  'wrong-name': [
    'The certificate proves that this is some other server. Nothing is sent to it.',
    'Use the name for which the certificate is made out, or have a certificate made for this name.',
  ],
  expired: [
    'A certificate that has expired proves nothing any more. Nothing is sent to the server.',
    'Ask who runs the server to renew it. If the date of this workstation is wrong, put that right first.',
  ],
  'not-yet-valid': [
    'Most often the date of this workstation is in the past.',
    'Put date and time of this workstation right. If they are, ask who runs the server.',
  ],
  'wrong-pin': [
    'The certificate is good, and the key behind it is not one that was set as allowed: it was exchanged, or this is another server.',
    'Ask who runs the server, by telephone, for the SHA-256 of its present key. Enter it only if it is the one shown.',
  ],
  tls: [
    'What answers there does not speak TLS 1.2 or later: perhaps it is an unsecured port, or a very old server.',
    'Compare the port. If it is right, the server has to be brought up to TLS 1.2.',
  ],
  'too-large': [
    'Whatever answers there is no FHIR server.',
    'Compare the address with the FHIR base address of the server.',
  ],
  unreadable: ['The answer is packed wrongly.', 'Ask who runs the server, or a proxy before it.'],
  other: ['The connection failed for another reason.', 'Show these words to who looks after the network.'],
};

/** A request without an answer, as the step in which it failed. */
export function faultStep(fault: LinkFault): ConnectionStep {
  const [meaning, todo] = advice[fault.kind];
  const step = isOfCertificate(fault.kind) || fault.kind === 'tls' ? 'certificate' : 'reach';
  return wrong(step, { found: fault.words, meaning, todo });
}

/** A server that answered was reached, and showed who it is or need not. */
export function reachedSteps(url: URL, pinned: boolean, shown: readonly string[]): ConnectionStep[] {
  const key = shown[0] === undefined ? '' : ` SHA-256 of its key: ${shown[0]}`;
  const allowed = pinned ? ', and a key that is allowed is behind it' : '';
  const certificate =
    url.protocol === 'https:'
      ? `Signed by an authority that is trusted${allowed}.${key}`
      : 'None is needed: the server is on this machine.';
  return [right('reach', `${url.host} answers.`), right('certificate', certificate)];
}
