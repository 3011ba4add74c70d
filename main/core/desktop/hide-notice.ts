import type { Notifier } from '../ports/desktop.ts';

/** What the notice needs: whether it was ever shown, and a way to remember that it was. */
export interface HideNoticeDeps {
  readonly notifier: Notifier;
  readonly showsTray: () => Promise<boolean>;
  readonly wasShown: () => boolean;
  readonly markShown: () => void;
}

const inTray = {
  title: 'Dockpass is still running',
  body: 'Find it in the tray; Quit is in its menu.',
  silent: true,
};
const withoutTray = {
  title: 'Dockpass is still running, without a tray icon',
  body: 'This desktop shows none. Start Dockpass again to see its panel; Settings says how to get an icon.',
  silent: true,
};

/** Says once, ever, that Dockpass goes on after its panel was closed, and how to get at it on this desktop. */
export const createHideNotice =
  ({ notifier, showsTray, wasShown, markShown }: HideNoticeDeps): (() => Promise<void>) =>
  async () => {
    if (wasShown()) return;
    // Before the desktop is asked, which takes a moment: closing twice says it once.
    markShown();
    notifier.show((await showsTray()) ? inTray : withoutTray);
  };
