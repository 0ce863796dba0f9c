import { type PollProfile, readPollProfile, sessionByte } from './association';
import { ByteReader, MalformedMessage } from './byte-reader';
import { type MdsCreateEvent, readMdsCreate } from './mds-create';
import { operation } from './nomenclature';
import { type PollRequest, type PollResult, readPollRequest, readPollResult } from './poll';
import { command, type RemoteOperation, readRemoteOperation } from './remote-operation';

export * from './alarms';
export * from './association';
export * from './attributes';
export { ByteReader, MalformedMessage } from './byte-reader';
export { ByteWriter } from './byte-writer';
export * from './float';
export * from './hex';
export * from './mds-create';
export * from './nomenclature';
export * from './poll';
export * from './remote-operation';
export * from './time';

/** Every message of the protocol that the console or the simulator tells apart (monitors.md 2.3, 2.6, 2.7). */
export type Message =
  | { readonly kind: 'association-request'; readonly profile: PollProfile }
  | { readonly kind: 'association-response'; readonly profile: PollProfile }
  | { readonly kind: 'association-refused' }
  | { readonly kind: 'release-request' }
  | { readonly kind: 'release-response' }
  | { readonly kind: 'abort' }
  | MdsCreateEvent
  | { readonly kind: 'mds-create-result'; readonly invokeId: number }
  | PollRequest
  | PollResult
  | { readonly kind: 'operation-error'; readonly invokeId: number; readonly error: number }
  | { readonly kind: 'other-operation'; readonly invokeId: number; readonly command: number };

/** Reads one PDU. Throws `MalformedMessage` when its lengths or counts contradict each other. */
export function decodeMessage(userData: Uint8Array): Message {
  switch (userData[0]) {
    case sessionByte.associationRequest:
      return { kind: 'association-request', profile: readPollProfile(userData) };
    case sessionByte.associationResponse:
      return { kind: 'association-response', profile: readPollProfile(userData) };
    case sessionByte.refused:
      return { kind: 'association-refused' };
    case sessionByte.releaseRequest:
      return { kind: 'release-request' };
    case sessionByte.releaseResponse:
      return { kind: 'release-response' };
    case sessionByte.abort:
      return { kind: 'abort' };
    case sessionByte.transfer:
      return decodeOperation(readRemoteOperation(userData));
    default:
      throw new MalformedMessage('unknown session message');
  }
}

function decodeOperation(found: RemoteOperation): Message {
  const { invokeId } = found;
  if (found.kind === 'error') return { kind: 'operation-error', invokeId, error: found.error };
  const other: Message = { kind: 'other-operation', invokeId, command: found.command };
  const body = new ByteReader(found.body);
  if (found.kind === 'invoke') {
    if (found.command === command.confirmedEvent) return readMdsCreate(invokeId, body) ?? other;
    if (found.command === command.confirmedAction) return readPollRequest(invokeId, body) ?? other;
    return other;
  }
  if (found.command === command.confirmedAction) return readPollResult(found, body) ?? other;
  if (found.command === command.confirmedEvent) {
    body.bytes(10);
    if (body.u16() === operation.mdsCreate) return { kind: 'mds-create-result', invokeId };
  }
  return other;
}
