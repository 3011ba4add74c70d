import { describe, expect, it } from 'vitest';
import { readClaims, textsOf } from '../../main/core/jwt.ts';
import { Secret } from '../../main/core/secret.ts';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown): Secret => new Secret(`${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`);

describe('what a token says of itself', () => {
  it('is read whatever its letters', () => {
    // Bytes that base64url writes with - and _, and letters beyond ASCII.
    const claims = { usr: 'Zoë ÿþ ~~~ ??>', role: ['A', 'B'], exp: 1 };
    expect(part(claims)).toMatch(/[-_]/);
    expect(readClaims(jwt(claims))).toEqual(claims);
  });

  it.each<[string, string]>([
    ['no JWT at all', '878ca890-0f2d'],
    ['empty', ''],
    ['two parts', `${part({})}.${part({})}`],
    ['five parts, as an encrypted one has', 'a.b.c.d.e'],
    ['claims that are no JSON', `${part({})}.${Buffer.from('{"role":').toString('base64url')}.x`],
    ['claims that are a list', `${part({})}.${part(['role'])}.x`],
    ['claims that are null', `${part({})}.${part(null)}.x`],
    ['claims that are a text', `${part({})}.${part('role')}.x`],
    ['claims in plain base64', `${part({})}.eyJhIjoiPz8/In0=.x`],
    ['claims that are no UTF-8', `${part({})}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.x`],
    ['empty claims', `${part({})}..x`],
  ])('is nothing: %s', (_what, text) => expect(readClaims(new Secret(text))).toBeUndefined());

  it('may be one text or a list', () => {
    expect(textsOf('OrderReader')).toEqual(['OrderReader']);
    expect(textsOf(['OrderReader', 7, '', null, 'Shopper'])).toEqual(['OrderReader', 'Shopper']);
    for (const odd of [undefined, null, 7, {}, '', []]) expect(textsOf(odd)).toEqual([]);
  });
});
