import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarks } from './search.ts';

const secret = 'rt-Ab/9+x"ü~7k&Zq 0pL_w';
const found = (content: string | Uint8Array, text = secret): readonly string[] => {
  const marks = createMarks();
  marks.mark('the secret', text);
  return marks.findIn([{ name: 'a place', content }]).map(({ form }) => form);
};
const bytes = Buffer.from(secret, 'utf8');

describe('a planted secret is found', () => {
  it.each<readonly [string, string | Uint8Array]>([
    ['raw', `a line with ${secret} in it`],
    ['hex', `blob=${bytes.toString('hex')};`],
    ['hex, capital', bytes.toString('hex').toUpperCase()],
    ['percent-encoded', `https://example.com/?q=${encodeURIComponent(secret)}&more`],
    ['percent-encoded', encodeURIComponent(secret).replace(/%../g, part => part.toLowerCase())],
    ['form-encoded', new URLSearchParams({ token: secret, more: '1' }).toString()],
    ['percent-encoded throughout', [...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['JSON', JSON.stringify({ deep: [{ token: secret }] })],
    ['JSON throughout', [...secret].map(sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['HTML', '<code>rt-Ab/9+x&quot;ü~7k&amp;Zq 0pL_w</code>'],
    ['UTF-16LE', Buffer.from(`x${secret}x`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`x${secret}x`, 'utf16le').swap16()],
    ['raw', Buffer.concat([Buffer.from([0, 255, 3]), bytes, Buffer.from([0])])],
  ])('%s', (form, content) => {
    expect(found(content)).toContain(form);
  });

  it.each([0, 1, 2])('in base64 and base64url of something longer, %i bytes in', before => {
    const whole = Buffer.concat([Buffer.from('abc'.slice(0, before)), bytes, Buffer.from('and more behind it')]);
    expect(found(whole.toString('base64'))).toContain(`base64, ${before} bytes in`);
    const url = whole.toString('base64url');
    // The two alphabets differ in two characters only; where a secret has neither, one name stands for both.
    expect(found(url).some(form => form.startsWith('base64'))).toBe(true);
  });

  it('by its first or last twelve characters, for what cut it short', () => {
    const token = 'atk3Jx0Qm-9wLrT_5vBnYc2HdZe8u';
    expect(found(`token ${token.slice(0, 14)}…`, token)).toEqual(['its beginning']);
    expect(found(`…${token.slice(-13)}`, token)).toEqual(['its end']);
  });

  it('wherever base64 of anything around it puts it', () => {
    const anyBytes = fc.uint8Array({ maxLength: 40 });
    const anySecret = fc.string({ unit: 'grapheme-ascii', minLength: 12, maxLength: 60 });
    const planted = fc.property(anyBytes, anySecret, anyBytes, (before, text, after) => {
      const whole = Buffer.concat([before, Buffer.from(text), after]);
      expect(found(whole.toString('base64'), text)).not.toEqual([]);
      expect(found(whole.toString('base64url'), text)).not.toEqual([]);
      expect(found(whole.toString('hex'), text)).not.toEqual([]);
    });
    fc.assert(planted, { numRuns: 300 });
  });
});

describe('nothing is found', () => {
  it.each([
    ['in an empty place', ''],
    ['in ordinary text', 'Token for Harbour Goods copied. It is cleared in 45 seconds.'],
    ['in another token', 'rt-Ab/9+x"ü~7k&Zq 0pL_v'],
  ])('%s', (_where, content) => {
    expect(found(content)).toEqual([]);
  });

  it('by the beginning of an address, which is no secret', () => {
    const address = 'https://www.example.com/api/v1/oauth2/auth_code?state=s9#access_token=at81';
    expect(found('https://www.example.com/api/v1/', address)).toEqual([]);
  });
});

describe('a secret that cannot be searched for', () => {
  it('is refused when it is marked, so that no search can be empty without saying so', () => {
    expect(() => createMarks().mark('too short', 'abc')).toThrow('this short');
  });
});

describe('what is reported', () => {
  it('names secret, form and place, and never quotes the secret', () => {
    const marks = createMarks();
    marks.mark('access token', secret);
    const leaks = marks.findIn([
      { name: 'log', content: 'fine' },
      { name: 'title', content: secret },
    ]);
    expect(leaks).toEqual([{ secret: 'access token', form: 'raw', place: 'title' }]);
  });
});
