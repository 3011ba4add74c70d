import { type Bitmap2D, correction, generate, mode } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { DockpassError } from '../core/base/errors.ts';

/** The longest text that is drawn, in bytes of UTF-8: handhelds read a larger code badly. */
export const mostQrBytes = 1100;

/** A QR code as an SVG draws it, black on white. */
export interface QrDrawing {
  /** Modules along each side, those of the quiet zone included: `viewBox="0 0 size size"`. */
  readonly size: number;
  /** The outline of what is black, for the `d` of one `path`. One module is one unit. */
  readonly path: string;
}

/** What every scanner wants to be free on each side (ISO/IEC 18004, 5.3.8). */
const quietModules = 4;
/** 113 modules a side. With the least correction it holds 1,171 bytes. */
const largestVersion = 24;
/** Version 23. Readers built on jsQR look for one of its marks in the wrong place. */
const misreadSize = 109;

/**
 * Draws a text as a QR code of the smallest version that holds it, at most 24, with as much error correction as that
 * version has room for: a screen has no stains or tears, and larger modules are read from farther away. ASCII goes without
 * a mark of its character set, which some handhelds cannot read; anything else is UTF-8 and says so. Throws bad-input
 * (reason `too-long-for-qr`) for more than `mostQrBytes`.
 */
export const drawQr = (text: string): QrDrawing => {
  if (Buffer.byteLength(text) > mostQrBytes) throw new DockpassError('bad-input', { reason: 'too-long-for-qr' });
  const smallest = encode(text, 1);
  const code = smallest.size === misreadSize ? encode(text, largestVersion) : smallest;
  const framed = {
    size: code.size + 2 * quietModules,
    get: (x: number, y: number): boolean => code.get(x - quietModules, y - quietModules),
  };
  return { size: framed.size, path: toSvgPath(framed) };
};

const encode = (text: string, minVersion: number): Bitmap2D =>
  generate(text, {
    modes: [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8],
    minCorrectionLevel: correction.L,
    minVersion,
    maxVersion: largestVersion,
  });
