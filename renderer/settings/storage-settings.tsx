import { settingFields } from '../../preload/contract/settings-view.ts';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { ManagedSetting } from './managed-setting.tsx';
import { NumberSetting } from './setting-controls.tsx';
import type { SettingsPart } from './settings-part.ts';

/** The settings' way to how accounts are kept, to the lock's time, and to the end of a shift. */
export function StorageSettings({ settings, save }: SettingsPart) {
  const { store } = usePanel();
  const lock = usePanelState(state => state.status?.lock ?? 'none');
  return (
    <fieldset className="group">
      <legend>Keeping</legend>
      {lock !== 'none' && (
        <ManagedSetting settings={settings} name="lockMinutes">
          <NumberSetting
            label="Minutes without use until Dockpass locks"
            value={settings.lockMinutes}
            bounds={settingFields.lockMinutes}
            help="0: only by hand, with the screen and before sleep."
            onChange={lockMinutes => save({ lockMinutes })}
          />
        </ManagedSetting>
      )}
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'storage' } })}>
        How accounts are kept…
      </button>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'backup' } })}>
        Back up accounts…
      </button>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'take-backup' } })}>
        Take in a backup…
      </button>
      <button type="button" className="button" onClick={() => store.set({ overlay: { kind: 'end-of-shift' } })}>
        End of shift…
      </button>
    </fieldset>
  );
}
