import type { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createSecretWindow } from '../../../main/platform/windows/secret-window.ts';

// The window of Show token: what it is made with, what its page holds, and when it goes.

const made = vi.hoisted(() => ({ windows: [] as unknown[], answers: [] as (() => Response)[], unhandled: 0 }));

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  class BrowserWindow extends EventEmitter {
    readonly webContents = Object.assign(new EventEmitter(), { reload: () => {} });
    readonly options: object;
    isGone = false;
    isShown = false;
    constructor(options: object) {
      super();
      this.options = options;
      made.windows.push(this);
    }
    setContentProtection(): void {}
    async loadURL(): Promise<void> {}
    isDestroyed(): boolean {
      return this.isGone;
    }
    show(): void {
      this.isShown = true;
    }
    destroy(): void {
      this.isGone = true;
      this.emit('closed');
    }
  }
  const protocol = {
    handle: (_scheme: string, answer: () => Response) => made.answers.push(answer),
    unhandle: () => {
      made.unhandled += 1;
    },
  };
  return { BrowserWindow, nativeTheme: {}, session: { fromPartition: () => ({ protocol }) }, app: new EventEmitter() };
});

interface Made extends EventEmitter {
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  readonly isGone: boolean;
  readonly isShown: boolean;
}
const windows = (): readonly Made[] => made.windows as Made[];

beforeEach(() => Object.assign(made, { windows: [], answers: [], unhandled: 0 }));

const shows = async (text: string, asQr?: string) => {
  let ring = (): void => {};
  let waits = 0;
  const secretWindow = createSecretWindow({
    after: (ms, work) => {
      [waits, ring] = [ms, work];
      return () => {};
    },
  });
  await secretWindow.show({
    title: 'Acme',
    value: new Secret(text),
    forMs: 20_000,
    ...(asQr !== undefined && { asQr }),
  });
  return { secretWindow, ring: () => ring(), waits };
};

it.each([undefined, 'Token'])('has no preload and runs no script (as QR code: %s)', async asQr => {
  await shows('token-1', asQr);
  const [window] = windows();
  expect(window?.isShown).toBe(true);
  expect(window?.options.webPreferences).toMatchObject({ javascript: false, sandbox: true, contextIsolation: true });
  expect(window?.options.webPreferences).not.toHaveProperty('preload');
});

it.each([undefined, 'Token'])(
  'goes after 20 s, and nothing answers with the secret any more (as QR code: %s)',
  async asQr => {
    const { ring, waits } = await shows('token-1', asQr);
    expect([waits, windows()[0]?.isGone, made.unhandled]).toEqual([20_000, false, 0]);
    ring();
    expect([windows()[0]?.isGone, made.unhandled]).toEqual([true, 1]);
  },
);

it('goes when it is told to, as lock and end of shift do', async () => {
  const { secretWindow } = await shows('token-1', 'Token');
  secretWindow.close();
  expect([windows()[0]?.isGone, made.unhandled]).toEqual([true, 1]);
});

it('draws a QR code and leaves the text out', async () => {
  await shows('token-1', 'Token');
  const page = await made.answers[0]?.().text();
  expect(page).toContain('<svg role="img"');
  expect(page).not.toContain('token-1');
});

it('opens nothing for a text that no QR code of ours holds, and leaves open what was', async () => {
  const { secretWindow } = await shows('token-1');
  const long = { title: 'Acme', value: new Secret('a'.repeat(1101)), forMs: 20_000, asQr: 'Token' };
  await expect(secretWindow.show(long)).rejects.toMatchObject({ code: 'bad-input', reason: 'too-long-for-qr' });
  expect(windows().map(({ isGone }) => isGone)).toEqual([false]);
});
