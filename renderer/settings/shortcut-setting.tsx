import { type KeyboardEvent, useId, useState } from 'react';
import type { SettingsView } from '../../preload/contract/settings-view.ts';
import { usePanelState } from '../state/panel-context.ts';
import { acceleratorOf, shortcutWords } from './accelerator.ts';
import type { SettingsPart } from './settings-part.ts';

const words: Record<SettingsView['shortcut'], string> = {
  off: 'Click here and press the keys, for example Ctrl + Alt + C. Then a small search window opens wherever you are.',
  works: 'Opens a small search window wherever you are: type a name, Enter copies its token.',
  taken: 'Another program already has these keys, so they do nothing here. Press other ones.',
  unsure:
    'Under Wayland your desktop decides: it may ask once, or pass nothing on without a word. If nothing happens, bind keys to the command “dockpass --quick-copy” in the desktop’s own settings.',
};

/** Takes the keys as they are pressed. Tab and Escape keep their meaning, and Backspace takes the shortcut away. */
export function ShortcutSetting({ settings, save }: SettingsPart) {
  const id = useId();
  const platform = usePanelState(state => state.status?.platform ?? '');
  const [tooPlain, setTooPlain] = useState(false);
  const { quickCopyShortcut: keys, shortcut } = settings;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' || event.key === 'Escape') return;
    event.preventDefault();
    const pressed = acceleratorOf(event.nativeEvent);
    const clears = event.key === 'Backspace' || event.key === 'Delete';
    setTooPlain(pressed === undefined && !clears && !/^(Control|Alt|Shift|Meta|AltGraph)$/.test(event.key));
    if (clears && keys !== '') save({ quickCopyShortcut: '' });
    else if (pressed !== undefined && pressed !== keys) save({ quickCopyShortcut: pressed });
  };
  return (
    <div className="field">
      <label htmlFor={id}>Shortcut for quick copy</label>
      <div className="keys-field">
        <input
          id={id}
          value={keys === '' ? '' : shortcutWords(keys, platform)}
          placeholder="Off"
          readOnly
          aria-invalid={shortcut === 'taken' || undefined}
          aria-describedby={`${id}-help`}
          onKeyDown={onKeyDown}
          onBlur={() => setTooPlain(false)}
        />
        {keys !== '' && (
          <button type="button" className="button" onClick={() => save({ quickCopyShortcut: '' })}>
            Turn off
          </button>
        )}
      </div>
      <p className={shortcut === 'taken' ? 'help warn' : 'help'} id={`${id}-help`} aria-live="polite">
        {tooPlain ? 'Hold Ctrl, Alt or the system key together with another key.' : words[shortcut]}
      </p>
    </div>
  );
}
