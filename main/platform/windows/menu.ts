import { Menu } from 'electron';

/** macOS takes the keys for copying and quitting from the menu; elsewhere pages have them and a menu bar is in the way. */
export const installAppMenu = (platform: NodeJS.Platform = process.platform): void => {
  Menu.setApplicationMenu(
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
};
