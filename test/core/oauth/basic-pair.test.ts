import type { ClientAuth } from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import { requestWithPair } from '../../../main/core/oauth/basic-pair.ts';

/** The pair that an authentication puts into the header. */
const sentBy = async (authentication: ClientAuth): Promise<string> => {
  const headers = new Headers();
  await authentication({ issuer: '' }, { client_id: '' }, new URLSearchParams(), headers);
  return Buffer.from((headers.get('authorization') ?? '').replace('Basic ', ''), 'base64').toString();
};

/** Asks with a pair at a server that takes only what `accepts` says; gives what was sent, and what came of it. */
const asked = async (
  clientId: string,
  secret: string,
  accepts: (pair: string) => boolean,
  values: Readonly<Record<string, string>> = {},
) => {
  const sent: string[] = [];
  const outcome = await requestWithPair(
    { clientId, secret: new Secret(secret), idField: 'clientId', values },
    async (authentication): Promise<{ readonly found?: Readonly<Record<string, string>> }> => {
      const pair = await sentBy(authentication);
      sent.push(pair);
      if (!accepts(pair)) throw new DockpassError('wrong-credentials');
      return {};
    },
  ).catch((error: unknown) => error);
  return { sent, outcome };
};
const all = () => true;
const none = () => false;
const encoded = (pair: string) => pair === 'px-4410_a.b:k3%2BZz%2F9%3Dpp%25';

describe('a client’s pair', () => {
  it('is sent as it is', async () => {
    const { sent } = await asked('px-4410_a.b', 'k3+Zz/9=pp%ü', all);
    expect(sent).toEqual(['px-4410_a.b:k3+Zz/9=pp%ü']);
  });

  it('is sent form-encoded where that was refused as wrong, once, and then first', async () => {
    const { sent, outcome } = await asked('px-4410_a.b', 'k3+Zz/9=pp%', encoded);
    expect(sent).toEqual(['px-4410_a.b:k3+Zz/9=pp%', 'px-4410_a.b:k3%2BZz%2F9%3Dpp%25']);
    const { found } = outcome as { readonly found: Readonly<Record<string, string>> };
    expect((await asked('px-4410_a.b', 'k3+Zz/9=pp%', encoded, found)).sent).toEqual([
      'px-4410_a.b:k3%2BZz%2F9%3Dpp%25',
    ]);
    // A server that was put right since.
    const other = await asked('px-4410_a.b', 'k3+Zz/9=pp%', pair => !encoded(pair), found);
    expect(other.sent).toHaveLength(2);
    expect(other.outcome).toMatchObject({ found: { pairFormEncoded: '' } });
  });

  it('that is wrong in both forms is tried twice, and one that both forms write alike only once', async () => {
    expect((await asked('id', 'a+b', none)).sent).toHaveLength(2);
    const alike = await asked('px-4410_a.b', 'plain', none);
    expect([alike.sent.length, alike.outcome]).toMatchObject([1, { code: 'wrong-credentials' }]);
    expect((await asked('px-4410_a.b', 'plain', all)).outcome).toEqual({});
  });

  it('with a colon in its id has its place in the encoded form only', async () => {
    expect((await asked('a:b', 'c', all)).sent).toEqual(['a%3Ab:c']);
  });

  it('is not tried in another form for anything but wrong details', async () => {
    let count = 0;
    const pair = { clientId: 'id', secret: new Secret('a+b'), idField: 'clientId', values: {} };
    const failing = requestWithPair(pair, async () => {
      count += 1;
      throw new DockpassError('provider-down');
    });
    await expect(failing).rejects.toMatchObject({ code: 'provider-down' });
    expect(count).toBe(1);
  });
});
