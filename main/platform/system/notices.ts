import { createHideNotice } from '../../core/desktop/hide-notice.ts';
import type { Notifier } from '../../core/ports/desktop.ts';
import type { SettingsStore } from '../../core/settings/settings.ts';
import { createNotifier, type SystemNotifier } from './notifications.ts';

interface NoticesOptions {
  readonly settings: SettingsStore;
  readonly showsTray: () => Promise<boolean>;
  readonly openPanel: () => void;
}

interface Notices {
  /** Silent while a person has notifications switched off. */
  readonly notifier: Notifier;
  /** How the system answers. */
  readonly answers: Pick<SystemNotifier, 'fails' | 'onFailsChanged'>;
  /** The person closed the panel and Dockpass goes on. */
  readonly sayStillRunning: () => void;
}

/** Everything that is said outside the windows. */
export const createNotices = ({ settings, showsTray, openPanel }: NoticesOptions): Notices => {
  const system = createNotifier({ onClick: openPanel });
  const notifier: Notifier = {
    show: notice => {
      if (settings.read().notifications) system.show(notice);
    },
  };
  const hideNotice = createHideNotice({
    notifier,
    showsTray,
    wasShown: () => settings.read().trayNoticeShown,
    markShown: () => settings.remember({ trayNoticeShown: true }),
  });
  return { notifier, answers: system, sayStillRunning: () => void hideNotice() };
};
