/** The desktop as the core asks for it, beside what is in ports.ts. */

/** The system's notifications. They outlive the screen lock and are kept by some systems: never a secret in them. */
export interface Notifier {
  readonly show: (notice: {
    readonly title: string;
    readonly body: string;
    readonly silent: boolean;
    /** Instead of opening the panel. */
    readonly onClick?: () => void;
  }) => void;
}

/** Whether the system starts Dockpass at login; the system's own word, which people change elsewhere, too. */
export interface LoginItem {
  /** `needs-approval`: macOS asks the person in its own settings first. */
  readonly state: () => 'on' | 'off' | 'needs-approval';
  /** Throws unexpected (reason login-item). */
  readonly set: (on: boolean) => void;
}

/** `taken`: another program has the keys, or the system has none such; `unsure`: the desktop decides, and tells nobody. */
export type ShortcutState = 'off' | 'works' | 'taken' | 'unsure';

/** One key with modifiers that is heard whatever program has the focus. */
export interface Shortcut {
  /** Takes these keys instead of the ones before; empty: none. */
  readonly set: (accelerator: string) => void;
  readonly state: () => ShortcutState;
}
