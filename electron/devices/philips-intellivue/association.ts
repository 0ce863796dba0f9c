import { ByteReader, MalformedMessage } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { fromHex, toHex } from './hex';
import { type Ticks, ticks } from './time';

/** First byte of the user data (monitors.md 2.3). */
export const sessionByte = {
  releaseRequest: 0x09,
  releaseResponse: 0x0a,
  refused: 0x0c,
  associationRequest: 0x0d,
  associationResponse: 0x0e,
  abort: 0x19,
  transfer: 0xe1,
} as const;

/** What host and monitor agree on (monitors.md 2.5). */
export type PollProfile = {
  readonly minPollPeriod: Ticks;
  readonly maxReceiveBytes: number;
  readonly maxTransmitBytes: number;
  readonly pollOptions: number;
  /** 80000000: one-second numerics; 08000000: waves; null: the monitor does not know the extension. */
  readonly extendedOptions: number | null;
};

/** Ask for numerics every second; nothing else is used, and it can not be added later (monitors.md 2.5). */
export const ONE_SECOND_NUMERICS = 0x80000000;

/**
 * What the console asks for: the minimum poll period of the real session, 320000 ticks = 40 s (the bytes say 0004E200;
 * monitors.md 2.5 prints 00004E20), and the largest message that monitor granted, 1456 bytes.
 */
export const consoleProfile: PollProfile = {
  minPollPeriod: ticks(320_000),
  maxReceiveBytes: 0x5b0,
  maxTransmitBytes: 0x5b0,
  pollOptions: 0x60000000,
  extendedOptions: ONE_SECOND_NUMERICS,
};

// Session and presentation layers of the real session; only the user information between head and tail is ours.
const requestHead = fromHex(
  '0dec0508130100160102800014020002c1dc3180a0808001010000a280a003000001a48030800201010604520100013080' +
    '06025101000000003080020102060c2a8648ce14020100000001013080060c2a8648ce1402010000000201000000000000' +
    '61803080020101a0806080a180060c2a8648ce14020100000003010000be802880060c2a8648ce14020100000001010201' +
    '0281',
);
const responseHead = fromHex(
  '0ece0508130100160102800014020002c1be3180a0808001010000a280a003000001a58030808001008102510100003080' +
    '800100810c2a8648ce14020100000002010000000061803080020101a0806180a180060c2a8648ce140201000000030100' +
    '00a203020100a305a103020100be80288002010281',
);
const tail = new Uint8Array(16);

/** The release request of the real session (monitors.md 2.5). */
export const releaseRequest = fromHex('0918c11661803080020101a08062808001000000000000000000');
/** The release response of the real session (monitors.md 2.5). */
export const releaseResponse = fromHex('0a18c11661803080020101a08063808001000000000000000000');
/** An abort without details: only its first byte has a published meaning. */
export const abortMessage = Uint8Array.of(sessionByte.abort, 0);
/** A refusal without details: only its first byte has a published meaning. */
export const refusal = Uint8Array.of(sessionByte.refused, 0);

/** The association request (monitors.md 2.5); byte for byte that of the real session, but for the profile. */
export function encodeAssociationRequest(profile: PollProfile): Uint8Array {
  return associate(requestHead, profile, 0x80000000, 0x20000000, 0);
}

/** The association response, as the real monitor gave it, with this profile. */
export function encodeAssociationResponse(profile: PollProfile): Uint8Array {
  return associate(responseHead, profile, 0x00800000, 0x80000000, 0xffffffff);
}

function associate(
  head: Uint8Array,
  profile: PollProfile,
  systemType: number,
  startup: number,
  bandwidth: number,
): Uint8Array {
  const extension = new ByteWriter();
  const { extendedOptions } = profile;
  extension.list(extendedOptions === null ? [] : [extendedOptions], (writer, options) =>
    writer.u16(0xf001).counted(new ByteWriter().u32(options).u32(0).done()),
  );
  const pollProfile = new ByteWriter()
    .u32(0x80000000)
    .u32(profile.minPollPeriod)
    .u32(profile.maxReceiveBytes)
    .u32(profile.maxTransmitBytes)
    .u32(bandwidth)
    .u32(profile.pollOptions)
    .bytes(extension.done())
    .done();
  const information = new ByteWriter().u32(0x80000000).u32(0x40000000).u32(0).u32(systemType).u32(startup);
  information.u32(0).list([pollProfile], (writer, value) => writer.u16(0x0001).counted(value));
  const content = information.done();
  const message = new ByteWriter().bytes(head).u8(content.length).bytes(content).bytes(tail).done();
  // The session length indicator counts all that follows it.
  message[1] = message.length - 2;
  return message;
}

/**
 * Reads the profile out of an association request or response. The user information sits at another place in each,
 * so it is found by its `02 01 02 81` (integer 2, then an octet-aligned field) and its ASN.1 length (monitors.md 2.5).
 */
export function readPollProfile(message: Uint8Array): PollProfile {
  const mark = toHex(message).indexOf('02010281');
  if (mark < 0 || mark % 2 !== 0) throw new MalformedMessage('no user information in the association');
  const reader = new ByteReader(message.subarray(mark / 2 + 4));
  const information = reader.part(asn1Length(reader));
  information.bytes(20);
  information.list((option) => option.bytes(option.u16() + option.u16()));
  const profiles = information.list((item) => ({ id: item.u16(), value: item.counted() }));
  const poll = profiles.find(({ id }) => id === 0x0001)?.value;
  if (poll === undefined) throw new MalformedMessage('no poll profile in the association');
  poll.u32();
  const minPollPeriod = ticks(poll.u32());
  const maxReceiveBytes = poll.u32();
  const maxTransmitBytes = poll.u32();
  poll.u32();
  const pollOptions = poll.u32();
  const packages = poll.list((item) => ({ id: item.u16(), value: item.counted() }));
  const extended = packages.find(({ id }) => id === 0xf001)?.value;
  const extendedOptions = extended?.u32() ?? null;
  return { minPollPeriod, maxReceiveBytes, maxTransmitBytes, pollOptions, extendedOptions };
}

function asn1Length(reader: ByteReader): number {
  const first = reader.u8();
  if (first < 0x80) return first;
  if (first === 0x81) return reader.u8();
  if (first === 0x82) return reader.u16();
  throw new MalformedMessage(`ASN.1 length of form ${first}`);
}

/** How long the monitor waits for anything from the host before it aborts, ms (monitors.md 2.4, source S7). */
export function associationTimeoutMs(minPollPeriod: Ticks): number {
  const periodMs = minPollPeriod / 8;
  if (periodMs <= 3_300) return 10_000;
  return periodMs <= 43_000 ? 3 * periodMs : 130_000;
}
