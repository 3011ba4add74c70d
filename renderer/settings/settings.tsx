import { useEffect, useRef, useState } from 'react';
import { settingFields } from '../../preload/contract/settings-fields.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { Sheet } from '../components/sheet.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { managedProblemWords } from '../text/managed-words.ts';
import { fellBackWords } from '../text/setting-names.ts';
import { text } from '../text/text.ts';
import { LanguageChoice } from './language-choice.tsx';
import { ManagedSetting } from './managed-setting.tsx';
import { NumberSetting, Switch, ThemeChoice } from './setting-controls.tsx';
import { DataPlace, Environments, Support } from './setting-parts.tsx';
import type { SettingsPart } from './settings-part.ts';
import { ShortcutSetting } from './shortcut-setting.tsx';
import { StorageSettings } from './storage-settings.tsx';
import { useSettings } from './use-settings.ts';

/** Everything a person can choose. Each change is saved and in force at once. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const { settings, failure, take, save } = useSettings();
  const fellBack = usePanelState(state => state.status?.settingsFellBack);
  const problem = usePanelState(state => state.status?.managedProblem);
  return (
    <Sheet title={text('settings.title')} step={settings === null ? '' : 'form'} onClose={onClose}>
      <div className="sheet-body settings">
        {failure && <InstructionBox failure={failure} takesFocus />}
        {problem && <p className="note warn">{managedProblemWords(problem)}</p>}
        {fellBack && <p className="note warn">{fellBackWords(fellBack)}</p>}
        {settings && (
          <>
            {!settings.showsTray && <NoTray />}
            <Groups settings={settings} save={save} />
            <Support />
            <DataPlace path={settings.dataFolder} onOpen={() => void take(bridge.openDataFolder())} />
            <Reset onReset={() => void take(bridge.resetSettings())} />
          </>
        )}
      </div>
    </Sheet>
  );
}

function NoTray() {
  return <p className="note">{text('settings.no-tray')}</p>;
}

function Groups({ settings, save }: SettingsPart) {
  return (
    <>
      <ManagedSetting settings={settings} name="startAtLogin">
        <Switch
          label={text('settings.start-at-login.label')}
          on={settings.startAtLogin}
          help={text(
            settings.loginNeedsApproval ? 'settings.start-at-login.needs-approval' : 'settings.start-at-login.help',
          )}
          onChange={startAtLogin => save({ startAtLogin })}
        />
      </ManagedSetting>
      <ManagedSetting settings={settings} name="language">
        <LanguageChoice settings={settings} save={save} />
      </ManagedSetting>
      <ManagedSetting settings={settings} name="theme">
        <ThemeChoice settings={settings} save={save} />
      </ManagedSetting>
      <ManagedSetting settings={settings} name="quickCopyShortcut">
        <ShortcutSetting settings={settings} save={save} />
      </ManagedSetting>
      <ManagedSetting settings={settings} name="clipboardSeconds">
        <NumberSetting
          label={text('settings.clipboard-seconds.label')}
          value={settings.clipboardSeconds}
          bounds={settingFields.clipboardSeconds}
          onChange={clipboardSeconds => save({ clipboardSeconds })}
        />
      </ManagedSetting>
      <Notices settings={settings} save={save} />
      <ManagedSetting settings={settings} name="environments">
        <Environments settings={settings} save={save} />
      </ManagedSetting>
      <StorageSettings settings={settings} save={save} />
    </>
  );
}

function Notices({ settings, save }: SettingsPart) {
  return (
    <fieldset className="group">
      <legend>{text('settings.notices.legend')}</legend>
      <ManagedSetting settings={settings} name="notifications">
        <Switch
          label={text('settings.notices.needs-me')}
          on={settings.notifications}
          onChange={notifications => save({ notifications })}
        />
      </ManagedSetting>
      <ManagedSetting settings={settings} name="copiedNotice">
        <Switch
          label={text('settings.notices.copied')}
          on={settings.copiedNotice}
          disabled={!settings.notifications}
          onChange={copiedNotice => save({ copiedNotice })}
        />
      </ManagedSetting>
    </fieldset>
  );
}

/** Asks once more in the same place: the second button is where the first one was. */
function Reset({ onReset }: { readonly onReset: () => void }) {
  const [asks, setAsks] = useState<boolean | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The button that had the focus is gone with each answer.
    if (asks !== null) first.current?.focus();
  }, [asks]);
  if (asks !== true) {
    return (
      <button type="button" className="button reset" ref={first} onClick={() => setAsks(true)}>
        {text('settings.reset.button')}
      </button>
    );
  }
  const answer = (reset: boolean): void => {
    setAsks(false);
    if (reset) onReset();
  };
  return (
    <fieldset className="group asks">
      <legend>{text('settings.reset.legend')}</legend>
      <button type="button" className="button" ref={first} onClick={() => answer(false)}>
        {text('settings.reset.keep')}
      </button>
      <button type="button" className="primary danger" onClick={() => answer(true)}>
        {text('settings.reset.now')}
      </button>
    </fieldset>
  );
}
