import { settingFields } from '../../preload/contract/settings-fields.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { ManagedSetting } from './managed-setting.tsx';
import { NumberSetting } from './setting-controls.tsx';
import type { SettingsPart } from './settings-part.ts';

/** The settings' way to how accounts are kept, to the lock's time, and to the end of a shift. */
export function StorageSettings({ settings, save }: SettingsPart) {
  const { store } = usePanel();
  const lock = usePanelState(state => state.status?.lock ?? 'none');
  return (
    <fieldset className="group">
      <legend>{text('settings.keeping.legend')}</legend>
      {lock !== 'none' && (
        <ManagedSetting settings={settings} name="lockMinutes">
          <NumberSetting
            label={text('settings.lock-minutes.label')}
            value={settings.lockMinutes}
            bounds={settingFields.lockMinutes}
            help={text('settings.lock-minutes.help')}
            onChange={lockMinutes => save({ lockMinutes })}
          />
        </ManagedSetting>
      )}
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'storage' } })}>
        {text('settings.keeping.storage')}
      </button>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'backup' } })}>
        {text('settings.keeping.backup')}
      </button>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'take-backup' } })}>
        {text('settings.keeping.restore')}
      </button>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'end-of-shift' } })}>
        {text('end-of-shift.open')}
      </button>
    </fieldset>
  );
}
