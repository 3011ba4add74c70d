import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/core/base/secret.ts';
import { createClipboard } from '../../../main/platform/system/clipboard.ts';

type Formats = Record<string, string | Blob>;

class Item {
  readonly formats: Formats;
  readonly types: string[];
  constructor(formats: Formats) {
    this.formats = formats;
    this.types = Object.keys(formats);
  }
  // Written, never read back here.
  getType(): Promise<never> {
    return Promise.reject(new Error('not read back'));
  }
}

/** A clipboard that takes one whole write at a time, or refuses. */
const aSystem = (platform: NodeJS.Platform, refuses = false, hasPress?: () => boolean) => {
  const state: { formats: Formats; writes: number } = { formats: {}, writes: 0 };
  const orRefuse = async <T>(work: () => T): Promise<T> => {
    if (refuses) throw new Error('refused: hidden-value');
    return work();
  };
  const clipboard = createClipboard({
    platform,
    hasPress,
    Item,
    system: {
      write: items =>
        orRefuse(() => {
          state.writes += 1;
          state.formats = Object.assign({}, ...items.map(item => (item instanceof Item ? item.formats : {})));
        }),
      readText: () => orRefuse(() => String(state.formats['text/plain'] ?? '')),
      clear: () => {
        state.formats = {};
      },
    },
  });
  return { clipboard, state };
};
const token = new Secret('hidden-value');
const plain = async (formats: Formats): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(formats).map(async ([name, value]) => [
        name.replace(/^electron application\/osclipboard;format="(.*)"$/, '$1'),
        typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('hex'),
      ]),
    ),
  );

describe('a copied token', () => {
  it.each([
    ['linux', { 'x-kde-passwordManagerHint': 'secret' }],
    ['darwin', { 'org.nspasteboard.ConcealedType': '1', 'org.nspasteboard.TransientType': '1' }],
    [
      'win32',
      {
        ExcludeClipboardContentFromMonitorProcessing: '00000000',
        CanIncludeInClipboardHistory: '00000000',
        CanUploadToCloudClipboard: '00000000',
      },
    ],
  ] as const)('on %s is marked as a secret in the same write', async (platform, marks) => {
    const { clipboard, state } = aSystem(platform);
    await clipboard.write(token);
    expect(await plain(state.formats)).toEqual({ 'text/plain': 'hidden-value', ...marks });
    expect(state.writes).toBe(1);
  });

  it('on Wayland is written only behind a press, and what was there stays', async () => {
    let pressed = false;
    const { clipboard, state } = aSystem('linux', false, () => pressed);
    expect([clipboard.needsPress, clipboard.takesText()]).toEqual([true, false]);
    await expect(clipboard.write(token)).rejects.toMatchObject({ code: 'needs-press' });
    expect(state.writes).toBe(0);
    pressed = true;
    await clipboard.write(token);
    expect([clipboard.takesText(), state.writes]).toEqual([true, 1]);
  });

  it('on Wayland what another program copied is cleared by putting something in its place', async () => {
    const { clipboard, state } = aSystem('linux', false, () => true);
    state.formats = { 'text/plain': 'of another program' };
    await clipboard.clear();
    expect([state.writes, state.formats]).toEqual([1, {}]);
  });

  it('on Wayland goes also where nothing can be put in its place', async () => {
    const { clipboard, state } = aSystem('linux', true, () => true);
    state.formats = { 'text/plain': 'hidden-value' };
    await clipboard.clear().catch(() => {});
    expect(state.formats).toEqual({});
  });

  it('is known to be there, to have been replaced, and to be gone', async () => {
    const { clipboard, state } = aSystem('linux');
    await clipboard.write(token);
    expect(await clipboard.holds(token)).toBe('yes');
    state.formats = { 'text/plain': 'hidden-value ' };
    expect(await clipboard.holds(token)).toBe('no');
    await clipboard.clear();
    expect([await clipboard.holds(token), state.formats]).toEqual(['no', {}]);
  });

  it('reads what a person copied', async () => {
    const { clipboard } = aSystem('linux');
    await clipboard.write(new Secret('https://example.test/cb#state=1'));
    expect((await clipboard.read()).reveal()).toBe('https://example.test/cb#state=1');
  });
});

describe('a clipboard that refuses', () => {
  it('is unknown, and no error quotes the token', async () => {
    const { clipboard } = aSystem('linux', true);
    expect(await clipboard.holds(token)).toBe('unknown');
    for (const [work, code] of [
      [clipboard.write(token), 'unexpected'],
      [clipboard.read(), 'clipboard-unreadable'],
    ] as const) {
      const problem = await work.then(
        () => undefined,
        (error: Error) => error,
      );
      expect(problem).toMatchObject({ code });
      expect(`${problem?.stack} ${problem?.cause}`).not.toContain('hidden-value');
    }
  });
});
