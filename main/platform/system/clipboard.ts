import { ClipboardItem, clipboard } from 'electron';
import { DockpassError } from '../../core/base/errors.ts';
import { Secret } from '../../core/base/secret.ts';
import type { Clipboard } from '../../core/ports/desktop.ts';

interface ClipboardOptions {
  readonly system?: Pick<Electron.Clipboard, 'write' | 'readText' | 'clear'>;
  readonly Item?: new (items: Record<string, string | Blob>) => Electron.ClipboardItem;
  readonly platform?: NodeJS.Platform;
  /** Given on Wayland: whether a person pressed something in a window of ours that has kept the focus. */
  readonly hasPress?: (() => boolean) | undefined;
}

/**
 * The system clipboard (https://www.electronjs.org/docs/latest/api/clipboard, as it is since Electron 44). Text and marks
 * are written in one step, so a clipboard history never sees the text without them. Throws unexpected when writing is
 * refused, clipboard-unreadable when reading is.
 *
 * On Wayland a text without a person's press behind it would be lost without a word: Chromium drops it for lack of a
 * serial, resolves, and reads it back from its own memory, so that reading proves nothing. Clearing needs no serial
 * (ui/ozone/platform/wayland/host/wayland_clipboard.cc).
 */
export const createClipboard = (options: ClipboardOptions = {}): Clipboard => {
  const { system = clipboard, Item = ClipboardItem, platform = process.platform, hasPress } = options;
  const takesText = (): boolean => hasPress?.() ?? true;
  return {
    needsPress: hasPress !== undefined,
    takesText,
    write: async text => {
      if (!takesText()) throw new DockpassError('needs-press');
      try {
        await system.write([new Item({ 'text/plain': text.reveal(), ...secretMarks(platform) })]);
      } catch {
        // Without its cause: a refusal may quote what it refused.
        throw new DockpassError('unexpected', { reason: 'clipboard' });
      }
    },
    holds: async text => {
      try {
        return (await system.readText()) === text.reveal() ? 'yes' : 'no';
      } catch {
        return 'unknown';
      }
    },
    read: async () => {
      try {
        return new Secret(await system.readText());
      } catch {
        throw new DockpassError('clipboard-unreadable');
      }
    },
    clear: async () => {
      // A Wayland desktop lets nobody clear what another program put there, but anyone put something in its place.
      try {
        if (hasPress?.()) await system.write([new Item({ 'text/plain': ' ' })]);
      } finally {
        system.clear();
      }
    },
  };
};

/** What tells clipboard histories and synchronisation to leave this text alone. */
function secretMarks(platform: NodeJS.Platform): Record<string, string | Blob> {
  // http://nspasteboard.org
  if (platform === 'darwin') {
    return { [native('org.nspasteboard.ConcealedType')]: '1', [native('org.nspasteboard.TransientType')]: '1' };
  }
  // https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats (cloud clipboard and history formats): a DWORD 0.
  if (platform === 'win32') {
    const no = new Blob([new Uint8Array(4)]);
    return {
      [native('ExcludeClipboardContentFromMonitorProcessing')]: no,
      [native('CanIncludeInClipboardHistory')]: no,
      [native('CanUploadToCloudClipboard')]: no,
    };
  }
  // Klipper and the managers that follow it.
  return { [native('x-kde-passwordManagerHint')]: 'secret' };
}

const native = (format: string): string => `electron application/osclipboard;format="${format}"`;
