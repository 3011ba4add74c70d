import { useEffect, useRef, useState } from 'react';
import type { Failure, Reply, SettingsValues, SettingsView } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { managedProblemWords } from '../managed-words.ts';
import { usePanel, usePanelState } from '../panel-context.ts';
import { fellBackWords } from '../setting-names.ts';
import { Decided } from './decided.tsx';
import { InstructionBox } from './instruction.tsx';
import { KeepingSettings } from './keeping-settings.tsx';
import { NumberSetting, Switch, ThemeChoice } from './setting-controls.tsx';
import { DataPlace, Environments, Support } from './setting-parts.tsx';
import { Sheet } from './sheet.tsx';
import { ShortcutSetting } from './shortcut-setting.tsx';

/** What a control needs: the values in force, and a way to change some of them at once. */
export interface SettingsPart {
  readonly settings: SettingsView;
  readonly save: (change: Partial<SettingsValues>) => void;
}

/** The settings as main has them, now and after every change, and what went wrong last. */
function useSettings() {
  const { bridge, store } = usePanel();
  const [known, setKnown] = useState<SettingsView | null>(null);
  // Chosen and not answered yet: shown at once, whatever main says meanwhile of an earlier choice.
  const [chosen, setChosen] = useState<Partial<SettingsValues>>({});
  const waiting = useRef(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    const stop = bridge.on('settingsChanged', setKnown);
    void settle(bridge.getSettings()).then(reply => {
      if (!current) return;
      if (reply.ok) setKnown(reply.value);
      else setFailure(reply.error);
    });
    return () => {
      current = false;
      stop();
    };
  }, [bridge]);
  const take = async (pending: Promise<Reply<SettingsView | null>>): Promise<void> => {
    waiting.current += 1;
    const reply = await settle(pending);
    waiting.current -= 1;
    setFailure(reply.ok ? null : reply.error);
    if (reply.ok && reply.value !== null) setKnown(reply.value);
    if (waiting.current === 0) setChosen({});
    // The environment that is chosen first is part of what main says of the providers.
    const providers = await settle(bridge.listProviders());
    if (providers.ok) store.set({ providers: providers.value });
  };
  const save = (change: Partial<SettingsValues>): void => {
    setChosen(now => ({ ...now, ...change }));
    void take(bridge.saveSettings(change));
  };
  return { settings: known && { ...known, ...chosen }, failure, take, save };
}

/** Everything a person can choose. Each change is saved and in force at once. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const { bridge } = usePanel();
  const { settings, failure, take, save } = useSettings();
  const fellBack = usePanelState(state => state.status?.settingsFellBack);
  const problem = usePanelState(state => state.status?.managedProblem);
  return (
    <Sheet title="Settings" step={settings === null ? '' : 'form'} onClose={onClose}>
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
  return (
    <p className="note">
      This desktop shows no tray icon. Start Dockpass again to see this panel. On GNOME the extension “AppIndicator and
      KStatusNotifierItem Support” brings the icon.
    </p>
  );
}

function Groups({ settings, save }: SettingsPart) {
  return (
    <>
      <Decided settings={settings} name="startAtLogin">
        <Switch
          label="Start Dockpass when I log in"
          on={settings.startAtLogin}
          help={
            settings.loginNeedsApproval
              ? 'macOS waits for you: allow Dockpass in System Settings, General, Login Items.'
              : 'It starts hidden and waits in the tray.'
          }
          onChange={startAtLogin => save({ startAtLogin })}
        />
      </Decided>
      <Decided settings={settings} name="theme">
        <ThemeChoice settings={settings} save={save} />
      </Decided>
      <Decided settings={settings} name="quickCopyShortcut">
        <ShortcutSetting settings={settings} save={save} />
      </Decided>
      <Decided settings={settings} name="clipboardSeconds">
        <NumberSetting
          label="Seconds until the clipboard is cleared"
          value={settings.clipboardSeconds}
          least={10}
          most={300}
          onChange={clipboardSeconds => save({ clipboardSeconds })}
        />
      </Decided>
      <Notices settings={settings} save={save} />
      <Decided settings={settings} name="environments">
        <Environments settings={settings} save={save} />
      </Decided>
      <KeepingSettings settings={settings} save={save} />
    </>
  );
}

function Notices({ settings, save }: SettingsPart) {
  return (
    <fieldset className="group">
      <legend>Notifications</legend>
      <Decided settings={settings} name="notifications">
        <Switch
          label="Tell me when something needs me"
          on={settings.notifications}
          onChange={notifications => save({ notifications })}
        />
      </Decided>
      <Decided settings={settings} name="copiedNotice">
        <Switch
          label="Say when a token was copied from the tray"
          on={settings.copiedNotice}
          disabled={!settings.notifications}
          onChange={copiedNotice => save({ copiedNotice })}
        />
      </Decided>
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
        Reset settings
      </button>
    );
  }
  const answer = (reset: boolean): void => {
    setAsks(false);
    if (reset) onReset();
  };
  return (
    <fieldset className="group asks">
      <legend>Put every setting back to how it was at first? Accounts stay as they are.</legend>
      <button type="button" className="button" ref={first} onClick={() => answer(false)}>
        Keep them
      </button>
      <button type="button" className="primary danger" onClick={() => answer(true)}>
        Reset now
      </button>
    </fieldset>
  );
}
