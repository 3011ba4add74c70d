import { type Menu, Tray } from 'electron';
import type { ControlMethods } from '../../stand-in/control-server.ts';
import { choose, type MenuSnapshot, takeSnapshot } from '../../stand-in/desktop/menu-snapshot.ts';
import { replace } from './replace.ts';

/** The tray's menu as it was last handed over, which is all that a desktop shows. */
export const watchTray = (): ControlMethods => {
  let shown: { readonly tray: Tray; readonly menu: readonly MenuSnapshot[] } | undefined;
  const handOver = Tray.prototype.setContextMenu;
  replace(Tray.prototype, 'setContextMenu', function (this: Tray, menu: Menu | null): void {
    shown = { tray: this, menu: menu === null ? [] : takeSnapshot(menu) };
    handOver.call(this, menu);
  });
  return {
    trayMenu: () => shown?.menu ?? [],
    clickTray: ({ path }) => choose(shown?.menu ?? [], Array.isArray(path) ? path.map(String) : []),
    activateTray: () => shown?.tray.emit('click'),
  };
};
