import { dirname } from 'node:path';
import { app, dialog, Menu, nativeImage, nativeTheme, net, powerMonitor, Tray } from 'electron';
import type { ConformanceCase } from '../case.ts';
import { same, throws } from '../expect.ts';
import { pixel } from '../pixel.ts';

const tray: readonly ConformanceCase[] = [
  {
    name: 'tray: an image that is not there is refused',
    source: 'spec/api-tray-spec.ts',
    run() {
      throws(() => new Tray('/nowhere/icon.png'), /^Failed to load image from path '\/nowhere\/icon\.png'/);
    },
  },
  {
    name: 'tray: a context menu is a Menu or null',
    source: 'spec/api-tray-spec.ts',
    run() {
      const icon = new Tray(nativeImage.createFromDataURL(pixel));
      const wrong: unknown = {};
      icon.setContextMenu(Menu.buildFromTemplate([{ label: 'a' }]));
      icon.setContextMenu(null);
      // The wrong type is the case itself.
      throws(() => icon.setContextMenu(wrong as Menu), 'Must pass Menu or null', 'TypeError');
      icon.destroy();
    },
  },
  {
    name: 'tray: a destroyed icon is of no use',
    source: 'spec/api-tray-spec.ts',
    run() {
      const icon = new Tray(nativeImage.createFromDataURL(pixel));
      icon.destroy();
      same(icon.isDestroyed(), true);
      throws(() => icon.setToolTip('x'), 'Object has been destroyed', 'TypeError');
    },
  },
  {
    name: 'tray: on Linux the place of the icon is not known',
    source: 'shell/browser/ui/tray_icon.cc',
    run() {
      if (process.platform !== 'linux') return;
      const icon = new Tray(nativeImage.createFromDataURL(pixel));
      same(icon.getBounds(), { x: 0, y: 0, width: 0, height: 0 });
      icon.popUpContextMenu();
      icon.destroy();
    },
  },
];

const images: readonly ConformanceCase[] = [
  {
    name: 'nativeImage: a missing file is an empty image',
    source: 'docs/api/native-image.md createFromPath',
    run: () =>
      same([nativeImage.createFromPath('/nowhere.png').isEmpty(), nativeImage.createEmpty().isEmpty()], [true, true]),
  },
  {
    name: 'nativeImage: a data address has its size and becomes PNG again',
    source: 'docs/api/native-image.md',
    run() {
      const image = nativeImage.createFromDataURL(pixel);
      same([image.getSize(), image.toPNG().subarray(1, 4).toString()], [{ width: 1, height: 1 }, 'PNG']);
    },
  },
];

const others: readonly ConformanceCase[] = [
  {
    name: 'powerMonitor: the idle state is one of four',
    source: 'docs/api/power-monitor.md getSystemIdleState',
    run: () => same(['active', 'idle', 'locked', 'unknown'].includes(powerMonitor.getSystemIdleState(60)), true),
  },
  {
    name: 'powerMonitor: the idle time is whole seconds',
    source: 'docs/api/power-monitor.md getSystemIdleTime',
    run() {
      const seconds = powerMonitor.getSystemIdleTime();
      same([Number.isInteger(seconds), seconds >= 0], [true, true]);
    },
  },
  {
    name: 'nativeTheme: the source decides what is used',
    source: 'spec/api-native-theme-spec.ts',
    async run() {
      nativeTheme.themeSource = 'light';
      const updated = new Promise<boolean>(resolve => {
        nativeTheme.once('updated', () => resolve(nativeTheme.shouldUseDarkColors));
      });
      nativeTheme.themeSource = 'dark';
      same([nativeTheme.shouldUseDarkColors, await updated], [true, true]);
      nativeTheme.themeSource = 'system';
    },
  },
  {
    name: 'nativeTheme: an unknown source is refused',
    source: 'spec/api-native-theme-spec.ts',
    run() {
      const wrong: unknown = 'sepia';
      throws(() => {
        // The wrong type is the case itself.
        nativeTheme.themeSource = wrong as 'dark';
      }, /./);
    },
  },
  {
    name: 'dialog: the message must be text',
    source: 'spec/api-dialog-spec.ts',
    run() {
      const wrong: unknown = 3;
      // The wrong type is the case itself.
      throws(() => dialog.showMessageBox({ message: wrong as string }), 'Message must be a string', 'TypeError');
    },
  },
  {
    name: 'app: names what package.json says',
    source: 'docs/api/app.md name, getVersion, getAppPath',
    run: () =>
      same(
        [app.name, app.getVersion(), app.isPackaged, app.getAppPath()],
        ['Conformance', '1.0.0', false, dirname(import.meta.dirname)],
      ),
  },
  {
    name: 'app: an unknown path name is refused, a relative path too',
    source: 'spec/api-app-spec.ts',
    run() {
      // The wrong name is the case itself.
      throws(() => app.getPath('mystery' as 'home'), "Failed to get 'mystery' path");
      throws(() => app.setPath('userData', 'relative'), 'Path must be absolute');
    },
  },
  {
    name: 'app: on Linux the preferred languages are those of LANGUAGE, then LC_ALL, then LANG, the best first',
    source: 'docs/api/app.md getPreferredSystemLanguages; g_get_language_names',
    run() {
      if (process.platform !== 'linux') return;
      const before = { ...process.env };
      const preferredWith = (env: Record<string, string>): readonly string[] => {
        for (const name of ['LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG']) delete process.env[name];
        Object.assign(process.env, env);
        return app.getPreferredSystemLanguages();
      };
      const first = [
        preferredWith({ LANGUAGE: 'nl_BE:fr', LC_ALL: 'it_IT.UTF-8', LANG: 'de_DE.UTF-8' }),
        preferredWith({ LANGUAGE: '', LC_ALL: 'it_IT.UTF-8', LANG: 'de_DE.UTF-8' }),
        preferredWith({ LANG: 'de_AT.UTF-8' }),
      ].map(([tag]) => tag);
      for (const name of ['LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG']) delete process.env[name];
      Object.assign(process.env, before);
      same(first, ['nl-BE', 'it-IT', 'de-AT']);
    },
  },
  {
    name: 'app: the lock of the only instance is given, and kept',
    source: 'docs/api/app.md requestSingleInstanceLock',
    run() {
      same(
        [app.requestSingleInstanceLock(), app.hasSingleInstanceLock(), app.requestSingleInstanceLock()],
        [true, true, true],
      );
      app.releaseSingleInstanceLock();
      same(app.hasSingleInstanceLock(), false);
    },
  },
  {
    name: 'app: quitting can be prevented, once for each try',
    source: 'docs/api/app.md before-quit',
    run() {
      let asked = 0;
      for (let time = 0; time < 2; time += 1) {
        app.once('before-quit', event => {
          asked += 1;
          event.preventDefault();
        });
        app.quit();
      }
      same(asked, 2);
    },
  },
  {
    name: 'net: whether there is a network is told in both ways',
    source: 'docs/api/net.md',
    run: () => same(net.isOnline() === net.online, true),
  },
];

export const cases: readonly ConformanceCase[] = [...tray, ...images, ...others];
