import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { createLoopbackListener } from '../../../main/platform/network/loopback-listener.ts';

const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});

/** Listens and writes down every address that was shown to `take`; it takes those with the right state. */
const listening = async (wanted = 'http://127.0.0.1/callback', requestLimitMs?: number) => {
  const shown: string[] = [];
  const { address, close } = await createLoopbackListener(requestLimitMs).listen(wanted, url => {
    shown.push(url);
    return new URL(url).searchParams.get('state') === 'ours';
  });
  closes.push(close);
  return { address, close, shown, good: `${address}?code=c1&state=ours` };
};

interface Reply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}
const ask = (address: string, options: { method?: string; host?: string } = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', host } = options;
    const sent = request(address, { method, agent: false, ...(host !== undefined && { headers: { host } }) });
    sent.on('error', reject).on('response', response => {
      let body = '';
      response.on('data', piece => (body += String(piece))).on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.end();
  });

const reaches = (host: string, port: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host, port: Number(port) });
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });

describe('the answer of the person’s own browser', () => {
  it('is taken once, with a page that may be closed, and then nothing listens any more', async () => {
    const { address, shown, good } = await listening();
    const reply = await ask(good);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain('You can close this tab');
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    expect(reply.body).not.toMatch(/c1|ours|<script|https?:/);
    expect(shown).toEqual([good]);
    expect(await reaches('127.0.0.1', new URL(address).port)).toBe(false);
  });

  it('comes to a port of its own each time', async () => {
    const [one, other] = [await listening(), await listening()];
    expect(new URL(one.address)).toMatchObject({ hostname: '127.0.0.1', pathname: '/callback' });
    expect(Number(new URL(one.address).port)).toBeGreaterThan(1023);
    expect(one.address).not.toBe(other.address);
  });

  it('keeps the name, path and query that were registered', async () => {
    const { address } = await listening('http://localhost/in/here?app=1');
    expect(address).toMatch(/^http:\/\/localhost:\d+\/in\/here\?app=1$/);
    expect((await ask(`${address}&state=ours`)).status).toBe(200);
  });

  it.each(['http://[::1]/in', 'http://127.0.0.9/in'])(
    'comes to %s, and to no other address of this computer',
    async wanted => {
      const { address } = await listening(wanted);
      const { hostname, port } = new URL(address);
      expect((await ask(`${address}?state=ours`)).status).toBe(200);
      const other = await listening(wanted);
      expect(hostname).toBe(new URL(wanted).hostname);
      expect(await reaches('127.0.0.1', new URL(other.address).port)).toBe(false);
      expect(port).not.toBe('');
    },
  );

  it('comes to the port that was registered, and to another where that is taken', async () => {
    const { address } = await listening();
    const free = await listening(address.replace(/:\d+/, ':0'));
    free.close();
    const registered = new URL(free.address).href;
    expect((await listening(registered)).address).toBe(registered);
    expect((await listening(address)).address).not.toBe(address);
  });
});

describe('anything else', () => {
  it.each([
    ['another path', (good: string) => good.replace('/callback', '/callback/'), {}],
    ['a longer path', (good: string) => good.replace('/callback', '/callback2'), {}],
    ['the root', (good: string) => new URL('/?state=ours', good).href, {}],
    ['the icon that browsers ask for', (good: string) => new URL('/favicon.ico', good).href, {}],
    ['a form that is sent there', (good: string) => good, { method: 'POST' }],
    ['a look at the headers', (good: string) => good, { method: 'HEAD' }],
    ['a name of someone else that leads here', (good: string) => good, { host: 'evil.example' }],
    ['the right name without the port', (good: string) => good, { host: '127.0.0.1' }],
    ['another name of this computer', (good: string) => good, { host: 'localhost:PORT' }],
    ['another path written twice', (good: string) => good.replace('/callback', '//callback'), {}],
    ['an encoded path', (good: string) => good.replace('/callback', '/%63allback'), {}],
  ] as const)('%s gets 404 and ends nothing', async (_name, changed, options: { method?: string; host?: string }) => {
    const { address, shown, good } = await listening();
    const { port } = new URL(address);
    const host = options.host?.replace('PORT', port);
    const reply = await ask(changed(good), { ...options, ...(host !== undefined && { host }) });
    expect(reply.status).toBe(404);
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(shown).toEqual([]);
    expect((await ask(good)).status).toBe(200);
  });

  it('that is not taken gets 404, and the right answer still arrives', async () => {
    const { address, shown, good } = await listening();
    for (const query of ['', '?code=c1&state=theirs', '?error=access_denied&state=x'])
      expect((await ask(`${address}${query}`)).status).toBe(404);
    expect(shown).toHaveLength(3);
    expect((await ask(good)).status).toBe(200);
  });

  it('from another computer finds nobody', async () => {
    const { address } = await listening();
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter(one => one !== undefined && !one.internal && one.family === 'IPv4')
      .map(one => one?.address ?? '');
    for (const host of [...outside, '127.0.0.2']) expect(await reaches(host, new URL(address).port)).toBe(false);
  });

  it('that was sent half ends with the sign-in', async () => {
    const { address, close } = await listening();
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(address).port) });
    const ended = new Promise(resolve => socket.on('close', resolve).on('error', () => undefined));
    await new Promise(resolve => socket.on('connect', resolve));
    socket.write('GET /callback?state=ours');
    close();
    await ended;
    expect(await reaches('127.0.0.1', new URL(address).port)).toBe(false);
  });

  it('that says nothing and holds every connection is hung up on, and the right answer still arrives', async () => {
    const { address, good } = await listening(undefined, 50);
    const port = Number(new URL(address).port);
    const silent = Array.from({ length: 20 }, () => connect({ host: '127.0.0.1', port }));
    const closed = silent.map(
      socket =>
        new Promise(resolve =>
          socket
            .on('close', resolve)
            .on('error', () => undefined)
            .resume(),
        ),
    );
    await Promise.all(closed);
    expect((await ask(good)).status).toBe(200);
    // Left to itself, Node hangs up after half a minute.
  }, 15_000);
});
