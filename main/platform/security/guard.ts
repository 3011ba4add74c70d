import { app, session } from 'electron';
import type { Log } from '../../core/ports/log.ts';

type Watched = NodeJS.EventEmitter & Pick<Electron.App, 'isReady'>;

/**
 * What holds for every page and every session of the app, whoever makes it; call it before the first window. Numbers are
 * those of Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security): 5 permissions,
 * 12 webviews, 13 navigation, 14 new windows. A sign-in page may navigate the web and sets its own rules on top. What
 * Electron would pick by itself where nobody answers, a client certificate or a Bluetooth device, is picked here: none.
 */
export const installGuard = (
  log: Log,
  watched: Watched = app,
  defaultSession: () => Electron.Session = () => session.defaultSession,
): void => {
  watched.on('web-contents-created', (_event: unknown, contents: Electron.WebContents) => guardContents(contents, log));
  watched.on('session-created', (created: Electron.Session) => guardSession(created, log));
  watched.on('select-client-certificate', refuseCertificate(log));
  // Once the app is ready the default session may have been announced already.
  if (watched.isReady()) guardSession(defaultSession(), log);
};

type Choose = (certificate?: Electron.Certificate) => void;

/** Left alone, Electron sends the first certificate it finds: https://www.electronjs.org/docs/latest/api/app. */
const refuseCertificate =
  (log: Log) =>
  (event: Electron.Event, _contents: unknown, _url: string, _list: readonly Electron.Certificate[], choose: Choose) => {
    // A page of a sign-in has asked the person: the event reaches it before anyone who listens here.
    if (event.defaultPrevented) return;
    event.preventDefault();
    choose();
    log.write('guard-refused', { rule: 5, what: 'client-certificate' });
  };

function guardContents(contents: Electron.WebContents, log: Log): void {
  contents.on('will-attach-webview', event => {
    event.preventDefault();
    log.write('guard-refused', { rule: 12, what: 'webview' });
  });
  contents.setWindowOpenHandler(() => {
    log.write('guard-refused', { rule: 14, what: 'window' });
    return { action: 'deny' };
  });
  // Bluetooth asks no permission handler, and unanswered the first device in reach is taken:
  // https://github.com/electron/electron/blob/main/shell/browser/lib/bluetooth_chooser.cc
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
    log.write('guard-refused', { rule: 5, what: 'bluetooth' });
  });
  const judge = (event: Electron.Event<{ readonly url: string }>): void => {
    if (mayNavigate(contents.getURL(), event.url)) return;
    event.preventDefault();
    log.write('guard-refused', { rule: 13, what: 'navigation' });
  };
  contents.on('will-frame-navigate', judge);
  contents.on('will-redirect', judge);
}

/** Our own pages stay where they are; nobody else's gets to ours, nor to files. Schemes of the web are for their owner to judge. */
function mayNavigate(from: string, to: string): boolean {
  return schemeOf(from) !== 'app:' && !['app:', 'file:', 'chrome:', 'devtools:'].includes(schemeOf(to));
}
const schemeOf = (address: string): string => (URL.canParse(address) ? new URL(address).protocol : '');

const guarded = new WeakSet<Electron.Session>();

/** Without handlers Electron grants every permission. */
function guardSession(created: Electron.Session, log: Log): void {
  if (guarded.has(created)) return;
  guarded.add(created);
  created.setPermissionRequestHandler((_contents, permission, decide) => {
    log.write('guard-refused', { rule: 5, what: permission });
    decide(false);
  });
  created.setPermissionCheckHandler(() => false);
  created.setDevicePermissionHandler(() => false);
  created.on('will-download', event => {
    event.preventDefault();
    log.write('guard-refused', { rule: 5, what: 'download' });
  });
}
