import { expect, it } from 'vitest';
import { type ExpectedRedirect, readPasted, readRedirect } from '../../../main/core/oauth/redirect.ts';

// RFC 9207: an answer says which server gave it, so that one server's code is never sent to another.

const issuer = 'https://id.example.com/tenant';
const here = 'http://127.0.0.1/callback';
const named: ExpectedRedirect = { address: here, state: 's1', stateRequired: true, answer: 'code', issuer };
const always: ExpectedRedirect = { ...named, issuerRequired: true };
const { issuer: _unknown, ...unnamed } = named;
const iss = (name: string): string => `&iss=${encodeURIComponent(name)}`;

it.each<[string, ExpectedRedirect, string, string]>([
  ['the server that was asked', named, `code=c1${iss(issuer)}`, 'code'],
  ['the server that was asked, which always says so', always, `code=c1${iss(issuer)}`, 'code'],
  ['a server that does not say which it is', named, 'code=c1', 'code'],
  ['nothing where the server always says which it is', always, 'code=c1', 'issuer-missing'],
  ['a refusal that does not say whose it is', always, 'error=access_denied', 'issuer-missing'],
  ['another server', named, `code=c1${iss('https://evil.example')}`, 'issuer-mismatch'],
  ['a refusal of another server', named, `error=access_denied${iss('https://evil.example')}`, 'issuer-mismatch'],
  ['the same server with a slash more', named, `code=c1${iss(`${issuer}/`)}`, 'issuer-mismatch'],
  ['the same server in capitals', named, `code=c1${iss(issuer.toUpperCase())}`, 'issuer-mismatch'],
  ['no name at all', named, 'code=c1&iss=', 'issuer-mismatch'],
  ['two servers', named, `code=c1${iss(issuer)}${iss('https://evil.example')}`, 'duplicate-parameter'],
  ['some server where none is known', unnamed, `code=c1${iss('https://any.example')}`, 'code'],
])('an answer of %s', (_whose, expected, answer, outcome) => {
  const address = `${here}?state=s1&${answer}`;
  for (const reading of [readRedirect(address, expected), readPasted(address, expected)])
    expect(reading.kind === 'invalid' ? reading.reason : reading.kind).toBe(outcome);
});
