import { describe, expect, it } from 'vitest';
import { readVisited, type Trail } from '../../../main/core/oauth/answer-author.ts';
import type { ExpectedRedirect } from '../../../main/core/oauth/redirect.ts';

const origin = 'https://www.readycloud.com';
const stranger = 'https://evil.example';
const landing = `${origin}/api/v1/oauth2/auth_code`;
const authorize = `${origin}/api/v1/oauth2/authorize?response_type=token`;
const bare = 'access_token=at-91f3&token_type=bearer';
const expected: ExpectedRedirect = { address: landing, state: 'ours', stateRequired: false, answer: 'token' };

const read = (address: string, trail: Trail, more: Partial<ExpectedRedirect> = {}): string => {
  const reading = readVisited(address, trail, { ...expected, ...more }, origin);
  return reading.kind === 'invalid' ? reading.reason : reading.kind;
};
const landed = `${landing}#${bare}`;

describe('an answer without state is taken when the authorization endpoint’s origin', () => {
  it.each<[string, Trail, string?]>([
    ['redirects there at once', ['', authorize]],
    ['redirects there from its login page', [origin, `${origin}/login`, authorize]],
    ['redirects there after another site signed the person in', ['https://idp.example', `${origin}/sso?ticket=7`]],
    ['redirects there over another of its addresses', [origin, authorize, `${origin}/hop?ticket=7`]],
    ['has a page that goes there', [origin]],
    ['redirects to an address that passes it on as it is', ['', authorize, `http://www.readycloud.com/x#${bare}`]],
    ['refuses', ['', authorize], `${landing}?error=access_denied`],
  ])('%s', (_what, trail, address = landed) => {
    expect(['token', 'refused']).toContain(read(address, trail));
  });
});

describe('an answer without state is not taken when', () => {
  const escaped = encodeURIComponent(landed);
  it.each<[string, Trail, string?]>([
    ['a page elsewhere goes there', [stranger]],
    ['a page elsewhere redirects there', [origin, `${stranger}/hop`]],
    ['the origin led to a page that redirects there', ['', authorize, `${stranger}/hop`]],
    ['nobody says who went there', ['']],
    ['nothing is known of how the page came there', []],
    ['a page without an origin goes there', ['null']],
    ['a look-alike redirects there', ['', `${origin}.evil.example/`]],
    ['another port redirects there', ['', 'https://www.readycloud.com:8443/']],
    ['it came with a fragment that the origin’s redirect only carries on', [stranger, `${origin}/old#${bare}`]],
    ['it came in a query that the redirect carries on', [stranger, `${landing}/?${bare}`], `${landing}?${bare}`],
    ['it came as the address to return to', [stranger, `${origin}/logout?next=${escaped}`]],
    ['it came as such an address, escaped twice', [stranger, `${origin}/go?to=${encodeURIComponent(escaped)}`]],
    ['it is carried on over two hops', [stranger, `${origin}/a#${bare}`, `${origin}/b#${bare}`]],
    ['a hop elsewhere puts another token in', ['', authorize, `${stranger}/x#access_token=other&token_type=bearer`]],
    ['a page elsewhere says that it was refused', [stranger], `${landing}?error=access_denied`],
  ])('%s', (_what, trail, address = landed) => {
    expect(read(address, trail)).toBe('state-missing');
  });
});

it('an answer with the right state is taken whoever led there, and one with another never is', () => {
  expect(read(`${landing}?state=ours#${bare}`, [stranger])).toBe('token');
  expect(read(`${landing}?state=theirs#${bare}`, [origin])).toBe('state-mismatch');
});

it('where no state was sent, one that comes back proves nothing', () => {
  const { state: _sent, ...without } = expected;
  expect(readVisited(`${landing}?state=any#${bare}`, [stranger], without, origin)).toMatchObject({
    reason: 'state-missing',
  });
});

it('where state is required, its absence is never made up for', () => {
  expect(read(landed, ['', authorize], { stateRequired: true })).toBe('state-missing');
});

it.each([landing, `${landing}#loading`, `${origin}/login#${bare}`, 'about:blank'])(
  'nothing is read from %s',
  address => {
    expect(['nothing-yet', 'elsewhere']).toContain(read(address, [stranger]));
  },
);
