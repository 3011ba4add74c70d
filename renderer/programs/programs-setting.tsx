import { Switch } from '../settings/setting-controls.tsx';
import type { SettingsPart } from '../settings/settings-part.ts';
import { usePanel } from '../state/panel-context.ts';
import { text } from '../text/text.ts';

/** Whether programs may ask at all, and the way to what each account gives them. */
export function ProgramsSetting({ settings, save }: SettingsPart) {
  const { store } = usePanel();
  const open = (): void => store.set({ overlay: { kind: 'programs', back: { kind: 'settings' } } });
  return (
    <fieldset className="group">
      <legend>{text('programs.setting.legend')}</legend>
      <Switch
        label={text('programs.setting.label')}
        on={settings.programs}
        help={text('programs.setting.help')}
        onChange={programs => save({ programs })}
      />
      <button type="button" className="button" onClick={open}>
        {text('programs.setting.open')}
      </button>
    </fieldset>
  );
}
