import * as v from 'valibot';
import type { ProviderView } from '../../../preload/contract/provider-view.ts';
import type { SettingName } from '../../../preload/contract/settings-fields.ts';
import type { SettingsView } from '../../../preload/contract/settings-view.ts';
import type { LoginItem, ShortcutState } from '../ports/desktop.ts';
import { languagesOffered } from './language.ts';
import { type Managed, unmanaged } from './managed-file.ts';
import type { Settings } from './settings.ts';
import { chosenFields } from './settings-schema.ts';

/** What is said of the settings beside their values. */
interface AboutSettings {
  readonly login: ReturnType<LoginItem['state']>;
  readonly notificationsFail: boolean;
  readonly showsTray: boolean;
  readonly shortcut: ShortcutState;
  readonly dataFolder: string;
  readonly isPackaged: boolean;
  readonly managed: Managed;
}

/** Whether the system starts Dockpass at login, or will once the person has allowed it. */
export const willStart = (login: ReturnType<LoginItem['state']>): boolean =>
  login === 'on' || login === 'needs-approval';

const chosenOnly = v.object(chosenFields);

/** Settings as the dialog draws them: what a person can choose, what others decided, and where data lies. */
export const viewSettings = (
  settings: Settings,
  { login, notificationsFail, showsTray, shortcut, dataFolder, isPackaged, managed }: AboutSettings,
): SettingsView => {
  // Object.keys knows only strings; the file's schema lets nothing but settings' names in.
  const fixed = Object.keys(managed.fixed) as SettingName[];
  return {
    ...v.parse(chosenOnly, settings),
    startAtLogin: willStart(login),
    loginNeedsApproval: login === 'needs-approval',
    loginRefused: login === 'refused',
    notificationsFail,
    showsTray,
    shortcut,
    dataFolder,
    givenFormats: managed.formats,
    languages: languagesOffered(isPackaged),
    fixed,
    ...(managed !== unmanaged && { organization: managed.organization ?? '' }),
  };
};

/** The providers with the environment preselected that a person prefers; one that is not there any more changes nothing. */
export const withPreferred = (
  providers: readonly ProviderView[],
  preferred: Settings['environments'],
): readonly ProviderView[] =>
  providers.map(provider => {
    const wanted = provider.environments.find(({ id }) => id === preferred[provider.id])?.id;
    if (wanted === undefined) return provider;
    const environments = provider.environments.map(one => ({ ...one, preselected: one.id === wanted }));
    return { ...provider, environments };
  });
