import type { Secret } from '../base/secret.ts';

/** The system's clipboard. */
export interface Clipboard {
  /** Wayland: a text reaches other programs only from a window with the focus, after a key or a click there. */
  readonly needsPress: boolean;
  /** Whether a text that is written now reaches other programs. */
  readonly takesText: () => boolean;
  /**
   * Replaces the clipboard, marked as a secret where the system knows such a mark. Throws needs-press, with everything as
   * it was, and unexpected.
   */
  readonly write: (text: Secret) => Promise<void>;
  /** Whether it still holds exactly this text; `unknown` when reading is refused. */
  readonly holds: (text: Secret) => Promise<'yes' | 'no' | 'unknown'>;
  readonly read: () => Promise<Secret>;
  /**
   * Has told the system when it returns, where `needsPress` is false; resolves when it is done. Where it is true, what
   * another program put there goes only while `takesText`.
   */
  readonly clear: () => Promise<void>;
}

/** What the window shows, and for how long. */
export interface ShownSecret {
  readonly title: string;
  readonly value: Secret;
  readonly forMs: number;
  /** As a QR code and not as text; what the code holds ("curl command"). */
  readonly asQr?: string;
}

/** Small window of main's own that shows one secret for 20 s. */
export interface SecretWindow {
  /** As a QR code throws bad-input (reason `too-long-for-qr`), and shows nothing then. */
  readonly show: (shown: ShownSecret) => Promise<void>;
  /** Closes it, if it is open. */
  readonly close: () => void;
}

/** The machine's own events. Every listener gets a way to stop listening. */
export interface Signals {
  readonly isOnline: () => boolean;
  /** How long nobody has touched this computer, ms. */
  readonly idleForMs: () => number;
  readonly on: (
    name: 'online' | 'offline' | 'resume' | 'suspend' | 'lock' | 'unlock',
    listener: () => void,
  ) => () => void;
}

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
  /** `needs-approval`: macOS asks the person in its own settings first. `refused`: off, though it was asked to be on. */
  readonly state: () => 'on' | 'off' | 'needs-approval' | 'refused';
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
