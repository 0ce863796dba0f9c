import type { DecodedFrame, DecodedStream, Protocol, RejectedBytes } from '../protocol';
import { alarmFor } from './alarms';
import { FAMILY_CAPABILITIES } from './capabilities';
import { decodeReply, decodeRequest } from './codec';
import { driveAlarisAsena, LINE } from './driver';
import { FrameStream } from './frame';

/** Decodes recorded bytes as driver (`device`) or pump (`host`) would; every byte is in a frame or a named reject. */
function decode(bytes: Uint8Array, direction: 'host' | 'device'): DecodedStream {
  const stream = new FrameStream();
  const frames: DecodedFrame[] = [];
  const rejected: RejectedBytes[] = [];
  for (const found of [...stream.push(bytes), ...stream.end()]) {
    const { offset } = found;
    const hex = hexOf(found.bytes);
    if (found.kind === 'reject') rejected.push({ offset, bytes: hex, reason: found.reason });
    else frames.push({ offset, bytes: hex, direction, message: messageOf(found.payload, direction) });
  }
  return { frames, rejected };
}

function messageOf(payload: string, direction: 'host' | 'device'): unknown {
  if (direction === 'host') return decodeRequest(payload) ?? { kind: 'not-allowed', payload };
  const reply = decodeReply(payload);
  return reply.kind === 'alarm' ? { ...reply, meaning: alarmFor(reply.code) } : reply;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}

/** Alaris / Asena GH and CC syringe pumps on RS-232 (pumps.md 2). */
export const alarisAsena: Protocol = {
  id: 'alaris-asena',
  role: 'pump',
  title: 'Alaris / Asena GH, CC',
  line: LINE,
  capabilities: FAMILY_CAPABILITIES,
  parameters: [],
  decode,
  drive: driveAlarisAsena,
};
