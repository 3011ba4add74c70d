import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { readClaims, textsOf } from '../../../main/core/oauth/jwt.ts';
import { lifeOf } from '../../../main/core/oauth/tokens.ts';

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

describe('a token whose answer did not say how long it lives', () => {
  const now = Date.UTC(2026, 0, 5, 9);
  const inAnHour = (now + 3_600_000) / 1000;

  it('counts down to the end that it names itself, a date whatever happens to the clock', () => {
    const until = { kind: 'until', issuedAt: now, expiresAt: now + 3_600_000 };
    expect(lifeOf({ accessToken: jwt({ exp: inAnHour }) }, now)).toEqual({ ...until, dated: true });
  });

  it('counts right on a computer whose clock is known to be two hours ahead', () => {
    const skewMs = 7_200_000;
    const life = lifeOf({ accessToken: jwt({ exp: inAnHour }) }, now + skewMs, skewMs);
    expect(life).toEqual({ kind: 'until', issuedAt: now + skewMs, expiresAt: now + skewMs + 3_600_000, skewMs });
  });

  it('is known by what the answer said, where it did', () => {
    const said = { accessToken: jwt({ exp: inAnHour }), expiresInSeconds: 60 };
    expect(lifeOf(said, now)).toEqual({ kind: 'until', issuedAt: now, expiresAt: now + 60_000 });
  });

  it.each([undefined, null, 'soon', 0, -1, {}])('is not known where it says %s', exp =>
    expect(lifeOf({ accessToken: jwt({ exp }) }, now)).toEqual({ kind: 'unknown', issuedAt: now }),
  );

  it('ends within a hundred years, even where it counts in something smaller than seconds', () => {
    const life = lifeOf({ accessToken: jwt({ exp: now * 1000 }) }, now);
    expect(life).toMatchObject({ kind: 'until', expiresAt: now + 100 * 366 * 86_400_000 });
  });
});
