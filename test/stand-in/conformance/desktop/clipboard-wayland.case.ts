import { BrowserWindow, clipboard } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same } from '../expect.ts';
import { readAsOther } from '../others-clipboard.ts';

const source = 'Chromium, ui/ozone/platform/wayland/host/wayland_clipboard.cc: GetSerial, FinishWrite, Write';

/** Nobody presses a key while the cases run, so no write of theirs has a serial. */
export const cases: readonly ConformanceCase[] = [
  {
    name: 'clipboard on Wayland: without a key or a click a write resolves, reads back, and reaches nobody',
    source,
    onWayland: true,
    async run() {
      const before = await readAsOther();
      await clipboard.writeText('only for ourselves');
      same([await clipboard.readText(), await readAsOther()], ['only for ourselves', before]);
    },
  },
  {
    name: 'clipboard on Wayland: a window that is shown is no key and no click',
    source,
    onWayland: true,
    async run() {
      const window = new BrowserWindow();
      await window.loadURL('about:blank');
      window.focus();
      const before = await readAsOther();
      await clipboard.writeText('nor this');
      same([await clipboard.readText(), await readAsOther()], ['nor this', before]);
    },
  },
  {
    name: 'clipboard on Wayland: clearing takes away what we believe to hold, not what others do',
    source,
    onWayland: true,
    async run() {
      const before = await readAsOther();
      await clipboard.writeText('ours');
      clipboard.clear();
      same([await clipboard.readText(), await readAsOther()], ['', before]);
    },
  },
];
