import { inflateSync } from 'node:zlib';
import type { Raster } from './raster.ts';

/** How many bytes a pixel of each colour type has, at eight bits a channel. */
const channelsOf: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** The nearest of three neighbours to their gradient. https://www.w3.org/TR/png-3/#9Filter-type-4-Paeth */
const paeth = (left: number, above: number, corner: number): number => {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map(one => Math.abs(guess - one)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
};

/** The pixels of a screenshot: a PNG in true colour, not interlaced. Throws for any other. */
export const readPng = (png: Buffer): Raster => {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = channelsOf[png[25] ?? 0];
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error('a PNG of another kind');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const lines = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const line = Uint8Array.from(lines.subarray(start + 1, start + 1 + stride));
    for (let x = 0; x < stride; x += 1) {
      const [left, up, corner] = [line[x - channels] ?? 0, above[x] ?? 0, above[x - channels] ?? 0];
      const filtered = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][lines[start] ?? 0] ?? 0;
      line[x] = (line[x] ?? 0) + filtered;
    }
    for (let x = 0; x < width; x += 1) data.set(line.subarray(x * channels, x * channels + 3), (y * width + x) * 4);
    above = line;
  }
  return { data, width, height };
};
