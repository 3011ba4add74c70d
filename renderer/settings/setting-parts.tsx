import { useId } from 'react';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import type { SettingsPart } from './settings-part.ts';

/** Which environment the form begins with, for each provider that has several. */
export function Environments({ settings, save }: SettingsPart) {
  const all = usePanelState(state => state.providers);
  const providers = all.filter(({ environments }) => environments.length > 1);
  if (providers.length === 0) return null;
  return (
    <fieldset className="group">
      <legend>{text('settings.environments.legend')}</legend>
      {providers.map(provider => (
        <Environment
          key={provider.id}
          provider={provider}
          onChange={id => save({ environments: { ...settings.environments, [provider.id]: id } })}
        />
      ))}
    </fieldset>
  );
}

interface EnvironmentProps {
  readonly provider: ProviderView;
  readonly onChange: (environmentId: string) => void;
}
function Environment({ provider, onChange }: EnvironmentProps) {
  const id = useId();
  const { environments, name } = provider;
  const chosen = environments.find(({ preselected }) => preselected) ?? environments[0];
  return (
    <div className="field beside">
      <label htmlFor={id}>{name}</label>
      <select id={id} value={chosen?.id} onChange={event => onChange(event.currentTarget.value)}>
        {environments.map(({ id: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The way to what happened here, for people and for support. */
export function Support() {
  const { store } = usePanel();
  return (
    <fieldset className="group">
      <legend>{text('settings.support.legend')}</legend>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'activity' } })}>
        {text('settings.support.activity')}
      </button>
    </fieldset>
  );
}

/** Where accounts, settings and log lie. */
export function DataPlace({ path, onOpen }: { readonly path: string; readonly onOpen: () => void }) {
  return (
    <fieldset className="group">
      <legend>{text('settings.data.legend')}</legend>
      <p className="path" dir="ltr">
        {path}
      </p>
      <button type="button" className="button" onClick={onOpen}>
        {text('settings.data.open')}
      </button>
    </fieldset>
  );
}
