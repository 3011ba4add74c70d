import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawQr, mostQrBytes } from '../../main/platform/qr.ts';
import { decodeQr } from '../support/qr/decode.ts';
import { paintQr } from '../support/qr/raster.ts';

const read = (text: string) => decodeQr(paintQr(drawQr(text), 4));

/** What tokens are made of (RFC 6750), so long. */
const tokenOf = (length: number): string =>
  Array.from({ length }, (_, index) => 'aZ09-._~+/='[(index * 7 + (index >> 3)) % 11]).join('');

describe('a QR code is read by an independent decoder', () => {
  it.each([1, 2, 40, 100, 255, 256, 300, 500, 700, 900, 1003, 1004, 1050, 1091, 1092, 1099, mostQrBytes])(
    '%i bytes',
    length => {
      expect(read(tokenOf(length))?.text).toBe(tokenOf(length));
    },
  );

  it.each([
    ['digits', '0123456789'.repeat(20)],
    ['capitals, as codes to be typed have them', 'WDJB-MJHT'],
    ['an address', 'https://login.example/device?user_code=WDJB-MJHT'],
    ['lines and quotes', `curl -H 'Authorization: Bearer a.b.c' \\\n\t"https://api.example/"`],
    ['letters of other scripts', '{"account":"Łódź Großhändler 倉庫","access_token":"abc"}'],
  ])('%s', (_, text) => {
    expect(read(text)?.text).toBe(text);
  });

  it('any printable text', () => {
    const printable = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(printable, text => read(text)?.text === text),
      { numRuns: 30 },
    );
  });
});

describe('what handhelds need', () => {
  it('is never larger than version 24, which the longest text needs', () => {
    expect(read(tokenOf(mostQrBytes))?.version).toBe(24);
  });

  it('leaves four modules free on every side', () => {
    const { size, path } = drawQr(tokenOf(300));
    const numbers = path.match(/\d+/g)?.map(Number) ?? [];
    expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([4, size - 4]);
  });

  it('refuses a text that is longer, counted in bytes', () => {
    const tooLong = { code: 'bad-input', reason: 'too-long-for-qr' };
    expect(() => drawQr(tokenOf(mostQrBytes + 1))).toThrow(expect.objectContaining(tooLong));
    expect(() => drawQr('ł'.repeat(mostQrBytes / 2 + 1))).toThrow(expect.objectContaining(tooLong));
    expect(read('ł'.repeat(mostQrBytes / 2))?.text).toBe('ł'.repeat(mostQrBytes / 2));
  });
});
