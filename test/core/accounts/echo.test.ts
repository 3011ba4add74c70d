import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { DockpassError, toFailure } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { createLog } from '../../../main/platform/system/log.ts';
import { readycloud } from '../../../main/providers/readycloud.ts';
import { coreOn, fakeHttp, readycloudForm } from '../../support/fakes/fakes.ts';
import { createMarks } from '../../support/leaks/search.ts';

// Providers, proxies and libraries put what they were sent into their error texts.

const secrets = {
  'access token': 'at-7Qm2xV9LrT5vBnYc2HdZe8uJk3',
  'refresh token': 'rt-9wK1pXc6GsA4dFhJm8NbVq2ZyE0',
  'App Secret': 'as-3LtR7yUi0OpQzWx5EcVb9NmKj1H',
} as const;
const echo = Object.values(secrets).join(' and ');
const marks = createMarks();
for (const [name, text] of Object.entries(secrets)) marks.mark(name, text);

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const answers: readonly (readonly [string, () => Response])[] = [
  ['a refusal whose description quotes', () => json(400, { error: 'invalid_request', error_description: echo })],
  ['a refusal whose code is the quote', () => json(401, { error: echo, error_description: '' })],
  ['a refusal of an unknown shape', () => json(403, { detail: echo, errors: [echo] })],
  ['a refusal that is a page', () => new Response(`<h1>${echo}</h1>`, { status: 400 })],
  ['a server error', () => new Response(echo, { status: 502, statusText: 'Bad' })],
  ['too many requests', () => json(429, { detail: echo })],
  ['a success of another shape', () => json(200, { access_token: [echo], next: echo, results: echo })],
  ['a success that is text', () => new Response(echo)],
  [
    'a token that no header can carry',
    () => json(200, { access_token: `${secrets['access token']}\n`, token_type: 'bearer' }),
  ],
  ['a page whose next is elsewhere', () => json(200, { next: `https://elsewhere.example/?t=${echo}`, results: [] })],
  ['a redirect', () => new Response('', { status: 302, headers: { location: `https://x.example/#${echo}` } })],
];

const [environment] = readycloud.environments;
if (environment === undefined) throw new Error('ReadyCloud has no environment');
const filled = {
  environment,
  values: { appId: 'app-1', permissions: '' },
  secrets: { appSecret: new Secret(secrets['App Secret']) },
};

/** All that can be got out of an error, hidden properties and causes too. */
const everythingIn = (error: unknown): string =>
  [
    inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null, maxArrayLength: null }),
    error instanceof Error ? `${error.message}\n${error.stack}\n${inspect(error.cause, { depth: 20 })}` : '',
    JSON.stringify(toFailure(error)),
  ].join('\n');

it.each(answers)('%s: no secret is in the error, its cause or what crosses to a window', async (_what, answer) => {
  const http = fakeHttp();
  http.handle = answer;
  const ports = { http, now: () => 0 };
  const outcomes = await Promise.allSettled([
    readycloud.renew?.(filled, new Secret(secrets['refresh token']), ports),
    readycloud.identify?.(filled, new Secret(secrets['access token']), ports),
  ]);
  const errors = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors) expect(error).toBeInstanceOf(DockpassError);
  expect(marks.findIn(errors.map(error => ({ name: 'the error', content: everythingIn(error) })))).toEqual([]);
});

it.each(answers)('%s at the look-up: no secret is in the answer, the list or the log', async (_what, answer) => {
  const core = coreOn();
  core.browser.answer = async () => ({
    kind: 'token',
    accessToken: new Secret(secrets['access token']),
    refreshToken: new Secret(secrets['refresh token']),
    expiresInSeconds: 3600,
  });
  core.http.handle = answer;
  const view = await core.accounts.connect(readycloudForm({ appSecret: secrets['App Secret'] }));
  const renewal = await core.accounts.renew(view.accountId).catch((error: unknown) => error);
  const seen = [view, core.accounts.list(), core.log.lines, everythingIn(renewal)];
  expect(view.note).toBeDefined();
  expect(marks.findIn(seen.map(one => ({ name: 'what was told', content: JSON.stringify(one) })))).toEqual([]);
});

it('a problem nobody foresaw crosses without a word of its own', () => {
  const foreign = Object.assign(new Error(`fetch failed: ${echo}`, { cause: new Error(echo) }), { code: echo });
  expect(toFailure(foreign)).toEqual({ code: 'unexpected' });
  expect(toFailure(echo)).toEqual({ code: 'unexpected' });
});

it('the log withholds a token, an address that carries one and a form body, whoever hands it over', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockpass-echo-'));
  try {
    const log = createLog({ folder });
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9mLXRoaXM';
    marks.mark('a JSON Web Token', jwt);
    log.write('told', {
      address: `https://www.example.com/done?state=x#access_token=${secrets['access token']}`,
      body: `grant_type=refresh_token&refresh_token=${secrets['refresh token']}&client_secret=${secrets['App Secret']}`,
      jwt,
    });
    const content = readFileSync(join(folder, 'dockpass.log'), 'utf8');
    expect(content).toContain('"event":"told"');
    expect(marks.findIn([{ name: 'log', content }])).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
