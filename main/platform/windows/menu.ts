import { Menu, type MenuItemConstructorOptions } from 'electron';
import { text } from '../../text/text.ts';

/** macOS takes the keys for copying and quitting from the menu; elsewhere pages have them and a menu bar is in the way. */
export const installAppMenu = (quit: () => void, platform: NodeJS.Platform = process.platform): void => {
  const isNeeded = platform === 'darwin';
  Menu.setApplicationMenu(isNeeded ? Menu.buildFromTemplate([appMenu(quit), editMenu(), windowMenu()]) : null);
};

// What Electron makes of these roles by itself, in our words: its own are English in every language.

const separator: MenuItemConstructorOptions = { type: 'separator' };

const appMenu = (quit: () => void): MenuItemConstructorOptions => ({
  role: 'appMenu',
  submenu: [
    { role: 'about', label: text('app-menu.about') },
    separator,
    { role: 'services', label: text('app-menu.services') },
    separator,
    { role: 'hide', label: text('app-menu.hide') },
    { role: 'hideOthers', label: text('app-menu.hide-others') },
    { role: 'unhide', label: text('app-menu.show-all') },
    separator,
    // No role: that one looks like the system's own asking, which leaves no time for answers under way.
    { label: text('app-menu.quit'), accelerator: 'Command+Q', click: quit },
  ],
});

const editMenu = (): MenuItemConstructorOptions => ({
  role: 'editMenu',
  label: text('edit-menu.title'),
  submenu: [
    { role: 'undo', label: text('edit-menu.undo') },
    { role: 'redo', label: text('edit-menu.redo') },
    separator,
    { role: 'cut', label: text('edit-menu.cut') },
    { role: 'copy', label: text('edit-menu.copy') },
    { role: 'paste', label: text('edit-menu.paste') },
    { role: 'pasteAndMatchStyle', label: text('edit-menu.paste-and-match-style') },
    { role: 'delete', label: text('edit-menu.delete') },
    { role: 'selectAll', label: text('edit-menu.select-all') },
    separator,
    {
      label: text('edit-menu.substitutions'),
      submenu: [
        { role: 'showSubstitutions', label: text('edit-menu.show-substitutions') },
        separator,
        { role: 'toggleSmartQuotes', label: text('edit-menu.smart-quotes') },
        { role: 'toggleSmartDashes', label: text('edit-menu.smart-dashes') },
        { role: 'toggleTextReplacement', label: text('edit-menu.text-replacement') },
      ],
    },
    {
      label: text('edit-menu.speech'),
      submenu: [
        { role: 'startSpeaking', label: text('edit-menu.start-speaking') },
        { role: 'stopSpeaking', label: text('edit-menu.stop-speaking') },
      ],
    },
  ],
});

const windowMenu = (): MenuItemConstructorOptions => ({
  role: 'windowMenu',
  label: text('window-menu.title'),
  submenu: [
    { role: 'minimize', label: text('window-menu.minimize') },
    { role: 'zoom', label: text('window-menu.zoom') },
    separator,
    { role: 'front', label: text('window-menu.bring-all-to-front') },
  ],
});
