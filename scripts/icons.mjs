// node scripts/icons.mjs: draws resources/icons/*.png, a light drop over a syringe's scale on a dark rounded square.
// The icon is a formula, so that every size is drawn for itself and there is no source image to lose.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { root } from './paths.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const SAMPLES = 4;

const GROUND = [
  [24, 40, 52],
  [13, 22, 30],
];
const DROP = [
  [214, 244, 250],
  [92, 190, 214],
];
const SCALE = [128, 203, 160];

/** Signed distance to a rounded rectangle around (cx, cy); negative is inside. */
function box(x, y, cx, cy, halfWidth, halfHeight, radius) {
  const dx = Math.abs(x - cx) - halfWidth + radius;
  const dy = Math.abs(y - cy) - halfHeight + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

const DROP_SHAPE = { x: 0.5, tip: 0.1, y: 0.5, radius: 0.19 };

/** A circle, and the cone of its two tangents that meet in the tip above it. */
function inDrop(x, y) {
  const { x: cx, tip, y: cy, radius } = DROP_SHAPE;
  if (Math.hypot(x - cx, y - cy) <= radius) return true;
  const halfAngle = Math.asin(radius / (cy - tip));
  const touches = cy - radius * Math.sin(halfAngle);
  return y >= tip && y <= touches && Math.abs(x - cx) <= (y - tip) * Math.tan(halfAngle);
}

const blend = ([from, to], t) => from.map((value, i) => value + (to[i] - value) * t);

/** Colour and opacity at a point of the unit square. */
function paint(x, y) {
  if (box(x, y, 0.5, 0.5, 0.48, 0.48, 0.2) > 0) return [0, 0, 0, 0];
  if (inDrop(x, y)) return [...blend(DROP, Math.min(1, Math.max(0, (y - DROP_SHAPE.tip) / 0.6))), 1];
  if (box(x, y, 0.34, 0.82, 0.14, 0.032, 0.032) <= 0) return [...SCALE, 1];
  if (box(x, y, 0.5, 0.82, 0.3, 0.032, 0.032) <= 0) return [62, 84, 98, 1];
  return [...blend(GROUND, y), 1];
}

function pixel(size, column, row) {
  const total = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = (column + ((i % SAMPLES) + 0.5) / SAMPLES) / size;
    const y = (row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / size;
    const [r, g, b, a] = paint(x, y);
    for (const [channel, value] of [r * a, g * a, b * a, a].entries()) total[channel] += value;
  }
  const alpha = total[3];
  if (alpha === 0) return [0, 0, 0, 0];
  const colour = total.slice(0, 3).map((value) => Math.round(value / alpha));
  return [...colour, Math.round((255 * alpha) / SAMPLES ** 2)];
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function png(size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, red green blue alpha
  const rows = [];
  for (let row = 0; row < size; row++) {
    rows.push(0); // this row is not filtered
    for (let column = 0; column < size; column++) rows.push(...pixel(size, column, row));
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = zlib.deflateSync(Buffer.from(rows), { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', image),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const folder = path.join(root, 'resources/icons');
mkdirSync(folder, { recursive: true });
for (const size of SIZES) writeFileSync(path.join(folder, `${size}x${size}.png`), png(size));
