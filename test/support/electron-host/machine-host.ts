import { app, Notification, nativeTheme, net, powerMonitor, session, shell } from 'electron';
import type { ControlMethods } from '../../stand-in/control-server.ts';
import { replace } from './replace.ts';

const watchNotifications = (): ControlMethods => {
  const shown: Notification[] = [];
  replace(Notification.prototype, 'show', function (this: Notification): void {
    shown.push(this);
  });
  return {
    notifications: () => shown.map(({ title, body, silent }) => ({ title, body, silent })),
    notificationClick: ({ index }) => shown[Number(index)]?.emit('click'),
  };
};

const watchShell = (): ControlMethods => {
  const calls: { readonly member: string; readonly argument: string }[] = [];
  for (const member of ['openExternal', 'openPath']) {
    replace(shell, member, async (argument: string) => {
      calls.push({ member, argument });
      return '';
    });
  }
  return { shellCalls: () => calls };
};

/** On Linux a lock shows in the idle state only, as in Electron. */
const watchPower = (): ControlMethods => {
  let isLocked = false;
  replace(powerMonitor, 'getSystemIdleState', () => (isLocked ? 'locked' : 'active'));
  return {
    power: ({ event }) => {
      const name = String(event);
      if (name.endsWith('lock-screen')) isLocked = name === 'lock-screen';
      if (!name.endsWith('lock-screen') || process.platform !== 'linux') powerMonitor.emit(name);
    },
  };
};

const watchNetwork = (): ControlMethods => {
  let online = process.env.DOCKPASS_STAND_IN_OFFLINE !== '1';
  const sessions = new Set<Electron.Session>();
  const apply = (one: Electron.Session): void => one.enableNetworkEmulation({ offline: !online });
  app.on('session-created', created => {
    sessions.add(created);
    if (!online) apply(created);
  });
  replace(net, 'isOnline', () => online);
  return {
    online: ({ is }) => {
      online = is === true;
      for (const one of new Set([...sessions, session.defaultSession])) apply(one);
    },
  };
};

/** What the computer does, and what the application asks of it. */
export const machineHost = (): ControlMethods => ({
  ...watchNotifications(),
  ...watchShell(),
  ...watchPower(),
  ...watchNetwork(),
  themeDark: ({ dark }) => {
    nativeTheme.themeSource = dark === true ? 'dark' : 'light';
  },
  logsFolder: () => app.getPath('logs'),
  userData: () => app.getPath('userData'),
  quit: () => {
    setImmediate(() => app.quit());
  },
});
