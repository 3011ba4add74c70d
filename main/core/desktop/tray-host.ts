/** What tells whether this desktop shows tray icons. */
interface TrayHost {
  readonly platform: string;
  /** Something on the session bus watches for status icons; undefined where nobody could be asked. */
  readonly watcher: boolean | undefined;
  /** XDG_SESSION_TYPE and XDG_CURRENT_DESKTOP, or empty. */
  readonly session: string;
  readonly desktop: string;
}

/**
 * Whether a tray icon can be seen. Electron shows one in vain without a word where nobody watches: GNOME without its
 * extension, and bare Wayland. On other X11 desktops it falls back to the older way, which needs no watcher.
 * https://www.electronjs.org/docs/latest/api/tray
 */
export const showsTray = ({ platform, watcher, session, desktop }: TrayHost): boolean => {
  if (platform !== 'linux' || watcher !== false) return true;
  return session !== 'wayland' && !/\bgnome\b/i.test(desktop);
};
