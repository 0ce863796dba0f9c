import type { DecodedFrame, DecodedStream, RejectedBytes } from '../protocol';
import { alarmEntries, monitorAlarms } from './alarms';
import type { PollProfile } from './association';
import { observedValues, wallTimeOf } from './attributes';
import { MalformedMessage } from './byte-reader';
import { decodeMessage, type Message } from './codec';
import { decodeFloat } from './float';
import { FrameParser } from './frame';
import { codeHex, toHex } from './hex';
import { monitorFacts } from './mds-create';
import {
  attributeId,
  objectClass,
  operationErrorText,
  parameterOf,
  stateNames,
  unitOf,
} from './nomenclature';
import { qualityOf } from './numerics';
import type { ObservedObject, PollResult } from './poll';
import { TICKS_PER_MS, wallText } from './time';

/** Decodes recorded bytes as the driver would; patient names stay undecoded (monitors.md 11.15). */
export function decodeStream(bytes: Uint8Array, direction: 'host' | 'device'): DecodedStream {
  const parser = new FrameParser();
  const frames: DecodedFrame[] = [];
  const rejected: RejectedBytes[] = [];
  for (const found of [...parser.push(bytes), ...parser.end()]) {
    const { offset } = found;
    const wire = toHex(found.wire);
    if (found.kind === 'rejected') rejected.push({ offset, bytes: wire, reason: found.reason });
    else {
      try {
        frames.push({ offset, bytes: wire, direction, message: view(decodeMessage(found.userData)) });
      } catch (error) {
        if (!(error instanceof MalformedMessage)) throw error;
        rejected.push({ offset, bytes: wire, reason: 'malformed' });
      }
    }
  }
  return { frames, rejected };
}

function view(message: Message): unknown {
  switch (message.kind) {
    case 'association-request':
    case 'association-response':
      return { kind: message.kind, profile: viewProfile(message.profile) };
    case 'mds-create-event': {
      const wall = wallTimeOf(message.attributes, attributeId.absoluteTime);
      return {
        kind: message.kind,
        invokeId: message.invokeId,
        relativeTimeTicks: message.at,
        monitorWallTime: wall === null ? null : wallText(wall),
        monitor: monitorFacts(message.attributes),
      };
    }
    case 'poll-request': {
      const { objectClass: target, attributeGroup, duration, ...rest } = message;
      const durationSeconds = duration === null ? null : duration / TICKS_PER_MS / 1000;
      return {
        ...rest,
        objectClass: className(target),
        attributeGroup: codeHex(attributeGroup),
        durationSeconds,
      };
    }
    case 'poll-result':
      return viewResult(message);
    case 'operation-error':
      return { ...message, meaning: operationErrorText(message.error) };
    default:
      return message;
  }
}

function viewProfile(profile: PollProfile): unknown {
  return {
    minPollPeriodSeconds: profile.minPollPeriod / TICKS_PER_MS / 1000,
    maxReceiveBytes: profile.maxReceiveBytes,
    maxTransmitBytes: profile.maxTransmitBytes,
    pollOptionsHex: codeHex(profile.pollOptions),
    extendedOptionsHex: profile.extendedOptions === null ? null : codeHex(profile.extendedOptions),
  };
}

function className(code: number): string {
  return Object.entries(objectClass).find(([, known]) => known === code)?.[0] ?? codeHex(code);
}

function viewResult({
  objects,
  at,
  wall,
  objectClass: target,
  attributeGroup,
  ...rest
}: PollResult): unknown {
  return {
    ...rest,
    relativeTimeTicks: at,
    relativeTimeSeconds: at / TICKS_PER_MS / 1000,
    monitorWallTime: wall === null ? null : wallText(wall),
    objectClass: className(target),
    attributeGroup: codeHex(attributeGroup),
    objects: objects.map((object) => viewObject(target, object)),
  };
}

function viewObject(target: number, { context, handle, attributes }: ObservedObject): unknown {
  const place = { context, handle };
  const ids = attributes.map(({ id, value }) => ({ idHex: codeHex(id), lengthBytes: value.length }));
  if (target === objectClass.numerics) {
    const measuredAt = wallTimeOf(attributes, attributeId.measuredAt);
    const measured = measuredAt === null ? {} : { measuredAtMonitorWallTime: wallText(measuredAt) };
    return { ...place, ...measured, values: observedValues(attributes).map(viewValue) };
  }
  if (target === objectClass.alarms)
    return { ...place, alarms: monitorAlarms(alarmEntries(attributes) ?? [], true), attributes: ids };
  if (target === objectClass.mds) return { ...place, monitor: monitorFacts(attributes) };
  return { ...place, attributes: ids };
}

function viewValue(observed: ReturnType<typeof observedValues>[number]): unknown {
  const parameter = parameterOf.get(observed.physioId);
  const decoded = decodeFloat(observed.float);
  return {
    physioIdHex: codeHex(observed.physioId),
    code: parameter?.code ?? null,
    source: parameter?.source ?? null,
    value: decoded.kind === 'number' ? decoded.value : null,
    special: decoded.kind === 'special' ? decoded.special : null,
    unit: unitOf.get(observed.unitCode) ?? null,
    unitCodeHex: codeHex(observed.unitCode),
    stateHex: codeHex(observed.state),
    state: stateNames(observed.state),
    quality: qualityOf(observed.state),
  };
}
