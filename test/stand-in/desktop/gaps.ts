/** What the desktop half of the stand-in cannot reproduce; printed by the test run and listed in test/README.md. */
export const gaps: readonly string[] = [
  'Tray, menus, notifications, dialogs and the clipboard are models in memory: nothing is drawn, nothing reaches the desktop, and clipboard managers see nothing.',
  'On Wayland desktops differ in which serial they still take; here only one counts whose window has kept the focus since. Windows get the focus whenever they ask for it.',
  'The keychain is a key in a file beside the user data; no keyring, Keychain or DPAPI is ever asked. Its ciphertexts are authenticated, so a wrong key always fails (mode "garbage" stands for the times it does not).',
  'fetch in the main process is Node’s: no system proxy, no HTTP/2, no certificate store of the system, no session cookies (it throws unless credentials are "omit"), no webRequest listeners.',
  'ipcRenderer.sendSync, postMessage and message ports are not there; console messages of a preload carry no file name.',
  'A preload does not run in the blank document a window starts with.',
  'contextBridge copies no DOM elements and no Blobs, and offers exposeInMainWorld only.',
  'Pages of registered schemes are https pages for Chromium: location.origin inside them differs.',
  'No key of the desktop reaches globalShortcut: it is a table that tests press. Two programs never contend for one.',
  'powerMonitor, online state and theme change only when a test says so; on Linux lock events are never emitted, as in Electron.',
  'On macOS and Windows the tray behaves as on Linux (menu copied when set, no right click), there is no dock, and nothing starts at login.',
  'Crashes, fuses, asar, code signing, deep links, auto-update and the process model are not modelled.',
];
