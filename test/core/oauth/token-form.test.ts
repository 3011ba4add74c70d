import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { readTokenForm } from '../../../main/core/oauth/jwt.ts';
import { jwtOf, jwtOfText } from '../../support/local/plain-jwt.ts';

const kindOf = (token: string): string => readTokenForm(new Secret(token)).kind;
const encode = (text: string): string => Buffer.from(text).toString('base64url');
const [header = '', payload = ''] = jwtOf({ iss: 'x' }).split('.');

describe('the form of a token', () => {
  it.each([
    ['a JWT', jwtOf({ iss: 'x' }), 'jwt'],
    ['one without a signature', `${encode('{"alg":"none"}')}.${payload}.`, 'jwt'],
    ['one of 8 kB', jwtOf({ t: 'x'.repeat(6000) }), 'jwt'],
    ['an encrypted one', `${encode('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.a.b.c.d`, 'jwt-encrypted'],
    ['claims that are no JSON', `${header}.${encode('{"iss":')}.s`, 'jwt-unreadable'],
    ['claims that are a list', jwtOfText('[1]'), 'jwt-unreadable'],
    ['claims that are a number beyond all', jwtOfText('12345678901234567890'), 'jwt-unreadable'],
    ['claims that are no base64url', `${header}.a+b=.s`, 'jwt-unreadable'],
    [
      'claims that are no UTF-8',
      `${header}.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.s`,
      'jwt-unreadable',
    ],
    ['no claims', `${header}..s`, 'jwt-unreadable'],
    ['three parts of anything', 'one.two.three', 'opaque'],
    ['a header without an algorithm', `${encode('{"typ":"JWT"}')}.${payload}.s`, 'opaque'],
    ['two parts', `${header}.${payload}`, 'opaque'],
    ['one part', 'at-7Qm2xV9LrT5vBnYc2HdZe8uJk3', 'opaque'],
    ['more than anyone sends', jwtOf({ t: 'x'.repeat(20_000) }), 'opaque'],
  ])('%s', (_what, token, kind) => {
    expect(kindOf(token)).toBe(kind);
  });
});
