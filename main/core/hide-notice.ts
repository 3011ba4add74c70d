import type { Notifier } from './ports.ts';

/** What the notice needs: whether it was ever shown, and a way to remember that it was. */
export interface HideNoticePorts {
  readonly notifier: Notifier;
  readonly wasShown: () => boolean;
  readonly markShown: () => void;
}

/** Says once, ever, that closing the panel leaves Dockpass running in the tray. */
export const createHideNotice =
  ({ notifier, wasShown, markShown }: HideNoticePorts): (() => void) =>
  () => {
    if (wasShown()) return;
    notifier.show({
      title: 'Dockpass is still running',
      body: 'Find it in the tray; Quit is in its menu.',
      silent: true,
    });
    markShown();
  };
