import { useId } from 'react';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';
import { ManagedSetting } from './managed-setting.tsx';
import type { SettingItem } from './setting-row.tsx';
import type { SettingsPart } from './settings-part.ts';

/** Which environment a form begins with: a row for each provider that has several; `help` says so where nothing else does. */
export const environmentItems = (
  providers: readonly ProviderView[],
  { settings, save }: SettingsPart,
  help?: string,
): readonly SettingItem[] =>
  providers
    .filter(({ environments }) => environments.length > 1)
    .map(provider => ({
      group: 'settings.group.general',
      id: `environment-${provider.id}`,
      words: text('settings.environments.of', { provider: provider.name }),
      row: (
        <ManagedSetting settings={settings} name="environments">
          <Environment
            provider={provider}
            help={help}
            onChange={id => save({ environments: { ...settings.environments, [provider.id]: id } })}
          />
        </ManagedSetting>
      ),
    }));

interface EnvironmentProps {
  readonly provider: ProviderView;
  readonly help: string | undefined;
  readonly onChange: (environmentId: string) => void;
}
function Environment({ provider: { environments, name }, help, onChange }: EnvironmentProps) {
  const id = useId();
  const chosen = environments.find(({ preselected }) => preselected) ?? environments[0];
  return (
    <div className="setting field">
      <label htmlFor={id}>{name}</label>
      <select id={id} value={chosen?.id} onChange={event => onChange(event.currentTarget.value)}>
        {environments.map(({ id: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {help !== undefined && <p className="help">{help}</p>}
    </div>
  );
}
