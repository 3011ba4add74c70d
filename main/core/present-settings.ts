import type { ProviderView, SettingName, SettingsView } from '../../preload/contract.ts';
import { type Managed, unmanaged } from './managed-file.ts';
import type { Settings } from './settings.ts';

/** Settings as the dialog draws them: what a person can choose, what is chosen for them, and where data lies. */
export const viewSettings = (settings: Settings, dataFolder: string, managed: Managed): SettingsView => {
  const { trayNoticeShown: _told, keeping: _keeping, endingShift: _ending, panelPlaces: _places, ...chosen } = settings;
  // Object.keys knows only strings; the file's schema lets nothing but settings' names in.
  const fixed = Object.keys(managed.fixed) as SettingName[];
  return {
    ...chosen,
    dataFolder,
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
