import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DockpassError, toFailure } from '../../../main/core/base/errors.ts';
import { holdsSecret, Secret } from '../../../main/core/base/secret.ts';

const text = 'at-Zq81-never-shown';
const secret = new Secret(text);

describe('a Secret', () => {
  it('gives its text only to reveal()', () => {
    expect(secret.reveal()).toBe(text);
  });

  it.each<[string, () => string]>([
    ['a template', () => `${secret}`],
    ['joining', () => [secret, secret].join()],
    ['adding to a text', () => `x ${String(secret)}`],
    ['JSON', () => JSON.stringify({ deep: [secret] })],
    ['inspect', () => inspect({ deep: { secret } }, { depth: 9, showHidden: true })],
    ['inspect without custom inspectors', () => inspect(secret, { customInspect: false, showHidden: true })],
    [
      'an error that carries it',
      () => inspect(new DockpassError('bad-reply', { cause: secret }), { showHidden: true }),
    ],
    ['its own keys', () => JSON.stringify(Reflect.ownKeys(secret))],
    ['Object.assign', () => JSON.stringify(Object.assign({}, secret))],
    ['a structured clone', () => inspect(structuredClone({ secret }), { depth: 9, showHidden: true })],
  ])('shows nothing through %s', (_way, print) => {
    const printed = print();
    expect(printed).not.toContain(text);
    expect(printed.length).toBeGreaterThan(0);
  });

  it('is told from look-alikes', () => {
    expect(Secret.is(secret)).toBe(true);
    for (const other of [
      null,
      undefined,
      text,
      {},
      { reveal: () => text },
      structuredClone(secret),
      Object.create(Secret.prototype),
    ])
      expect(Secret.is(other)).toBe(false);
  });

  it('cannot be given further properties that would be cloned', () => {
    expect(() => Object.assign(secret, { copy: text })).toThrow(TypeError);
  });
});

describe('holdsSecret', () => {
  const cyclic: { self?: unknown; later?: unknown } = {};
  cyclic.self = cyclic;
  let deep: unknown = secret;
  for (let level = 0; level < 20_000; level += 1) deep = [deep];

  it.each<[string, unknown]>([
    ['itself', secret],
    ['a property', { a: { b: secret } }],
    ['an array', [1, [2, [secret]]]],
    ['a Map value', new Map([['k', secret]])],
    ['a Map key', new Map([[secret, 1]])],
    ['a Set', new Set([secret])],
    ['a symbol property', { [Symbol('s')]: secret }],
    ['a property that is not enumerable', Object.defineProperty({}, 'hidden', { value: secret })],
    [
      'a getter',
      {
        get late() {
          return secret;
        },
      },
    ],
    ["an error's cause", new Error('x', { cause: { secret } })],
    ['an object without prototype', Object.assign(Object.create(null), { secret })],
    ['behind a cycle', { cyclic, after: { cyclic, secret } }],
    ['20,000 levels down', deep],
  ])('finds one in %s', (_place, value) => {
    expect(holdsSecret(value)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a text', text],
    ['nothing', undefined],
    ['null', null],
    ['a cycle', cyclic],
    ['bytes', new Uint8Array(1_000_000)],
    ['a clone of one', structuredClone({ secret })],
    [
      'a getter that throws',
      {
        get broken() {
          throw new Error('no');
        },
      },
    ],
    ['plain views', { accounts: [{ id: 'a', life: { kind: 'unknown' } }], at: new Date(0), map: new Map([[1, {}]]) }],
  ])('finds none in %s', (_place, value) => {
    expect(holdsSecret(value)).toBe(false);
  });
});

describe('toFailure', () => {
  it('gives code and detail of an expected failure, and no more', () => {
    const problem = new DockpassError('certificate', { detail: 'www.readycloud.com', cause: new Error(text) });
    expect(problem.message).toBe('certificate');
    expect(toFailure(problem)).toStrictEqual({ code: 'certificate', detail: 'www.readycloud.com' });
    expect(toFailure(new DockpassError('offline'))).toStrictEqual({ code: 'offline' });
    expect('cause' in new DockpassError('offline')).toBe(false);
  });

  it.each([
    new Error(`No such refresh token: ${text}`),
    text,
    null,
    undefined,
    { code: 'offline', detail: text },
    secret,
  ])('says only unexpected for anything else', problem => {
    expect(toFailure(problem)).toStrictEqual({ code: 'unexpected' });
  });
});
