import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DecodedStream, Protocol } from '../devices/protocol';
import { InspectRefused } from './refused';

/** The bytes that a text of hex digits stands for; `#` begins a comment. */
export function bytesOfHex(text: string): Uint8Array {
  const digits = text.replace(/#[^\n]*/g, '').replace(/0x|[\s,;:]/gi, '');
  const odd = digits.search(/[^0-9a-f]/i);
  if (odd >= 0) throw new InspectRefused(`"${digits[odd]}" is not a hex digit`);
  if (digits.length === 0) throw new InspectRefused('there are no bytes to decode');
  if (digits.length % 2 !== 0)
    throw new InspectRefused(`${digits.length} hex digits: the last byte is only half there`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Hex text where a file holds nothing else (comments aside), else the file's own bytes. */
export function bytesOfFile(content: Uint8Array): Uint8Array {
  if (content.length === 0) throw new InspectRefused('the file is empty');
  const text = new TextDecoder().decode(content);
  const plain = text.replace(/#[^\n]*/g, '');
  const isHex = /^[0-9a-fx\s,;:]*$/i.test(plain) && /[0-9a-f]/i.test(plain);
  return isHex ? bytesOfHex(text) : content;
}

function fromFile(file: string): Uint8Array {
  let content: Uint8Array;
  try {
    content = readFileSync(file);
  } catch (error) {
    throw new InspectRefused(
      `${file} can not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return bytesOfFile(content);
}

function protocolOf(id: string | undefined, protocols: readonly Protocol[]): Protocol {
  const known = protocols.map((protocol) => protocol.id).join(', ');
  if (id === undefined) throw new InspectRefused(`--protocol is missing; known: ${known}`);
  const found = protocols.find((protocol) => protocol.id === id);
  if (found === undefined) throw new InspectRefused(`there is no protocol "${id}"; known: ${known}`);
  return found;
}

/** `decode --protocol ID [--direction host|device] (--hex "21 49" | --file F)` */
export function decode(args: readonly string[], protocols: readonly Protocol[]): DecodedStream {
  const { values } = parseArgs({
    args: [...args],
    options: {
      protocol: { type: 'string' },
      direction: { type: 'string', default: 'device' },
      hex: { type: 'string' },
      file: { type: 'string' },
    },
  });
  const { direction, hex, file } = values;
  const protocol = protocolOf(values.protocol, protocols);
  if (direction !== 'host' && direction !== 'device')
    throw new InspectRefused(`--direction is host or device, not "${direction}"`);
  if ((hex === undefined) === (file === undefined))
    throw new InspectRefused('give the bytes either as --hex "21 49" or as --file F');
  const bytes = hex === undefined ? fromFile(file ?? '') : bytesOfHex(hex);
  return protocol.decode(bytes, direction);
}
