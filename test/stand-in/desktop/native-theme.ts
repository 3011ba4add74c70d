import { EventEmitter } from 'node:events';
import type { NativeTheme } from 'electron';
import { emitSafely } from '../event-object.ts';
import { merge } from '../merge.ts';
import { withGaps } from '../not-implemented.ts';
import { applyColorScheme } from '../web/windows/emulation.ts';

type Source = NativeTheme['themeSource'];

let systemDark = false;
let source: Source = 'system';

function isDark(): boolean {
  return source === 'system' ? systemDark : source === 'dark';
}

function change(apply: () => void): void {
  const before = isDark();
  apply();
  if (before === isDark()) return;
  applyColorScheme(isDark());
  setImmediate(() => emitSafely(emitter, 'updated'));
}

const emitter = merge(new EventEmitter(), {
  get shouldUseDarkColors() {
    return isDark();
  },
  get shouldUseDarkColorsForSystemIntegratedUI() {
    return systemDark;
  },
  get themeSource(): Source {
    return source;
  },
  set themeSource(value: Source) {
    if (!['system', 'light', 'dark'].includes(value))
      throw new TypeError('Error processing argument, conversion failure');
    change(() => {
      source = value;
    });
  },
  shouldUseHighContrastColors: false,
  shouldUseInvertedColorScheme: false,
  inForcedColorsMode: false,
  prefersReducedTransparency: false,
}) satisfies Pick<
  NativeTheme,
  'shouldUseDarkColors' | 'themeSource' | 'shouldUseHighContrastColors' | 'inForcedColorsMode'
>;

/** Electron's `nativeTheme`; a change reaches every page as `prefers-color-scheme`. */
export const nativeTheme = withGaps('nativeTheme', emitter);

/** For tests: the desktop changes between light and dark. */
export function setSystemDark(dark: boolean): void {
  change(() => {
    systemDark = dark;
  });
}
