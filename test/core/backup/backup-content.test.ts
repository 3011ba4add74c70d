import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackedUp, readPieces, writePieces } from '../../../main/core/backup/backup-content.ts';
import { longestTypedSecret } from '../../../main/core/base/limits.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { aRecord } from '../../platform/storage/a-record.ts';

const anAccount = (number: number, token = 'access', label = 'Acme'): BackedUp => ({
  record: aRecord(`account-${String(number).padStart(6, '0')}`, { label, sealed: '' }),
  secrets: { accessToken: new Secret(token), refreshToken: new Secret(`refresh-${number}`), fields: {} },
});

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
const write = async (accounts: readonly BackedUp[], of = accounts.length): Promise<readonly string[]> => {
  const texts: string[] = [];
  for await (const piece of writePieces(each(accounts), of)) texts.push(piece.reveal());
  return texts;
};
const read = async (texts: readonly string[]): Promise<readonly BackedUp[]> => {
  const accounts: BackedUp[] = [];
  for await (const { one } of readPieces(each(texts.map(text => new Secret(text))))) accounts.push(one);
  return accounts;
};
const clear = ({ record, secrets }: BackedUp) => ({
  record,
  secrets: [
    secrets.accessToken.reveal(),
    secrets.refreshToken?.reveal(),
    Object.entries(secrets.fields).map(([name, one]) => [name, one.reveal()]),
  ],
});
const damaged = { code: 'backup-damaged' };

describe('the pieces of a backup', () => {
  it('hold at most fifty accounts each', async () => {
    for (const [accounts, pieces] of [
      [1, 1],
      [50, 1],
      [51, 2],
      [100, 2],
      [101, 3],
    ] as const) {
      const texts = await write(Array.from({ length: accounts }, (_one, index) => anAccount(index)));
      expect(texts).toHaveLength(pieces);
      expect(await read(texts)).toHaveLength(accounts);
    }
  });

  it('are about a quarter of a megabyte, and never cut an account', async () => {
    const texts = await write(Array.from({ length: 100 }, (_one, index) => anAccount(index, 'A'.repeat(8192))));
    expect(Math.max(...texts.map(text => text.length))).toBeLessThan(257 * 1024);
    expect(texts).toHaveLength(4);
    expect((await read(texts)).map(clear)[99]).toEqual(clear(anAccount(99, 'A'.repeat(8192))));
  });

  it('give back any list of accounts', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    // The schemas of records drop these three, which no provider calls a field.
    const field = text.filter(name => !['__proto__', 'prototype', 'constructor'].includes(name));
    const account = fc.record({
      token: text,
      refresh: fc.option(text),
      label: text,
      fields: fc.dictionary(field, text),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(account, { minLength: 1, maxLength: 120 }), async drawn => {
        const accounts = drawn.map(
          ({ token, refresh, label, fields }, index): BackedUp => ({
            record: aRecord(`account-${index}`, { label, sealed: '', values: fields }),
            secrets: {
              accessToken: new Secret(token),
              ...(refresh !== null && { refreshToken: new Secret(refresh) }),
              fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, new Secret(value)])),
            },
          }),
        );
        expect((await read(await write(accounts))).map(clear)).toEqual(accounts.map(clear));
      }),
    );
  });

  it('are refused where they are fewer, more or others than they say', async () => {
    const texts = await write(Array.from({ length: 101 }, (_one, index) => anAccount(index)));
    const [first = '', second = '', third = ''] = texts;
    for (const wrong of [
      [],
      [first, second],
      [first, second, third, third],
      [first, second, third.replace('"of":101', '"of":102')],
      [first.replace('"of":101', '"of":0')],
      [first.replace('"of":101', '"of":1e99')],
      [first.replace('"backup":2', '"backup":3')],
      [first.slice(0, -1)],
    ])
      await expect(read(wrong)).rejects.toMatchObject(damaged);
  });

  it('of version 1 are all in one', async () => {
    const [text = ''] = await write([anAccount(0)]);
    expect((await read([text.replace('"backup":2,"of":1', '"backup":1')])).map(clear)).toEqual([clear(anAccount(0))]);
  });
});

describe('a text that is too long', () => {
  const long = 'A'.repeat(longestTypedSecret + 1);

  it.each([
    ['a token', () => anAccount(0, long)],
    ['a name', () => anAccount(0, 'access', long)],
    [
      'the name of an organization',
      () => {
        const one = anAccount(0);
        return { ...one, record: { ...one.record, organizations: [{ id: '1', name: long }] } };
      },
    ],
    [
      'the name of a field',
      () => {
        const one = anAccount(0);
        return { ...one, secrets: { ...one.secrets, fields: { [long]: new Secret('x') } } };
      },
    ],
  ] as const)('is not written, and not read: %s', async (_name, account) => {
    await expect(write([account()])).rejects.toMatchObject({ code: 'save-failed', reason: 'backup-too-large' });
    const [fit = ''] = await write([anAccount(0)]);
    const { record, secrets } = account();
    const content = {
      ...JSON.parse(fit),
      accounts: [
        {
          record,
          secrets: {
            accessToken: secrets.accessToken.reveal(),
            fields: Object.fromEntries(Object.entries(secrets.fields).map(([name, one]) => [name, one.reveal()])),
          },
        },
      ],
    };
    await expect(read([JSON.stringify(content)])).rejects.toMatchObject(damaged);
  });
});
