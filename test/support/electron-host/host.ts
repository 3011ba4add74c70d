import { serveControl } from '../../stand-in/control-server.ts';
import { watchClipboard } from './clipboard-host.ts';
import { keychainHost } from './keychain-host.ts';
import { machineHost } from './machine-host.ts';
import { watchTray } from './tray-host.ts';
import { windowsHost } from './windows-host.ts';

/**
 * What test/stand-in/control.ts is to the stand-in, inside a process of Electron: started before the application, it
 * answers the same questions through Electron's own interface. What only a pretended computer can do is missing, and a
 * test that needs it is marked `@stand-in`.
 */
export const startHost = async (): Promise<void> => {
  keychainHost();
  await serveControl(process.env.DOCKPASS_TEST_CONTROL ?? '', {
    debugPort: () => Number(process.env.DOCKPASS_TEST_DEBUG_PORT),
    ...windowsHost(),
    ...watchTray(),
    ...watchClipboard(),
    ...machineHost(),
  });
};
