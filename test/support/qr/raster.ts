import type { QrDrawing } from '../../../main/platform/qr.ts';

/** Pixels as decoders and canvases take them: four bytes each, row by row. */
export interface Raster {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** What a browser paints of a drawing, black on white, `scale` pixels a module. */
export const paintQr = ({ size, path }: QrDrawing, scale: number): Raster => {
  const turns = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  for (const outline of path.split('Z').filter(Boolean)) {
    const points = outline
      .slice(1)
      .split('L')
      .map(point => point.split(' ').map(Number));
    points.forEach(([x = 0, y = 0], index) => {
      const [nextX, nextY = 0] = points[(index + 1) % points.length] ?? [];
      if (nextX !== x) return;
      for (let row = Math.min(y, nextY); row < Math.max(y, nextY); row += 1) {
        const line = turns[row];
        if (line !== undefined) line[x] = (line[x] ?? 0) + Math.sign(nextY - y);
      }
    });
  }
  const width = size * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  turns.forEach((line, row) => {
    let inside = 0;
    line.forEach((turn, column) => {
      inside += turn;
      if (inside === 0) return;
      for (let y = row * scale; y < (row + 1) * scale; y += 1)
        for (let x = column * scale; x < (column + 1) * scale; x += 1)
          data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    });
  });
  return { data, width, height: width };
};
