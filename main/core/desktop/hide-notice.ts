import { text } from '../../text/text.ts';
import type { Notifier } from '../ports/desktop.ts';

/** What the notice needs: whether it was ever shown, and a way to remember that it was. */
interface HideNoticeDeps {
  readonly notifier: Notifier;
  readonly showsTray: () => Promise<boolean>;
  readonly wasShown: () => boolean;
  readonly markShown: () => void;
}

/** Says once, ever, that Dockpass goes on after its panel was closed, and how to get at it on this desktop. */
export const createHideNotice =
  ({ notifier, showsTray, wasShown, markShown }: HideNoticeDeps): (() => Promise<void>) =>
  async () => {
    if (wasShown()) return;
    // Before the desktop is asked, which takes a moment: closing twice says it once.
    markShown();
    const where = (await showsTray()) ? 'in-tray' : 'without-tray';
    notifier.show({
      title: text(`still-running.${where}.title`),
      body: text(`still-running.${where}.body`),
      silent: true,
    });
  };
